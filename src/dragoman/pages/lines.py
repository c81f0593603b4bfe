"""A plain-text page → its lines, with paragraphs that were wrapped at a width joined again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from dragoman.record import FurnitureKind

_WIDEST = 132  # terminals and mail wrap below this
_BULLET = re.compile(r"^(?:[*•·▪■◦‣●○►▶»–—-]|\d{1,2}[.)])\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*$")
_RULE = re.compile(r"^[\s=_*~#.·•|+–—-]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a block of its markup.

    ``gap`` says that a blank line stands before it, ``bullet`` that it is an item of a list. ``hint`` is what the
    markup says it is, if there is markup: a kind of furniture, ``paragraph``, ``heading``, or ``outside`` the article.
    """

    text: str
    gap: bool = False
    bullet: bool = False
    hint: FurnitureKind | str | None = None


def _wrap_width(rows: list[str]) -> int | None:
    """The width at which a text was wrapped, or None when its lines are paragraphs.

    In wrapped prose lines begin in the middle of a sentence, in lower case, and hardly any is longer than those above
    them; where lines are paragraphs they never do.
    """
    pairs = [(above, below) for above, below in pairwise(rows) if above.strip() and below.strip()]
    running = [
        len(above.rstrip()) for above, below in pairs if below.lstrip()[:1].islower() and 30 < len(above) <= _WIDEST
    ]
    full = [len(row.rstrip()) for row in rows if len(row.strip()) > 25]
    if not running:
        return None
    longer = sum(length > max(running) + 12 for length in full)
    if longer <= 0.1 * len(full):
        return max(length for length in full if length <= max(running) + 12)
    return max(running) if len(running) >= 3 and len(running) >= 0.2 * len(full) else None


def _marked(rows: list[str]) -> bool:
    """Whether blank lines or indents tell where paragraphs begin."""
    full = [row for row in rows if row.strip()]
    indented = sum(row[:1] == " " for row in full)
    return len(rows) - len(full) > 0.12 * len(rows) or 0.08 * len(full) < indented < 0.7 * len(full)


def _continues(above: str, below: str, width: int, *, marked: bool) -> bool:
    """Whether ``below`` goes on with the paragraph of ``above``: its first word did not fit there any more.

    A sentence that ends with its line ends the paragraph too, unless blank lines or indents mark the paragraphs: to cut
    one in two is harmless, to glue a heading to it is not.
    """
    end, first = above.rstrip(), below.split(maxsplit=1)[0]
    if _BULLET.match(below.strip()) or len(below) - len(below.lstrip()) > len(above) - len(above.lstrip()) + 1:
        return False
    if len(end) > _WIDEST or (not marked and _SENTENCE_END.search(end)):
        return False
    return len(end) + 1 + len(first) > width or (first[:1].islower() and len(end) > 0.5 * width)


def _glue(parts: list[str]) -> str:
    joined = parts[0]
    for part in parts[1:]:
        # a hyphen at the end of a line after a letter is a compound's own: wrappers break there and add none
        joined += part if joined.endswith("-") and joined[-2:-1].isalpha() else " " + part
    return joined


def _paragraphs(rows: list[str], starts: Callable[[str], bool]) -> list[tuple[str, bool]]:
    """Paragraphs with whether a blank line stands before each."""
    width, marked = _wrap_width(rows), _marked(rows)
    found: list[tuple[list[str], bool]] = []
    blank, above = False, None
    for row in rows:
        if not row.strip():
            blank, above = True, None
            continue
        if width and above is not None and _continues(above, row, width, marked=marked) and not starts(row.strip()):
            found[-1][0].append(" ".join(row.split()))
        else:
            found.append(([row.strip()], blank))
        blank, above = False, row
    return [(_glue(parts), gap) for parts, gap in found]


def split_lines(text: str, *, starts: Callable[[str], bool] = lambda row: False) -> list[Line]:
    """The lines of a cleaned text: one a paragraph, rules and blank lines dropped, bullets taken off.

    ``starts`` says of a row that it cannot go on with a paragraph, whatever its width.
    """
    lines: list[Line] = []
    gap = False
    for paragraph, blank in _paragraphs(text.expandtabs(4).split("\n"), starts):
        gap = gap or blank
        if _RULE.match(paragraph):
            gap = True
            continue
        bullet = _BULLET.match(paragraph)
        lines.append(Line(paragraph[bullet.end() :] if bullet else paragraph, gap=gap, bullet=bool(bullet)))
        gap = False
    return lines
