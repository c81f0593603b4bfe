"""Pledges across pages: which mentions are one, which later acts keep or break it, and how it stands at a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, get_args

from dragoman.errors import DataError
from dragoman.ledger.across.wording import likeness, stem, stems, with_concepts
from dragoman.record import EventType
from dragoman.tables import load_mapping

Outcome = Literal["open", "kept", "broken", "overdue"]
_FILE = "pledges.yaml"
_SAID = re.compile(r",\s[^,]*\b(?:said|told|announced|added)\b.*\Z", re.DOTALL)  # whoever tells of it
_VERBS = frozenset({"leav", "open", "send", "giv", "hold", "mak", "tak"})  # stems that do not tell what it is about
_WORDS_ALONE = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"})


@dataclass(frozen=True)
class Promises:
    """``data/pledges.yaml``, checked: ``keeps`` and ``near`` by the type promised, the rest as there."""

    keeps: dict[str, frozenset[str]]
    near: dict[str, frozenset[str]]
    actions: tuple[tuple[EventType, re.Pattern[str]], ...]
    drops: frozenset[str]
    dropping: frozenset[str]
    announces: frozenset[str]
    days: dict[str, int]
    need: dict[str, float]


@cache
def load_promises() -> Promises:
    """The table. Raises DataError naming the file and the bad entry."""
    raw = load_mapping(__package__, _FILE)
    types = set(get_args(EventType))
    named = {*(t for part in ("keeps", "near") for ts in raw[part].values() for t in ts)}
    named |= {row[0] for row in raw["actions"]} | set(raw["keeps"]) | set(raw["near"]) | set(raw["dropping"])
    if wrong := named - types or types - set(raw["keeps"]) or types - set(raw["near"]):
        raise DataError(
            f"{_FILE}:1: keeps, actions and dropping: wrong or missing event types: {', '.join(sorted(wrong))}"
        )
    return Promises(
        keeps={name: frozenset(kinds) for name, kinds in raw["keeps"].items()},
        near={name: frozenset(kinds) for name, kinds in raw["near"].items()},
        actions=tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in raw["actions"]),
        drops=frozenset(map(stem, raw["drops"])),
        dropping=frozenset(raw["dropping"]),
        announces=frozenset(map(stem, raw["announces"])),
        days=raw["days"],
        need=raw["need"],
    )


@dataclass(frozen=True)
class PledgeFacts:
    """What is known of a pledge as one page tells it. ``made`` is the day of the promise, or else of the page."""

    kind: str
    by: frozenset[str]
    to: frozenset[str]
    action: str | None
    negated: bool
    words: frozenset[str]
    made: date | None
    due: tuple[date, date] | None
    revision: int = 0

    @property
    def window(self) -> tuple[date, date] | None:
        """The days within which an act may keep or break it; None where no day is known."""
        days = load_promises().days
        start = self.made or (self.due[0] if self.due else None)
        if start is None:
            return None
        end = self.due[1] + timedelta(days["late"]) if self.due else start + timedelta(days["open"])
        return start, max(start, end)


@dataclass(frozen=True)
class Deed:
    """A reported event, as a pledge looks at it: powers, days and the stems of its sentence."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    auxiliary: str
    days: tuple[date, date] | None
    published: date | None
    words: frozenset[str]
    revision: int = 0
    clause: frozenset[str] = frozenset()  # stems of the clause that shows it

    @property
    def announced(self) -> frozenset[str]:
        """The stems by which its clause only announces it."""
        return self.clause & load_promises().announces


@dataclass(frozen=True)
class Match:
    """A deed that settles a pledge: which way, how surely, and why, in words."""

    verdict: Literal["kept", "broken"]
    strength: float
    late: bool
    why: str


def action_of(what: str, coded: str | None) -> EventType | None:
    """The type of act that is promised, by the page's coding or by the words."""
    table = load_promises().actions
    if table[0][1].match(what):
        return table[0][0]  # to leave a pact is no withdrawal of troops, whatever the page's coding says
    if coded is not None:
        return coded if coded in get_args(EventType) else None  # type: ignore[return-value]
    found = [(m.start(), n, kind) for n, (kind, words) in enumerate(table) if (m := words.search(what))]
    return min(found)[2] if found else None


