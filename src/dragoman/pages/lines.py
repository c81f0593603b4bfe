"""A plain-text page → its lines, with paragraphs that were wrapped at a width joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.record import FurnitureKind

_WIDEST = 132  # terminals and mail wrap below this
_BULLET = re.compile(r"^(?:[*•·▪■◦‣●○►▶»–—-]|\d{1,2}[.)])\s+(?=\S)")
_RULE = re.compile(r"^[\s=_*~#.·•|+–—-]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a block of its markup.

    ``gap`` says that a blank line stands before it, ``bullet`` that it is an item of a list. ``hint`` is what the markup says
    it is, if there is markup: a kind of furniture, or ``paragraph``.
    """

    text: str
    gap: bool = False
    bullet: bool = False
    hint: FurnitureKind | str | None = None


def _wrap_width(rows: list[str]) -> int | None:
    """The width at which a text was wrapped, or None when its lines are paragraphs.

    In wrapped prose most lines begin in the middle of a sentence, in lower case; lines that are paragraphs never do.
    """
    pairs = [(above, below) for above, below in zip(rows, rows[1:], strict=False) if above.strip() and below.strip()]
    running = [len(above.rstrip()) for above, below in pairs if below.lstrip()[:1].islower() and len(above) <= _WIDEST]
    full = sum(1 for row in rows if len(row.strip()) > 25)
    if len(running) < 3 or len(running) < 0.2 * full:
        return None
    return max(running)


def _continues(above: str, below: str, width: int) -> bool:
    """Whether ``below`` goes on with the paragraph of ``above``: its first word did not fit there any more."""
    first = below.split(maxsplit=1)[0]
    if _BULLET.match(below.strip()) or len(below) - len(below.lstrip()) > len(above) - len(above.lstrip()) + 1:
        return False
    if len(above.rstrip()) > _WIDEST:
        return False
    return len(above.rstrip()) + 1 + len(first) > width or (first[:1].islower() and len(above) > 0.5 * width)


def _glue(parts: list[str]) -> str:
    joined = parts[0]
    for part in parts[1:]:
        # a hyphen at the end of a line after a letter is a compound's own: wrappers break there and add none
        joined += part if joined.endswith("-") and joined[-2:-1].isalpha() else " " + part
    return joined


def _paragraphs(rows: list[str]) -> list[tuple[str, bool]]:
    """Paragraphs with whether a blank line stands before each."""
    width = _wrap_width(rows)
    found: list[tuple[list[str], bool]] = []
    blank, above = False, None
    for row in rows:
        if not row.strip():
            blank, above = True, None
            continue
        if width and above is not None and _continues(above, row, width):
            found[-1][0].append(" ".join(row.split()))
        else:
            found.append(([row.strip()], blank))
        blank, above = False, row
    return [(_glue(parts), gap) for parts, gap in found]


def split_lines(text: str) -> list[Line]:
    """The lines of a cleaned text: one a paragraph, rules and blank lines dropped, bullets taken off."""
    lines: list[Line] = []
    gap = False
    for paragraph, blank in _paragraphs(text.expandtabs(4).split("\n")):
        gap = gap or blank
        if _RULE.match(paragraph):
            gap = True
            continue
        bullet = _BULLET.match(paragraph)
        lines.append(Line(paragraph[bullet.end() :] if bullet else paragraph, gap=gap, bullet=bool(bullet)))
        gap = False
    return lines
