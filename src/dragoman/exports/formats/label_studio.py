"""Label Studio: one task a page with its events as predictions, to be corrected by hand.

An event is a region over its evidence, labelled with its type; its actors and recipients are regions over the mentions
nearest to it, tied to it by relations. Offsets are code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.exports.codes import iso_day
from dragoman.exports.parties import mention_near
from dragoman.exports.rows import Material, Report
from dragoman.record import Event, Record, Span

ABOUT = "tasks for Label Studio, one a page, the events as predictions"


def write(material: Material, out: BinaryIO) -> int:
    """Write a JSON array of tasks, one a page; returns how many."""
    count = 0
    for record in material.records():
        out.write(b"[\n" if count == 0 else b",\n")
        out.write(json.dumps(_task(record), ensure_ascii=False).encode("utf-8", "replace"))
        count += 1
    out.write(b"\n]\n" if count else b"[]\n")
    return count


def _task(record: Record) -> dict[str, Any]:
    article = record.article
    data = {
        "text": article.body,
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "published": iso_day(article.published),
    }
    result = [item for event in record.events for item in _event(Report(event, record))]
    return {"data": data, "predictions": [{"model_version": f"dragoman {record.coder.version}", "result": result}]}


def _event(report: Report) -> Iterator[dict[str, Any]]:
    event = report.event
    yield _region(event.id, event.evidence, event.type) | {"score": event.confidence, "meta": _meta(event)}
    for role, ids in (("ACTOR", event.actors), ("RECIPIENT", event.recipients)):
        for identity in ids:
            mention = mention_near(report, identity)
            if mention is None:
                continue
            name = f"{event.id}:{role.lower()}:{identity}"
            yield _region(name, mention, role) | {"meta": {"text": [identity]}}
            yield {
                "type": "relation",
                "from_id": event.id,
                "to_id": name,
                "direction": "right",
                "labels": [role.lower()],
            }


def _region(identity: str, span: Span, label: str) -> dict[str, Any]:
    return {
        "id": identity,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": span.start, "end": span.end, "text": span.text, "labels": [label]},
    }


def _meta(event: Event) -> dict[str, list[str]]:
    """What a region's label has no room for, as notes that the annotator sees beside it."""
    date = event.date.start if event.date else None
    parts = {"mode": event.mode, "auxiliary": event.auxiliary, "date": date, "place": event.place and event.place.name}
    return {"text": [f"{name}: {value}" for name, value in parts.items() if value]}
