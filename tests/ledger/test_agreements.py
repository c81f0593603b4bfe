"""Agreements: what names one, who is party, and where it stands."""

from __future__ import annotations

import pytest

from dragoman.coder import code_article
from dragoman.record import Agreement, Article


def agreements(body: str, published: str = "2019-11-23") -> list[Agreement]:
    article = Article(id="x", source="x", published=published, body=body)
    return code_article(article).agreements


STATUS = [
    ("Kenya and Uganda signed a fisheries agreement in Nairobi on Monday.", "signed", "2019-11-18"),
    ("Peru withdrew from its 1998 border treaty with Ecuador on Friday.", "terminated", "2019-11-22"),
    ("Norway suspended its extradition treaty with Turkey last month.", "suspended", "2019-10"),
    ("Chile and Bolivia extended their gas transit accord on 20 November.", "renewed", "2019-11-20"),
    ("Jordan's parliament ratified the water treaty with Israel in 1994.", "ratified", "1994"),
    ("India and Nepal are negotiating a power trade agreement.", "negotiating", None),
    ("The arms control treaty between Russia and the United States is due to expire in February.", "expiring", None),
    ("Japan threatened to suspend its fisheries agreement with Russia.", None, None),
    ("Sudan tore up its border pact with Chad on Tuesday.", "terminated", "2019-11-19"),
    ("Ghana gave notice on Friday that it would leave its fishing treaty with Spain.", "notice given", "2019-11-22"),
    ("The labour accord between Qatar and Nepal came into force on 1 November.", "in force", "2019-11-01"),
    ("The grain pact between Egypt and Russia lapsed on Thursday.", "lapsed", "2019-11-21"),
    ("Turkey will not renew its customs agreement with Syria, its trade minister said.", "notice given", None),
    ("Mali and Niger agreed on Wednesday to a ceasefire along the Azawagh.", "signed", "2019-11-20"),
    ("Finland put on hold its visa agreement with Belarus last week.", "suspended", "2019-11-11"),
    ("On Friday Seoul suspended its decision to leave an intelligence pact with Japan.", "renewed", "2019-11-22"),
    ("Laos stepped back on Thursday from quitting its river accord with Thailand.", "renewed", "2019-11-21"),
    ("A truce between Armenia and Azerbaijan collapsed on Sunday.", "terminated", "2019-11-17"),
    ("Brazil has yet to ratify the trade accord with Mexico.", None, None),
    ("Cuba and Spain will sign a debt agreement in December.", "proposed", None),
    ("Poland and Ukraine are close to a deal on grain transit.", "negotiating", None),
    ("Iraq said on Monday it would pull out of a security agreement with Turkey.", "notice given", "2019-11-18"),
    ("Tunisia and Libya replaced their 1988 labour accord in March 2019.", "replaced", "2019-03"),
    ("Vietnam violated the 1999 land border treaty with China, Beijing said.", "in force", "1999"),
]


@pytest.mark.parametrize(("body", "status", "date"), STATUS)
def test_status(body: str, status: str | None, date: str | None) -> None:
    (found,) = agreements(body)
    assert (found.status, found.status_date) == (status, date)
    assert len(found.parties) == 2
    assert all(body[s.start : s.end] == s.text for s in (*found.steps, *found.evidence))


PARTIES = [
    ("Kenya and Uganda signed a fisheries agreement, a step that Norway welcomed.", {"KEN", "UGA"}),
    ("A ceasefire between Sudan and Chad, brokered by Qatar, took effect on Monday.", {"SDN", "TCD"}),
    ("The Anglo-Irish agreement was signed in 1985.", {"GBR", "IRL"}),
    ("France, Germany and Poland signed a defence pact in Weimar on Friday.", {"FRA", "DEU", "POL"}),
    ("Malaysia announced a truce between Thailand and Cambodia on Monday.", {"THA", "KHM"}),
]


@pytest.mark.parametrize(("body", "parties"), PARTIES)
def test_parties(body: str, parties: set[str]) -> None:
    (found,) = agreements(body)
    assert set(found.parties) == parties


