from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from dragoman.store.rows import sentence_around
from dragoman.store.words import contained, fingerprints, gist, likeness, stem

CHANCE = random.Random(4)
LONG = " ".join(f"word{CHANCE.randrange(900)}" for _ in range(400))


def test_gist_leaves_names_and_common_words_out() -> None:
    body = "Tokyo and Seoul agreed on Saturday to hold formal talks."
    assert gist(body, 0, len(body), [(0, 5), (10, 15)]) == "agre formal hold talk"


def test_gist_keeps_what_a_mention_tells_beside_the_name() -> None:
    body = "Drones hit the Armenian ammunition depot."
    assert gist(body, 0, len(body), [(11, 40)]) == "ammunit depot dron hit"


def test_gist_of_a_stretch() -> None:
    body = "Rain fell. Envoys met in Bali. Snow fell."
    assert gist(body, 11, 30, []) == "bali envo met"


def test_stems_meet() -> None:
    assert stem("sanctions") == stem("sanctioned") == "sanct"
    assert stem("ship's") == "ship"
    assert stem("gas") == "gas"


def test_likeness() -> None:
    a = frozenset("abcd")
    assert likeness(a, a) == 1.0
    assert likeness(a, frozenset("xyz")) == 0.0
    assert likeness(a, frozenset()) == 0.0
    assert likeness(a, frozenset("ab")) == 0.75


def test_a_trimmed_copy_is_contained() -> None:
    whole = frozenset(fingerprints(LONG))
    words = LONG.split()
    assert contained(whole, frozenset(fingerprints(" ".join(words[:120]))))
    assert contained(whole, frozenset(fingerprints("By a reporter. " + " ".join(words[200:330]))))


def test_another_text_is_not_contained() -> None:
    other = " ".join(f"term{CHANCE.randrange(900)}" for _ in range(400))
    assert not contained(frozenset(fingerprints(LONG)), frozenset(fingerprints(other)))
    assert not contained(frozenset(), frozenset())


def test_fingerprints_grow_with_the_text_alone() -> None:
    assert len(fingerprints(LONG)) < 80
    assert fingerprints("") == []
    assert len(fingerprints("two words")) == 1


@given(st.text(max_size=300), st.data())
def test_the_sentence_holds_the_evidence(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    low, high = sentence_around(body, start, end)
    assert 0 <= low <= start <= end <= high <= len(body)


def test_hostile_lines_are_quick() -> None:
    for body in ("." * 100_000, "a" * 100_000, "'’" * 50_000, "a b" * 30_000):
        low, high = sentence_around(body, 50_000, 50_010)
        gist(body, low, high, [])
        fingerprints(body[:20_000])
