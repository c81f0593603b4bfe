"""The language of a text, by its stop words: a light detector that says None rather than guess."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from dragoman.pages.tables import string_lists

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_SAMPLE = 8000  # characters: enough for any text, and bounded
_FEWEST = 0.10  # share of words that must be stop words of the language
_LEAD = 1.15  # by how much the best language must beat the next


@cache
def _profiles() -> dict[str, frozenset[str]]:
    return {language: frozenset(stops) for language, stops in string_lists("languages.yaml").items()}


def _by_script(text: str) -> str | None:
    if max(text, default="") < "\u0e00":
        return None
    letters = max(1, sum(character.isalpha() for character in text))
    kana, han, hangul, thai = (len(pattern.findall(text)) for pattern in (_KANA, _HAN, _HANGUL, _THAI))
    if hangul > 0.5 * letters:
        return "ko"
    if kana > 0.15 * letters and kana + han > 0.5 * letters:
        return "ja"
    if han > 0.5 * letters:
        return "zh"
    return "th" if thai > 0.5 * letters else None


def detect_language(text: str) -> str | None:
    """ISO 639-1 of a text's language, or None when it is too short, mixed or not among the profiles."""
    sample = text[:_SAMPLE]
    if script := _by_script(sample):
        return script
    found = _WORD.findall(sample.lower())
    if len(found) < 5:
        return None
    counts = Counter(found)
    scores = sorted(
        ((sum(counts[stop] for stop in stops) / len(found), language) for language, stops in _profiles().items()),
        reverse=True,
    )
    (best, language), (second, _) = scores[0], scores[1]
    return language if best >= _FEWEST and best >= _LEAD * second else None
