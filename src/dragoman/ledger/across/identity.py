"""Which mentions are one agreement: by name, acronym, alias or descriptor, parties, kind and signing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.across.wording import WORD, likeness, load_wording, stem, stems, with_concepts

NEAR = 60  # days between pages within which "the ceasefire" means one
WIDE = 730  # days between pages beyond which no phrase is trusted to mean the same thing
LEAST = 0.24  # likeness that two phrases for one agreement have
ANEW = 4  # days between the beginnings of two truces
APART = 60  # days between two signings of what cannot be one agreement, unless its name says so
_NUMBER = re.compile(r"(?:19|20)\d\d\Z")
_ORDINALS = {
    "i": "1",
    "ii": "2",
    "second": "2",
    "iii": "3",
    "third": "3",
    "iv": "4",
    "fourth": "4",
    "new": "new",
    "interim": "interim",
    "final": "final",
    "first": "1",
}


@dataclass(frozen=True)
class Names:
    """What an agreement's names say: ``acronyms``; ``proper``, stems of each name's capitalised words; ``words``, stems
    of the phrases and the subject, with their concepts; ``marks``, years and numbers in the names; ``family``."""

    acronyms: frozenset[str]
    proper: frozenset[frozenset[str]]
    initials: frozenset[str]
    words: frozenset[str]
    marks: frozenset[str]
    family: str | None


@dataclass(frozen=True)
class AgreementFacts:
    """What is known of a mention, or of the mentions of a group together."""

    names: Names
    parties: frozenset[str]
    signed: frozenset[date]  # days of signing; of a truce also those on which it began
    ended: frozenset[date]
    days: tuple[date, date] | None  # of publication, first and last


def read_names(
    forms: Sequence[str], *, acronym: str | None, kind: str | None, subject: str | None, names: Iterable[str] = ()
) -> Names:
    """What the forms of an agreement's name say. ``names`` are words, in lower case, that name powers."""
    wording, left_out = load_wording(), frozenset(names)
    acronyms = {acronym} if acronym and acronym not in wording.no_acronyms else set()
    proper: set[frozenset[str]] = set()
    initials, words, marks, families = set[str](), set[str](), set[str](), set[str]()
    for form in (*forms, *([kind] if kind else [])):
        tokens = [match[0] for match in WORD.finditer(form)]
        heads = [wording.heads[stem(token)] for token in tokens if stem(token) in wording.heads]
        families |= {family for family in heads if family is not None and family in ("truce", "contract")}
        acronyms |= {t for t in tokens if _is_acronym(t) and t.casefold() not in left_out}
        capitals = [t for t in tokens if t[0].isupper() and t.casefold() not in left_out and not _is_acronym(t)]
        capitals = [t for t in capitals if t.casefold() not in _ORDINALS]
        named = frozenset(
            s for t in capitals if (s := stem(t)) not in wording.heads and t.casefold() not in wording.stops
        )
        if named:
            proper.add(named)
            initials.add("".join(t[0] for t in tokens if t.casefold() not in ("the", "a", "an")).upper())
        words |= stems(form, without=left_out) - wording.heads.keys()
        marks |= {t for t in tokens if _NUMBER.match(t)}
        marks |= {_ORDINALS[t.casefold()] for t in tokens[1:] if t.casefold() in _ORDINALS}
        marks |= {"new"} if tokens and tokens[0] == "New" else set()
    words |= stems(subject or "", without=left_out) - wording.heads.keys()
    words |= (
        frozenset[str]().union(*(stems(_unhyphened(form), without=left_out) for form in forms)) - wording.heads.keys()
    )
    return Names(
        acronyms=frozenset(acronyms),
        proper=frozenset(proper),
        initials=frozenset(initials),
        words=with_concepts(frozenset(w for w in words if not _NUMBER.match(w))),
        marks=frozenset(marks),
        family=min(families) if len(families) == 1 else None,
    )


def alike(a: AgreementFacts, b: AgreementFacts) -> float | None:
    """How surely two mentions mean one agreement, above 0; None where nothing suggests it."""
    if not agree(a, b):
        return None
    shared, least = len(a.parties & b.parties), min(len(a.parties), len(b.parties))
    named = _same_name(a.names, b.names)
    if named is not None:
        distinct, share, _ = named
        if distinct or (shared == max(least, 1) and least):
            return 1.0 + share + (0.2 if shared >= 2 else 0.0)
        if not least and not distinct:
            return 0.5 + share / 2
    together = shared >= 2 or (shared == 1 and least == 1)
    gap = _gap(a.days, b.days)
    if gap > WIDE and not a.names.marks & b.names.marks:
        return None
    if a.names.words and b.names.words:
        value = likeness(a.names.words, b.names.words)
        need = LEAST if together else 0.7 if not least else 2.0
        return 0.2 + value / 2 - min(gap, WIDE) / (5 * WIDE) if value >= need else _by_year(a, b, together)
    if together and gap <= NEAR and _same_kind(a.names, b.names):
        return 0.1
    return 0.3 if shared and _one_signing(a, b) else _by_year(a, b, together)


def agree(a: AgreementFacts, b: AgreementFacts) -> bool:
    """Whether nothing that is known of two mentions or groups forbids that they are one."""
    if a.names.marks and b.names.marks and not a.names.marks & b.names.marks:
        return False
    named = _same_name(a.names, b.names)
    if named is None and a.names.acronyms and b.names.acronyms and not a.names.acronyms & b.names.acronyms:
        return False
    if named is None and _titled(a.names) and _titled(b.names):
        return False
    if len(a.parties) > 1 and len(b.parties) > 1 and not a.parties & b.parties and not (named and named[0]):
        return False
    if a.names.family and b.names.family and a.names.family != b.names.family and not named:
        return False
    return not _signed_apart(a, b, named is not None and named[2]) and not _began_after(a, b)


