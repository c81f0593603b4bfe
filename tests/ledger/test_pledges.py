"""Pledges: by whom, what, when it falls due, and what would keep it."""

from __future__ import annotations

import pytest

from dragoman.coder import code_article
from dragoman.record import Article, Pledge


def pledges(body: str) -> list[Pledge]:
    return code_article(Article(id="x", source="x", published="2019-11-23", body=body)).pledges


CASES = [
    (
        "Japan and South Korea agreed on Saturday to hold talks next month.",
        ("promise", {"JPN", "KOR"}, "hold talks next month", "2019-12-31", "CONSULT"),
    ),
    (
        "Norway promised to send Somalia emergency aid by 5 December.",
        ("promise", {"NOR"}, "send Somalia emergency aid by 5 December", "2019-12-05", "AID"),
    ),
    ("Ghana's president plans to visit Togo soon.", ("plan", {"GHA"}, "visit Togo soon", None, "CONSULT")),
    (
        "The foreign ministers of Peru and Chile are to meet in Lima on 2 December.",
        ("plan", {"PER", "CHL"}, "meet in Lima on 2 December", "2019-12-02", "CONSULT"),
    ),
    (
        "Poland has pledged to withdraw its troops from Mali, its minister said.",
        ("promise", {"POL"}, "withdraw its troops from Mali", None, "RETREAT"),
    ),
    (
        "Turkey's foreign minister said his country would impose tariffs on Greece.",
        ("plan", {"TUR"}, "impose tariffs on Greece", None, "SANCTION"),
    ),
    (
        "Kenya has until Friday to release the Somali sailors.",
        ("deadline", {"KEN"}, "release the Somali sailors", "2019-11-29", "RETREAT"),
    ),
    (
        "Sudan vowed not to attack Chad.",
        ("promise", {"SDN"}, "attack Chad", None, "ASSAULT"),
    ),
    (
        "Japan and Peru decided on Friday to prepare a meeting in January, a day after Lima gave way.",
        ("plan", {"JPN", "PER"}, "prepare a meeting in January", "2020-01-31", "CONSULT"),
    ),
    (
        "China promised to refrain from new tariffs on Peru.",
        ("promise", {"CHN"}, "refrain from new tariffs on Peru", None, "SANCTION"),
    ),
    ("Qatar offered to help.", ("promise", {"QAT"}, "help", None, "AID")),
    (
        "The United States announced $250 million in support for Ukrainian farmers.",
        ("promise", {"USA"}, "$250 million in support for Ukrainian farmers", None, "AID"),
    ),
    (
        "Egypt must withdraw from the islands by the end of December.",
        ("deadline", {"EGY"}, "withdraw from the islands by the end of December", "2019-12-31", "RETREAT"),
    ),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_pledge(body: str, expected: tuple[str, set[str], str, str | None, str]) -> None:
    (found,) = pledges(body)
    due = found.due.end if found.due else None
    assert (found.kind, set(found.by), found.what, due, found.action) == expected
    assert body[found.evidence.start : found.evidence.end] == found.evidence.text
    assert found.negated == ("not to" in body or "refrain" in body)


def test_an_ultimatum_is_due_by_whom_it_is_set() -> None:
    (found,) = pledges("Saudi Arabia gave Qatar ten days to close its television station.")
    assert (found.kind, found.by, found.to) == ("ultimatum", ["QAT"], ["SAU"])


NONE = [
    "Norway sent Somalia emergency aid on Monday.",
    "Norway promised in 1998 to send Somalia aid.",
    "Norway refused to promise to send Somalia aid.",
    "Norway has not promised to send Somalia aid.",
    "Analysts said Norway would send Somalia aid.",
    "Norway would agree to send Somalia aid if asked.",
    "Israel had offered to unload the ship at Ashdod.",
    "Russia rejected every offer of foreign help.",
    "Norway will be proud of its sailors.",
    "Norway asked Somalia to promise to free the sailors.",
]


@pytest.mark.parametrize("body", NONE)
def test_what_is_no_pledge(body: str) -> None:
    assert pledges(body) == []
