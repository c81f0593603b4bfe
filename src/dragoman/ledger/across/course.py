"""The course of a dispute: opened, escalating, easing, in talks, settled or dormant, computed from the acts in it.

The rules, in the order of the acts (only acts that happened, by the day of each):

1. The first act or page opens it.
2. An act that hurts or threatens (THREATEN, SANCTION, COERCE, MOBILIZE, PROTEST, ASSAULT) makes it *escalating*.
3. A concession, in words or deed, or help (CONCEDE, RETREAT, AID, COOPERATE) makes it *easing*.
4. A meeting of the parties or an agreement to talk (CONSULT, AGREE) makes it *in talks*.
5. A signature, settlement or ruling that ends it, said in such words (``settles`` below), makes it *settled*.
6. Words alone (ACCUSE, REJECT, REQUEST, SUPPORT) leave it as it was; after a settlement or a year of rest they open it
   again.
7. A year after its last act and page it is *dormant*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Course = Literal["opened", "escalating", "easing", "in talks", "settled", "dormant"]
REST = 365  # days without act or page after which a dispute is dormant
_HURT = frozenset({"THREATEN", "SANCTION", "COERCE", "MOBILIZE", "PROTEST", "ASSAULT"})
_YIELD = frozenset({"CONCEDE", "RETREAT", "AID", "COOPERATE"})
_TALK = frozenset({"CONSULT", "AGREE"})
_SETTLES = frozenset({"settl", "resolv", "ratif"})  # stems of the sentence that make a friendly act the end of it
_FRIENDLY = frozenset({"AGREE", "SUPPORT", "CONCEDE", "RETREAT", "COOPERATE"})


@dataclass(frozen=True)
class Act:
    """An act in a dispute: its day, PLOVER type, and the stems of its sentence; ``between`` if the parties are on both
    sides of it."""

    day: date
    type: str
    words: frozenset[str]
    between: bool = True


@dataclass(frozen=True)
class Turn:
    """A day on which the course changed."""

    day: date
    course: Course


def turns(acts: Iterable[Act], pages: Iterable[date], *, as_of: date | None = None) -> list[Turn]:
    """The course over time until ``as_of``, each turn on the day of the act that makes it."""
    known = sorted((a for a in acts if as_of is None or a.day <= as_of), key=lambda a: (a.day, a.type))
    days = sorted(d for d in pages if as_of is None or d <= as_of)
    moments = sorted([(a.day, 0, a) for a in known] + [(d, 1, None) for d in days], key=lambda m: (m[0], m[1]))
    found: list[Turn] = []
    last: date | None = None
    for day, _, act in moments:
        if last is not None and (day - last).days > REST:
            found.append(Turn(date.fromordinal(last.toordinal() + REST), "dormant"))
        before = found[-1].course if found else None
        after = _after(before, act)
        if after != before:
            found.append(Turn(day, after))
        last = day
    if last is not None and as_of is not None and (as_of - last).days > REST:
        found.append(Turn(date.fromordinal(last.toordinal() + REST), "dormant"))
    return found


def _after(before: Course | None, act: Act | None) -> Course:
    """The course after an act, or after a page that tells of none."""
    if act is None:
        return "opened" if before in (None, "dormant") else before
    if act.type in _FRIENDLY and act.words & _SETTLES and act.between:
        return "settled"
    if act.type in _HURT:
        return "opened" if before is None else "escalating"
    if act.type in _YIELD:
        return "easing"
    if act.type in _TALK and act.between:
        return "in talks"
    return "opened" if before in (None, "settled", "dormant") else before
