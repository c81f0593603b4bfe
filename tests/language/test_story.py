"""Which day an act is given: that of its own words, that of the page's story, or the past that it looks back to."""

from __future__ import annotations

import pytest

from dragoman.language.aspect import Aspect, aspect_at
from dragoman.language.dates import find_dates
from dragoman.language.sentences import split_sentences
from dragoman.language.story import date_of_act, date_of_statement, timeline_of
from dragoman.record import Auxiliary, EventDate, Speaker, Statement

SUNDAY = "2021-04-18"


def timeline(body: str, published: str | None = SUNDAY):  # type: ignore[no-untyped-def]
    sentences = split_sentences(body)
    return timeline_of(sentences, find_dates(body, sentences, published=published), published=published)


def dated(
    body: str, trigger: str, auxiliary: Auxiliary = "actual", *, forward: bool = False, published: str | None = SUNDAY
) -> EventDate | None:
    when = timeline(body, published)
    start = body.index(trigger)
    sentence = next(s for s in when.sentences if s.start <= start < s.end)
    return date_of_act(
        when, sentence=sentence, trigger=(start, start + len(trigger)), auxiliary=auxiliary, forward=forward
    )


@pytest.mark.parametrize(
    ("body", "trigger", "start", "end", "inferred"),
    [
        # its own words
        ("Peru closed the bridge on Friday.", "closed", "2021-04-16", "2021-04-16", False),
        ("Lima froze the fund in 1994, released it a year later.", "released", "1995-01-01", "1995-12-31", False),
        ("Guards boarded the ship on Thursday after a chase of an hour, arrested its master.", "arrested",
         "2021-04-15", "2021-04-15", False),
        ("Mali lost a friend on Friday when Chad left the bloc.", "left", "2021-04-16", "2021-04-16", False),
        ("Rebels struck the port at dawn on Friday, a day after Doha quit the pact.", "struck",
         "2021-04-16", "2021-04-16", False),
        ("Rebels struck the port at dawn on Friday, a day after Doha quit the pact.", "quit",
         "2021-04-15", "2021-04-15", False),
        ("A bomb at Kandor killed nine on April 5.\n\nThe day after the Kandor bombing Lima shut the border.", "shut",
         "2021-04-06", "2021-04-06", False),
        ("Last November the rebels seized the mine.", "seized", "2020-11-01", "2020-11-30", False),
        # dates of something else
        ("The bloc, which opened talks with Lima in February, praised the vote.", "praised", SUNDAY, SUNDAY, True),
        ("Quito thanked the sponsors of the pact of 1942 for their help.", "thanked", SUNDAY, SUNDAY, True),
        ("Quito scrapped a deal, signed in 2016, by which it bought boats.", "scrapped", SUNDAY, SUNDAY, True),
        ("Two lines will stop flying from Tuesday, and Lima has suspended its service.", "suspended",
         "2021-04-12", SUNDAY, True),
        # the story's day
        ("Peru expelled the envoy on Saturday.\n\nBolivia denounced the step.", "denounced",
         "2021-04-17", SUNDAY, True),
        ("Peru expelled the envoy.", "expelled", SUNDAY, SUNDAY, True),
        ("Lima has rejected the account.", "rejected", "2021-04-12", SUNDAY, True),
        ("Lima had already recalled its envoy.", "recalled", "2021-03-19", SUNDAY, True),
    ],
)  # fmt: skip
def test_acts_of_these_days(body: str, trigger: str, start: str, end: str, inferred: bool) -> None:
    found = dated(body, trigger)
    assert found is not None
    assert (found.start, found.end, found.inferred) == (start, end, inferred)
    assert found.inferred == (found.text is None)


@pytest.mark.parametrize(
    ("body", "trigger", "start"),
    [
        ("The cabinet has promised a vote in the autumn.", "promised", "2021-04-12"),
        ("Castro vowed to open ties during her 2019 campaign.", "vowed", "2019-01-01"),
        ("The board is to gather in Lima on April 26.", "is to gather", "2021-04-26"),
    ],
)
def test_a_promise_is_of_the_day_that_it_is_made(body: str, trigger: str, start: str) -> None:
    found = dated(body, trigger, forward=True)
    assert found is not None
    assert found.start == start


@pytest.mark.parametrize(
    ("body", "trigger", "auxiliary"),
    [
        ("Lima will send troops.", "send", "future"),
        ("Lima could send troops.", "send", "hypothetical"),
        ("Lima did not send troops.", "send", "negated"),
        ("Each side accuses the other.", "accuses", "actual"),
        ("Peru armed the rebels for years.", "armed", "historical"),
        ("Lima freed three men who had been convicted in 2001.", "freed", "historical"),
    ],
)
def test_what_nothing_dates_has_no_date(body: str, trigger: str, auxiliary: Auxiliary) -> None:
    assert dated(body, trigger, auxiliary) is None


def test_history_is_of_the_year_told_beside_it() -> None:
    body = "Soldiers fought there in 1996, and the court then called for a truce. Its judges had fined Lima."
    assert dated(body, "called", "historical").start == "1996-01-01"  # type: ignore[union-attr]
    assert dated(body, "fined", "historical").start == "1996-01-01"  # type: ignore[union-attr]


def test_nothing_is_inferred_without_a_day_of_publication() -> None:
    assert dated("Peru expelled the envoy.", "expelled", published=None) is None


@pytest.mark.parametrize(
    ("text", "verb", "aspect"),
    [
        ("Lima had already closed the road", "closed", "pluperfect"),
        ("Lima has since closed the road", "closed", "perfect"),
        ("Lima would close the road", "close", "modal"),
        ("Lima is to close the road", "close", "future"),
        ("Lima closed the road", "closed", "past"),
        ("Lima refuses to close the road", "refuses", "present"),
        ("Guards have seized the ship and arrested its master", "arrested", "perfect"),
        ("the closure of the road", "closure", "noun"),
    ],
)
def test_how_a_verb_is_put(text: str, verb: str, aspect: Aspect) -> None:
    at = text.index(verb)
    assert aspect_at(text, at, at + len(verb)) == aspect


@pytest.mark.parametrize(
    ("body", "said", "verb", "start"),
    [
        ("Lima would pay on Monday, he told reporters on Friday.", "Lima would pay on Monday", "told", "2021-04-16"),
        ("“We will pay,” he said.", "We will pay,", "said", SUNDAY),
        ("He said on Thursday that Lima paid on Monday.", "Lima paid on Monday", "said", "2021-04-15"),
        ("Lima says it paid in May 2019.", "it paid in May 2019", "says", SUNDAY),
    ],
)
def test_when_something_was_said(body: str, said: str, verb: str, start: str) -> None:
    at = body.index(said)
    statement = Statement(id="s1", speaker=Speaker(), verb=verb, direct=False, text=said, start=at, end=at + len(said))
    found = date_of_statement(timeline(body), statement)
    assert found is not None
    assert found.start == start
