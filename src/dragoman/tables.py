"""YAML tables of any room, read alike: whatever is wrong in one is said with its file and line."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from dragoman.errors import DataError


def load_mapping(package: str | None, name: str, *, as_text: bool = False) -> dict[str, Any]:
    """The mapping in ``data/{name}`` of ``package``; with ``as_text`` every scalar is text (NO is Norway's code).

    Raises ``DataError`` where the file is no YAML mapping.
    """
    import yaml

    kind = "BaseLoader" if as_text else "SafeLoader"
    loader: Any = getattr(yaml, f"C{kind}", getattr(yaml, kind))
    try:
        table = yaml.load((files(package or "dragoman") / "data" / name).read_text("utf-8"), Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{name}:{line}: {error.problem}") from error
    if not isinstance(table, dict):
        raise DataError(f"{name}:1: a mapping is wanted")
    return table
