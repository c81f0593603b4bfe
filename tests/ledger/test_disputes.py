"""Disputes: the issue, and between whom."""

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
    assert len(disputes(body)) == 1


def test_a_feud_without_an_issue_is_none() -> None:
    assert disputes("Japan and South Korea set aside their feud.") == []
