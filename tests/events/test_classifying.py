"""Pairs given, types named."""

from __future__ import annotations

import pytest

from dragoman.errors import UsageError
from dragoman.events.classifying import classify


def pair(text: str, actor: str, recipient: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    a, b = text.index(actor), text.index(recipient)
    return text, [(a, a + len(actor))], [(b, b + len(recipient))]


CASES = [
    ("Norway condemned Myanmar's army over the killings.", "Norway", "Myanmar", "ACCUSE"),
    ("Bolivian police arrested three opposition lawmakers on Monday.", "police", "lawmakers", "COERCE"),
    ("Ghana's president met his Togolese counterpart in Lome.", "president", "counterpart", "CONSULT"),
    ("Rebels shelled the army's base, killing nine soldiers.", "Rebels", "army", "ASSAULT"),
    ("Canada will send emergency food aid to Haiti, it announced, after sending tents.", "Canada", "Haiti", "A"),
]


@pytest.mark.parametrize(("text", "actor", "recipient", "expected"), CASES)
def test_types(text: str, actor: str, recipient: str, expected: str) -> None:
    found = classify(*pair(text, actor, recipient))
    assert found.type is not None
    assert found.type.startswith(expected)
    assert found.quad in (1, 2, 3, 4)


def test_no_event_and_force() -> None:
    text = "Chile and Peru both lie on the Pacific."
    assert classify(*pair(text, "Chile", "Peru")).type is None
    assert classify(*pair(text, "Chile", "Peru"), force=True).type is not None


def test_scores_leave_room_for_no_event() -> None:
    found = classify(*pair("Chile praised Peru.", "Chile", "Peru"))
    assert 0 < sum(found.scores.values()) <= 1.001
    assert len(found.scores) == 16


@pytest.mark.parametrize("span", [(3, 2), (0, 99), (-1, 2)])
def test_bad_spans(span: tuple[int, int]) -> None:
    with pytest.raises(UsageError, match="actor"):
        classify("Chile praised Peru.", [span])
