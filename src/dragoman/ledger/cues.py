"""The verbs and phrases that report speech, read from ``data/speech.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import DataError


@dataclass(frozen=True)
class Speech:
    """The table: verb forms to whether a bare clause may follow, and one pattern that finds any form."""

    bare: dict[str, bool]
    verbs: re.Pattern[str]
    refusals: re.Pattern[str]
    passive: re.Pattern[str]
    not_after: frozenset[str]
    audience: re.Pattern[str]


def _words(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def load_speech() -> Speech:
    """Read and check the table; raises DataError naming the file."""
    import yaml

    raw = yaml.safe_load(files("dragoman.ledger").joinpath("data", "speech.yaml").read_text("utf-8"))
    bare: dict[str, bool] = {}
    for group, clause in (("bare", True), ("that", False)):
        for forms in raw[group].values():
            for form in forms:
                if form in bare:
                    raise DataError(f"speech.yaml: the verb form {form!r} stands twice")
                bare[form] = clause
    return Speech(
        bare,
        re.compile(rf"\b(?:{_words(list(bare))})\b"),
        re.compile(rf"\b(?:{_words(raw['refusals'])})\b"),
        re.compile(rf"\b[Ii]t (?:was|is|has been|had been) (?:\w+ly )?({_words(raw['passive'])}) that\b"),
        frozenset(raw["not_after"]),
        re.compile(rf"\s+(?:to )?({_words(raw['audiences'])})\b"),
    )
