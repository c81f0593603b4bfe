"""Whom an act falls on that only points back."""

from __future__ import annotations

import pytest

from dragoman.events.anaphors import implied_recipients
from dragoman.language.sentences import Sentence
from dragoman.record import Event, Span


def told(actor: str) -> Event:
    span = Span(start=0, end=5, text="x" * 5)
    return Event(id="e", type="AGREE", actors=[actor], quad=1, score=2.5, cameo="03", evidence=span, confidence=1)


CASES = [
    ("SUPPORT", "Seoul stayed. The decision was welcomed by Washington.", "welcomed", ["KOR"]),
    ("ACCUSE", "Seoul stayed. Washington condemned it as cynical.", "condemned", ["KOR"]),
    ("ACCUSE", "Seoul stayed. Washington called the move unwise.", "called", ["KOR"]),
    ("ACCUSE", "Seoul stayed. Washington condemned the weather.", "condemned", []),
    ("ASSAULT", "Seoul stayed. Washington attacked it.", "attacked", []),
]


@pytest.mark.parametrize(("type_", "body", "trigger", "expected"), CASES)
def test_implied(type_: str, body: str, trigger: str, expected: list[str]) -> None:
    start = body.index("The") if "The" in body else body.index("Washington")
    at = body.index(trigger)
    sentence = Sentence(start, len(body), body[start:])
    assert implied_recipients(type_, ["USA"], body, sentence, (at, at + len(trigger)), [told("KOR")]) == expected


def test_never_the_actor_itself() -> None:
    body = "Seoul stayed. Seoul praised the move."
    assert implied_recipients("SUPPORT", ["KOR"], body, Sentence(14, 37, body[14:]), (20, 27), [told("KOR")]) == []
