"""Reading of the room's own YAML tables; whatever is wrong in one is said with its file and line."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError
from dragoman.tables import load_mapping


def load(name: str) -> dict[str, Any]:
    """The mapping in ``data/{name}``. Raises ``DataError`` where the file is no YAML mapping."""
    return load_mapping(__package__, name)


def string_lists(name: str, *, keys: Collection[str]) -> dict[str, list[str]]:
    """The table ``name`` as lists of strings under exactly ``keys``. Raises ``DataError`` for anything else."""
    table = load(name)
    if set(table) != set(keys):
        raise DataError(f"{name}:1: wanted the keys {', '.join(keys)}, found {', '.join(map(str, table))}")
    for key, values in table.items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise DataError(f"{name}:{line_of(name, key)}: {key} wants a list of strings")
    return table


def line_of(name: str, key: str) -> int:
    """The line of ``data/{name}`` that the top-level ``key`` stands on; 1 where it stands nowhere."""
    text = (files(__package__) / "data" / name).read_text("utf-8")
    return next((number for number, line in enumerate(text.splitlines(), 1) if line.startswith(f"{key}:")), 1)
