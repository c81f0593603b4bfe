"""Reading of the room's own tables; whatever is wrong in one is said with its file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError
from dragoman.tables import load_mapping

WORD_LISTS = ("locative", "between", "reaching", "heading", "speaking", "divisions", "persons", "unlikely", "features")


def rows(name: str, *, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of ``data/{name}`` with their lines. Raises ``DataError`` for other columns or a ragged row."""
    reader = csv.DictReader(io.StringIO((files(__package__) / "data" / name).read_text("utf-8")))
    if tuple(reader.fieldnames or ()) != columns:
        raise DataError(f"{name}:1: wanted the columns {','.join(columns)}")
    for row in reader:
        if None in row or None in row.values():
            raise DataError(f"{name}:{reader.line_num}: wanted {len(columns)} cells")
        yield reader.line_num, row


def number(name: str, line: int, text: str, *, limit: float) -> float:
    """A coordinate. Raises ``DataError`` where it is no number or lies beyond ``limit``."""
    try:
        value = float(text)
    except ValueError as error:
        raise DataError(f"{name}:{line}: {text!r} is no number") from error
    if abs(value) > limit:
        raise DataError(f"{name}:{line}: {text} is beyond {limit:g}")
    return value


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """``data/words.yaml``: lists of words by what they tell of a name beside them."""
    table = _mapping("words.yaml")
    if set(table) != set(WORD_LISTS) or not all(isinstance(value, list) for value in table.values()):
        raise DataError(f"words.yaml:1: wanted lists of words under {', '.join(WORD_LISTS)}")
    return {name: frozenset(map(str, words)) for name, words in table.items()}


@cache
def abbreviations() -> dict[str, tuple[str, str]]:
    """``data/abbreviations.yaml``: short form, without its last full stop, to country (alpha-2) and division."""
    table = _mapping("abbreviations.yaml")
    short: dict[str, tuple[str, str]] = {}
    for country, forms in table.items():
        if not isinstance(forms, dict):
            raise DataError(f"abbreviations.yaml:1: {country} wants a mapping")
        for form, division in forms.items():
            short.setdefault(form, (country, division))
    return short


def _mapping(name: str) -> dict[str, Any]:
    return load_mapping(__package__, name)
