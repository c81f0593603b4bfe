"""Disputes: the issue, between whom, since when, and what each side claims."""

from __future__ import annotations

import pytest

from dragoman.coder import code_article
from dragoman.record import Article, Dispute


def disputes(body: str) -> list[Dispute]:
    return code_article(Article(id="x", source="x", published="2019-11-23", body=body)).disputes


CASES = [
    ("Kenya and Somalia are locked in a dispute over fishing rights.", "fishing rights", {"KEN", "SOM"}),
    ("A simmering trade dispute divides Canada and China.", "trade dispute", {"CAN", "CHN"}),
    ("Japan and South Korea discussed the issue of forced labour.", "forced labour", {"JPN", "KOR"}),
    ("Sudan accused Chad of arming rebels in Darfur.", "arming rebels in Darfur", {"SDN", "TCD"}),
    ("Riyadh blamed Iran for attacks on its oil plants.", "attacks on its oil plants", {"SAU", "IRN"}),
    ("Beijing protested to Washington over the planned stopovers.", "stopovers", {"CHN", "USA"}),
    (
        "Delhi says it also shot down a Pakistani jet on Monday, something that Islamabad denies.",
        "Pakistani jet",
        {"IND", "PAK"},
    ),
    ("Talks between Guyana and Venezuela broke down over the Essequibo region.", "Essequibo region", {"GUY", "VEN"}),
    (
        "Turkey recalled its ambassador to the Netherlands over the treatment of its ministers.",
        "treatment of its ministers",
        {"TUR", "NLD"},
    ),
]


@pytest.mark.parametrize(("body", "issue", "parties"), CASES)
def test_issue_and_parties(body: str, issue: str, parties: set[str]) -> None:
    found = disputes(body)
    assert [(d.issue, set(d.parties)) for d in found] == [(issue, parties)]
    assert all(body[s.start : s.end] == s.text for d in found for s in d.evidence)


def test_one_issue_in_other_words_is_one_dispute() -> None:
    body = (
        "Japan and South Korea are in a row over compensation for forced labourers."
        " The dispute over wartime labourers has soured ties between Japan and South Korea."
    )
    (found,) = disputes(body)
    assert found.aliases


def test_since_positions_and_acts() -> None:
    body = (
        "Chad and Libya have been in a dispute over the Aouzou strip since 1973."
        " Libya's foreign minister said the Aouzou strip belonged to his country."
        " Chad accused Libya of mining the Aouzou strip."
    )
    (found,) = disputes(body)
    assert found.since == "1973"
    assert {p.entity.split(".")[0] for p in found.positions} == {"LBY", "TCD"}
    assert found.acts
    assert all(body[p.start : p.end] == p.claim for p in found.positions)


@pytest.mark.parametrize(
    "body",
    [
        "Japan and South Korea set aside their feud.",
        "The French opposition accused the French government of waste.",
        "Norway and Sweden welcomed the news.",
        "France denounced Obama as a traitor.",
    ],
)
def test_what_is_none(body: str) -> None:
    assert disputes(body) == []


def test_a_deed_is_an_act_in_the_quarrel_that_the_page_names() -> None:
    found = disputes(
        "Armenia and Azerbaijan are locked in a dispute over the Lachin corridor."
        " Armenia accused Azerbaijan of shelling civilians near the frontier."
    )
    (only,) = found
    assert only.issue == "Lachin corridor"
    assert "shelling civilians" in " ".join(p.claim for p in only.positions)
    assert not any("shelling" in alias for alias in only.aliases)


@pytest.mark.parametrize(
    "body",
    [
        "France denounced the United States and Australia.",
        "Israel rejected a demand from South Korea for a full investigation.",
    ],
)
def test_names_and_idle_words_are_no_issue(body: str) -> None:
    assert disputes(body) == []
