"""Direct quotations: where they begin and end, whatever marks the page uses.

Marks are read by what stands beside them: an opening mark follows white space or a bracket and touches a word, a
closing mark touches the quotation and is followed by white space or a stop. A quotation that runs over paragraphs is
opened anew at the head of each and closed in the last (the usage of English-language news). No combination of marks is
an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?!\s*\n))*")
_DOUBLE_OPEN = '“„«"‟'
_DOUBLE_CLOSE = '”“»"«'
_SINGLE_OPEN = "‘'‛"
_SINGLE_CLOSE = "’'"
_LONGEST = 6_000  # code points: a mark that closes further away closes something else


class Quotation(NamedTuple):
    """What was said, without its marks: ``body[start:end]``. ``paragraphs`` counts those that it runs over."""

    start: int
    end: int
    paragraphs: int = 1


def find_quotations(body: str) -> list[Quotation]:
    """The direct quotations of ``body`` in order; those inside others are left out."""
    paragraphs = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(body)]
    found: list[Quotation] = []
    open_start: int | None = None  # a quotation that its paragraph did not close
    count = 0
    for index, (start, end) in enumerate(paragraphs):
        if open_start is not None and body[start] in _DOUBLE_OPEN:
            count += 1
        elif open_start is not None:
            open_start = None
        spans = list(_in_paragraph(body, start, end))
        for first, last, closed in spans:
            if open_start is not None and first == start + 1:
                if not closed:
                    break
                found.append(Quotation(open_start, last, count))
                open_start = None
            elif closed:
                found.append(Quotation(first, last))
            elif _continues(body, paragraphs, index):
                open_start, count = first, 1
    return found


def _continues(body: str, paragraphs: list[tuple[int, int]], index: int) -> bool:
    return index + 1 < len(paragraphs) and body[paragraphs[index + 1][0]] in _DOUBLE_OPEN


def _in_paragraph(body: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each quotation's words, and whether it is closed in this paragraph."""
    position = start
    while position < end:
        mark = body[position]
        single = mark in _SINGLE_OPEN
        if (mark in _DOUBLE_OPEN or single) and _opens(body, position, start, end):
            close = _closing(body, position, end, single=single)
            if close is not None:
                yield position + 1, close, True
                position = close
            elif not single:
                yield position + 1, end, False
                return
        position += 1


def _opens(body: str, position: int, start: int, end: int) -> bool:
    before = body[position - 1] if position > start else " "
    after = body[position + 1] if position + 1 < end else " "
    return (
        (before.isspace() or before in "([—–-/,:;" + _DOUBLE_OPEN + _SINGLE_OPEN)
        and not after.isspace()
        and after not in ".,;:!?)"
    )


def _closing(body: str, opened: int, end: int, *, single: bool) -> int | None:
    """Where the quotation opened at ``opened`` closes. A single mark must not be an apostrophe."""
    closers = {"“": '”"', "„": '“”"', "«": "»", '"': '"”', "‟": "”"}.get(body[opened], _SINGLE_CLOSE)
    candidates = []
    for position in range(opened + 2, min(end, opened + _LONGEST)):
        mark = body[position]
        if mark not in closers:
            if not single and mark == body[opened] and mark != '"' and body[position - 1].isspace():
                return None  # another quotation opens: this one was never closed
            continue
        after = body[position + 1] if position + 1 < end else " "
        if body[position - 1].isspace() or after.isalnum():
            continue
        if not single or body[position - 1] in ".,!?…;":
            return position
        candidates.append(position)
    if not single:
        return None
    # without a stop before it the last mark may be a plural's apostrophe: take the first that ends a word not in s
    return next((c for c in candidates if body[c - 1] != "s"), candidates[0] if len(candidates) == 1 else None)
