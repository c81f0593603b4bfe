"""Days printed on a page."""

from __future__ import annotations

import pytest

from dragoman.pages.dates import find_day, is_date_line


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Updated: 17/06/2018 21:18", "2018-06-17"),
        ("By A. Writer | 01 Mar 2019, 11:52 PM IST", "2019-03-01"),
        ("July 18, 2023  2:17 PM UTC", "2023-07-18"),
        ("Sun, Mar 26, 2023", "2023-03-26"),
        ("26.12.2022. 22:47", "2022-12-26"),
        ("2019-11-23T10:00:00+09:00", "2019-11-23"),
        ("11th February 2021 06:40 PM", "2021-02-11"),
        ("2019年11月23日", "2019-11-23"),
        ("Saturday 04/05/2019", "2019-05-04"),
        ("04/05/2019 9:00 AM EST", "2019-04-05"),
        ("04/05/2019", None),  # April or May: the page does not say
        ("31/31/2019", None),
        ("Feb 30, 2019", None),
        ("no day here", None),
        ("9" * 5000, None),
    ],
)
def test_find_day(text: str, iso: str | None) -> None:
    day = find_day(text)
    assert (day.iso() if day else None) == iso


def test_a_day_without_its_year() -> None:
    day = find_day("Nov 23")
    assert day is not None
    assert tuple(day) == (None, 11, 23)
    assert day.iso() is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tuesday, May 16, 2023", True),
        ("PUBLISHED: 09:41, 28 February 2020 | UPDATED: 17:02, 28 February 2020", True),
        ("Updated 3 hours ago", True),
        ("Publié le 22/09/2021 à 19:30", True),
        ("Thursday 27 October 2022 16.05 BST", True),
        ("On March 14 she announced on Twitter that they would meet.", False),
        ("Peace talks resume", False),
    ],
)
def test_is_date_line(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected
