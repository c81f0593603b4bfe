"""The day of a timestamp."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pages.stamps import day_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-11-23", "2019-11-23"),
        ("2019-11-23T23:30:00-08:00", "2019-11-23"),
        (" 2019/1/5 10:00", "2019-01-05"),
        ("2019.01.05", "2019-01-05"),
        ("20191123", "2019-11-23"),
        ("20191123143000", "2019-11-23"),
        ("20191123T143000Z", "2019-11-23"),
        ("Tue, 05 Mar 2019 23:30:00 -0800", "2019-03-05"),  # the 6th in UTC, the 5th where it was written
        ("5 Mar 2019", "2019-03-05"),
        ("05-Mar-2019 10:00", "2019-03-05"),
        ("03/04/2019", None),
        ("2019-02-30", None),
        ("2019-1-234", None),
        ("1574467200", None),
        ("201911231", None),
        ("2019", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_day_of(text: str | None, day: str | None) -> None:
    assert day_of(text) == day


@given(st.text(max_size=200))
def test_any_text_is_a_day_or_none(text: str) -> None:
    day = day_of(text)
    assert day is None or len(day) == 10
