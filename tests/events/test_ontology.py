"""The ontology file says what the codebook says."""

from __future__ import annotations

import pytest

from dragoman.events.ontology import TYPES, load_types, modes

CASES = [
    ("AGREE", None, 1, 2.5, "03"),
    ("CONSULT", "visit", 1, 4, "04"),
    ("RETREAT", "disarm", 2, 10, "08"),
    ("ACCUSE", None, 3, -2, "11"),
    ("ACCUSE", "investigate", 3, -3.5, "11"),
    ("SANCTION", "expel", 4, -5.5, "16"),
    ("ASSAULT", "unconventional", 4, -10, "18"),
]


@pytest.mark.parametrize(("name", "mode", "quad", "score", "cameo"), CASES)
def test_types(name: str, mode: str | None, quad: int, score: float, cameo: str) -> None:
    type_ = load_types()[name]
    assert (type_.quad, type_.score_of(mode), type_.cameo) == (quad, score, cameo)


def test_every_type_and_mode() -> None:
    assert len(TYPES) == len(load_types()) == 16
    assert len(modes()) == len(set(modes())) == 67


def test_recipient_required() -> None:
    assert {t.name for t in load_types().values() if t.recipient_required} == {"AID", "COOPERATE", "SANCTION"}
