"""Acts aimed at an act told before."""

from __future__ import annotations

import pytest

from dragoman.events.pointing import points_back

CASES = [
    ("The decision was welcomed by Washington.", "welcomed", True),
    ("Washington condemned it as cynical.", "condemned", True),
    ("Washington called the sudden move unwise.", "called", True),
    ("Washington condemned the weather.", "condemned", False),
    ("The weather was welcomed by Washington.", "welcomed", False),
    ("After the decision Washington thanked Seoul.", "thanked", False),
]


@pytest.mark.parametrize(("sentence", "trigger", "expected"), CASES)
def test_points_back(sentence: str, trigger: str, expected: bool) -> None:
    start = sentence.index(trigger)
    assert points_back(sentence, start, start + len(trigger)) is expected
