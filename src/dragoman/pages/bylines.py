"""Who wrote a report, and for which agency."""

from __future__ import annotations

import re
from functools import cache

from dragoman.pages.dates import find_day, is_date_line
from dragoman.pages.tables import agencies, words

_BY = re.compile(
    r"^\W{0,3}(?:by|from|story by|written by|report by|text by|words by|words|author|authors|reporter|byline|"
    r"text(?=:)|report(?=:)|story(?=:))(?::\s*|\s+)(?=\S)",
    re.I,
)
_PERSON = (
    r"[^\W\d_a-z][\w.'’-]*(?:\s(?:[A-Z]\.|al|bin|bint|ben|de|da|dos|del|der|den|van|von|la|le|el|ter|abu|"
    r"[^\W\d_a-z][\w.'’-]*)){0,4}"
)
_PEOPLE = rf"{_PERSON}(?:(?:,\s+|\s+(?:and|&)\s+|,\s+and\s+){_PERSON}){{0,5}}"
_NAMES_ONLY = re.compile(rf"^{_PEOPLE}$")
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+/\s+|\s+[–—]\s+|\s+-\s+|\s{3,}")
_OUTLET = re.compile(
    r"(?:Press|News|Agency|Agence|Agencia|Agenzia|Agentur|Newswire|Wire|Presse|Prensa|Media|Newsroom|Service|Services|Network|Bureau|Desk|Tribune|Herald|Times|Post)\b|^[A-Z]{2,6}$"
)
_WIRE = re.compile(
    r"\b(?:Press|News Agency|Agence|Agencia|Agenzia|Agentur|Newswire|Wires?(?: Service)?|News Service)\b|^[A-Z]{2,5}$"
)
_WITH = re.compile(r"(?:\bwith|\band)\s+(?:reports? from |inputs? from )?(?P<agency>[A-Z][\w.\- ]{1,40})$")
_DATE_TAIL = re.compile(r"(?i)[\s|,•·–—-]*\b(?:published|updated|posted|last updated|first published)\b.*$")


def _has_journalist(line: str) -> bool:
    return _journalist().search(line.lower()) is not None


@cache
def _journalist() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words('journalists'))))})\b")


def is_byline(line: str) -> bool:
    """Whether a line outside the text says who wrote it: "By …", "NAME, Rome correspondent", an agency."""
    bare = line.strip()
    if len(bare) > 160 or (bare[-1:] in ".!?" and not re.search(r"\b[A-Z]\.$|Jr\.$|Sr\.$", bare)):
        return False
    if bare.strip("()[]—–- ") in agencies():
        return True
    if match := _BY.match(bare):
        rest = bare[match.end() :]
        first = rest.split()[0] if rest.split() else ""
        capital = first[:1].isupper() or first.lower() in {"our", "the", "staff", "a", "an"} or not first.isascii()
        small = [word for word in rest.split() if word[:1].islower()]
        return capital and len(rest.split()) <= 22 and len(small) <= max(6, len(rest.split()) // 2)
    pieces = [piece for piece in re.split(rf"{_SEPARATOR.pattern}|,\s", bare) if piece]
    if len(pieces) == 2 and is_names(pieces[0]) and (_WIRE.search(pieces[1]) or pieces[1] in agencies()):
        return True
    if len(bare.split()) > 14 or not _has_journalist(bare):
        return False
    head = re.split(r"[,|/–—(]|\s-\s|\sin\s|\s{2,}|\b(?:Staff|Special|Senior|Chief|Our)\b", bare)[0].strip()
    return (bool(_NAMES_ONLY.match(head)) and len(head.split()) <= 10) or bare.lower() in words("journalists")


def is_names(line: str) -> bool:
    """Whether a line is one to three persons' names and nothing else (a byline only where one is to be expected)."""
    return (
        2 <= len(line.split()) <= 9
        and bool(_NAMES_ONLY.match(line.strip()))
        and not line.isupper()
        and not is_date_line(line)
    )


def _known_agency(text: str) -> str | None:
    name = text.strip(" ()[].,—–-")
    return agencies().get(name)


def _ending_agency(text: str) -> str:
    """An agency at the end of a line that a name in capitals begins: "ANA LIMA Associated Press" → Associated Press."""
    found = text.split()
    names = next((at for at, word in enumerate(found) if not word.isupper()), 0)
    return " ".join(found[names:]) if 2 <= names <= 4 else text


def agency_in(line: str) -> str | None:
    """The news agency that a byline names, or None.

    >>> agency_in("By R. Venkat | Himal Press | Updated: 01 Mar 2019")
    'Himal Press'
    """
    text = _BY.sub("", line.strip(), count=1)
    parts = [part for part in _SEPARATOR.split(_DATE_TAIL.sub("", text)) if part]
    for piece in [one for part in parts for one in (part, *part.split(","), *re.split(r"\s(?:and|with|&)\s", part))]:
        if known := _known_agency(piece):
            return known
    for part in reversed(parts):
        if match := _WITH.search(part):
            name = match["agency"].strip()
            if _known_agency(name) or (_OUTLET.search(name) and not _has_journalist(name)):
                return _known_agency(name) or name
    whole = parts[0] if len(parts) == 1 else None
    for part in parts[1:] + ([whole.split(", ")[-1]] if whole else []):
        bare = _ending_agency(part.strip(" ()[].,"))
        if _WIRE.search(bare) and not find_day(bare) and not _has_journalist(bare) and len(bare.split()) <= 5:
            return _known_agency(bare) or bare
    bracket = re.search(r"\(([A-Z][A-Za-z. ]{1,30})\)\s*$", line)
    return _known_agency(bracket[1]) if bracket else None


def byline_of(line: str) -> str:
    """The byline as printed, less the agency, the dates and the notes of the page around it."""
    bare = " ".join(_DATE_TAIL.sub("", line).split()).strip(" |•·")
    parts = [part for part in _SEPARATOR.split(_DATE_TAIL.sub("", line)) if part.strip()]
    kept = [
        part
        for at, part in enumerate(parts)
        if at == 0 or not (_OUTLET.search(part) or find_day(part) or _has_journalist(part))
    ]
    short = parts[0] if len(kept) <= 1 and parts else bare
    return " ".join(short.split()).strip(" |•·,")
