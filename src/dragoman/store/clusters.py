"""From links between reports to events: a function of the set of reports and links alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

Link = tuple[int, int, float]
Span = tuple[date, date] | None
SURE = 9.0  # strength of a person's word


class _Groups:
    """Disjoint sets of reports; the least key of a set stands for it."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.parent = {key: key for key in keys}

    def find(self, key: int) -> int:
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, a: int, b: int) -> int:
        low, high = sorted((self.find(a), self.find(b)))
        self.parent[high] = low
        return low

    def sets(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for key in sorted(self.parent):
            found.setdefault(self.find(key), []).append(key)
        return found


def stories(keys: Collection[int], links: Iterable[Link]) -> dict[int, list[int]]:
    """The reports that hang together by links, by the least of each story."""
    groups = _Groups(keys)
    for a, b, _ in links:
        if a in groups.parent and b in groups.parent:
            groups.join(a, b)
    return groups.sets()


def acts(
    keys: Collection[int], links: Iterable[Link], spans: Mapping[int, Span], apart: set[frozenset[int]]
) -> list[list[int]]:
    """The reports of one story, sorted into acts, each a sorted list of keys.

    The strongest links join first. Two groups join only if some day suits every report of both, so that a chain of
    follow-ups never drifts from one act to the next, and if no person has said that two of them are ``apart``. A person's
    word that two are one (strength ``SURE``) holds whatever the days.
    """
    groups = _Groups(keys)
    common = {key: spans[key] for key in keys}
    banned: dict[int, set[int]] = {key: set() for key in keys}
    for pair in apart:
        a, b = sorted(pair)
        if a in banned and b in banned:
            banned[a].add(b)
            banned[b].add(a)
    members = {key: {key} for key in keys}
    for a, b, strength in sorted(links, key=lambda link: (-link[2], link[0], link[1])):
        if a not in groups.parent or b not in groups.parent or (a := groups.find(a)) == (b := groups.find(b)):
            continue
        meet = _meet(common[a], common[b])
        if banned[a] & members[b] or (not meet and strength < SURE):
            continue
        low = groups.join(a, b)
        members[low], banned[low] = members[a] | members[b], banned[a] | banned[b]
        common[low] = meet[0] if meet else None
    return list(groups.sets().values())


def _meet(a: Span, b: Span) -> tuple[Span] | None:
    """The days that two spans share, in a tuple of one: None within it stands for any day, None alone for no day."""
    if a is None or b is None:
        return (a or b,)
    low, high = max(a[0], b[0]), min(a[1], b[1])
    return ((low, high),) if low <= high else None
