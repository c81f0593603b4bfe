"""Where a mention lies to a trigger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.events.positions import BETWEEN, DISTANCES, position

extents = st.tuples(st.integers(0, 150), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1]))

CASES = [
    ((5, 6), (3, 5), [], (1, 1)),  # right before
    ((5, 6), (6, 8), [], (9, 5)),  # right after
    ((5, 6), (4, 7), [], (0, 0)),  # around
    ((5, 6), (0, 1), [(2, 3)], (4, 2)),  # four tokens before, one mention between
    ((5, 6), (40, 41), [(7, 8), (9, 10), (11, 12), (13, 14)], (16, 8)),
]


@pytest.mark.parametrize(("trigger", "mention", "others", "expected"), CASES)
def test_position(
    trigger: tuple[int, int], mention: tuple[int, int], others: list[tuple[int, int]], expected: tuple[int, int]
) -> None:
    assert position(trigger, mention, others) == expected


@given(extents, extents, st.lists(extents, max_size=6))
def test_in_range(trigger: tuple[int, int], mention: tuple[int, int], others: list[tuple[int, int]]) -> None:
    distance, between = position(trigger, mention, others)
    assert 0 <= distance < DISTANCES
    assert 0 <= between < BETWEEN
