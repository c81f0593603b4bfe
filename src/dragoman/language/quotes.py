"""Direct quotations: where they begin and end, whatever marks the page uses.

Marks are read by what stands beside them: an opening mark follows white space or a bracket and touches a word, a
closing mark touches the quotation and is followed by white space or a stop. A quotation that runs over paragraphs is
opened anew at the head of each and closed in the last (the usage of English-language news). No combination of marks is
an error, and the time taken grows with the length of the page alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?!\s*\n))*")
_MARK = re.compile(r"``|''|[\"“”„‟«»‘’'‛]")
_CLOSERS = {
    '"': ('"', "”"),
    "“": ("”", '"', "''"),
    "„": ("“", "”", '"'),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«",),
    "``": ("''", '"'),
    "''": ("''",),
}
_SINGLE_OPEN = ("‘", "'", "‛")
_SINGLE_CLOSE = ("’", "'")
_ELISION = re.compile(r"\d\ds\b|(?:em|til|tis|twas|cause|n|round)\b", re.IGNORECASE)  # '90s, 'em, rock 'n' roll
_BEFORE_OPENING = "([—–-/,:;"
_LONGEST = 6_000  # code points: a mark that closes further away closes something else
_MOST_MARKS = 60  # marks between an opening mark and the one that closes it


class Quotation(NamedTuple):
    """What was said, without its marks: ``body[start:end]``. ``paragraphs`` counts those that it runs over."""

    start: int
    end: int
    paragraphs: int = 1


class _Mark(NamedTuple):
    """A mark with its offsets, and whether it may open or close a quotation by what stands beside it."""

    start: int
    end: int
    text: str
    opens: bool
    closes: bool
    plural: bool  # an s stands before it: it may be the owner's apostrophe


def find_quotations(body: str) -> list[Quotation]:
    """The direct quotations of ``body`` in order; those inside others are left out."""
    paragraphs = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(body)]
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None  # a quotation that its paragraph did not close, and its mark
    count = 0
    for index, (start, end) in enumerate(paragraphs):
        if opened is not None and body.startswith(opened[1], start):
            count += 1
        else:
            opened = None
        following = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else len(body)
        for mark, last in _in_paragraph(body, start, end):
            goes_on = opened is not None and mark.start == start
            if last is not None:
                first = opened[0] if goes_on and opened else mark.end
                while first < last and body[first].isspace():
                    first += 1
                if first < last:
                    found.append(Quotation(first, last, count if goes_on else 1))
                opened = None if goes_on else opened
            elif body.startswith(mark.text, following) and not goes_on:
                opened, count = (mark.end, mark.text), 1
    return found


def _in_paragraph(body: str, start: int, end: int) -> Iterator[tuple[_Mark, int | None]]:
    """Each opening mark with the end of its words; None for the end where a last quotation is not closed."""
    marks = [_read(body, match, start, end) for match in _MARK.finditer(body, start, end)]
    last_opening = {mark.text: index for index, mark in enumerate(marks) if mark.opens}
    place = 0
    while place < len(marks):
        mark = marks[place]
        if not mark.opens:
            place += 1
            continue
        single = mark.text in _SINGLE_OPEN
        close = _close_single(marks, place) if single else _close_double(marks, place)
        if close is not None and marks[close].start > mark.end:
            if not (single and marks[close].start - mark.end == 1):
                yield mark, marks[close].start
            place = close + 1
            continue
        if close is None and (not single or _leads(body, mark, start)) and last_opening[mark.text] == place:
            yield mark, None
        place += 1


def _read(body: str, match: re.Match[str], start: int, end: int) -> _Mark:
    before = body[match.start() - 1] if match.start() > start else " "
    after = body[match.end()] if match.end() < end else " "
    text = match[0]
    if text in "«»":  # French usage sets them off with a space on the inner side
        if text == "«" and (before.isspace() or before in _BEFORE_OPENING) and after.isspace():
            return _Mark(match.start(), match.end(), text, True, False, False)
        if text == "»" and before.isspace() and not after.isalnum():
            return _Mark(match.start(), match.end(), text, False, True, False)
    free = before.isspace() or before in _BEFORE_OPENING or _MARK.match(before) is not None
    opens = free and not after.isspace() and after not in ".,;:!?)"
    if text in _SINGLE_OPEN:
        opens = opens and _ELISION.match(body, match.end()) is None
    closes = not before.isspace() and not after.isalnum()
    can_open = text in _CLOSERS or text in _SINGLE_OPEN
    return _Mark(match.start(), match.end(), text, opens and can_open, closes, before == "s")


def _close_double(marks: Sequence[_Mark], place: int) -> int | None:
    """The mark that closes the double one at ``place``; None where another opens first, or none closes."""
    opened = marks[place]
    for index in range(place + 1, len(marks)):
        mark = marks[index]
        if mark.start - opened.end > _LONGEST:
            return None
        if mark.closes and mark.text in _CLOSERS[opened.text]:
            return index
        if mark.opens and mark.text == opened.text:
            return None
    return None


def _close_single(marks: Sequence[_Mark], place: int) -> int | None:
    """The mark that closes the single one at ``place``.

    A mark after a stop closes; one after a plain word does, unless a quotation inside this one waits for it; one after
    an s may be an apostrophe, and closes only where nothing better follows.
    """
    opened, depth = marks[place], 0
    plurals: list[int] = []
    for index in range(place + 1, min(place + _MOST_MARKS, len(marks))):
        mark = marks[index]
        if mark.start - opened.end > _LONGEST:
            break
        if mark.opens and mark.text in _SINGLE_OPEN:
            if plurals and not depth:
                return plurals[-1]
            depth += 1
        elif mark.closes and mark.text in _SINGLE_CLOSE:
            if depth:
                depth -= 1
            elif mark.plural:
                plurals.append(index)
            else:
                return index
    return plurals[0] if len(plurals) == 1 else None


def _leads(body: str, mark: _Mark, start: int) -> bool:
    """Whether an unclosed single mark can open speech: at the head of its paragraph, or after a colon."""
    return mark.start == start or body[start : mark.start].rstrip().endswith(":")
