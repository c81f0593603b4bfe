"""An event from its reports: what most of them say, and the pairs of powers that it stands between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from dragoman.store.keys import sides
from dragoman.store.matching import Report

Row = dict[str, Any]

_GRAINS = ["day", "week", "month", "season", "quarter", "year", "decade"]


def earliest_first(row: Row) -> tuple[Any, ...]:
    """The canonical order of reports: by publication, then by page and place in it. Undated pages come last."""
    return row["published"] or date.max, row["source"], row["span_start"], row["span_end"], row["report"]


def summarise(reports: Iterable[Row]) -> Row:
    """The row of ``events`` for the reports of one act.

    Each field is what most reports of the pages' latest texts say (of all texts if the event is withdrawn), the
    earliest report deciding a tie; the date is the most common among the finest ones. No field is averaged: whoever
    wants to see what differs asks for the reports.
    """
    every = sorted(reports, key=earliest_first)
    rows = [row for row in every if row["latest"]] or every
    when = _most(_finest(rows), lambda row: (row["start"], row["end"], row["granularity"]))
    where = _most([row for row in rows if row["place"]] or rows, lambda row: (row["place"], row["country"]))
    who = _most(rows, lambda row: (tuple(row["actors"]), tuple(row["recipients"])))
    how = _most([row for row in rows if row["mode"]] or rows, lambda row: row["mode"])
    return {
        "event": every[0]["report"],
        "type": every[0]["type"],
        "mode": how["mode"],
        "contexts": sorted({context for row in rows for context in row["contexts"]}),
        "actors": who["actors"],
        "recipients": who["recipients"],
        "auxiliary": _most(rows, lambda row: row["auxiliary"] == "actual")["auxiliary"],
        "day": when["start"] or rows[0]["published"],
        "start": when["start"],
        "end": when["end"],
        "granularity": when["granularity"],
        **{name: where[name] for name in ("place", "country", "latitude", "longitude")},
        **{name: how[name] for name in ("quad", "score", "cameo")},
        "confidence": max(row["confidence"] for row in rows),
        "reports": len(every),
        "pages": len({row["page"] for row in every}),
        "texts": len({row["original"] for row in every}),
        "withdrawn": not any(row["latest"] for row in every),
    }


def pairs_of(event: Row, reports: Sequence[Report]) -> list[Row]:
    """The rows of ``pairs`` for an event: each actor's power with each recipient's, or the actors among themselves.

    An actor's own power is its recipient only where no other is: that is a domestic event. Pairs that only other
    reports than those which the event follows speak of are kept with ``main`` false, so that later reports find them.
    """
    main = _main_pairs(event["actors"], event["recipients"])
    known = {(min(a, b), max(a, b)) if b is not None else (a, b) for a, b, _ in main}
    rest = sorted({pair for report in reports for pair in report.pairs} - known, key=str)
    spans = [report.span for report in reports if report.span is not None]
    shared = {name: event[name] for name in ("event", "day", "type", "auxiliary", "quad", "score", "withdrawn")}
    shared["first"] = min((span[0] for span in spans), default=None)
    shared["last"] = max((span[1] for span in spans), default=None)
    rows = [{"source": a, "target": b, "mutual": mutual, "main": True, **shared} for a, b, mutual in main]
    return rows + [{"source": a, "target": b, "mutual": False, "main": False, **shared} for a, b in rest]


def _main_pairs(actor_ids: list[str], recipient_ids: list[str]) -> list[tuple[str, str | None, bool]]:
    actors, recipients = sides(actor_ids), sides(recipient_ids)
    if recipients:
        crossing = [(a, r) for a in actors for r in recipients if a != r]
        return [(a, r, False) for a, r in crossing or [(a, r) for a in actors for r in recipients]]
    if len(actors) > 1:
        return [(a, b, True) for a in actors for b in actors if a < b]
    mutual = len(actor_ids) > 1  # two of one power act on each other: a domestic event
    return [(a, a if mutual else None, mutual) for a in actors]


def _finest(rows: Sequence[Row]) -> list[Row]:
    """The reports with the finest date; all if none has one."""
    dated = [row for row in rows if row["start"] is not None]
    if not dated:
        return list(rows)
    finest = min(_GRAINS.index(row["granularity"]) for row in dated)
    return [row for row in dated if _GRAINS.index(row["granularity"]) == finest]


def _most(rows: Sequence[Row], value: Callable[[Row], Any]) -> Row:
    """The first row with the value that most rows have."""
    counts: dict[Any, int] = {}
    for row in rows:
        counts[value(row)] = counts.get(value(row), 0) + 1
    return max(rows, key=lambda row: counts[value(row)])
