from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from dragoman.ledger.across.grouping import SURE, lots
from dragoman.store.clusters import acts
from dragoman.store.matching import Report


def report(key: int, day: int, **changes: Any) -> Report:
    when = date(2020, 1, 1) + timedelta(days=day)
    row = {
        "report": key,
        "revision": key,
        "type": "CONSULT",
        "actors": ["JPN"],
        "recipients": ["KOR"],
        "auxiliary": "actual",
        "start": when,
        "end": when,
        "granularity": "day",
        "published": when,
    }
    return Report(row | changes)


def test_stories_hang_together_by_links() -> None:
    assert lots([1, 2, 3, 4, 5], [(2, 3, 0.1), (3, 5, 0.2), (9, 1, 0.3)]) == {1: [1], 2: [2, 3, 5], 4: [4]}


def test_a_chain_of_days_does_not_drift() -> None:
    reports = {key: report(key, day) for key, day in ((1, 0), (2, 2), (3, 4))}
    assert acts(reports, [(1, 2, 0.5), (2, 3, 0.4)], set()) == [[1, 2], [3]]
    assert acts(reports, [(1, 2, 0.4), (2, 3, 0.5)], set()) == [[1], [2, 3]]


def test_two_meetings_of_one_day_stay_apart_by_their_people() -> None:
    leaders = {"actors": ["AUS.GOV:holt"], "recipients": ["IDN.GOV:hartono"]}
    traders = {"actors": ["IDN.GOV:lestari"], "recipients": ["AUS.GOV:dunn"]}
    reports = {
        1: report(1, 0, **leaders),
        2: report(2, 0, actors=["AUS"], recipients=["IDN"]),
        3: report(3, 0, **traders),
    }
    assert acts(reports, [(1, 2, 0.5), (2, 3, 0.4), (1, 3, 0.1)], set()) == [[1, 2], [3]]


def test_a_persons_word_holds() -> None:
    reports = {key: report(key, day) for key, day in ((1, 0), (2, 0), (3, 40))}
    links = [(1, 2, 0.5), (1, 3, SURE)]
    assert acts(reports, links, set()) == [[1, 2, 3]]
    assert acts(reports, [(1, 2, 0.5)], {frozenset((1, 2))}) == [[1], [2], [3]]


@pytest.mark.parametrize("links", list(permutations([(1, 2, 0.5), (2, 3, 0.5), (1, 3, 0.2)])))
def test_the_order_of_links_does_not_matter(links: list[Any]) -> None:
    reports = {key: report(key, day) for key, day in ((1, 0), (2, 2), (3, 4))}
    assert acts(reports, links, set()) == [[1, 2], [3]]


def test_a_page_that_tells_of_a_meeting_and_a_pact_tells_of_two_acts() -> None:
    told = {1: ("CONSULT", 10), 2: ("AGREE", 10), 3: ("CONSULT", 11), 4: ("AGREE", 11), 5: ("AGREE", 12)}
    reports = {key: report(key, 0, type=type_, revision=page) for key, (type_, page) in told.items()}
    links = [(1, 3, 0.6), (2, 4, 0.5), (1, 4, 0.3), (2, 3, 0.3), (1, 5, 0.2), (4, 5, 0.4)]
    for order in permutations(links):
        assert acts(reports, order, set()) == [[1, 3], [2, 4, 5]]
    assert acts({key: reports[key] for key in (1, 5)}, [(1, 5, 0.2)], set()) == [[1, 5]]
