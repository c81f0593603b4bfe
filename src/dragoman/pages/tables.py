"""The room's tables: the YAML files under ``data/``, read once and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

import yaml

from dragoman.errors import DataError
from dragoman.record import FurnitureKind

DATA = Path(__file__).parent / "data"
_PREFIX = r"^[\s*•·▪►▶»>|#\-–—\[(]*"
_COLON = r"\s*(?::|\||»|>|–|—|\s-\s)"


class Cue(NamedTuple):
    """A group of phrases that give furniture away; see ``data/cues.yaml``."""

    name: str
    kind: FurnitureKind
    longest: int
    pattern: re.Pattern[str]


class CaptionTables(NamedTuple):
    """What stands in captions and credits; see ``data/captions.yaml``."""

    credit: re.Pattern[str]
    starts: tuple[str, ...]
    phrases: tuple[str, ...]


def read_yaml(name: str) -> Any:
    """The content of ``data/NAME``; ``DataError`` with file and line when it is no YAML."""
    path = DATA / name
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar a string: "on" and "no" are words here
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise DataError(f"{path.name}:{line}: not valid YAML: {getattr(error, 'problem', error)}") from error


def _line_of(name: str, key: str) -> int:
    text = (DATA / name).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(text, 1) if line.strip().startswith(key)), 1)


def _strings(name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise DataError(
            f"{name}:{_line_of(name, key)}: {key} must be a list of words; quote those that YAML reads otherwise"
        )
    return tuple(value)


def mapping(name: str) -> dict[str, Any]:
    """The top-level mapping of a table."""
    table = read_yaml(name)
    if not isinstance(table, dict):
        raise DataError(f"{name}:1: must be a mapping")
    return cast(dict[str, Any], table)


def string_lists(name: str) -> dict[str, tuple[str, ...]]:
    """A table that maps keys to lists of strings."""
    return {str(key): _strings(name, str(key), value) for key, value in mapping(name).items()}


@cache
def words(group: str) -> frozenset[str]:
    """A group of ``data/words.yaml``."""
    return frozenset(string_lists("words.yaml")[group])


def _alternatives(phrases: Iterable[str], *, colons: bool = False) -> str:
    def one(phrase: str) -> str:
        if colons and phrase.endswith(":"):
            return re.escape(phrase[:-1]) + _COLON
        return re.escape(phrase) + (r"(?!\w)" if phrase[-1].isalnum() else "")

    return "(?:" + "|".join(one(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"


def _cue(name: str, group: object) -> Cue:
    where = f"cues.yaml:{_line_of('cues.yaml', name + ':')}"
    if not isinstance(group, dict) or group.get("kind") not in get_args(FurnitureKind):
        raise DataError(f"{where}: {name} needs a kind of furniture")
    if unknown := set(group) - {"kind", "longest", "whole", "start", "anywhere"}:
        raise DataError(f"{where}: {name} has unknown keys {sorted(unknown)}")
    parts = []
    if "whole" in group:
        parts.append(
            _PREFIX + _alternatives(_strings("cues.yaml", "whole", group["whole"])) + r"[\s:.…!?»>|\])\-–—+*]*$"
        )
    if "start" in group:
        parts.append(_PREFIX + _alternatives(_strings("cues.yaml", "start", group["start"]), colons=True))
    if "anywhere" in group:
        parts.append(r"(?<!\w)" + _alternatives(_strings("cues.yaml", "anywhere", group["anywhere"])))
    return Cue(name, group["kind"], int(group.get("longest", 40)), re.compile("|".join(parts)))


@cache
def cues() -> tuple[Cue, ...]:
    """The groups of ``data/cues.yaml``, in their order."""
    return tuple(_cue(name, group) for name, group in mapping("cues.yaml").items())


@cache
def captions() -> CaptionTables:
    """The table of captions and credits."""
    table = string_lists("captions.yaml")
    try:
        credit = re.compile("|".join(f"(?:{pattern})" for pattern in table["credit"]))
    except re.error as error:
        raise DataError(f"captions.yaml:{_line_of('captions.yaml', 'credit')}: {error}") from error
    return CaptionTables(credit, table["start"], table["phrases"])


@cache
def agencies() -> dict[str, str]:
    """Printed form of a news agency → its name in the record."""
    return {form: name for name, forms in string_lists("agencies.yaml").items() for form in forms}


@cache
def tags(group: str) -> frozenset[str]:
    """A group of element names of ``data/markup.yaml``."""
    return frozenset(_strings("markup.yaml", group, mapping("markup.yaml")["tags"][group]))
