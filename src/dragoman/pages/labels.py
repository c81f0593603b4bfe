"""A page as the classifier sees it: its lines, their measures, and the labels that lines earn by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from dragoman.pages.bylines import is_byline
from dragoman.pages.datelines import find_dateline
from dragoman.pages.dates import is_date_line
from dragoman.pages.features import Features, ascii_quotes, features_of, find_cue, section_in, word_count
from dragoman.pages.lines import Line
from dragoman.pages.tables import words
from dragoman.record import FurnitureKind

Label = FurnitureKind | Literal["body"]


PROSE = 3.0


CAPTION = 3.0


def opens_line(row: str) -> bool:
    """Whether a row of a wrapped page is a line of its own: furniture by its words, or the head of a report."""
    if row[:1].islower() or len(row) > 200:
        return False
    count = word_count(row)
    return (
        bool(find_cue(row, count))
        or is_byline(row)
        or (is_date_line(row) and row[-1:] not in ".,")
        or find_dateline(row) is not None
    )


@dataclass(slots=True)
class Page:
    """The lines of a page with their measures and, as they are found, their labels."""

    lines: Sequence[Line]
    features: list[Features]
    labels: list[Label | None]
    keys: list[str]
    title: str | None = None
    lead: int = 0
    headline: int | None = None

    def prose(self, at: int) -> bool:
        """Whether a line may be running text, by itself and by what is known of it."""
        hint = self.lines[at].hint
        if self.labels[at] is not None or hint in ("outside", "heading"):
            return False
        return self.features[at].prose >= (PROSE - 1.0 if hint == "paragraph" else PROSE)


def key_of(text: str) -> str:
    """A line without its dateline, cut marks and punctuation, to find repetitions by."""
    found = find_dateline(text)
    bare = ascii_quotes(text[found.end :] if found else text).lower()
    return " ".join(re.findall(r"\w+", bare))


_NEUTRAL = frozenset({"paragraph", "heading", "outside"})  # hints that leave the kind of furniture open


def _own_label(line: Line, measure: Features) -> Label | None:
    """What a line says of itself, wherever it stands."""
    if measure.cue and measure.cue.kind == "copyright" and line.hint in ("other", "outside"):
        return "copyright"
    if line.hint and line.hint not in _NEUTRAL:
        return cast(Label, line.hint)
    if measure.count == 0:
        return "other"
    cue = measure.cue
    if cue and not (cue.name == "highlights" and line.hint == "paragraph"):
        told = {"said", "told", "added"} & set(measure.words)
        if not (measure.count > 14 and measure.ends and told and cue.kind in ("teaser", "advertisement", "other")):
            return "caption" if cue.kind == "credit" and measure.caption >= 4 and measure.count > 9 else cue.kind
    if measure.promo:
        return "advertisement"
    if measure.menu and measure.count <= 40 and not measure.ends:
        return "other" if measure.dated else "navigation"
    if measure.caption >= CAPTION:
        return "credit" if measure.count <= 7 and measure.credit else "caption"
    if measure.count <= 12 and measure.caption < CAPTION and (section_in(line.text) or is_byline(line.text)):
        return None
    if measure.credit and measure.count <= 8 and not measure.quoted:
        return "credit"
    if measure.dated and measure.count <= 20 and not (measure.ends and measure.prose >= PROSE):
        return "other"
    return None


def measure_page(lines: Sequence[Line], *, title: str | None) -> Page:
    """A page with every line measured and the lines labelled that speak for themselves."""
    measures = [features_of(line) for line in lines]
    labels = [_own_label(line, measure) for line, measure in zip(lines, measures, strict=True)]
    return Page(lines, measures, labels, [key_of(line.text) for line in lines], title)


def overlap(page: Page, at: int, others: Sequence[int]) -> float:
    """Share of a line's content words that the other lines hold."""
    stops = words("function_words") | words("telling")
    own = {_stem(word) for word in page.features[at].words if len(word) > 2 and word not in stops}
    theirs = {_stem(word) for other in others for word in page.features[other].words}
    return len(own & theirs) / len(own) if own else 0.0


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    return re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word


def tells(page: Page, at: int) -> bool:
    return bool(set(page.features[at].words) & words("telling"))


def may_be_body(page: Page, at: int) -> bool:
    return page.lines[at].hint not in ("outside", "heading")
