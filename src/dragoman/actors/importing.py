"""Other people's tables in the form of ours: CSV, and PETRARCH's ``.actors`` and ``.agents`` dictionaries.

The result is the mapping that a user's own YAML table holds: ``people`` and ``organisations`` by country, and
``agents`` by
sector. ``load_lexicon(extra=…)`` reads it once written with ``write_table``.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from dragoman.actors.tables import CODES, SECTORS
from dragoman.errors import DataError

_CODE = re.compile(r"\[([^\]]*)\]")
_DATES = re.compile(r"(?:(?P<since>>)|(?P<before><))?(?P<first>\d{6,8})(?:-(?P<last>\d{6,8}))?$")
_PLURAL = re.compile(r"\{[^}]*\}")
# CAMEO codes that PLOVER names otherwise
_CAMEO = {
    "MED": "JRN",
    "HLH": "MED",
    "INS": "REB",
    "RAD": "UAF",
    "SET": "CVL",
    "DEV": "SOC",
    "ENV": "SOC",
    "HRI": "SOC",
    "MIL": "MIL",
    "CHR": "REL",
    "MUS": "REL",
    "JEW": "REL",
    "BUD": "REL",
    "HIN": "REL",
    "MOD": "ELI",
    "NGO": "SOC",
    "UNO": "GOV",
}
_COUNTRIES = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "KSV": "KOS", "PAL": "PSE"}


class Imported(NamedTuple):
    """A table of actors, and the lines of its source that could not be used, each with its reason."""

    table: dict[str, dict[str, dict[str, str]]]
    agents: dict[str, list[str]]
    skipped: list[str]


def import_table(path: Path) -> Imported:
    """Read ``path`` by its ending: ``.csv``, ``.actors`` or ``.agents``, each also with ``.gz``.

    Raises ``DataError`` for another ending, a file that cannot be read or one in which there is nothing to use.
    """
    name = path.name.removesuffix(".gz")
    if name.endswith(".csv"):
        imported = _from_csv(path)
    elif name.endswith(".agents") or "agents" in name:
        imported = _from_agents(path)
    elif name.endswith((".actors", ".txt")):
        imported = _from_actors(path)
    else:
        raise DataError(f"{path.name}:1: neither .csv nor .actors nor .agents")
    if not imported.table and not imported.agents:
        raise DataError(f"{path.name}:1: no actor and no agent word found in it")
    return imported


def write_table(imported: Imported, path: Path) -> None:
    """Write the table as YAML that ``load_lexicon(extra=[path])`` reads."""
    document: dict[str, object] = dict(imported.table)
    if imported.agents:
        document["agents"] = imported.agents
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=True, width=1000), "utf-8")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, gzip.BadGzipFile, EOFError) as error:
        raise DataError(f"{path.name}:1: cannot be read ({error})") from error
    yield from enumerate(raw.decode("utf-8", "replace").splitlines(), 1)


def _from_csv(path: Path) -> Imported:
    """Columns ``name, country, sectors`` and, if there, ``aliases, role, from, to, kind`` (person or organisation)."""
    rows = csv.DictReader(line for _, line in _lines(path))
    missing = {"name", "country", "sectors"} - set(rows.fieldnames or ())
    if missing:
        raise DataError(f"{path.name}:1: the column {', '.join(sorted(missing))} is missing")
    table: dict[str, dict[str, dict[str, str]]] = {"people": {}, "organisations": {}}
    for number, row in enumerate(rows, 2):
        sectors = [sector for sector in re.split(r"[,; ]+", row["sectors"] or "") if sector]
        if unknown := [sector for sector in sectors if sector not in SECTORS]:
            raise DataError(f"{path.name}:{number}: {unknown[0]} is no PLOVER sector")
        if not row["name"] or not row["country"]:
            raise DataError(f"{path.name}:{number}: name and country are wanted")
        aliases = [alias.strip() for alias in re.split(r"[;|]", row.get("aliases") or "") if alias.strip()]
        period = f" {row.get('from') or ''}..{row.get('to') or ''}" if row.get("from") or row.get("to") else ""
        value = " ".join(part for part in (",".join(sectors) or "-", row.get("role") or "") if part) + period
        kind = "organisations" if (row.get("kind") or "person") != "person" else "people"
        known = table[kind].setdefault(row["country"], {})
        key = " = ".join([row["name"], *aliases])
        known[key] = f"{known[key]}; {value}" if key in known else value
    return Imported({kind: rows for kind, rows in table.items() if rows}, {}, [])


def _from_actors(path: Path) -> Imported:
    """PETRARCH's actors: a name, ``+`` synonyms, and ``[CODE dates]`` on the same or the following lines."""
    table: dict[str, dict[str, dict[str, str]]] = {"people": defaultdict(dict), "organisations": defaultdict(dict)}
    skipped: list[str] = []
    names: list[str] = []
    codes: list[str] = []

    def finish(number: int) -> None:
        if names and codes:
            _add_actor(table, names, codes, skipped, f"{path.name}:{number}")

    for number, line in _lines(path):
        text = line.split("#", 1)[0].strip()
        if not text or text.startswith(("!", "@")):
            continue
        found = _CODE.findall(text)
        name = _CODE.sub("", text).strip()
        if name and not name.startswith("+"):
            finish(number)
            names, codes = [_spelt(name)], []
        elif name:
            names.append(_spelt(name[1:]))
        codes.extend(found)
    finish(0)
    return Imported({kind: dict(rows) for kind, rows in table.items() if rows}, {}, skipped)


