"""Bylines and the agencies they name."""

from __future__ import annotations

import pytest

from dragoman.pages.bylines import agency_in, byline_of, is_byline


@pytest.mark.parametrize(
    ("line", "byline", "agency"),
    [
        ("By Reuters", "By Reuters", "Reuters"),
        (
            "By A. Kumar & Sana Iqbal | Deccan Press | Updated: 01 Mar 2019, 11:52 PM IST",
            "By A. Kumar & Sana Iqbal",
            "Deccan Press",
        ),
        ("By Mei-ling Wu / Staff reporter, with Agencia Norte", "By Mei-ling Wu", "Agencia Norte"),
        ("By Olha Koval and Emre Kaya", "By Olha Koval and Emre Kaya", None),
        ("Luis Andrade / Agencia Norte", "Luis Andrade", "Agencia Norte"),
        ("By LUIS DELGADO Associated Press", "By LUIS DELGADO Associated Press", "AP"),
        ("AFP", "AFP", "AFP"),
    ],
)
def test_bylines(line: str, byline: str, agency: str | None) -> None:
    assert is_byline(line)
    assert byline_of(line) == byline
    assert agency_in(line) == agency


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the two sides had agreed on a text that nobody liked.",
        "By contrast, Tokyo said nothing.",
        "From left: the ministers of trade and of finance at the gate.",
        "Peace talks resume in Geneva",
        "The reporter was released on Monday.",
        "",
    ],
)
def test_no_byline(line: str) -> None:
    assert not is_byline(line)
