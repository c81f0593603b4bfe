"""GDELT 2.0 mentions: tab-separated without a header, one row a report of a pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.exports.cells import Cell, write_tabbed
from dragoman.exports.codes import compact_day
from dragoman.exports.gdelt import added, event_number
from dragoman.exports.parties import Party, mention_near, pairs
from dragoman.exports.rows import EventRow, Material, Report, is_address, publisher, sentence_number
from dragoman.exports.tables import columns

ABOUT = "GDELT 2.0's mention columns, tab-separated without a header, one row a report of a pair"
AUXILIARIES = ("actual",)  # as the events that the mentions belong to

_WEB, _CITATION = 1, 2
_NOWHERE = -1


def write(material: Material, out: BinaryIO) -> int:
    """Write every report of every pair; returns how many rows."""
    rows = (cells for row in material.events() for cells in _rows(row))
    return write_tabbed(out, list(columns("gdelt_mentions")), rows, header=False)


def _rows(row: EventRow) -> Iterator[dict[str, Cell]]:
    for actor, recipient in pairs(row):
        identity: Cell = event_number(row, actor, recipient)
        for report in row.reports:
            yield {
                "GLOBALEVENTID": identity,
                "EventTimeDate": _time(added(row)),
                "Actor1CharOffset": _offset(report, actor),
                "Actor2CharOffset": _offset(report, recipient),
                **_mention(report),
            }


def _mention(report: Report) -> dict[str, Cell]:
    return {
        "MentionTimeDate": _time(compact_day(report.published)),
        "MentionType": _WEB if is_address(report.source) else _CITATION,
        "MentionSourceName": publisher(report.record),
        "MentionIdentifier": report.source,
        "SentenceID": sentence_number(report),
        "ActionCharOffset": report.event.evidence.start,
        "InRawText": 1,
        "Confidence": min(100, max(10, round(report.event.confidence * 10) * 10)),
        "MentionDocLen": len(report.record.article.body),
    }


def _time(day: str | None) -> str | None:
    return f"{day}000000" if day else None


def _offset(report: Report, party: Party | None) -> int:
    mention = mention_near(report, party.id) if party else None
    return mention.start if mention else _NOWHERE
