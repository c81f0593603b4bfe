"""From links between mentions to groups: a function of the set of mentions and links alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

F = TypeVar("F")
Link = tuple[int, int, float]
SURE = 9.0  # strength of a person's word


class Sets:
    """Disjoint sets of keys; the least key of a set stands for it."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.parent = {key: key for key in keys}

    def find(self, key: int) -> int:
        """The key that stands for the set of ``key``."""
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, a: int, b: int) -> int:
        """Make the sets of two keys one; the key that stands for it."""
        low, high = sorted((self.find(a), self.find(b)))
        self.parent[high] = low
        return low

    def all(self) -> dict[int, list[int]]:
        """Every set, sorted, by the key that stands for it."""
        found: dict[int, list[int]] = {}
        for key in sorted(self.parent):
            found.setdefault(self.find(key), []).append(key)
        return found


def lots(keys: Collection[int], links: Iterable[Link]) -> dict[int, list[int]]:
    """The mentions that hang together by links, by the least of each lot."""
    sets = Sets(keys)
    for a, b, _ in links:
        if a in sets.parent and b in sets.parent:
            sets.join(a, b)
    return sets.all()


def group(
    facts: Mapping[int, F],
    links: Iterable[Link],
    apart: Collection[frozenset[int]],
    *,
    agree: Callable[[F, F], bool],
    both: Callable[[F, F], F],
) -> list[list[int]]:
    """The mentions of one lot, by key, sorted into groups, each a sorted list of keys.

    The strongest links join first. Two groups join only if what is known of them agrees (``agree``; ``both`` is what
    is known of the two together) and no person has said that two of their mentions are ``apart``. A person's word that
    two are one (strength ``SURE``) needs no agreement.
    """
    sets, known = Sets(facts), dict(facts)
    members: dict[int, set[int]] = {key: {key} for key in facts}
    banned: dict[int, set[int]] = {key: set() for key in facts}
    for pair in apart:
        a, b = sorted(pair)
        if a in known and b in known:
            banned[a].add(b)
            banned[b].add(a)
    for a, b, strength in sorted(links, key=lambda link: (-link[2], link[0], link[1])):
        if a not in known or b not in known or (a := sets.find(a)) == (b := sets.find(b)):
            continue
        if banned[a] & members[b] or (strength < SURE and not agree(known[a], known[b])):
            continue
        kept = sets.join(a, b)
        gone = b if kept == a else a
        known[kept] = both(known[kept], known[gone])
        members[kept] |= members[gone]
        banned[kept] |= banned[gone]
    return list(sets.all().values())