def _add_actor(
    table: dict[str, dict[str, dict[str, str]]], names: list[str], codes: list[str], skipped: list[str], where: str
) -> None:
    by_country: dict[str, list[str]] = defaultdict(list)
    dated = False
    for code in codes:
        letters, _, dates = code.strip().partition(" ")
        parsed = _parsed(letters)
        period = _period(dates.strip())
        if parsed is None or period is None:
            skipped.append(f"{where}: {names[0]} [{code}]")
            continue
        dated = dated or bool(period)
        by_country[parsed[0]].append(f"{','.join(parsed[1]) or '-'}{period}")
    spelt = list(dict.fromkeys(name for name in names if name and " = " not in name and " / " not in name))
    for country, states in by_country.items():
        kind = "people" if dated else "organisations"
        if spelt:
            table[kind][country][" = ".join(spelt)] = "; ".join(dict.fromkeys(states))


def _parsed(letters: str) -> tuple[str, list[str]] | None:
    """Country and sectors of a CAMEO actor code such as ``BENGOVMIL``; None if its first part is no country."""
    parts = [letters[start : start + 3] for start in range(0, len(letters), 3)]
    if not parts or len(parts[0]) != 3 or not parts[0].isupper():
        return None
    country = _COUNTRIES.get(parts[0], parts[0])
    rest = parts[1:]
    if country == "IGO" and rest[:1] == ["UNO"]:
        country, rest = "UNO", rest[1:]
    sectors = [_CAMEO.get(part, part) for part in rest]
    known = list(dict.fromkeys(sector for sector in sectors if sector in SECTORS))
    return (country, known) if country in CODES or _is_country(country) else None


def _is_country(code: str) -> bool:
    import pycountry

    return (
        code in {"KOS", "SUN", "YUG", "CSK", "DDR", "SCG", "YMD"} or pycountry.countries.get(alpha_3=code) is not None
    )


def _period(dates: str) -> str | None:
    """PETRARCH's ``>990101``, ``<061231`` and ``060501-070630`` as `` FROM..TO``; None if it is none of these."""
    if not dates:
        return ""
    match = _DATES.match(dates.replace(" ", ""))
    if match is None:
        return None
    first = _day(match["first"])
    last = _day(match["last"]) if match["last"] else ""
    if first is None or last is None or (last and first > last):
        return None
    return f" {first}.." if match["since"] else f" ..{first}" if match["before"] else f" {first}..{last or first}"


def _day(digits: str) -> str | None:
    if len(digits) == 6:
        digits = ("19" if digits[:2] >= "30" else "20") + digits
    if len(digits) != 8 or not "01" <= digits[4:6] <= "12" or not "00" <= digits[6:8] <= "31":
        return None
    return f"{digits[:4]}-{digits[4:6]}-{max(int(digits[6:8]), 1):02}"


def _spelt(name: str) -> str:
    """``DOWLAT_E_ESLAMI_`` as "Dowlat E Eslami"; names of up to four letters stay in capitals."""
    words = name.replace("_", " ").split()
    whole = " ".join(words)
    return (
        whole
        if len(words) == 1 and len(whole) <= 4
        else " ".join(word.capitalize() if word.isupper() else word for word in words)
    )


def _from_agents(path: Path) -> Imported:
    """PETRARCH's agents: ``LAWMAKER [~LEG]``, with plurals in braces."""
    agents: dict[str, list[str]] = defaultdict(list)
    skipped = []
    for number, line in _lines(path):
        text = line.split("#", 1)[0].strip()
        match = _CODE.search(text)
        if not text or match is None or text.startswith("!"):
            continue
        letters = match.group(1).strip().lstrip("~")
        sectors = [
            _CAMEO.get(letters[start : start + 3], letters[start : start + 3]) for start in range(0, len(letters), 3)
        ]
        known = [sector for sector in sectors if sector in SECTORS]
        name = _PLURAL.sub("", text[: match.start()]).replace("_", " ").strip().lower()
        if not known or not name or "!" in name:
            skipped.append(f"{path.name}:{number}: {text}")
            continue
        agents[known[0]].append(name)
    return Imported({}, {sector: sorted(set(nouns)) for sector, nouns in agents.items()}, skipped)