NAMES = [
    ("Canada and the European Union negotiated an agreement on science in Brussels.", "agreement on science"),
    ("Yemen and Saudi Arabia reached a deal to reopen two ports.", "deal to reopen two ports"),
    ("Iran and Iraq signed a treaty in Algiers on Monday.", "Algiers treaty"),
    ("A ceasefire between Sudan and Chad took effect on Monday.", "ceasefire between Sudan and Chad"),
    ("Britain has shared reactors with the United States under a treaty of 1958.", "treaty of 1958"),
    (
        "Israel and Jordan agreed on Friday to share water from the Yarmouk. The deal was hailed by diplomats.",
        "deal to share water from the Yarmouk",
    ),
]


@pytest.mark.parametrize(("body", "name"), NAMES)
def test_name(body: str, name: str) -> None:
    assert [a.name for a in agreements(body)] == [name]


def test_title_acronym_and_phrases_are_one() -> None:
    body = (
        "Seoul chose on Friday to stay in an intelligence-sharing deal with Japan.\n\n"
        "South Korea kept its General Security of Military Information Agreement (GSOMIA) intelligence-sharing pact"
        " with Japan. GSOMIA was set to expire at midnight on Friday."
    )
    (found,) = agreements(body)
    assert found.name == "General Security of Military Information Agreement"
    assert found.acronym == "GSOMIA"
    assert "intelligence-sharing deal" in found.aliases
    assert set(found.parties) == {"JPN", "KOR"}
    assert (found.status, found.status_date, found.expires) == ("renewed", "2019-11-22", "2019-11-22")
    assert [s.status for s in found.steps] == ["expiring", "renewed"]


def test_a_title_names_the_truce_before_it() -> None:
    body = "Russia and Ukraine agreed on Friday to a ceasefire. The Minsk Protocol takes effect on Sunday."
    (found,) = agreements(body)
    assert (found.name, set(found.parties)) == ("Minsk Protocol", {"RUS", "UKR"})


def test_a_life_in_the_order_of_its_dates() -> None:
    body = (
        "Russia quit a grain deal with Ukraine on Monday. The pact was signed in Istanbul on July 22, 2022, and was"
        " last extended in May 2023. Moscow had suspended the deal in October 2022."
    )
    (found,) = agreements(body, "2023-07-18")
    steps = [(s.status, s.date) for s in found.steps]
    assert steps == [
        ("signed", "2022-07-22"),
        ("suspended", "2022-10"),
        ("renewed", "2023-05"),
        ("terminated", "2023-07-17"),
    ]


TERMS = [
    ("Chad and Sudan extended their border truce on 18 November for 60 days.", "2020-01-17"),
    ("Chad and Sudan renewed their border pact until 31 March 2021.", "2021-03-31"),
    ("The fisheries pact between Chad and Niger expires on 30 November.", "2019-11-30"),
    ("Chad and Sudan signed a border pact on Monday.", None),
]


@pytest.mark.parametrize(("body", "expires"), TERMS)
def test_expiry(body: str, expires: str | None) -> None:
    (found,) = agreements(body)
    assert found.expires == expires


def test_two_that_differ_stay_two() -> None:
    body = (
        "Kenya and Uganda signed a fisheries agreement on Monday. Kenya and Tanzania signed a railway agreement"
        " on Tuesday."
    )
    assert [a.name for a in agreements(body)] == ["fisheries agreement", "railway agreement"]


@pytest.mark.parametrize(
    "body",
    [
        "The two actors signed a record deal.",
        "France said there was no agreement with Mali.",
        "A deal is a deal.",
        "Guterres called for a ceasefire in Sudan.",
        "The conference in Geneva broke up without an agreement between Iran and Iraq.",
        "Egypt's courts accepted a plea deal from a former minister.",
        "France has a great deal to do in Mali.",
    ],
)
def test_what_is_none(body: str) -> None:
    assert agreements(body) == []