def pledge_words(what: str, *, names: Iterable[str] = ()) -> frozenset[str]:
    """Stems and concepts of what is pledged, without names of powers."""
    return with_concepts(stems(_SAID.sub("", what).replace("-", " "), without=names))


def alike(a: PledgeFacts, b: PledgeFacts) -> float | None:
    """How surely two mentions mean one pledge, above 0; None where nothing suggests it."""
    if not agree(a, b) or a.revision == b.revision:
        return None
    value = likeness(a.words, b.words)
    need = 0.3 if a.due and b.due else 0.4
    return value if value >= need else None


def agree(a: PledgeFacts, b: PledgeFacts) -> bool:
    """Whether nothing that is known of two mentions forbids that they are one."""
    if not a.by & b.by or a.negated != b.negated or (a.action and b.action and not _same_action(a.action, b.action)):
        return False
    if a.to and b.to and not (a.to | a.by) & b.to:
        return False
    if a.due and b.due and (a.due[0] > b.due[1] or b.due[0] > a.due[1]):
        return False
    return a.made is None or b.made is None or abs((a.made - b.made).days) <= load_promises().days["same"]


def blocks(facts: PledgeFacts) -> set[str]:
    """The keys under which mentions that may be one are found."""
    return {f"b:{power}" for power in facts.by}


def settles(pledge: PledgeFacts, deed: Deed) -> Match | None:
    """Whether a deed keeps or breaks a pledge, and why; None if it does neither."""
    window = pledge.window
    when = deed.days or ((deed.published, deed.published) if deed.published else None)
    if window is None or when is None or when[1] < window[0] or when[0] > window[1]:
        return None
    wide = (when[1] - when[0]).days > load_promises().days["widest"]
    if wide or deed.revision == pledge.revision or (pledge.made and when[1] <= pledge.made and when[0] < pledge.made):
        return None
    if deed.published is not None and pledge.made is not None and deed.published <= pledge.made:
        return None
    if not pledge.by & (deed.actors | deed.recipients):
        return None
    if deed.auxiliary in ("actual", "historical") and _fits(pledge, deed):
        settled = _broken_promise(pledge, deed, when) if pledge.negated else _kept(pledge, deed, when)
        if settled is not None:
            return settled
    return _dropped(pledge, deed, when)


def _fits(pledge: PledgeFacts, deed: Deed) -> bool:
    """Whether a deed may keep the pledge: not words alone, nor a sentence that only announces, unless just that was
    promised."""
    table = load_promises()
    if pledge.action and deed.type in table.keeps[pledge.action] and deed.type != "CONCEDE":
        return True
    if pledge.action and deed.type in table.keeps[pledge.action] | table.near[pledge.action]:
        return not deed.announced - pledge.words
    return deed.type not in _WORDS_ALONE and not deed.announced - pledge.words


def _limit(pledge: PledgeFacts, deed: Deed, *, exact: bool, in_time: bool, talks: bool) -> float:
    """The likeness that a deed needs: the less its type tells, the more."""
    table = load_promises()
    need = table.need
    if pledge.action and deed.type in table.keeps[pledge.action]:
        return need["due"] if in_time and exact and talks else need["exact"] if exact else need["some"]
    if pledge.action is None or deed.type in table.near[pledge.action]:
        return need["timely"] if in_time and exact else need["near"]
    return need["any"]


def outcome_of(
    due: date | None, matches: Sequence[tuple[date, Match, Any]], *, as_of: date
) -> tuple[Outcome, tuple[date, Match, Any] | None]:
    """How a pledge stands as of a date: the surest match known by then settles it, the earlier where equally sure.

    ``matches`` are (day on which it is known, match, what matched).
    """
    known = [m for m in matches if m[0] <= as_of]
    if known:
        best = min(known, key=lambda m: (-round(m[1].strength, 3), m[1].late, m[0], str(m[2])))
        return best[1].verdict, best
    grace = timedelta(load_promises().days["grace"])
    return ("overdue" if due is not None and due + grace < as_of else "open"), None


