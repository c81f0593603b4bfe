from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from dragoman.ledger.across.lifetimes import Told, life_of, status_of


def told(status: Any, day: str | None, published: str, last: str | None = None) -> Told:
    first = date.fromisoformat(day) if day else None
    end = date.fromisoformat(last) if last else first
    return Told(status, first, end, date.fromisoformat(published), {"published": published, "status": status})


@pytest.mark.parametrize(
    ("steps", "as_of", "status"),
    [
        (
            [("signed", "2016-11-23", "2019-08-22"), ("notice given", "2019-08-22", "2019-08-22")],
            "2019-08-22",
            "notice given",
        ),
        # a later page that goes back to the beginnings changes nothing
        ([("notice given", "2019-08-22", "2019-08-22"), ("signed", None, "2019-09-18")], "2019-09-18", "notice given"),
        ([("terminated", "2019-08-02", "2019-08-02"), ("in force", None, "2019-08-20")], "2019-08-20", "terminated"),
        ([("suspended", "2020-06-02", "2020-06-02"), ("renewed", None, "2020-11-11")], "2020-11-11", "renewed"),
        # only what was published by then counts, and only what has come
        ([("signed", "2019-01-05", "2019-01-05"), ("terminated", "2019-03-01", "2019-03-01")], "2019-02-01", "signed"),
        ([("signed", "2019-01-05", "2019-01-05"), ("in force", "2019-06-01", "2019-01-05")], "2019-02-01", "signed"),
        ([("signed", None, "2019-01-05")], "2019-02-01", "signed"),
        ([("renewed", "2019-11-22", "2019-11-22"), ("expiring", None, "2019-11-23")], "2019-11-23", "renewed"),
        ([], "2019-02-01", None),
    ],
)
def test_status_as_of(steps: list[tuple[Any, ...]], as_of: str, status: str | None) -> None:
    day = date.fromisoformat(as_of)
    for order in permutations(steps):
        now = status_of(life_of([told(*step) for step in order], as_of=day), as_of=day)
        assert (now.status if now else None) == status


def test_one_step_told_by_many_pages_is_one() -> None:
    pages = [
        told("notice given", "2019-08-22", "2019-08-22"),
        told("notice given", "2019-08-01", "2019-09-18", "2019-08-31"),
        told("notice given", None, "2019-08-25"),
        told("signed", "2016-11-23", "2019-08-22"),
    ]
    for order in permutations(pages):
        life = life_of(order)
        assert [(step.status, len(step.told)) for step in life] == [("signed", 1), ("notice given", 3)]
        assert life[1].first == date(2019, 8, 22)


def test_pages_that_disagree_both_stay() -> None:
    life = life_of([told("signed", "2016-11-23", "2019-08-22"), told("signed", "2014-12-29", "2019-08-23")])
    assert [(step.first, step.contested) for step in life] == [(date(2014, 12, 29), True), (date(2016, 11, 23), True)]


def test_what_is_renewed_twice_is_not_contested() -> None:
    life = life_of([told("renewed", "2022-11-17", "2022-11-17"), told("renewed", "2023-03-18", "2023-05-17")])
    assert [step.contested for step in life] == [False, False]


def test_a_month_counts_from_the_page_within_it() -> None:
    pages = [told("renewed", None, "2019-11-22"), told("renewed", "2019-11-01", "2019-12-24", "2019-11-30")]
    for order in permutations(pages):
        (step,) = life_of(order)
        assert (step.news, len(step.told)) == (date(2019, 11, 22), 2)
