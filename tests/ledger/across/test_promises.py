from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dragoman.ledger.across.promises import Deed, PledgeFacts, action_of, alike, outcome_of, pledge_words, settles
from dragoman.ledger.across.wording import stems, with_concepts

MADE = date(2019, 11, 23)
DECEMBER = (date(2019, 12, 1), date(2019, 12, 31))


def pledge(what: str, *by: str, **more: Any) -> PledgeFacts:
    given = {"kind": "promise", "to": frozenset(more.pop("to", ())), "negated": False, "made": MADE, "due": None}
    action = action_of(what, more.pop("action", None))
    return PledgeFacts(by=frozenset(by), action=action, words=pledge_words(what), **{**given, **more})  # type: ignore[arg-type]


def deed(kind: str, text: str, *actors: str, day: str = "2019-12-24", **more: Any) -> Deed:
    when = date.fromisoformat(day)
    given: dict[str, Any] = {"recipients": frozenset(more.pop("to", ())), "auxiliary": "actual", "revision": 1}
    given |= {"days": (when, when), "published": when + timedelta(1), "words": with_concepts(stems(text))}
    return Deed(type=kind, actors=frozenset(actors), **(given | more))


TALKS = pledge("hold formal talks next month", "JPN", "KOR", due=DECEMBER)
LEAVE = pledge("withdraw its troops from the valley", "ETH", to=["ERI"], due=DECEMBER)


@pytest.mark.parametrize(
    ("promise", "done"),
    [
        (TALKS, deed("CONSULT", "The two leaders sat down for an hour", "JPN", "KOR")),
        (TALKS, deed("CONSULT", "Moon received Abe in Seoul for formal talks", "JPN", to=["KOR"])),
        (LEAVE, deed("RETREAT", "Ethiopian troops left the valley", "ETH")),
        (LEAVE, deed("RETREAT", "It withdrew its troops from the valley", "ETH", to=["ERI"], day="2020-02-01")),
        (
            pledge("give 10 million dollars in flood aid", "NOR"),
            deed("AID", "Norway sent flood aid", "NOR", to=["PAK"]),
        ),
        (
            pledge("leave the Whaling Convention", "JPN"),
            deed("CONCEDE", "Japan formally withdrew from the Whaling Convention", "JPN"),
        ),
        (pledge("reopen the Gatuna border", "RWA"), deed("CONCEDE", "Rwanda reopened the Gatuna border", "RWA")),
        (
            pledge("impose tariffs on steel", "USA"),
            deed("SANCTION", "Washington put tariffs on steel", "USA", to=["CAN"]),
        ),
        # a type that the coding got wrong, in the very words
        (
            pledge("restore postal relations", "USA", "CUB", action="SUPPORT"),
            deed("SANCTION", "The two restored postal relations", "USA", "CUB"),
        ),
        (
            pledge("move its embassy to the port in December", "GTM", due=DECEMBER),
            deed("SUPPORT", "opened its embassy in the port", "GTM"),
        ),
    ],
)
def test_kept(promise: PledgeFacts, done: Deed) -> None:
    match = settles(promise, done)
    assert match is not None
    assert match.verdict == "kept"
    assert done.type in match.why


@pytest.mark.parametrize(
    ("promise", "done"),
    [
        (TALKS, deed("CONSULT", "The two leaders sat down", "JPN", "CHN")),  # others
        (TALKS, deed("CONSULT", "The two leaders sat down", "JPN", "KOR", day="2019-10-24")),  # before
        (TALKS, deed("CONSULT", "The two leaders sat down", "JPN", "KOR", day="2020-09-01")),  # too late
        (TALKS, deed("AGREE", "The two leaders agreed", "JPN", "KOR")),  # another act
        (TALKS, deed("CONSULT", "The two leaders may sit down", "JPN", "KOR", auxiliary="hypothetical")),
        (
            LEAVE,
            deed(
                "CONCEDE",
                "It announced that troops would withdraw from the valley",
                "ETH",
                clause=frozenset({"announc"}),
            ),
        ),
        (LEAVE, deed("RETREAT", "Its champion left the tournament", "ETH")),  # other words
        (LEAVE, deed("RETREAT", "Troops left the valley", "ERI")),  # the other side
        (pledge("give flood aid", "NOR", to=["PAK"]), deed("AID", "Norway gave flood aid", "NOR", to=["IND"])),
    ],
)
def test_not_settled(promise: PledgeFacts, done: Deed) -> None:
    assert settles(promise, done) is None


@pytest.mark.parametrize(
    ("promise", "done"),
    [
        (TALKS, deed("REJECT", "Seoul cancelled the formal talks with Japan", "KOR", to=["JPN"])),
        (LEAVE, deed("RETREAT", "Troops were not withdrawn from the valley", "ETH", auxiliary="negated")),
        (
            pledge("not to attack ships", "RUS", negated=True, action="ASSAULT"),
            deed("ASSAULT", "Russian missiles hit ships in port; the attack", "RUS", to=["UKR"]),
        ),
    ],
)
def test_broken(promise: PledgeFacts, done: Deed) -> None:
    match = settles(promise, done)
    assert match is not None
    assert match.verdict == "broken"


def test_a_page_does_not_settle_its_own_pledge() -> None:
    done = deed("CONSULT", "formal talks", "JPN", "KOR")
    assert settles(pledge("hold formal talks", "JPN", "KOR", revision=1), done) is None


@pytest.mark.parametrize(
    ("due", "as_of", "outcome"),
    [
        (date(2019, 12, 31), date(2019, 12, 31), "open"),
        (date(2019, 12, 31), date(2020, 1, 10), "overdue"),
        (None, date(2030, 1, 1), "open"),
    ],
)
def test_what_nobody_did(due: date | None, as_of: date, outcome: str) -> None:
    assert outcome_of(due, [], as_of=as_of) == (outcome, None)


@pytest.mark.parametrize(
    ("what", "action"),
    [
        ("hold formal talks next month", "CONSULT"),
        ("pull out of the province", "RETREAT"),
        ("send 500 tonnes of rice", "AID"),
        ("lift the ban on wine", "CONCEDE"),
        ("ratify the treaty by June", "SUPPORT"),
        ("expel the envoys", "SANCTION"),
        ("think about it", None),
    ],
)
def test_what_is_promised(what: str, action: str | None) -> None:
    assert action_of(what, None) == action


def test_one_pledge_on_two_pages() -> None:
    other = pledge("hold formal talks in December", "JPN", "KOR", due=DECEMBER, revision=2)
    assert alike(TALKS, other) is not None
    assert alike(TALKS, pledge("send rice", "JPN", "KOR", revision=2)) is None
