"""Reading of the actor tables: YAML to plain rows, with every fault told by file and line.

All scalars are read as text (YAML's own ``no``, ``on`` and dates would otherwise change what the author wrote).
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from dragoman.errors import DataError

SECTORS = frozenset(
    """GOV COP JUD LEG MIL PRM PTY REB SPY UAF UNK
    AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC""".split()  # noqa: SIM905
)
CODES = frozenset(["UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"])
FIRST_DAY, LAST_DAY = "0000-00-00", "9999-99-99"

_DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_PERIOD = re.compile(rf"(?:^|\s)(?P<start>{_DATE})?\.\.(?P<end>{_DATE})?$")
_STATE = re.compile(r"^(?:(?P<country>[A-Z]{3}):)?(?P<sectors>[A-Z]{3}(?:,[A-Z]{3})*|-)(?:\s+(?P<role>.*))?$")
_TERM = re.compile(rf"^(?P<start>{_DATE})\s+(?P<name>.+)$")


class State(NamedTuple):
    """What an actor is between two days, both included; ``country`` None stands for the entry's own."""

    sectors: tuple[str, ...]
    role: str | None = None
    country: str | None = None
    start: str = FIRST_DAY
    end: str = LAST_DAY


def first_day(date: str) -> str:
    """The first day of a year, a month or a day."""
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """The last day of a year, a month or a day; days only compare, so that every month may have 31."""
    return date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date


def read(path: Path) -> Any:
    """The YAML document in ``path`` with every scalar as text. Raises ``DataError``."""
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return yaml.load(path.read_text("utf-8"), Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{path.name}:{line}: {error.problem}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{path.name}:1: cannot be read ({error})") from error


def fault(path: Path, words: str, reason: str) -> DataError:
    """The error for the first line of ``path`` that holds ``words``."""
    lines = path.read_text("utf-8").splitlines()
    line = next((number for number, text in enumerate(lines, 1) if words in text), 1)
    return DataError(f"{path.name}:{line}: {reason}")


def names(text: str) -> list[str]:
    """``"Name = alias = alias"`` in parts."""
    return [part.strip() for part in text.split(" = ") if part.strip()]


def states(text: str, *, path: Path, countries: frozenset[str]) -> tuple[State, ...]:
    """``"GOV Foreign Minister 2019-09..2021-11; ELI 2021-12.."`` as states. Raises ``DataError``."""
    return tuple(_state(part.strip(), path=path, countries=countries) for part in text.split(";") if part.strip())


def _state(text: str, *, path: Path, countries: frozenset[str]) -> State:
    period = _PERIOD.search(text)
    match = _STATE.match(text[: period.start()].strip() if period else text)
    if match is None:
        raise fault(path, text, f"{text!r} is no '[CCC:]SEC[,SEC] role FROM..TO'")
    sectors = tuple(match["sectors"].split(",")) if match["sectors"] != "-" else ()
    if unknown := [sector for sector in sectors if sector not in SECTORS]:
        raise fault(path, text, f"{unknown[0]} is no PLOVER sector")
    if match["country"] and match["country"] not in countries:
        raise fault(path, text, f"{match['country']} is no country code")
    start, end = (period["start"], period["end"]) if period else (None, None)
    state = State(
        sectors,
        match["role"] or None,
        match["country"],
        first_day(start) if start else FIRST_DAY,
        last_day(end) if end else LAST_DAY,
    )
    if state.start > state.end:
        raise fault(path, text, f"{text!r} ends before it starts")
    return state


def terms(rows: list[str], *, office: str, sectors: tuple[str, ...], path: Path) -> list[tuple[list[str], State]]:
    """The holders of an office from ``"1991-11-05 Kiichi Miyazawa"`` rows: each one's term ends where the next begins.

    A row whose name is ``-`` leaves the office empty. Raises ``DataError``.
    """
    parsed = []
    for row in rows:
        match = _TERM.match(row)
        if match is None:
            raise fault(path, row, f"{row!r} is no 'YYYY-MM-DD Name'")
        parsed.append((match["start"], match["name"]))
    for (before, _), (after, name) in pairwise(parsed):
        if first_day(before) > first_day(after):
            raise fault(path, f"{after} {name}", f"{office}: {after} comes after {before}")
    ends = [_day_before(start) for start, _ in parsed[1:]] + [LAST_DAY]
    return [
        (names(name), State(sectors, office, None, first_day(start), end))
        for (start, name), end in zip(parsed, ends, strict=True)
        if name != "-"
    ]


def _day_before(date: str) -> str:
    year, month, day = (int(part) for part in first_day(date).split("-"))
    if day > 1:
        return f"{year:04}-{month:02}-{day - 1:02}"
    return f"{year:04}-{month - 1:02}-31" if month > 1 else f"{year - 1:04}-12-31"
