"""When a thing happened: the date phrases of a text and the days they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dragoman.errors import UsageError
from dragoman.language.calendars import Meaning, Period, Reference, Tense
from dragoman.language.dates_grammar import phrase, scan
from dragoman.language.sentences import Sentence
from dragoman.language.tense import tense_at
from dragoman.record import EventDate

# "They struck on Tuesday, a day after Moscow quit": the phrase dates what follows it, counted from what stood before.
COUNTED = re.compile(r"\b(?:after|before)\Z", re.IGNORECASE)
# "the day after the Pulwama attack" counts from an event of its own, not from the one told last.
_NAMED = re.compile(r"\s+the\s+(?P<name>[A-Z]\w+)")
APPOSED = re.compile(
    r"(?:,|\bcame|\bcomes|\bcoming)\s+(?:just\s+|only\s+|less\s+than\s+|more\s+than\s+)?\Z", re.IGNORECASE
)
# How many sentences back the event may stand that "two days earlier" counts from.
ANCHOR_REACH = 2
# A longer text is no date phrase.
LONGEST_PHRASE = 300


class DateMention(NamedTuple):
    """A date phrase: ``body[start:end] == text``; ``value`` is None where it cannot be resolved."""

    start: int
    end: int
    text: str
    value: EventDate | None


def find_dates(body: str, sentences: Sequence[Sentence], *, published: str | None) -> list[DateMention]:
    """Every date phrase of ``body`` in order, resolved against ``published`` (ISO 8601; only its day counts).

    Phrases such as "two days earlier" count from the last date told before them in their sentence or in one of
    the two before it.
    """
    today = _day(published)
    mentions: list[DateMention] = []
    beside: tuple[int, Period] | None = None
    anchor: tuple[int, Period] | None = None
    for number, sentence in enumerate(sentences):
        for start, found in scan(sentence.text):
            near = anchor[1] if anchor and number - anchor[0] <= ANCHOR_REACH else None
            told = beside[1] if beside and beside[0] == number else None
            reference = Reference(today, tense_at(sentence.text, start, found.end), near, told)
            period = _period(found.meaning, reference)
            text = sentence.text[start : found.end]
            mirrored = near is not None and COUNTED.search(text) and APPOSED.search(sentence.text[:start])
            if mirrored and near and period:
                period = _mirrored(near, period)
            elif COUNTED.search(text) and (named := _NAMED.match(sentence.text[found.end :])):
                told = _told_of(named["name"], mentions, sentences[:number])
                period = _period(found.meaning, Reference(today, None, told)) if told else None
            first = sentence.start + start
            mentions.append(DateMention(first, first + len(text), text, _event_date(period, text)))
            if period and period.granularity != "decade" and not mirrored:
                anchor = (number, period)
            beside = (number, period) if period else beside
    return mentions


def resolve_date(
    text: str,
    *,
    published: str | None,
    tense: Tense | None = None,
    context: str | None = None,
    anchor: str | None = None,
) -> EventDate | None:
    """What the date phrase ``text`` means on the day ``published`` (ISO 8601), or None.

    ``tense`` says whether its clause looks back or forward; where it is not given it is read off ``context``, the
    sentence that the phrase stands in. ``anchor`` is the day (ISO 8601) of the event that the phrase counts from ("the
    next day"); without it, the last date told in ``context`` before the phrase serves.
    Raises ``UsageError`` where ``published`` or ``anchor`` is no date.
    """
    meaning = phrase(text) if len(text) <= LONGEST_PHRASE else None
    if meaning is None:
        return None
    today, told = _day(published), _day(anchor)
    near = Period(told, told, "day") if told else None
    if re.match(r"\s*since\b", text, re.IGNORECASE):
        tense = tense or "past"
    at = context.find(text.strip()) if context else -1
    if context and at >= 0:
        tense = tense or tense_at(context, at, at + len(text.strip()))
        near = near or _last_told(context[:at], today)
    return _event_date(_period(meaning, Reference(today, tense or _own_tense(text), near, near)), text)


def _told_of(name: str, mentions: Sequence[DateMention], before: Sequence[Sentence]) -> Period | None:
    """The day of what an earlier sentence told under that name: "a bombing at Pulwama on Feb. 14"."""
    for sentence in before:
        if re.search(rf"\b{re.escape(name)}\b", sentence.text):
            for mention in mentions:
                if (
                    sentence.start <= mention.start < sentence.end
                    and mention.value
                    and mention.value.granularity == "day"
                ):
                    return Period(date.fromisoformat(mention.value.start), date.fromisoformat(mention.value.end), "day")
    return None


def _mirrored(near: Period, period: Period) -> Period | None:
    """The day of what follows "…on Tuesday, a day after": as far before Tuesday as the phrase itself lies after it."""
    shift = near.start - period.start
    return _period(
        lambda _: Period(near.start + shift, near.start + shift + (period.end - period.start), period.granularity),
        Reference(None),
    )


def _last_told(text: str, today: date | None) -> Period | None:
    last = None
    for start, found in scan(text[-1_000:]):
        last = _period(found.meaning, Reference(today, tense_at(text, start, found.end))) or last
    return last


def _own_tense(text: str) -> Tense | None:
    """The tense that a phrase brings with it ("by Friday")."""
    return "future" if re.match(r"\s*(?:by|until|till|no later than)\b", text, re.IGNORECASE) else None


def _period(meaning: Meaning, reference: Reference) -> Period | None:
    # No day of publication, no such day in the calendar, or a year beyond it: the phrase stays without a date.
    try:
        return meaning(reference)
    except (LookupError, ValueError, OverflowError):
        return None


def _event_date(period: Period | None, text: str) -> EventDate | None:
    if period is None:
        return None
    return EventDate(
        start=period.start.isoformat(), end=period.end.isoformat(), granularity=period.granularity, text=text.strip()
    )


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise UsageError(f"{value!r} is no date: write it as 2019-11-23") from error
