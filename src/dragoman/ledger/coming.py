"""Dates of what is to come: a pledge's day, an agreement's end."""

from __future__ import annotations

import re

from dragoman.language.dates import DateMention
from dragoman.record import EventDate

_MONTH = re.compile(r"\b(?:Jan|Feb|March|Mar\.|April|Apr\.|May|June|July|Aug|Sept|Oct|Nov|Dec)")


def ahead_of(mention: DateMention, today: str | None) -> EventDate | None:
    """A month or day without a year, said of what is to come, is one to come: whatever the tense around it."""
    value = mention.value
    bare = re.search(r"\d{4}|\b(?:last|ago|past|earlier|previous|yesterday|this)\b", mention.text) is None
    if value is None or today is None or value.end >= today[:10] or not bare or not _MONTH.search(mention.text):
        return value
    years = int(today[:4]) - int(value.end[:4])
    years += f"{int(value.end[:4]) + years}{value.end[4:]}" < today[:10]
    start, end = (f"{int(day[:4]) + years}{day[4:]}".replace("-02-29", "-02-28") for day in (value.start, value.end))
    return value.model_copy(update={"start": start, "end": end})
