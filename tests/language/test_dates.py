"""Date phrases: their values, where they stand, which act they belong to."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.language.commands import date_command
from dragoman.language.dates import find_dates, resolve_date
from dragoman.language.event_dates import date_of
from dragoman.language.sentences import split_sentences

SATURDAY = "2019-11-23"
VALUES = [
    ("on Saturday", "2019-11-23", "2019-11-23", "day"),
    ("last month", "2019-10-01", "2019-10-31", "month"),
    ("this year", "2019-01-01", "2019-12-31", "year"),
    ("early next year", "2020-01-01", "2020-04-30", "year"),
    ("mid-December", "2019-12-11", "2019-12-20", "month"),
    ("by the end of June", "2020-06-23", "2020-06-30", "month"),
    ("in the third quarter", "2019-07-01", "2019-09-30", "quarter"),
    ("since 2015", "2015-01-01", "2019-11-23", "year"),
    ("from 3 to 5 May", "2019-05-03", "2019-05-05", "day"),
    ("a week ago", "2019-11-11", "2019-11-17", "week"),
    ("in recent months", "2019-05-23", "2019-11-23", "month"),
    ("the 1965 treaty", "1965-01-01", "1965-12-31", "year"),
    ("fiscal 2020", "2020-01-01", "2020-12-31", "year"),
    ("last summer", "2019-06-01", "2019-08-31", "season"),
    ("the 1990s", "1990-01-01", "1999-12-31", "decade"),
    ("Nov. 23", "2019-11-23", "2019-11-23", "day"),
    ("23 November", "2019-11-23", "2019-11-23", "day"),
    ("2019-11-23", "2019-11-23", "2019-11-23", "day"),
    ("next Thursday", "2019-11-28", "2019-11-28", "day"),
    ("the weekend", "2019-11-23", "2019-11-24", "day"),
    ("the first nine months", "2019-01-01", "2019-09-30", "month"),
    ("the quarter ended Sept. 30", "2019-07-01", "2019-09-30", "quarter"),
    ("the week of Nov. 4", "2019-11-04", "2019-11-10", "week"),
    ("the week before last", "2019-11-04", "2019-11-10", "week"),
    ("a week from Tuesday", "2019-12-03", "2019-12-03", "day"),
    ("last year's third quarter", "2018-07-01", "2018-09-30", "quarter"),
    ("Thanksgiving", "2019-11-28", "2019-11-28", "day"),
    ("Ramadan", "2019-05-06", "2019-06-04", "day"),
    ("Last November", "2018-11-01", "2018-11-30", "month"),
    ("two weeks ago Tuesday", "2019-11-05", "2019-11-05", "day"),
    ("a year and a half ago", "2018-05-01", "2018-05-31", "month"),
    ("48 hours ago", "2019-11-21", "2019-11-21", "day"),
    ("the six months ended Sept. 30", "2019-04-01", "2019-09-30", "month"),
    ("January-March", "2019-01-01", "2019-03-31", "month"),
    ("June a year ago", "2018-06-01", "2018-06-30", "month"),
    ("H1 2013", "2013-01-01", "2013-06-30", "year"),
    ("the first of the month", "2019-11-01", "2019-11-01", "day"),
    ("the 20th", "2019-11-20", "2019-11-20", "day"),
    ("Friday the 13th", "2019-09-13", "2019-09-13", "day"),
    ("midweek", "2019-11-20", "2019-11-21", "week"),
    ("'75", "1975-01-01", "1975-12-31", "year"),
    ("1453", "1453-01-01", "1453-12-31", "year"),
    ("AD 410", "0410-01-01", "0410-12-31", "year"),
    ("4 July 1776", "1776-07-04", "1776-07-04", "day"),
    ("the 1640s", "1640-01-01", "1649-12-31", "decade"),
    ("the late 19th century", "1867-01-01", "1899-12-31", "decade"),
    ("the turn of the century", "2000-01-01", "2000-12-31", "year"),
]
NO_DATES = [
    "may",
    "march",
    "second",
    "sun",
    "mon",
    "sat",
    "for three years",
    "recently",
    "the vote",
    "31 February",
    "",
    "9" * 400,
]


@pytest.mark.parametrize(("text", "start", "end", "granularity"), VALUES)
def test_values(text: str, start: str, end: str, granularity: str) -> None:
    found = resolve_date(text, published=SATURDAY)
    assert found is not None
    assert (found.start, found.end, found.granularity) == (start, end, granularity)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert resolve_date(text, published=SATURDAY) is None


@pytest.mark.parametrize(
    ("text", "context", "start"),
    [
        ("Friday", "The ministry said Friday it was ready.", "2019-11-22"),
        ("Friday", "The envoy will fly to Oslo on Friday.", "2019-11-29"),
        ("midnight on Friday", "The pact expires at midnight on Friday.", "2019-11-29"),
        ("midnight on Friday", "The pact had been due to expire at midnight on Friday.", "2019-11-22"),
        ("Monday", "They agreed to meet on Monday.", "2019-11-25"),
        ("Monday", "In response to attacks on Monday, it shut the border.", "2019-11-18"),
        ("July", "They met in July.", "2019-07-01"),
        ("March", "The vote is due in March.", "2020-03-01"),
        ("the next day", "He landed on Nov. 5 and the next day they signed.", "2019-11-06"),
        ("Wednesday", "Deputies voted the plan down on Wednesday.", "2019-11-20"),
        ("Dec. 30", "Holders of stock will be paid on Dec. 30.", "2019-12-30"),
        ("Sunday", "The six ministers meet in Oslo on Sunday.", "2019-11-24"),
        ("Thursday", "Shells began to fall before dawn on Thursday.", "2019-11-21"),
        ("since March", "The bank had sought help since March.", "2019-03-01"),
        ("October 14", "He promised a pullout on October 14.", "2019-10-14"),
        ("17 May", "They landed on 1 May 1940 and took the town on 17 May.", "1940-05-17"),
        ("a week later", "They met on Nov. 5 and parted a week later.", "2019-11-12"),
    ],
)
def test_context_tells_the_tense(text: str, context: str, start: str) -> None:
    found = resolve_date(text, published=SATURDAY, context=context)
    assert found is not None
    assert found.start == start


def test_tense_given_outright_wins() -> None:
    found = resolve_date("Friday", published=SATURDAY, tense="future", context="It fell on Friday.")
    assert found is not None
    assert found.start == "2019-11-29"


def test_anchor_counts_for_relative_phrases() -> None:
    found = resolve_date("two days earlier", published=SATURDAY, anchor="2018-03-10")
    assert found is not None
    assert found.start == "2018-03-08"
    assert resolve_date("the day after the vote", published=SATURDAY) is None


def test_nothing_relative_without_publication_date() -> None:
    assert resolve_date("yesterday", published=None) is None
    assert resolve_date("3 May 2019", published=None) is not None
    with pytest.raises(UsageError):
        resolve_date("yesterday", published="soon")


def _starts(body: str, published: str = SATURDAY) -> list[tuple[str, str | None]]:
    mentions = find_dates(body, split_sentences(body), published=published)
    assert all(body[each.start : each.end] == each.text for each in mentions)
    return [(each.text, each.value.start if each.value else None) for each in mentions]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("They may march on Sunday, the sun willing.", [("Sunday", "2019-11-17")]),
        ("May said in May that she would go. Resolution 1929 cost 2000 people their jobs.", [("May", "2019-05-01")]),
        ("It struck on Tuesday, a day after Oslo quit.", [("Tuesday", "2019-11-19"), ("a day after", "2019-11-18")]),
        ("He quit in 2010. A year later she won.", [("2010", "2010-01-01"), ("A year later", "2011-01-01")]),
        ("It is sent every second Thursday.", []),
        ("The deal was reached on Monday.", [("Monday", "2019-11-18")]),
        ("Between 1910 and 1945 it was ruled from abroad.", [("1910 and 1945", "1910-01-01")]),
    ],
)
def test_found_in_running_text(body: str, found: list[tuple[str, str | None]]) -> None:
    assert _starts(body) == found


@pytest.mark.parametrize(
    ("body", "trigger", "text"),
    [
        ("Norway and Chile agreed on Saturday to hold talks next month.", "agreed", "Saturday"),
        ("Norway and Chile agreed on Saturday to hold talks next month.", "talks", "next month"),
        ("The army said on Friday that rebels had seized the town on Tuesday.", "seized", "Tuesday"),
        ("Rebels killed five soldiers, the army said on Friday.", "killed", None),
        ("Peru recalled its envoy over Monday's attack.", "recalled", None),
        ("Peru recalled its envoy over Monday's attack.", "attack", "Monday's"),
        ("On Tuesday, Chile expelled two diplomats.", "expelled", "Tuesday"),
        ("On Monday he met the king and visited a base.", "visited", "Monday"),
        ("They settled claims under the 1965 treaty.", "settled", None),
    ],
)
def test_the_date_of_an_act(body: str, trigger: str, text: str | None) -> None:
    sentences = split_sentences(body)
    at = body.index(trigger)
    mentions = find_dates(body, sentences, published=SATURDAY)
    found = date_of(mentions, sentence=sentences[0], trigger_start=at, trigger_end=at + len(trigger))
    assert (found.text if found else None) == text


PIECES = [
    "the",
    "end",
    "of",
    "May",
    "31",
    "2019",
    "-",
    "two",
    "days",
    "after",
    "last",
    "year",
    "to",
    ",",
    "Friday",
    "’s",
    "in",
    "Q3",
    "1990s",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_anything_is_read_without_a_crash(words: list[str]) -> None:
    body = " ".join(words)
    for mention in find_dates(body, split_sentences(body), published=SATURDAY):
        assert body[mention.start : mention.end] == mention.text
        assert mention.value is None or mention.value.start <= mention.value.end
    resolve_date(body, published=SATURDAY, context=body)


@pytest.mark.parametrize(
    "unit", ["the end of ", "last ", "1 ", "a few ", "Monday to ", "-", "May ", "early ", "31 ", "after a day "]
)
def test_hostile_lines_take_little_time(unit: str) -> None:
    body = unit * (100_000 // len(unit))
    started = time.process_time()
    find_dates(body, split_sentences(body), published=SATURDAY)
    resolve_date(body, published=SATURDAY)
    assert time.process_time() - started < 8


def test_command(tmp_path: Path) -> None:
    runner = CliRunner()
    answer = runner.invoke(date_command, ["next month", "--published", SATURDAY]).output
    assert json.loads(answer) == {
        "id": "next month",
        "start": "2019-12-01",
        "end": "2019-12-31",
        "granularity": "month",
    }
    rows = [
        {"id": "a", "text": "Friday", "published": SATURDAY, "context": "It expires on Friday."},
        {"id": "b", "text": "someday", "published": SATURDAY},
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    lines = runner.invoke(date_command, ["--input", str(source)]).output.splitlines()
    assert [json.loads(line)["start"] for line in lines] == ["2019-11-29", None]
    assert isinstance(runner.invoke(date_command, []).exception, UsageError)


@pytest.mark.parametrize(
    "line",
    ['{"id": "x"}', '{"text": 5}', '{"text": "today", "published": "soon"}', '{"text": "today", "published": 5}',
     '{"text": "today", "tense": "never"}', "no JSON", "[]"],
)  # fmt: skip
def test_a_bad_row_stops_nothing(line: str) -> None:
    good = json.dumps({"id": 0, "text": "Friday", "published": SATURDAY, "tense": "future"})
    result = CliRunner().invoke(date_command, ["--input", "-"], input=f"{line}\n\n{good}\n")
    answers = [json.loads(answer) for answer in result.stdout.splitlines()]
    assert [answer["start"] for answer in answers] == [None, "2019-11-29"]
    assert answers[1]["id"] == 0
    assert result.exit_code == 1
