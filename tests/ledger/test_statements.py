"""Who said what: tables of a text and its statements, and texts that must not break it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import load_lexicon
from dragoman.actors import read as read_actors
from dragoman.language.sentences import Sentence, split_sentences
from dragoman.ledger.statements import find_statements
from dragoman.record import Statement


def statements(body: str, *, actors: bool = False) -> list[Statement]:
    sentences = split_sentences(body)
    mentions = read_actors(body, sentences, lexicon=load_lexicon()) if actors else []
    return find_statements(body, sentences, mentions)


# text, then (speaker, verb, words) of each direct statement
DIRECT = [
    ("“We bought time,” Kang said.", [("Kang", "said", "We bought time")]),
    ("“We bought time,” said Kang Oh-su.", [("Kang Oh-su", "said", "We bought time")]),
    ("Asked Viktor Orban: “But whose?”", [("Viktor Orban", "asked", "But whose?")]),
    ("« We are ready », Ana Paz said.", [("Ana Paz", "said", "We are ready")]),
    ("“Who will pay?” Ana Paz asked the crowd.", [("Ana Paz", "asked", "Who will pay?")]),
    ("The report’s conclusion reads: “It is too late.”", [("The report’s conclusion", "reads", "It is too late.")]),
    (
        "“The road is open.” Ana Paz was speaking at the border.",
        [("Ana Paz", None, "The road is open.")],
    ),
    (
        "“It is late,” Rui Tembe said.\n\nHis sister, Ana Paz, had waited outside. “It is over.”",
        [("Rui Tembe", "said", "It is late"), ("Ana Paz", None, "It is over.")],
    ),
    (
        "Outside the hall, Ana Paz, a nurse, had waited. “It is over.”",
        [("Ana Paz", None, "It is over.")],
    ),
    ("Kang said: “We bought time.”", [("Kang", "said", "We bought time.")]),
    (
        "“Nobody,” Ana Paz said, “has shown us the sums.”",
        [("Ana Paz", "said", "Nobody"), ("Ana Paz", "said", "has shown us the sums.")],
    ),
    (
        "“We go on. We do not stop,” Ana Paz said. “Never.”",
        [("Ana Paz", "said", "We go on. We do not stop"), ("Ana Paz", None, "Never.")],
    ),
    (
        "Ana Paz spoke first. “The road is open,” she said.\n\n“It stays open.”",
        [("Ana Paz", "said", "The road is open"), ("Ana Paz", None, "It stays open.")],
    ),
    (
        "“One man is dead.\n\n“Another is gone,” said Ana Paz, a judge.",
        [("Ana Paz", "said", "One man is dead.\n\n“Another is gone")],
    ),
    ("“Come and see,” the colonel challenged.", [("the colonel", "challenged", "Come and see")]),
    ("“Why now?” asked Ana Paz.", [("Ana Paz", "asked", "Why now?")]),
    ("“Why now?” Ana Paz asked.", [("Ana Paz", "asked", "Why now?")]),
    (
        "Ana Paz, the minister, said the plan was “a threat to every one of us”.",
        [("Ana Paz", "said", "a threat to every one of us")],
    ),
    ("Ana Paz said the plan was “bold”.", []),
    ("Her film, “A House of Many Ears”, was shown, Ana Paz said.", []),
    ("The so-called “coalition of the willing few” met.", []),
    ("‘It isn’t the farmers’ fault,’ said Ana Paz.", [("Ana Paz", "said", "It isn’t the farmers’ fault")]),
    ("“No,” she said.", [(None, "said", "No")]),
    ('"It is late", said its leader, Ana Paz.', [("Ana Paz", "said", "It is late")]),
    (
        "“We read it,” a senior official said. “All of it,” the official added.",
        [("a senior official", "said", "We read it"), ("a senior official", "added", "All of it")],
    ),
    # a name and a description that follow one another
    (
        "Bruno Tavares refused to blame the referee.\n\n“We were asleep,” the Rovers manager said.",
        [("Bruno Tavares", "said", "We were asleep")],
    ),
    (
        "The mayor of Calais was in no mood to wait. “We need a fence,” Delphine Courtois said.",
        [("Delphine Courtois", "said", "We need a fence")],
    ),
    (
        "Bruno Tavares refused to comment on the row.\n\n“He is tired,” the spokesman said.",
        [("the spokesman", "said", "He is tired")],
    ),
    (
        "Another nurse, who gave her name as Sara, wept. “We carried people down the stairs,” she said.",
        [("Sara", "said", "We carried people down the stairs")],
    ),
    (
        "Marta Lind runs the ferry.\n\nQ: Is it safe?\n\nA: Safer than the road.",
        [("Marta Lind", None, "Safer than the road.")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), DIRECT)
def test_direct(body: str, expected: list[tuple[str | None, str | None, str]]) -> None:
    found = [(s.speaker.name, s.verb, s.text) for s in statements(body) if s.direct]
    assert found == expected


# text, then (speaker, verb, words) of each indirect statement
INDIRECT = [
    (
        "Ana Paz described it as reckless, accused Peru of deceit, and warned that it would answer.",
        [
            ("Ana Paz", "described", "it as reckless"),
            ("Ana Paz", "accused", "Peru of deceit"),
            ("Ana Paz", "warned", "it would answer"),
        ],
    ),
    ("A month later the court said the law was void.", [("the court", "said", "the law was void")]),
    (
        "The Ministry of Economy, Trade and Industry complained that nobody had asked.",
        [("The Ministry of Economy, Trade and Industry", "complained", "nobody had asked")],
    ),
    ("Ana Paz said that the talks had failed.", [("Ana Paz", "said", "the talks had failed")]),
    ("Ana Paz said the talks had failed.", [("Ana Paz", "said", "the talks had failed")]),
    ("The talks had failed, said Ana Paz.", [("Ana Paz", "said", "The talks had failed")]),
    ("The talks had failed, Ana Paz said on Monday.", [("Ana Paz", "said", "The talks had failed")]),
    ("The aim, Ana Paz said, was to gain time.", [("Ana Paz", "said", "The aim, Ana Paz said, was to gain time")]),
    ("Ana Paz, who leads the party, said in a statement it would vote.", [("Ana Paz", "said", "it would vote")]),
    ("The minister, Ana Paz, warned that prices would rise.", [("Ana Paz", "warned", "prices would rise")]),
    ("According to Ana Paz, the talks had failed.", [("Ana Paz", "according to", "the talks had failed")]),
    ("The talks had failed, according to Ana Paz.", [("Ana Paz", "according to", "The talks had failed")]),
    (
        "According to Ana Paz, a lawyer, the talks had failed.",
        [("Ana Paz", "according to", "the talks had failed")],
    ),
    ("It was announced that the talks had failed.", [(None, "announced", "the talks had failed")]),
    ("The talks had failed, it was reported on Monday.", [(None, "reported", "The talks had failed")]),
    ("Ana Paz was quoted by Tass as saying the talks had failed.", [("Ana Paz", "quoted", "the talks had failed")]),
    ("The ministry denied that money had been paid.", [("The ministry", "denied", "money had been paid")]),
    ("The ministry denied having paid the men.", [("The ministry", "denied", "having paid the men")]),
    ("The ministry declined to comment.", [("The ministry", "declined to comment", "declined to comment")]),
    (
        "The bank did not respond to a request for comment.",
        [("The bank", "did not respond to a request for comment", "did not respond to a request for comment")],
    ),
    (
        "Ana Paz told her staff that the line was cut, a guard said.",
        [
            ("a guard", "said", "Ana Paz told her staff that the line was cut"),
            ("Ana Paz", "told", "the line was cut"),
        ],
    ),
    (
        "Ana Paz said the line was cut, adding that it would be mended.",
        [("Ana Paz", "said", "the line was cut"), ("Ana Paz", "adding", "it would be mended")],
    ),
    ("The army accused the rebels of shelling a school.", [("The army", "accused", "the rebels of shelling a school")]),
    ("Ana Paz vowed to return.", [("Ana Paz", "vowed", "to return")]),
    ("Ana Paz said in Geneva the talks had failed.", [("Ana Paz", "said", "the talks had failed")]),
    ("Ana Paz said nobody knew.", [("Ana Paz", "said", "nobody knew")]),
    ("Ana Paz is said to have left.", []),
    ("The said treaty was signed.", []),
    ("It remains to be said.", []),
    ("The ministry confirmed the report.", []),
    ("The plan was agreed, adding to the cost.", []),
    (
        "The report said the dam was safe. It added that it was old.",
        [("The report", "said", "the dam was safe"), ("The report", "added", "it was old")],
    ),
    ("Ana Paz stressed, however, that the results were early.", [("Ana Paz", "stressed", "the results were early")]),
    ("Holloway, 54, of Mill Lane, Ashby, denied all the charges.", [("Holloway", "denied", "all the charges")]),
]


@pytest.mark.parametrize(("body", "expected"), INDIRECT)
def test_indirect(body: str, expected: list[tuple[str | None, str | None, str]]) -> None:
    found = [(s.speaker.name, s.verb, s.text) for s in statements(body) if not s.direct]
    assert found == expected


AUDIENCES = [
    ("Ana Paz told reporters that it was late.", ["reporters"]),
    ("Ana Paz told Reuters on Monday it was late.", ["Reuters"]),
    ("“It is late,” Ana Paz told the national assembly in Lima.", ["the national assembly"]),
    ("Ana Paz said in an interview with Yonhap that it was late.", ["Yonhap"]),
    ("Ana Paz assured her neighbours it was late.", ["her neighbours"]),
    ("Ana Paz said it was late.", []),
]


@pytest.mark.parametrize(("body", "expected"), AUDIENCES)
def test_audience(body: str, expected: list[str]) -> None:
    assert [s.audience for s in statements(body)] == [expected]


def test_entities_of_speakers() -> None:
    body = (
        "South Korea's foreign minister, Mina Kwak, said the gap was wide. “It may close,” Kwak said."
        " Japan said it would wait. A diplomat said nobody knew."
    )
    found = [(s.speaker.name, s.speaker.entity) for s in statements(body, actors=True)]
    assert found[0][0] == found[1][0] == "Mina Kwak"
    assert found[0][1] == found[1][1] is not None
    assert found[2] == ("Japan", "JPN")
    assert found[3][0] == "A diplomat"


def test_spans_and_ids() -> None:
    body = "Ana Paz said it was “a threat to every one of us”. “We go,” she added."
    found = statements(body)
    assert [s.id for s in found] == ["s1", "s2", "s3"]
    assert all(body[s.start : s.end] == s.text for s in found)


PIECES = [
    "said ",
    "Ana Paz ",
    "“",
    "”",
    "'",
    '"',
    ", ",
    ". ",
    "that ",
    "according to ",
    "told ",
    "it was ",
    "\n\n",
    ": ",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_breaks_it(body: str) -> None:
    for statement in statements(body):
        assert body[statement.start : statement.end] == statement.text != ""


@pytest.mark.parametrize(
    "unit", ["said ", "he said, ", "“a ", "'a s' ", "according to ", "Iran said that ", "who ", "(a "]
)
def test_time_grows_with_length(unit: str) -> None:
    body = (unit * 100_000)[:100_000]
    start = time.process_time()
    find_statements(body, [Sentence(0, len(body), body)], [])
    assert time.process_time() - start < 5
