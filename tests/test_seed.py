"""The page it all started from, where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coder import code_page
from dragoman.record import Record

SEED = Path(__file__).parents[2] / "shared" / "seed" / "page.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside this checkout")


@pytest.fixture(scope="module")
def record() -> Record:
    return code_page(SEED.read_bytes(), source="seed", published="2019-11-23")


def sides(record: Record) -> set[tuple[str, str, str]]:
    """(type, actors' countries, recipients' countries) of every event."""
    country = {e.id: e.country or e.id for e in record.entities}

    def of(ids: list[str]) -> str:
        return "+".join(sorted({country.get(i, i) for i in ids}))

    return {(e.type, of(e.actors), of(e.recipients)) for e in record.events}


EVENTS = [
    ("AGREE", "JPN+KOR", ""),
    ("COERCE", "KOR", "JPN"),
    ("SANCTION", "JPN", "KOR"),
    ("THREATEN", "JPN", "KOR"),
    ("CONSULT", "JPN+KOR", ""),
    ("SUPPORT", "USA", "KOR"),
    ("REQUEST", "KOR", "JPN"),
    ("REQUEST", "USA", "JPN+KOR"),
    ("REQUEST", "KOR", "USA"),
    ("ACCUSE", "JPN", "KOR"),
]


@pytest.mark.parametrize("event", EVENTS)
def test_event(record: Record, event: tuple[str, str, str]) -> None:
    assert event in sides(record)


def test_statements(record: Record) -> None:
    said = {(s.speaker.name, s.text[:14]) for s in record.statements if s.direct}
    assert ("Kang Kyung-wha", "We bought time") in said
    assert ("Toshimitsu Motegi", "I aim to hold ") in said


def test_agreement_and_pledge(record: Record) -> None:
    (pact,) = [a for a in record.agreements if a.acronym == "GSOMIA"]
    assert set(pact.parties) == {"JPN", "KOR"}
    assert (pact.status, pact.expires) == ("renewed", "2019-11-22")
    assert any(p.due and p.due.end == "2019-12-31" for p in record.pledges)


def test_disputes(record: Record) -> None:
    issues = " ".join(d.issue for d in record.disputes if set(d.parties) == {"JPN", "KOR"})
    assert "labour" in issues
    assert "trade" in issues


def test_nothing_from_the_furniture(record: Record) -> None:
    assert not any(e.country in ("CHN", "PRK") for e in record.entities)
    assert "shakes hands" not in record.article.body
