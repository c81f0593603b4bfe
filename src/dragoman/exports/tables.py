"""The room's tables: columns and codes, read from ``data/`` once and checked."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError
from dragoman.tables import load_mapping

Mapping = dict[str, str]


def _load(name: str) -> dict[str, Any]:
    """The mapping in ``data/{name}``, every scalar as text: NO is Norway's code and no falsehood."""
    return load_mapping(__package__, name, as_text=True)


def _flat(name: str, table: object, *, at: str = "") -> Mapping:
    if not isinstance(table, dict):
        raise DataError(f"{name}:{_line_of(name, at)}: {at} wants a mapping")
    for key, value in table.items():
        if not isinstance(value, str):
            raise DataError(f"{name}:{_line_of(name, key)}: {key} wants one word or phrase")
    return table


def _line_of(name: str, key: str) -> int:
    text = (files(__package__) / "data" / name).read_text("utf-8")
    return next((n for n, line in enumerate(text.splitlines(), 1) if line.lstrip(" \"'").startswith(key)), 1)


@cache
def columns(table: str) -> Mapping:
    """The columns of a table of ``data/columns.yaml`` in order, each with what fills it; "" where nothing does."""
    tables = _load("columns.yaml")
    if table not in tables:
        raise DataError(f"columns.yaml:1: no table {table}")
    return _flat("columns.yaml", tables[table], at=table)


@cache
def fips() -> Mapping:
    """FIPS 10-4 country codes by ISO 3166-1 alpha-3."""
    return _codes("fips.yaml", lambda code: len(code) == 2 and code.isupper())


@cache
def cow() -> Mapping:
    """Correlates of War numbers by ISO 3166-1 alpha-3."""
    return _codes("cow.yaml", str.isdigit)


@cache
def cameo_names() -> Mapping:
    """Names of CAMEO codes, by three digits."""
    return _flat("cameo.yaml", _load("cameo.yaml"))


@cache
def actor_words(part: str) -> Mapping:
    """A part of ``data/actors.yaml``: how an older format writes sectors, countries or kinds."""
    return _flat("actors.yaml", _load("actors.yaml").get(part), at=part)


@cache
def known_groups() -> dict[str, tuple[str, str]]:
    """CAMEO actor code and known group by country code or entity id."""
    name, part = "actors.yaml", "gdelt_groups"
    groups = {}
    for key, pair in _load(name)[part].items():
        if not isinstance(pair, list) or len(pair) != 2:
            raise DataError(f"{name}:{_line_of(name, key)}: {key} wants a list of an actor code and a group")
        groups[key] = (str(pair[0]), str(pair[1]))
    return groups


@cache
def country_names() -> Mapping:
    """English names of countries by the record's codes, former states among them."""
    from dragoman.actors import load_lexicon

    return load_lexicon().countries


def _codes(name: str, valid: Any) -> Mapping:
    table = _flat(name, _load(name))
    for country, code in table.items():
        if not (len(country) == 3 and country.isupper() and valid(code)):
            raise DataError(f"{name}:{_line_of(name, country)}: {country}: {code} is no code of this table")
    return table
