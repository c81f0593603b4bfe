"""The page as attribution reads it: quoted words hidden, sentences that share a quotation joined, and tokens.

Offsets stay those of the body, since each quoted code point is replaced by one mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.language.quotes import Quotation
from dragoman.language.sentences import Sentence
from dragoman.ledger.cues import load_speech

HIDDEN = "\ue000"  # a code point for private use: neither a letter nor white space
MARKS = frozenset("\"“”„‟«»‘’'‛") | {"``", "''"}
LONGEST_FRAME = 12_000  # code points: what is longer is no prose
_TOKEN = re.compile(
    rf"{HIDDEN}+|``|''"
    rf"|(?P<aside>\([^()\n{HIDDEN}]{{0,80}}\))"
    r"|[A-Z][a-z]{1,4}\.(?=\s[A-Z])"  # a shortened title: "Gen. Flynn"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?"
    r"|\w[\w&-]*(?:[’'.][\w&-]+)*(?:(?<=s)[’'](?=\s))?"
    r"|\S"
)
_ARTICLED = re.compile(r"(?:al|el|ad|an|ar|as|at|az|ash|ul|bin|ben|d|l)[-’'][^\W\d_a-z]")
_ASKED = re.compile(r"[?!](?:''|[\"”»’'])$")


class Token(NamedTuple):
    """A word, a mark, or the hidden words of a quotation, with its offsets in the body."""

    start: int
    end: int
    text: str
    low: str

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or _ARTICLED.match(self.text) is not None

    @property
    def stop(self) -> bool:
        """Whether it parts a sentence into phrases."""
        return self.text in ",;:—–-()[]…"

    @property
    def mark(self) -> bool:
        return self.text in MARKS

    @property
    def hidden(self) -> bool:
        return self.text[0] == HIDDEN


class Frame(NamedTuple):
    """A stretch of the body in which a cue and what it reports stand together, mostly one sentence."""

    start: int
    end: int
    tokens: list[Token]

    def at(self, offset: int) -> int:
        """The index of the first token that starts at ``offset`` or later."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.tokens[middle].start < offset else (low, middle)
        return low


def hide(body: str, quotations: Sequence[Quotation]) -> str:
    """``body`` with the words of its quotations hidden, as long as before."""
    parts, position = [], 0
    for quotation in quotations:
        parts += [body[position : quotation.start], HIDDEN * (quotation.end - quotation.start)]
        position = quotation.end
    return "".join([*parts, body[position:]])


def make_frames(body: str, hidden: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> list[Frame]:
    """The frames of a page in order."""
    spans: list[tuple[int, int]] = []
    reach = -1  # how far the quotations opened so far extend
    remaining = iter([*quotations, None])
    quotation = next(remaining)
    for sentence in sentences:
        while quotation is not None and quotation.start < sentence.start:
            reach, quotation = max(reach, quotation.end), next(remaining)
        if spans and (sentence.start <= reach or _asks_on(body, spans[-1], sentence)):
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
    return [Frame(start, end, tokens(hidden, start, end)) for start, end in spans]


def tokens(hidden: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch; the tail of one that is too long to be prose is left out."""
    end = min(end, start + LONGEST_FRAME)
    return [
        Token(m.start(), m.end(), m[0], m[0].lower().rstrip(".") or m[0])
        for m in _TOKEN.finditer(hidden, start, end)
        if m["aside"] is None
    ]


def _asks_on(body: str, before: tuple[int, int], sentence: Sentence) -> bool:
    """Whether a sentence holds the cue of a question or cry quoted just before: "“Why?” / Somchai asked."."""
    if "\n" in body[before[1] : sentence.start] or not _ASKED.search(body[before[0] : before[1]][-3:]):
        return False
    words = [token.low for token in tokens(body, sentence.start, min(sentence.end, sentence.start + 80))]
    if words and body[sentence.start].islower():
        return True
    place = next((i for i, word in enumerate(words[:6]) if word in load_speech().verbs), None)
    if place and "clause" not in load_speech().verbs[words[place]] and "words" not in load_speech().verbs[words[place]]:
        return True  # "“Who will?” Khan asked the crowd."
    return place is not None and (place + 1 == len(words) or not words[place + 1][0].isalnum() or place == 0)
