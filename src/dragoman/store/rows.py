"""A record as rows of the store's tables."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from dragoman.record import Event, Record
from dragoman.store.keys import clean_source, key
from dragoman.store.words import fingerprints, gist

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_STOPS = re.compile(r"[.!?][\"”’')\]]*\s")
_WINDOW = 300  # code points on each side of the evidence within which its sentence is looked for


def page_key(source: str) -> int:
    """The key of a page."""
    return key("page", clean_source(source))


def revision_key(source: str, bytes_: str) -> int:
    """The key of one text of a page; ``bytes_`` is ``article.id``."""
    return key("revision", clean_source(source), bytes_)


def coder_text(record: Record) -> str:
    """The coder as JSON; two codings with the same text come from the same coder."""
    return record.coder.model_dump_json()


def coding_key(revision: int, coder: str) -> int:
    """The key of what a coder made of a revision."""
    return key("coding", revision, coder)


def report_key(record: Record, event: str) -> int:
    """The key of one event of a record, by its id there."""
    return key("report", clean_source(record.article.source), record.article.id, event)


def revision_rows(record: Record, *, number: int) -> Rows:
    """The page's text: rows of ``revisions`` and ``fingerprints``."""
    article = record.article
    source = clean_source(article.source)
    revision, published = revision_key(source, article.id), as_date(article.published)
    row = {
        "revision": revision,
        "page": page_key(source),
        "number": number,
        "latest": True,
        "bytes": article.id,
        "published": published,
        "title": article.title,
        "agency": article.agency,
        "body": article.body,
        "article": article.model_dump_json(exclude={"body"}),
    }
    marks = [{"fingerprint": f, "revision": revision, "published": published} for f in fingerprints(article.body)]
    return {"revisions": [row], "fingerprints": marks}


def coding_rows(record: Record) -> Rows:
    """What the coder made of the page: rows of ``codings``, ``entities``, ``reports``; the rest: ``ledger/rows.py``."""
    revision = revision_key(record.article.source, record.article.id)
    coder = coder_text(record)
    coding = coding_key(revision, coder)
    return {
        "codings": [
            {
                "coding": coding,
                "revision": revision,
                "current": True,
                "coder": coder,
                "record": record.model_dump_json(exclude={"article", "coder", "format"}),
            }
        ],
        "entities": _entities(record, coding),
        "reports": _reports(record, coding, revision),
    }


def as_date(text: str | None) -> date | None:
    """An ISO 8601 day, or the first day of an ISO month or year; None for what is none."""
    if not text:
        return None
    padded = text[:10] + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text[:10]
    try:
        return date.fromisoformat(padded)
    except ValueError:
        return None


def sentence_around(body: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence that holds ``body[start:end]``, cut at ``_WINDOW`` on each side."""
    low, high = max(0, start - _WINDOW), min(len(body), end + _WINDOW)
    paragraph = body.rfind("\n", low, start)
    low = low if paragraph < 0 else paragraph + 1
    for stop in _STOPS.finditer(body, low, start):
        low = stop.end()
    paragraph = body.find("\n", end, high)
    high = high if paragraph < 0 else paragraph
    stop_after = _STOPS.search(body, max(start, end - 2), high)
    return low, stop_after.end() if stop_after else high


def _entities(record: Record, coding: int) -> list[Row]:
    return [
        {
            "entity": e.id,
            "coding": coding,
            "name": e.name,
            "kind": e.kind,
            "country": e.country,
            "sectors": e.sectors,
            "role": e.role,
            "mentions": len(e.mentions),
        }
        for e in record.entities
    ]


def _reports(record: Record, coding: int, revision: int) -> list[Row]:
    names = sorted((m.start, m.end) for entity in record.entities for m in entity.mentions)
    seen: set[str] = set()
    rows = []
    for number, event in enumerate(record.events):
        if event.id not in seen:  # one coding says a thing once
            seen.add(event.id)
            rows.append(_report(record, event, names) | {"coding": coding, "revision": revision, "number": number})
    return rows


def _report(record: Record, event: Event, names: list[tuple[int, int]]) -> Row:
    article, where = record.article, event.place
    # What only follows from the page's day must not part this report from one that names the day.
    when = event.date if event.date and not event.date.inferred else None
    low, high = sentence_around(article.body, event.evidence.start, event.evidence.end)
    return {
        "report": report_key(record, event.id),
        "current": True,
        "type": event.type,
        "mode": event.mode,
        "contexts": event.contexts,
        "actors": event.actors,
        "recipients": event.recipients,
        "auxiliary": event.auxiliary,
        "start": as_date(when.start) if when else None,
        "end": as_date(when.end) if when else None,
        "granularity": when.granularity if when else None,
        "published": as_date(article.published),
        "place": where.name if where else None,
        "country": where.country if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "quad": event.quad,
        "score": event.score,
        "cameo": event.cameo,
        "span_start": event.evidence.start,
        "span_end": event.evidence.end,
        "evidence": event.evidence.text,
        "gist": gist(article.body, low, high, names),
        "statement": event.statement,
        "confidence": event.confidence,
    }
