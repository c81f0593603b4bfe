"""The life of an agreement: the steps that pages tell, in time, and where it stands as of a date.

A step's day is the one that the page names. A step without one is news of its page only where it takes the agreement
further; told again later it is background ("the pact, signed years ago"), and stands in the life without a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dragoman.record import AgreementStatus

# How far along each status is. What is told without a day counts as news only if it does not lead back.
_STAGES: dict[AgreementStatus, int] = {
    "proposed": 0,
    "negotiating": 1,
    "signed": 2,
    "ratified": 3,
    "in force": 4,
    "renewed": 5,
    "expiring": 5,
    "suspended": 5,
    "notice given": 5,
    "lapsed": 6,
    "terminated": 6,
    "replaced": 6,
}
_ONCE: frozenset[AgreementStatus] = frozenset({"signed", "ratified", "in force", "terminated", "lapsed", "replaced"})
SAME = 3  # days within which two pages mean the same step
TOLD = 21  # days after a step within which a page that names no day still tells of it


@dataclass(frozen=True)
class Told:
    """A step as one page tells it. ``first`` and ``last`` are the days that its date allows, if it has one."""

    status: AgreementStatus
    first: date | None
    last: date | None
    published: date | None
    source: dict[str, Any] = field(compare=False, hash=False, default_factory=dict)


@dataclass
class LifeStep:
    """A step of the life: all pages that tell it. ``contested`` if pages give days for it that cannot both be right."""

    status: AgreementStatus
    first: date | None
    last: date | None
    news: date | None  # the day on which it counts: its own, or that of the page whose news it is; None: background
    told: list[Told]
    contested: bool = False


def life_of(told: Iterable[Told], *, as_of: date | None = None) -> list[LifeStep]:
    """The steps in order of time, as the pages published until ``as_of`` tell them; undated background leads."""
    heard = [t for t in told if as_of is None or t.published is None or t.published <= as_of]
    dated = sorted((t for t in heard if t.first is not None), key=_order)
    steps: list[LifeStep] = []
    for one in dated:
        same = next((s for s in steps if s.status == one.status and _same_days(s, one)), None)
        if same is None:
            steps.append(LifeStep(one.status, one.first, one.last, _day(one), [one]))
        else:
            same.told.append(one)
            same.news = (
                min(filter(None, (same.news, _day(one))), default=None) if same.first != same.last else same.news
            )
    for one in sorted((t for t in heard if t.first is None), key=_order):
        _put_undated(steps, one)
    for step in steps:
        step.contested = step.status in _ONCE and any(_contradict(step, other) for other in steps)
    return sorted(steps, key=lambda s: (s.news or date.min, _STAGES[s.status], s.status))


def status_of(life: Sequence[LifeStep], *, as_of: date | None = None) -> LifeStep | None:
    """The step that tells where the agreement stands as of a date: the last that has come by then."""
    past = [s for s in life if s.news is not None and (as_of is None or s.news <= as_of)]
    if past:
        return max(past, key=lambda s: (s.news or date.min, _STAGES[s.status], s.status))
    background = [s for s in life if s.news is None]
    return max(background, key=lambda s: (_STAGES[s.status], s.status), default=None)


def _day(one: Told) -> date | None:
    """The day on which a dated step counts: for a month or year that of a page within it, or its end."""
    if one.first is None or one.last is None or one.first == one.last or one.published is None:
        return one.first
    return min(one.last, max(one.first, one.published))


def _order(one: Told) -> tuple[Any, ...]:
    width = (one.last - one.first).days if one.first and one.last else 0
    return width, one.first or date.max, one.published or date.max, sorted(map(str, one.source.items()))


def _same_days(step: LifeStep, one: Told) -> bool:
    if step.first is None or one.first is None:
        return False
    slack = timedelta(days=SAME)
    return one.first - slack <= (step.last or step.first) and step.first <= (one.last or one.first) + slack


def _put_undated(steps: list[LifeStep], one: Told) -> None:
    """Join a step without a day to the step that it tells again; else it is its page's news, or background."""
    known = [s for s in steps if s.status == one.status]
    if one.published is None or not _is_news(steps, one):
        home = max(known, key=lambda s: s.news or date.min, default=None)
    else:
        home = next((s for s in known if s.news and abs((one.published - s.news).days) <= TOLD), None)
        if home is None:
            home = next((s for s in known if s.news and _nothing_since(steps, s, one.published)), None)
        if home is None and one.status in _ONCE:
            home = next((s for s in known if s.news and s.news <= one.published), None)
    if home is not None:
        home.told.append(one)
        if home.news and one.published and home.first != home.last and _within(home, one.published):
            home.news = min(home.news, one.published)  # the month or year that others name had this page in it
        return
    news = one.published if one.published is not None and _is_news(steps, one) else None
    steps.append(LifeStep(one.status, None, None, news, [one]))


def _within(step: LifeStep, day: date) -> bool:
    return step.first is not None and step.last is not None and step.first <= day <= step.last


def _nothing_since(steps: Sequence[LifeStep], step: LifeStep, day: date) -> bool:
    """Whether no other step comes between a step and a page of that day, which then tells the same again."""
    if step.news is None or step.news > day:
        return False
    return not any(s.news and step.news < s.news <= day and s.status != step.status for s in steps)


def _is_news(steps: Sequence[LifeStep], one: Told) -> bool:
    """Whether it takes the agreement further than what had come before its page."""
    before = [s for s in steps if s.news is not None and one.published is not None and s.news <= one.published]
    if not before:
        return not any(_STAGES[s.status] > _STAGES[one.status] and s.news is None for s in steps)
    if one.status == "expiring" and any(s.status == "renewed" and _days_between(s, one) <= TOLD for s in before):
        return False  # it speaks of the end that the renewal put off
    reached = max(_STAGES[s.status] for s in before)
    return _STAGES[one.status] >= min(reached, 5) if reached < 6 else _STAGES[one.status] == 6


def _days_between(step: LifeStep, one: Told) -> int:
    return (one.published - step.news).days if one.published and step.news else TOLD + 1


def _contradict(step: LifeStep, other: LifeStep) -> bool:
    return other is not step and other.status == step.status and step.first is not None and other.first is not None
