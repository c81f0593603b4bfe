from __future__ import annotations

import pytest

from dragoman.ledger.across.promises import load_promises
from dragoman.ledger.across.wording import likeness, load_wording, stem, stems, with_concepts


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("labour", "laborers"),
        ("Labourers'", "labor"),
        ("exports", "export"),
        ("normalisation", "normalize"),
        ("treaties", "treaty"),
        ("rulings", "ruling"),
        ("pledged", "pledge"),
        ("withdrawal", "withdrawal"),
    ],
)
def test_forms_of_a_word_have_one_stem(a: str, b: str) -> None:
    assert stem(a) == stem(b)


def test_names_and_empty_words_are_left_out() -> None:
    assert stems("The ministers of Japan said that fish was scarce", without=["japan"]) == {"fish", "scarc"}


@pytest.mark.parametrize(
    ("text", "concept"),
    [("wartime labourers", "#past_wrongs"), ("curbs on exports", "#trade_curbs"), ("the spy pact", "#intelligence")],
)
def test_concepts(text: str, concept: str) -> None:
    assert concept in with_concepts(stems(text))


def test_likeness() -> None:
    assert likeness(frozenset("ab"), frozenset("ab")) == 1.0
    assert likeness(frozenset("ab"), frozenset("cd")) == likeness(frozenset(), frozenset()) == 0.0


def test_the_tables_load() -> None:
    assert load_wording().heads[stem("treaty")] == "treaty"
    assert load_promises().days["grace"] >= 0
