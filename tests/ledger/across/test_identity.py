from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.ledger.across.identity import AgreementFacts, agree, alike, both, read_names


def facts(name: str, *parties: str, day: str = "2020-01-01", **more: Any) -> AgreementFacts:
    published = date.fromisoformat(day)
    names = read_names(
        [name, *more.get("aliases", [])],
        acronym=more.get("acronym"),
        kind=more.get("kind"),
        subject=more.get("subject"),
        names=more.get("left_out", ()),
    )
    signed = frozenset(date.fromisoformat(d) for d in more.get("signed", []))
    ended = frozenset(date.fromisoformat(d) for d in more.get("ended", []))
    return AgreementFacts(names, frozenset(parties), signed, ended, (published, published))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # an acronym, whatever the parties that a page found
        (facts("Visiting Forces Agreement", "USA", "PHL", acronym="VFA"), facts("VFA", "CHN")),
        (facts("Intermediate-Range Nuclear Forces Treaty", "USA", "RUS"), facts("INF treaty", "USA", "RUS")),
        (facts("INF treaty"), facts("Intermediate-Range Nuclear Forces Treaty", "USA", "RUS")),
        # a name that no other agreement bears
        (facts("Black Sea Grain Initiative", "RUS", "UKR"), facts("Black Sea grain deal", "TUR", "UNO")),
        (facts("Luanda memorandum", "RWA", "UGA"), facts("Luanda memorandum", "AGO")),
        # phrases between the same parties
        (facts("intelligence-sharing pact", "JPN", "KOR"), facts("military intelligence accord", "JPN", "KOR")),
        (facts("spy pact", "JPN", "KOR"), facts("General Security of Military Information Agreement", "JPN", "KOR")),
        (facts("1965 treaty", "JPN", "KOR"), facts("1965 accord on claims", "JPN", "KOR", day="2023-01-01")),
        (facts("truce", "ARM", "AZE"), facts("ceasefire", "ARM", "AZE", day="2020-01-09")),
    ],
)
def test_one_agreement(a: AgreementFacts, b: AgreementFacts) -> None:
    assert alike(a, b) is not None
    assert alike(a, b) == alike(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            facts("Minsk Protocol", "UKR", "RUS", signed=["2014-09-05"]),
            facts("Minsk II", "UKR", "RUS", signed=["2015-02-12"]),
        ),
        (facts("START II", "USA", "RUS"), facts("New START", "USA", "RUS")),
        (facts("free trade agreement", "CHL", "CHN"), facts("free trade agreement", "AUS", "CHN")),
        (facts("Free Trade Agreement", "CHL", "PER"), facts("Free Trade Agreement", "AUS", "CHN")),
        (facts("Treaty of Friendship", "UKR", "RUS"), facts("Treaty of Friendship", "IRN", "USA")),
        (facts("1965 treaty", "JPN", "KOR"), facts("2018 treaty", "JPN", "KOR")),
        (facts("ceasefire", "ARM", "AZE"), facts("ceasefire", "ARM", "AZE", day="2020-10-10")),
        (
            facts("ceasefire", "ISR", "LBN", signed=["2024-11-27"]),
            facts("ceasefire", "ISR", "LBN", signed=["2006-08-14"]),
        ),
        (facts("truce", "ARM", "AZE", signed=["2020-10-10"]), facts("truce", "ARM", "AZE", signed=["2020-10-18"])),
        (facts("truce", "ARM", "AZE", ended=["2020-10-10"]), facts("truce", "ARM", "AZE", signed=["2020-10-12"])),
        (facts("trade deal", "USA", "CHN"), facts("extradition treaty", "USA", "CHN")),
        (facts("INF treaty", "USA", "RUS", acronym="INF"), facts("CFE treaty", "USA", "RUS", acronym="CFE")),
        (facts("Open Skies Treaty", "USA", "RUS"), facts("Outer Space Treaty", "USA", "RUS")),
        (facts("grain contract", "EGY", "RUS"), facts("grain truce", "EGY", "RUS")),
        (facts("pact"), facts("pact")),
    ],
)
def test_two_agreements(a: AgreementFacts, b: AgreementFacts) -> None:
    assert alike(a, b) is None


def test_a_name_without_number_joins_only_one_of_two() -> None:
    first, second, plain = facts("Minsk I", "UKR"), facts("Minsk II", "UKR"), facts("Minsk agreement", "UKR")
    assert agree(first, plain)
    assert not agree(both(first, plain), second)
