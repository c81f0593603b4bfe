"""What several pages need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.store.filters import day
from dragoman.web.query import EventQuery


def ids_of(events: Iterable[Mapping[str, Any]]) -> list[str]:
    """The entities that events name."""
    return [entity for event in events for entity in (*event["actors"], *event["recipients"])]


def chosen_days(query: EventQuery) -> tuple[Any, Any]:
    """The first and last day that a query keeps."""
    return day(query.since, last=False), day(query.until, last=True)


def without_days(query: EventQuery) -> EventQuery:
    """The same query over all time: what a chart with a brush shows."""
    return query.model_copy(update={"since": None, "until": None, "cursor": None})
