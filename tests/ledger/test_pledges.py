"""Pledges: by whom, what, and when it falls due."""

from __future__ import annotations

import pytest

from dragoman.coder import code_article
from dragoman.record import Article, Pledge


def pledges(body: str) -> list[Pledge]:
    return code_article(Article(id="x", source="x", published="2019-11-23", body=body)).pledges


CASES = [
    ("Japan and South Korea agreed on Saturday to hold talks next month.", "hold talks next month", "2019-12-31"),
    (
        "Norway promised to send Somalia emergency aid by 5 December.",
        "send Somalia emergency aid by 5 December",
        "2019-12-05",
    ),
]


@pytest.mark.parametrize(("body", "what", "due"), CASES)
def test_pledge(body: str, what: str, due: str) -> None:
    (found,) = pledges(body)
    assert found.what == what
    assert found.due is not None
    assert found.due.end == due
    assert body[found.evidence.start : found.evidence.end] == found.evidence.text


def test_what_was_done_is_no_pledge() -> None:
    assert pledges("Norway sent Somalia emergency aid on Monday.") == []
