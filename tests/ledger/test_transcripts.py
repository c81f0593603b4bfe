"""Interviews printed as turns."""

from __future__ import annotations

import pytest

from dragoman.ledger.transcripts import find_turns

TURNS = [
    ("Q: Why?\n\nA: Because it rained.", [("Because it rained.", None)]),
    (
        "Globe: Will you go?\n\nBraun: I will.\n\nGlobe: When?\n\nBraun: At noon.",
        [("I will.", "Braun"), ("At noon.", "Braun")],
    ),
    # a list of facts is no interview
    ("Where: Oslo\n\nWhen: Tuesday\n\nWho: everybody", []),
    ("Braun: “I will go.”\n\nHe left.", []),
]


@pytest.mark.parametrize(("body", "expected"), TURNS)
def test_answers_are_found_and_questions_left_out(body: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(body[t.start : t.end], t.label) for t in find_turns(body)] == expected
