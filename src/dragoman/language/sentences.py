"""Sentences of a body, with their offsets.

``sentencex`` finds the boundaries; what it gets wrong in news ("at 5 p.m. Tuesday", "Ft. Bragg", "Amb. Haley") is
joined again from ``data/abbreviations.yaml``. A sentence never crosses a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dragoman.language.tables import string_lists

# sentencex slows down with the square of the length of a paragraph full of opening quotes: no news paragraph is longer.
LONGEST_PIECE = 8_000
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_LAST_WORD = re.compile(r"[(\[\"“'‘]*(\S+)\Z")
_FIRST_WORD = re.compile(r"[\w.]+")
_LIST_NUMBER = re.compile(r"\(?\d{1,3}[.)]")


class Sentence(NamedTuple):
    """A sentence: ``body[start:end] == text``, without white space around it."""

    start: int
    end: int
    text: str


def split_sentences(body: str) -> list[Sentence]:
    """Split ``body``, whose paragraphs are parted by blank lines, into sentences in order.

    The mark that closes a quotation belongs to its sentence, and "…,” he said" is one sentence with its quotation.
    """
    sentences = []
    for start, end in _pieces(body):
        for first, last in _joined(body, _boundaries(body, start, end)):
            text = body[first:last]
            left = len(text) - len(text.lstrip())
            stripped = text.strip()
            if stripped:
                sentences.append(Sentence(first + left, first + left + len(stripped), stripped))
    return sentences


def _pieces(body: str) -> Iterator[tuple[int, int]]:
    """The paragraphs of ``body``; one longer than ``LONGEST_PIECE`` is cut at white space where there is some."""
    position = 0
    for end, next_start in [*((match.start(), match.end()) for match in _PARAGRAPH.finditer(body)), (len(body), 0)]:
        while end - position > LONGEST_PIECE:
            cut = body.rfind(" ", position + 1, position + LONGEST_PIECE) + 1 or position + LONGEST_PIECE
            yield position, cut
            position = cut
        yield position, end
        position = next_start


def _boundaries(body: str, start: int, end: int) -> list[tuple[int, int]]:
    from sentencex import segment

    piece = body[start:end]
    # Offsets are counted from the segments themselves: what sentencex drops or changes must not shift the rest.
    spans = []
    position = 0
    for segmented in segment("en", piece):
        text = str(segmented)
        if not text.strip():
            continue
        found = piece.find(text, position)
        if found < 0:
            return [(start, end)]
        spans.append((start + found, start + found + len(text)))
        position = found + len(text)
    return spans


def _joined(body: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _goes_on(body[slice(*joined[-1])].rstrip(), body[start : start + 40].lstrip()):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(before: str, after: str) -> bool:
    """Whether a boundary is none: ``before`` ends in an abbreviation, or ``after`` cannot begin a sentence."""
    always, clock, after_clock = _abbreviations()
    match = _LAST_WORD.search(before[-40:])
    word = match.group(1) if match else ""
    if word in always or _LIST_NUMBER.fullmatch(before[-6:]) or after[:1] in {")", "]", "”", "’", ","}:
        return True
    follower = _FIRST_WORD.match(after)
    return word in clock and follower is not None and follower.group() in after_clock


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = string_lists("abbreviations.yaml", keys=("always", "clock", "after_clock"))
    return frozenset(table["always"]), frozenset(table["clock"]), frozenset(table["after_clock"])
