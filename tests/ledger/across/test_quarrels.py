from __future__ import annotations

import pytest

from dragoman.ledger.across.quarrels import DisputeFacts, agree, alike, both, concerns, issue_words
from dragoman.ledger.across.wording import stems, with_concepts

PAIR = frozenset({"JPN", "KOR"})


def facts(issue: str, context: str = "", parties: frozenset[str] = PAIR) -> DisputeFacts:
    return DisputeFacts(parties, issue_words([issue]), with_concepts(stems(context)))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("forced labour", "wartime labourers"),
        ("compensation ruling", "compensation for forced labour"),
        ("compensation ruling", "wartime laborers"),
        ("export curbs", "controls on exports of chip materials"),
        ("the disputed islands", "sovereignty over the islets"),
        ("fishing rights", "a trawler in disputed waters"),
        ("tariffs on steel", "steel duties"),
        ("the dam on the Nile", "the Nile dam's reservoir"),
    ],
)
def test_one_dispute(a: str, b: str) -> None:
    assert alike(facts(a), facts(b)) is not None
    assert alike(facts(a), facts(b)) == alike(facts(b), facts(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("forced labour", "export curbs"),
        ("radar", "history textbooks"),
        ("tariffs", "detained sailors"),
        ("spying", "fish"),
    ],
)
def test_two_disputes(a: str, b: str) -> None:
    assert alike(facts(a), facts(b)) is None


def test_other_powers_have_disputes_of_their_own() -> None:
    assert alike(facts("islands"), facts("islands", parties=frozenset({"CHN", "JPN"}))) is None


def test_the_sentence_around_joins_what_the_words_do_not() -> None:
    ruling = facts("the verdict", "the verdict that ordered a steelmaker to pay wartime labourers")
    assert alike(ruling, facts("wartime labourers", "judges gave a verdict for wartime labourers")) is not None
    assert alike(ruling, facts("whaling", "ships went whaling")) is None


def test_a_page_that_speaks_of_two_issues_does_not_make_them_one() -> None:
    bridge = facts("export curbs imposed over forced labour")
    grown = both(bridge, facts("forced labour"))
    assert agree(bridge, facts("export curbs"))
    assert not agree(grown, facts("export curbs"))


@pytest.mark.parametrize(
    ("sentence", "moves"),
    [
        ("A court ordered the sale of assets to pay damages to wartime labourers", True),
        ("The ministers met for lunch", False),
        ("The army held a drill", False),
    ],
)
def test_what_is_a_move(sentence: str, moves: bool) -> None:
    assert (concerns(facts("forced labour"), with_concepts(stems(sentence))) > 0) is moves
