from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.across.grouping import SURE, group, lots

LINKS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.floats(0.1, 2.0)), max_size=12)


def joined(links: list[tuple[int, int, float]], apart: set[frozenset[int]] | None = None) -> list[list[int]]:
    """Groups of seven mentions of which the even and the odd ones forbid one another."""
    facts = {key: frozenset({key % 2}) for key in range(7)}
    return group(facts, links, apart or set(), agree=lambda a, b: a == b, both=lambda a, b: a | b)


@given(LINKS, st.randoms())
def test_the_order_of_links_does_not_matter(links: list[tuple[int, int, float]], chance: object) -> None:
    shuffled = list(links)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert joined(links) == joined(shuffled)


@given(LINKS)
def test_what_disagrees_is_never_joined(links: list[tuple[int, int, float]]) -> None:
    assert all(len({key % 2 for key in found}) == 1 for found in joined(links))


def test_a_persons_word_goes_before_rules() -> None:
    assert [0, 1] in joined([(0, 1, SURE)])
    assert [0, 2] not in joined([(0, 2, 1.0)], {frozenset({0, 2})})


def test_lots() -> None:
    assert lots([1, 2, 3, 4], [(1, 3, 0.5), (3, 4, 0.1), (7, 1, 1.0)]) == {1: [1, 3, 4], 2: [2]}
