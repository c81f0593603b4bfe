"""Agreements: what names one, who is party, and where it stands."""

from __future__ import annotations

import pytest

from dragoman.coder import code_article
from dragoman.record import Agreement, Article


def agreements(body: str) -> list[Agreement]:
    article = Article(id="x", source="x", published="2019-11-23", body=body)
    return code_article(article).agreements


STATUS = [
    ("Kenya and Uganda signed a fisheries agreement in Nairobi on Monday.", "signed", "2019-11-18"),
    ("Peru withdrew from its 1998 border treaty with Ecuador on Friday.", "terminated", "2019-11-22"),
    ("Norway suspended its extradition treaty with Turkey last month.", "suspended", "2019-10"),
    ("Chile and Bolivia extended their gas transit accord on 20 November.", "renewed", "2019-11-20"),
    ("Jordan's parliament ratified the water treaty with Israel in 1994.", "ratified", "1994"),
    ("India and Nepal are negotiating a power trade agreement.", "negotiating", None),
    ("The arms control treaty between Russia and the United States is due to expire in February.", "expiring", None),
    ("Japan threatened to suspend its fisheries agreement with Russia.", None, None),
]


@pytest.mark.parametrize(("body", "status", "date"), STATUS)
def test_status(body: str, status: str | None, date: str | None) -> None:
    (found,) = agreements(body)
    assert (found.status, found.status_date) == (status, date)
    assert len(found.parties) == 2


def test_title_acronym_and_phrases_are_one() -> None:
    body = (
        "Seoul chose on Friday to stay in an intelligence-sharing deal with Japan.\n\n"
        "South Korea kept its General Security of Military Information Agreement (GSOMIA) intelligence-sharing pact"
        " with Japan. GSOMIA was set to expire at midnight on Friday."
    )
    (found,) = agreements(body)
    assert found.name == "General Security of Military Information Agreement"
    assert found.acronym == "GSOMIA"
    assert set(found.parties) == {"JPN", "KOR"}
    assert found.expires == "2019-11-22"
    assert all(body[s.start : s.end] == s.text for s in found.evidence)


def test_two_that_differ_stay_two() -> None:
    body = (
        "Kenya and Uganda signed a fisheries agreement on Monday. Kenya and Tanzania signed a railway agreement"
        " on Tuesday."
    )
    assert [a.name for a in agreements(body)] == ["fisheries agreement", "railway agreement"]


@pytest.mark.parametrize(
    "body",
    ["The two actors signed a record deal.", "France said there was no agreement with Mali.", "A deal is a deal."],
)
def test_what_is_none(body: str) -> None:
    assert agreements(body) == []