def both(a: AgreementFacts, b: AgreementFacts) -> AgreementFacts:
    """What is known of two groups together."""
    families = {f for f in (a.names.family, b.names.family) if f}
    names = Names(
        acronyms=a.names.acronyms | b.names.acronyms,
        proper=a.names.proper | b.names.proper,
        initials=a.names.initials | b.names.initials,
        words=a.names.words | b.names.words,
        marks=a.names.marks & b.names.marks or a.names.marks | b.names.marks,
        family=min(families) if len(families) == 1 else None,
    )
    days = a.days or b.days
    if a.days and b.days:
        days = min(a.days[0], b.days[0]), max(a.days[1], b.days[1])
    return AgreementFacts(names, a.parties | b.parties, a.signed | b.signed, a.ended | b.ended, days)


def blocks(facts: AgreementFacts) -> set[str]:
    """The keys under which mentions that may be one are found: acronym, each word of a name, each pair of parties."""
    generic = load_wording().generic
    found = {f"a:{acronym}" for acronym in facts.names.acronyms}
    found |= {f"n:{word}" for name in facts.names.proper for word in name if word not in generic}
    found |= {f"i:{letters}" for letters in facts.names.initials | facts.names.acronyms if len(letters) > 3}
    powers = sorted(facts.parties)
    found |= {f"p:{a}:{b}" for i, a in enumerate(powers) for b in powers[i + 1 :]}
    found |= {f"p:{a}:" for a in powers} if len(powers) == 1 else {f"o:{a}" for a in powers}
    if not facts.parties:
        found |= {f"w:{word}" for word in facts.names.words if not word.startswith("#")}
    return found


def _same_name(a: Names, b: Names) -> tuple[bool, float, bool] | None:
    """Whether two share a name: (no other agreement bears it, how much of it, it is more than a place); None if not."""
    generic = load_wording().generic
    if a.acronyms & b.acronyms:
        return True, 1.0, True
    if any(_abbreviates(short, long) for x, y in ((a, b), (b, a)) for short in x.acronyms for long in y.initials):
        return True, 0.9, True
    best: tuple[bool, float, bool] | None = None
    for ours in a.proper:
        for theirs in b.proper:
            shared = ours & theirs
            share = len(shared) / min(len(ours), len(theirs))
            own = shared - generic
            if share >= 0.6 and (own or (len(shared) > 1 and share == 1.0)):
                full = len(shared) / len(ours | theirs)
                best = max(best or (False, 0.0, False), (bool(own) or len(shared) >= 4, full, len(shared) > 1))
    return best


def _abbreviates(short: str, initials: str) -> bool:
    """Whether an acronym is made of a name's initials: GSOMIA of GSOMIA, INF of IRNFT."""
    if len(short) < 3 or len(initials) < 3 or short[0] != initials[0]:
        return False
    rest = iter(initials)
    return all(letter in rest for letter in short.upper()) and len(short) * 2 >= len(initials)


def _titled(names: Names) -> bool:
    """Whether there is a name that tells it from others, not only a phrase."""
    generic = load_wording().generic
    return any(name - generic or len(name) > 2 for name in names.proper)


def _same_kind(a: Names, b: Names) -> bool:
    return a.family == b.family and a.family is not None


def _by_year(a: AgreementFacts, b: AgreementFacts, together: bool) -> float | None:
    """Two of the same year between the same parties are one: the 1965 treaty, the 1965 accord, one signed then."""
    years = [{m for m in f.names.marks if _NUMBER.match(m)} | {str(d.year) for d in f.signed} for f in (a, b)]
    called = any(_NUMBER.match(m) for m in a.names.marks | b.names.marks)
    return 0.3 if together and called and years[0] & years[1] else None


def _one_signing(a: AgreementFacts, b: AgreementFacts) -> bool:
    """Whether both were signed at the same time and one is called by nothing that tells it from the other."""
    near = any(abs((x - y).days) <= 1 for x in a.signed for y in b.signed)
    return near and not (a.names.words - {"#truce"} and b.names.words - {"#truce"})


def _signed_apart(a: AgreementFacts, b: AgreementFacts, surely_named: bool) -> bool:
    """Whether both were signed, on days too far apart for one signing."""
    if not a.signed or not b.signed or surely_named:
        return False
    truce = "truce" in (a.names.family, b.names.family)
    return min(abs((x - y).days) for x in a.signed for y in b.signed) > (ANEW if truce else APART)


def _began_after(a: AgreementFacts, b: AgreementFacts) -> bool:
    """Whether a truce began after the other had ended: a new one, however alike their names."""
    return a.names.family == b.names.family == "truce" and any(
        min(later.signed) > max(earlier.ended) and not earlier.signed & later.signed
        for earlier, later in ((a, b), (b, a))
        if earlier.ended and later.signed
    )


def _gap(a: tuple[date, date] | None, b: tuple[date, date] | None) -> int:
    """Days between two spans of days; 0 where they overlap or one is unknown."""
    if a is None or b is None:
        return 0
    return max((a[0] - b[1]).days, (b[0] - a[1]).days, 0)


def _is_acronym(token: str) -> bool:
    bare = token.replace(".", "")
    return 2 < len(bare) <= 8 and bare.isupper() and bare.isalpha() and bare not in load_wording().no_acronyms


def _unhyphened(form: str) -> str:
    return form.replace("-", " ")
