"""JSON Lines: one object an event with every report of it."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from dragoman.exports.codes import iso_day
from dragoman.exports.events_table import flat
from dragoman.exports.rows import EventRow, Material, Report, publisher

ABOUT = "one object an event, every report of it inside"


def write(material: Material, out: BinaryIO) -> int:
    """Write every event; returns how many."""
    count = 0
    for row in material.events():
        line = json.dumps(_object(row), ensure_ascii=False) + "\n"
        out.write(line.encode("utf-8", "replace"))
        count += 1
    return count


def _object(row: EventRow) -> dict[str, Any]:
    return flat(row) | {"reports": [_report(report) for report in row.reports]}


def _report(report: Report) -> dict[str, Any]:
    article, event = report.record.article, report.event
    return {
        "page": article.id,
        "source": article.source,
        "title": article.title,
        "publisher": publisher(report.record),
        "published": iso_day(article.published),
        "actors": event.actors,
        "recipients": event.recipients,
        "mode": event.mode,
        "auxiliary": event.auxiliary,
        "date": event.date.model_dump() if event.date else None,
        "place": event.place.model_dump() if event.place else None,
        "evidence": event.evidence.model_dump(),
        "statement": event.statement,
        "confidence": event.confidence,
        "coder": report.record.coder.version,
    }
