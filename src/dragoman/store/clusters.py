"""From links between reports to events: a function of the set of reports and links alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dragoman.ledger.across.grouping import SURE, Link, Sets
from dragoman.store.matching import Report, strangers

Span = tuple[date, date] | None


def acts(reports: Mapping[int, Report], links: Iterable[Link], apart: set[frozenset[int]]) -> list[list[int]]:
    """The reports of one story, by key, sorted into acts, each a sorted list of keys.

    The strongest links join first. Two groups join only if some day suits every report of both, so that a chain of
    follow-ups never drifts from one act to the next; if they do not name different persons for two powers; and if no
    person has said that two of them are ``apart``. A person's word that two are one (strength ``SURE``) overrides days
    and names.
    """
    groups = Sets(reports)
    facts = {key: _facts(key, report) for key, report in reports.items()}
    for pair in apart:
        a, b = sorted(pair)
        if a in facts and b in facts:
            facts[a].banned.add(b)
            facts[b].banned.add(a)
    for a, b, strength in sorted(links, key=lambda link: (-link[2], link[0], link[1])):
        if a not in facts or b not in facts or (a := groups.find(a)) == (b := groups.find(b)):
            continue
        if facts[a].banned & facts[b].members or (strength < SURE and not _agree(facts[a], facts[b])):
            continue
        facts[groups.join(a, b)] = _both(facts[a], facts[b])
    return list(groups.all().values())


@dataclass
class _Facts:
    """What is known of a group: its reports, the days that suit all, whom they name, and what it must not join."""

    members: set[int]
    span: Span
    named: dict[str, frozenset[str]]
    types: dict[int, frozenset[str]] = field(default_factory=dict)  # by revision
    banned: set[int] = field(default_factory=set)


def _facts(key: int, report: Report) -> _Facts:
    return _Facts({key}, report.span, report.named, {report.row["revision"]: frozenset({report.row["type"]})})


def _agree(a: _Facts, b: _Facts) -> bool:
    if any(a.types[page] != b.types[page] for page in a.types.keys() & b.types.keys()):
        return False  # a page that tells of a meeting and of a pact tells of two acts
    days = a.span is None or b.span is None or max(a.span[0], b.span[0]) <= min(a.span[1], b.span[1])
    return days and strangers(a.named, b.named) < 2


def _both(a: _Facts, b: _Facts) -> _Facts:
    span = a.span or b.span
    if a.span and b.span:
        low, high = max(a.span[0], b.span[0]), min(a.span[1], b.span[1])
        span = (low, high) if low <= high else None
    named = {p: a.named.get(p, frozenset()) | b.named.get(p, frozenset()) for p in {*a.named, *b.named}}
    types = {p: a.types.get(p, frozenset()) | b.types.get(p, frozenset()) for p in {*a.types, *b.types}}
    return _Facts(a.members | b.members, span, named, types, a.banned | b.banned)
