"""The table of disputes, compiled: what names a quarrel, what shows one, and where its issue stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.tables import load_mapping

_MODALS = "should|must|can|cannot|ought|shall|did|does|do"
_VERBS = (
    "kept|lost|led|made|took|came|went|gave|grew|began|held|left|brought|fell|broke|ran|became|remains?|dates?|divides?"
)
# The end of a noun phrase on the surface: a mark, or a word that begins another clause or says when and how.
END = re.compile(
    r"[.,;:!?”\")—–]|\s(?:and (?:has|have|had|was|were|is|are|will|would|said|that|which|who|he|she|it|they|then"
    r"|also|in|the two"
    rf"|\w+ed|\w+ing|{_VERBS})|{_MODALS}|{_VERBS}|into|not"
    r"|but|that|which|who|whom|whose|when|while|after|before|has|have|had|was|were|is|are|will|would|could|may|might|since"
    r"|during|between|with|because|as|if|unless|until|where|despite|amid|said|says|under|so|than|by which|in which"
    r"|though|although|in (?:order|the strongest|strong)|rather|yet|to avoid|at once|without)(?=\s)"
)
# What somebody is accused of runs on over some of these words ("links with Hamas", "using the truce as a cover")
ACCUSED_END = re.compile(
    r"[.,;:!?”\")—–]|\s(?:and (?:has|have|had|was|were|is|are|will|would|said|that|which|who|he|she|it|they|then|\w+ed"
    rf"|{_VERBS})"
    r"|but|that|which|who|whom|whose|when|while|after|has|have|had|was|were|is|are|will|would|could|may|might|since|because"
    r"|if|unless|until|where|despite|amid|said|says|so|than|though|although|in order|yet)(?=\s)"
)
LONGEST = 11  # words of an issue
_LEADING = re.compile(
    r"^(?:[“‘\"']|(?:an?|the|its|their|his|her|this|that|these|those|such|any|all|some|what|every|own|planned|of|to|in|on|for"
    r"|at|with|by|both|other|as|be|over|about)\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s+(?:an?|the|of|and|or|on|for|its|their|over|about|to|at|in|from|by|with|into|as|his|her|not|is|was))+\Z|[\s“‘\"'’”]+\Z"
)
_COMMON = frozenset(
    {
        *("that", "this", "with", "from", "over", "about", "have", "been", "their", "into", "such", "those", "these"),
        *("issue", "dispute", "between", "against", "government", "state", "country", "countries", "minister"),
        *("president", "people", "year", "years", "month", "week", "some", "more", "other", "last", "three", "them"),
        *("having", "were", "they", "which", "would", "could", "than", "after", "before", "both", "each", "what"),
        *("dispute", "disputes", "quarrel", "crisis", "feud", "whose", "where", "while", "being", "first", "does"),
        *("united", "states", "republic", "under", "most", "when", "also", "during", "part", "only", "there", "near"),
    }
)


@dataclass(frozen=True)
class Quarrels:
    """Compiled ``data/disputes.yaml``."""

    quarrels: re.Pattern[str]
    named: re.Pattern[str]
    headed: frozenset[str]
    loose: dict[str, frozenset[str]]
    issues: re.Pattern[str]
    sources: re.Pattern[str]
    ruptures: re.Pattern[str]
    claims: re.Pattern[str]
    rulings: re.Pattern[str]
    accusations: re.Pattern[str]
    accused_of: re.Pattern[str]
    blames: re.Pattern[str]
    blamed_for: re.Pattern[str]
    condemnations: re.Pattern[str]
    brandings: re.Pattern[str]
    refusals: re.Pattern[str]
    demands: re.Pattern[str]
    denials: re.Pattern[str]
    spurned: re.Pattern[str]
    asides: re.Pattern[str]
    blamed_on: re.Pattern[str]
    reasons: re.Pattern[str]
    since: re.Pattern[str]
    empty: frozenset[str]
    idle: frozenset[str]
    acts: frozenset[str]


@cache
def load_quarrels() -> Quarrels:
    """The table ``data/disputes.yaml``, compiled."""
    raw = load_mapping(__package__, "disputes.yaml")
    nouns, links, issues = ("|".join(map(re.escape, raw[key])) for key in ("quarrels", "links", "issues"))
    spurned = "|".join(raw["spurned"])
    return Quarrels(
        quarrels=re.compile(rf"\b(?:{nouns})\b"),
        named=re.compile(rf"((?:[\w’'-]+\s+){{0,3}})\b({nouns})\b(?:(?:\s+remain(?:s|ed)?,?)?\s+({links})\s+)?"),
        headed=frozenset(raw["headed"]),
        loose={link: frozenset(words) for link, words in raw["loose"].items()},
        issues=re.compile(rf"\bthe (?:\w+ )?(?:{issues}) of\s+"),
        sources=_any(raw["sources"]),
        ruptures=re.compile(rf"\b(?:{'|'.join(raw['ruptures'])})"),
        claims=_any(raw["claims"]),
        rulings=re.compile(rf"\b(?:{'|'.join(raw['rulings'])})"),
        accusations=_any(raw["accusations"]),
        accused_of=_any(raw["accused_of"]),
        blames=_any(raw["blames"]),
        blamed_for=_any(raw["blamed_for"]),
        condemnations=_any(raw["condemnations"]),
        brandings=_any(raw["brandings"]),
        refusals=_any(raw["refusals"]),
        demands=_any(raw["demands"]),
        denials=_any(raw["denials"]),
        spurned=re.compile(
            rf",\s+{raw['afterthoughts']}\s+(?:[\w’'.-]+\s+){{0,4}}?"
            rf"(?:has |have |had |was |were |always )?(?:{spurned})\b"
        ),
        asides=re.compile(raw["asides"]),
        blamed_on=re.compile(r",?\s+(?:which|that)\s+(?:[\w’'.-]+\s+){1,4}?blam(?:ed|es)\s+on\s+"),
        reasons=_any(raw["reasons"]),
        since=_any(raw["since"]),
        empty=frozenset(raw["empty"]),
        idle=frozenset(raw["idle"]),
        acts=frozenset(raw["acts"]),
    )


def _any(cues: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(cues)})(?!\w)")


def stems(text: str) -> set[str]:
    """Content words cut to six letters, so that labour and labourers, export and exports are one."""
    return {w[:6] for w in re.findall(r"[a-z]{4,}", text.lower().replace("labor", "labour")) if w not in _COMMON}


def issue_at(text: str, start: int, stop: int | None = None, *, end: re.Pattern[str] = END) -> tuple[str, int]:
    """The noun phrase at ``start`` of a text, up to the next clause, trimmed; and where it begins."""
    match = end.search(text, start, len(text) if stop is None else stop)
    words = text[start : match.start() if match else stop].split(" ")
    phrase = " ".join(words[:LONGEST])
    led = _LEADING.match(phrase)
    begin = start + (led.end() if led else 0)
    found = phrase[led.end() if led else 0 :].rstrip()
    while (trimmed := _TRAILING.sub("", found)) != found:
        found = trimmed
    return found, begin


def tells(issue: str) -> bool:
    """Whether a phrase says what a quarrel is about: it has a word of content that is not idle."""
    words = re.findall(r"[^\W_][\w-]*", issue.lower())
    if len(words) < 3 and words[-1:] in (["it"], ["them"], ["him"], ["her"]):
        return False
    if words[:1] in (["it"], ["him"], ["them"], ["us"]) or words[:2] == ["one", "of"]:
        return False
    if len(words) == 1 and words[0].endswith("ed"):
        return False
    return bool(words) and any(len(w) > 3 and w not in load_quarrels().idle and w not in _COMMON for w in words)
