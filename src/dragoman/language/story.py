"""Dates that no words of an act's clause give: the day that the page's story is on, and the past that it looks back to.

The conventions are those of annotated news. An act told in the past tense without a day is of the story's day; one that
"has" happened, of the week up to it; one that "had" happened by then, of the month up to it, since PLOVER calls an
older act history. History without a date of its own is of the year told beside it. What is only planned, thought of or
denied has no date but its own. A date found so is marked as inferred (``EventDate.inferred``) and carries no words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.language.aspect import aspect_at
from dragoman.language.calendars import around
from dragoman.language.dates import DateMention
from dragoman.language.event_dates import date_of, dates_in, frame_of, is_of_noun, is_of_participle
from dragoman.language.sentences import Sentence
from dragoman.record import Auxiliary, EventDate, Granularity, Statement

# An act older than about a month is background: PLOVER
RECENT = timedelta(days=31)
# How long before publication the story of a page may lie, and how far its first words are looked through for its day
LATEST_NEWS = timedelta(days=3)
LEAD_SENTENCES = 2
# How many sentences back a year may stand that history is told of
LOOK_BACK = 2
_WITHIN = re.compile(r"\b(?:who|which|that|whom|whose)\b")


@dataclass(frozen=True)
class Timeline:
    """When a page was published and which dates it tells; ``day`` is that of its story, None where it is not known."""

    published: date | None
    sentences: Sequence[Sentence]
    mentions: Sequence[DateMention]
    day: date | None


def timeline_of(sentences: Sequence[Sentence], mentions: Sequence[DateMention], *, published: str | None) -> Timeline:
    """The timeline of a page. Its story is on the day that its first sentence tells, or else that of publication."""
    today = date.fromisoformat(published[:10]) if published else None
    return Timeline(today, sentences, mentions, _story_day(sentences, mentions, today))


def _story_day(sentences: Sequence[Sentence], mentions: Sequence[DateMention], today: date | None) -> date | None:
    if today is None:
        return None
    for sentence in sentences[:LEAD_SENTENCES]:
        for mention in dates_in(mentions, sentence):
            value, first = mention.value, mention.start - sentence.start
            if value and value.granularity == "day" and value.start == value.end:
                day = date.fromisoformat(value.end)
                of_noun = is_of_noun(sentence.text, mention.text, first, mention.end - sentence.start)
                if today - LATEST_NEWS <= day <= today and not of_noun:
                    return day
    return today


def date_of_act(
    timeline: Timeline,
    *,
    sentence: Sentence,
    trigger: tuple[int, int],
    auxiliary: Auxiliary,
    forward: bool = False,
    evidence: tuple[int, int] | None = None,
) -> EventDate | None:
    """When the act at ``trigger`` (offsets of the body) in ``sentence`` took place or is to; None where nothing says.

    ``forward``: the act is itself a promise, demand or threat, so that a date to come beside it is that of its content.
    """
    first, last = trigger[0] - sentence.start, trigger[1] - sentence.start
    aspect = aspect_at(sentence.text, first, last)
    done = aspect in {"past", "perfect", "pluperfect"} or (forward and aspect in {"modal", "noun"})
    past = [m for m in timeline.mentions if not _lies_ahead(timeline, m)]

    def of_act(mentions: Sequence[DateMention], *, promised: bool = False) -> EventDate | None:
        found = date_of(
            mentions,
            sentence=sentence,
            trigger_start=trigger[0],
            trigger_end=trigger[1],
            evidence=evidence,
            promised=promised,
        )
        return found.value if found else None

    # What is done by now is of no day to come: that is the day of what was promised, or of another act joined on.
    told = of_act(past if done and auxiliary == "actual" else timeline.mentions)
    told = told or (of_act(past, promised=True) if forward and done else None)
    if told:
        return told
    if auxiliary == "actual":
        return _recent(timeline, sentence, aspect)
    if auxiliary == "historical":
        return _once(timeline, sentence, trigger)
    return None


def date_of_statement(timeline: Timeline, statement: Statement) -> EventDate | None:
    """When a statement was made: the date of its verb, or the day of the story."""
    at = _verb_of(timeline.sentences, statement)
    if at is None:
        return _recent(timeline, None, "past")
    sentence, first, last = at
    aspect = aspect_at(sentence.text, first, last)
    trigger = (sentence.start + first, sentence.start + last)
    past = [
        m for m in timeline.mentions if not _lies_ahead(timeline, m) and not statement.start <= m.start < statement.end
    ]
    found = date_of(past, sentence=sentence, trigger_start=trigger[0], trigger_end=trigger[1])
    if found:
        return found.value
    return _recent(timeline, None, "past" if aspect == "present" else aspect)


def _verb_of(sentences: Sequence[Sentence], statement: Statement) -> tuple[Sentence, int, int] | None:
    """The sentence of a statement's verb and the verb's offsets in it: the nearest one outside of what was said."""
    if not statement.verb:
        return None
    verb = re.compile(rf"\b{re.escape(statement.verb)}\b", re.IGNORECASE)
    best: tuple[int, Sentence, int, int] | None = None
    for sentence in sentences:
        if sentence.end < statement.start or sentence.start > statement.end:
            continue
        for match in verb.finditer(sentence.text):
            first, last = sentence.start + match.start(), sentence.start + match.end()
            away = max(statement.start - last, first - statement.end)
            if away >= 0 and (best is None or away < best[0]):
                best = (away, sentence, match.start(), match.end())
    return best[1:] if best else None


def _lies_ahead(timeline: Timeline, mention: DateMention) -> bool:
    value = mention.value
    return timeline.published is not None and value is not None and value.start > timeline.published.isoformat()


def _recent(timeline: Timeline, sentence: Sentence | None, aspect: str) -> EventDate | None:
    """The date of an act of these days that no words of its clause date."""
    day, published = timeline.day, timeline.published
    if day is None or published is None:
        return None
    frame = frame_of(timeline.mentions, sentence) if sentence else None
    framed = date.fromisoformat(frame.value.end) if frame and frame.value and frame.value.granularity == "day" else None
    if framed and day - RECENT <= framed <= published:
        day = published = framed
    if aspect in {"present", "future"}:
        return None
    if aspect == "pluperfect":
        return _range(day - timedelta(days=30), day, "month")
    if aspect == "perfect":
        return _range(day - timedelta(days=6), day, "week")
    return _range(day, published, "day")


def _range(start: date, end: date, granularity: Granularity) -> EventDate:
    return EventDate(start=start.isoformat(), end=end.isoformat(), granularity=granularity, inferred=True)


def _once(timeline: Timeline, sentence: Sentence, trigger: tuple[int, int]) -> EventDate | None:
    """The year that stands nearest to an act of the past, in its sentence or in one of the two before it."""
    if timeline.published is None:
        return None
    latest = (timeline.published - RECENT).isoformat()
    past = [m for m in timeline.mentions if m.value and m.value.end < latest and m.value.granularity != "decade"]
    inside = [m for m in past if sentence.start <= m.start < sentence.end and not _told_within(sentence, m, trigger)]
    nearest = min(inside, key=lambda m: min(abs(m.start - trigger[1]), abs(trigger[0] - m.end)), default=None)
    if nearest is None:
        at = timeline.sentences.index(sentence)
        from_ = timeline.sentences[max(0, at - LOOK_BACK)].start
        nearest = next((m for m in reversed(past) if from_ <= m.start < sentence.start), None)
    if nearest is None or nearest.value is None:
        return None
    year = around(date.fromisoformat(nearest.value.start), "year")
    return _range(year.start, max(year.end, date.fromisoformat(nearest.value.end)), "year")


def _told_within(sentence: Sentence, mention: DateMention, trigger: tuple[int, int]) -> bool:
    """Whether a date after the act is that of another one told inside it: "released three agents convicted in 2001"."""
    if mention.start < trigger[1]:
        return False
    first, last = mention.start - sentence.start, trigger[1] - sentence.start
    return _WITHIN.search(sentence.text[last:first]) is not None or is_of_participle(sentence.text, first, last)
