"""Contexts by their cues."""

from __future__ import annotations

import pytest

from dragoman.events.contexts import article_contexts, find_contexts, load_contexts

CASES = [
    ("The two navies held drills off the coast.", [], {"military"}),
    ("Farmers cleared the floods from their fields.", [], {"disasters"}),
    ("The court ordered the bank to pay.", ["legal"], {"legal"}),
    ("They spoke at length.", [], set()),
]


@pytest.mark.parametrize(("sentence", "article", "expected"), CASES)
def test_contexts(sentence: str, article: list[str], expected: set[str]) -> None:
    assert set(find_contexts(sentence, article)) == expected


def test_all_of_the_codebook() -> None:
    assert len(load_contexts()) == 37


def test_an_article_needs_two_cues() -> None:
    assert article_contexts("Tariffs on exports rise", "The ministry spoke.") == ["economic"]
    assert "cyber" not in article_contexts(None, "A hacker was mentioned once.")
