"""The text of an article in pieces, each with what is coded of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.record import Event, Record
from dragoman.store.rows import sentence_around

_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the body and what it is: ``kind`` is entity, event, statement or date."""

    start: int
    end: int
    kind: str
    css: str
    anchor: str | None = None
    number: int | None = None  # of the coding, for events and dates
    entity: str | None = None


@dataclass(slots=True)
class Piece:
    """A stretch of the body within which nothing begins or ends."""

    text: str
    classes: str = ""
    codings: str = ""
    anchors: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    entity: str | None = None
    title: str = ""


def marks_of(record: Record, reports: Mapping[int, str], names: Mapping[str, str]) -> list[Mark]:
    """Everything that is coded of the body; ``reports`` gives the report's id of each event by its number from 0."""
    body = record.article.body
    marks = [
        Mark(span.start, span.end, "entity", "", entity=entity.id)
        for entity in record.entities
        for span in entity.mentions
    ]
    marks += [Mark(s.start, s.end, "statement", "st", anchor=f"s-{s.start}") for s in record.statements]
    for number, event in enumerate(record.events):
        css = f"ev q{event.quad}"
        start, end = event.evidence.start, event.evidence.end
        marks.append(Mark(start, end, "event", css, anchor=reports.get(number), number=number + 1))
        if when := _date_words(body, event):
            marks.append(Mark(*when, "date", "dt", number=number + 1))
    return [mark for mark in marks if 0 <= mark.start < mark.end <= len(body)]


def _date_words(body: str, event: Event) -> tuple[int, int] | None:
    """Where the words of an event's date stand in the sentence of its evidence."""
    text = event.date.text if event.date else None
    if not text:
        return None
    low, high = sentence_around(body, event.evidence.start, event.evidence.end)
    found = body.find(text, low, high)
    return (found, found + len(text)) if found >= 0 else None


def paragraphs(body: str, marks: Sequence[Mark], names: Mapping[str, str]) -> list[list[Piece]]:
    """The body's paragraphs, cut wherever a mark begins or ends. The pieces' texts together are the paragraphs'."""
    cuts = sorted({point for mark in marks for point in (mark.start, mark.end)})
    found, start = [], 0
    for gap in [*_PARAGRAPH.finditer(body), None]:
        end = gap.start() if gap else len(body)
        if body[start:end].strip():
            found.append(_pieces(body, start, end, cuts, marks, names))
        start = gap.end() if gap else end
    return found


def _pieces(
    body: str, start: int, end: int, cuts: Sequence[int], marks: Sequence[Mark], names: Mapping[str, str]
) -> list[Piece]:
    points = [start, *(cut for cut in cuts if start < cut < end), end]
    near = [mark for mark in marks if mark.start < end and mark.end > start]
    return [
        _piece(body[low:high], low, [m for m in near if m.start <= low and m.end >= high], names, first=low == start)
        for low, high in pairwise(points)
    ]


def _piece(text: str, low: int, over: Sequence[Mark], names: Mapping[str, str], *, first: bool) -> Piece:
    classes = sorted({mark.css for mark in over if mark.css})
    entities = [mark for mark in over if mark.entity]
    narrowest = min(entities, key=lambda mark: mark.end - mark.start, default=None)
    same = [m.entity for m in entities if narrowest and (m.start, m.end) == (narrowest.start, narrowest.end)]
    begun = [mark for mark in over if mark.start == low]
    return Piece(
        text=text,
        classes=" ".join(["seg", *classes]) if classes else "",
        codings=" ".join(dict.fromkeys(str(mark.number) for mark in over if mark.number)),
        anchors=list(dict.fromkeys(mark.anchor for mark in begun if mark.anchor)),
        numbers=[mark.number for mark in begun if mark.kind == "event" and mark.number],
        entity=narrowest.entity if narrowest else None,
        title=", ".join(names.get(entity, entity) for entity in same if entity),
    )
