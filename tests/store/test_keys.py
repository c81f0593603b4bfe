from __future__ import annotations

import pytest

from dragoman.store.keys import clean_source, event_id, key, read_event_id, side, sides


@pytest.mark.parametrize(
    ("entity", "power"),
    [
        ("JPN", "JPN"),
        ("JPN.GOV", "JPN"),
        ("JPN.GOV:toshimitsu-motegi", "JPN"),
        ("KOS:somebody", "KOS"),
        ("SYR.REB:northern-front", "SYR"),
        ("EUR.GOV:jean-dupont", "EUR"),
        ("UNO", "UNO"),
        ("IGO:G20", "IGO:G20"),
        ("IGO:opec.plus", "IGO:opec.plus"),
        ("ORG:protesters", "ORG:protesters"),
    ],
)
def test_a_minister_and_his_state_are_one_side(entity: str, power: str) -> None:
    assert side(entity) == power


def test_sides_are_sorted_and_differ() -> None:
    assert sides(["KOR.GOV:moon", "JPN", "KOR"]) == ["JPN", "KOR"]


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("./a.txt", "a.txt"),
        ("x//b/../a.txt", "x/a.txt"),
        ("https://a.example//b/../c", "https://a.example//b/../c"),
        ("-", "-"),
    ],
)
def test_one_spelling_of_a_path(given: str, clean: str) -> None:
    assert clean_source(given) == clean


def test_ids_read_back() -> None:
    number = key("report", "a", 1)
    assert read_event_id(event_id(number)) == number
    assert read_event_id("example") is None
    assert read_event_id("e123") is None


def test_parts_of_a_key_are_kept_apart() -> None:
    assert key("a", "bc") != key("ab", "c")
