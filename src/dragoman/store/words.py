"""The words of a report and the fingerprints of a page, by which merging compares them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

from dragoman.store.settings import settings

RUN = 5  # words in a run
WINDOW = 24  # of so many runs in a row at least one is kept: a shared passage of 28 words is always noticed
_WORDS = re.compile(r"\w+(?:['’]\w+)?")
_POSSESSIVE = re.compile(r"['’]\w*\Z")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ed", "es", "s", "e", "y")
_LONGEST = 40  # code points of a word: what is longer is none


def gist(body: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> str:
    """The content words of ``body[start:end]``, stemmed, sorted and without repeats; ``names`` are mentions of actors.

    The actors' names are left out as every report on a pair of powers holds them, in whatever form. The plain words of
    a mention stay: in "the Armenian ammunition depot" they tell what was done.
    """
    inside = [span for span in names if span[0] < end and span[1] > start]
    found = {
        stem(match[0].casefold())
        for match in _WORDS.finditer(body, start, end)
        if match.end() - match.start() <= _LONGEST
        and not (
            body[match.start()].isupper() and any(low < match.end() and match.start() < high for low, high in inside)
        )
        and match[0].casefold() not in settings().stops
    }
    return " ".join(sorted(found - {""}))


def stem(word: str) -> str:
    """The word without its possessive and its common endings, as long as four letters stay."""
    word = _POSSESSIVE.sub("", word)
    while ending := next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), None):
        word = word[: -len(ending)]
    return word


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """How far two sets of words agree, 0 to 1: the mean of Jaccard's measure and the share of the smaller set."""
    shared = len(a & b)
    if not shared:
        return 0.0
    return (shared / len(a | b) + shared / min(len(a), len(b))) / 2


def fingerprints(body: str) -> list[int]:
    """A sample of the hashes of the body's runs of five words, sorted, by winnowing.

    From each window of ``WINDOW`` runs the least hash is kept (Schleimer, Wilkerson and Aiken 2003), so that a trimmed
    copy keeps the fingerprints of what it keeps, and the number grows with the length of the page alone.
    """
    import numpy as np

    words = [match[0].casefold() for match in _WORDS.finditer(body)]
    if not words:
        return []
    runs = [" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))]
    hashes = np.array([_hash(run) for run in runs], dtype=np.uint64)
    if len(hashes) <= WINDOW:
        return sorted({int(h) for h in np.sort(hashes)[:2]})
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    return [int(h) for h in np.unique(windows.min(axis=1))]


def contained(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether one page repeats most of the other, by their fingerprints."""
    least = min(len(a), len(b))
    shared = len(a & b)
    return least > 0 and shared >= min(2, least) and shared >= 0.5 * least


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big")