def _kept(pledge: PledgeFacts, deed: Deed, when: tuple[date, date]) -> Match | None:
    powers = deed.actors | deed.recipients
    others = pledge.to - pledge.by
    mutual = pledge.action in ("CONSULT", "AGREE", "COOPERATE", "SUPPORT")
    wanted = pledge.by | others if mutual else pledge.by
    if not mutual and not pledge.by & deed.actors:
        return None
    if mutual and len(wanted) > 1 and len(wanted & powers) < 2:
        return None
    if not mutual and others and deed.recipients and not others & deed.recipients:
        return None
    due = pledge.due
    in_time = due is not None and when[0] <= due[1] + timedelta(load_promises().days["grace"]) and when[1] >= due[0]
    exact = wanted <= powers
    sure = mutual and pledge.action == "CONSULT" and len(wanted) > 1
    limit = _limit(pledge, deed, exact=exact, in_time=in_time, talks=sure)
    value = likeness(pledge.words, deed.words)
    if limit and not pledge.words & deed.words - _VERBS:
        return None
    if value < limit or not (in_time or _speaks_of_it(pledge, deed, when, talks=sure and exact)):
        return None
    late = due is not None and when[0] > due[1] + timedelta(load_promises().days["grace"])
    strength = value + 0.3 * in_time + 0.2 * exact + 0.1 * (deed.type == pledge.action) - 0.2 * late
    return Match("kept", strength, late, _why(pledge, deed, when, wanted & powers, in_time=in_time, late=late))


def _speaks_of_it(pledge: PledgeFacts, deed: Deed, when: tuple[date, date], *, talks: bool) -> bool:
    """Whether a deed that no due date points to shares enough words: two, or one where the same parties talk soon."""
    shared = sum(1 for word in pledge.words & deed.words if not word.startswith("#"))
    soon = pledge.made is not None and (when[0] - pledge.made).days <= load_promises().days["talks"]
    early = pledge.due is not None and when[1] <= pledge.due[1]
    return shared >= (1 if early or (talks and soon) else 2)


def _broken_promise(pledge: PledgeFacts, deed: Deed, when: tuple[date, date]) -> Match | None:
    others = pledge.to - pledge.by
    value = likeness(pledge.words, deed.words)
    if not pledge.by & deed.actors or (others and not others & (deed.recipients | deed.actors)):
        return None
    if value < load_promises().need["exact"]:
        return None
    why = _why(pledge, deed, when, pledge.by & deed.actors, in_time=False, late=False)
    return Match("broken", value + 0.2, False, f"did what it promised not to: {why}")


def _dropped(pledge: PledgeFacts, deed: Deed, when: tuple[date, date]) -> Match | None:
    """A sentence that says that the pledge is given up: the pledger's own act, in the words of what was pledged."""
    table = load_promises()
    if not pledge.by & deed.actors or pledge.negated:
        return None
    cue = deed.words & table.drops
    undone = deed.auxiliary == "negated" and pledge.action and deed.type in table.keeps[pledge.action]
    if not cue and not undone:
        return None
    if deed.auxiliary not in ("actual", "historical", "negated") or (deed.type not in table.dropping and not undone):
        return None
    value = likeness(pledge.words - table.drops, deed.words - table.drops)
    if value < table.need["some"]:
        return None
    why = _why(pledge, deed, when, pledge.by & deed.actors, in_time=False, late=False)
    return Match("broken", value + 0.2, False, f"given up: {why}")


def _why(
    pledge: PledgeFacts, deed: Deed, when: tuple[date, date], powers: frozenset[str], *, in_time: bool, late: bool
) -> str:
    shared = sorted(w.lstrip("#").replace("_", " ") for w in pledge.words & deed.words)
    day = when[0].isoformat() if when[0] == when[1] else f"{when[0]} to {when[1]}"
    parts = [f"{deed.type} by {', '.join(sorted(powers))} on {day}"]
    if pledge.action:
        parts.append(f"{pledge.action} was promised")
    if pledge.due:
        within = "within" if in_time else "after" if late else "before"
        parts.append(f"{within} the due time {pledge.due[0]} to {pledge.due[1]}")
    if shared:
        parts.append("same words: " + ", ".join(shared))
    return "; ".join(parts)


def _same_action(a: str, b: str) -> bool:
    keeps = load_promises().keeps
    return a == b or a in keeps[b] or b in keeps[a]
