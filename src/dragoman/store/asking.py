"""Questions whose answers are tables: events, actors, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.store.filters import Filter, clause
from dragoman.store.tables import answer

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

EVENT_COLUMNS = """
printf('e%016x', e.event) AS id, e.day, e.type, e.mode, e.contexts, e.actors, e.recipients, e.auxiliary,
e.start, e."end", e.granularity, e.place, e.country, e.latitude, e.longitude, e.quad, e.score, e.cameo, e.confidence,
e.reports, e.pages, e.texts, r.evidence, r.span_start, r.span_end, p.source, v.title, v.published
"""
_EVENTS = """
WITH found AS (SELECT * FROM events {where} ORDER BY day NULLS LAST, event {limit})
SELECT {columns}
FROM found e JOIN reports r ON r.report = e.event AND r.current
JOIN revisions v ON v.revision = r.revision JOIN pages p ON p.page = v.page
ORDER BY e.day NULLS LAST, e.event
"""
_ACTORS = """
WITH sayings AS (
  SELECT entity, name, kind, country, sectors, role, count(*) AS pages, sum(mentions) AS mentions
  FROM entities JOIN codings USING (coding) WHERE current GROUP BY ALL
), known AS (
  SELECT entity, arg_max(name, (pages, name)) AS name, arg_max(kind, (pages, kind)) AS kind,
    max(country) AS country, arg_max(sectors, (pages, sectors)) AS sectors,
    CASE WHEN contains(entity, ':') THEN arg_max(role, (pages, role)) END AS role,
    sum(pages)::BIGINT AS pages, sum(mentions)::BIGINT AS mentions
  FROM sayings {where} GROUP BY entity
), counts AS (
  SELECT entity, count(*) FILTER (acts) AS acts, count(*) FILTER (NOT acts) AS receives FROM (
    SELECT DISTINCT event, unnest(actors) AS entity, true AS acts FROM events
    WHERE NOT withdrawn AND auxiliary = 'actual'
    UNION ALL
    SELECT DISTINCT event, unnest(recipients), false FROM events WHERE NOT withdrawn AND auxiliary = 'actual'
  ) GROUP BY entity
)
SELECT entity AS id, name, kind, country, sectors, role, coalesce(acts, 0) AS acts, coalesce(receives, 0) AS receives,
  pages, mentions
FROM known LEFT JOIN counts USING (entity)
ORDER BY coalesce(acts, 0) + coalesce(receives, 0) DESC, mentions DESC, id {limit}
"""
_SOURCES = """
SELECT p.source, v.published, v.title, v.agency, v.bytes AS article, v.number AS revisions, po.source AS copy_of,
  coalesce(n.events, 0) AS events, json_extract_string(c.coder, '$.version') AS coder
FROM pages p JOIN revisions v ON v.page = p.page AND v.latest JOIN codings c ON c.revision = v.revision AND c.current
LEFT JOIN (
  SELECT revision, count(DISTINCT event) AS events FROM reports r JOIN event_reports USING (report) WHERE r.current
  GROUP BY revision
) n ON n.revision = v.revision
LEFT JOIN copies k ON k.revision = v.revision LEFT JOIN revisions o ON o.revision = k.original
LEFT JOIN pages po ON po.page = o.page AND po.page <> p.page
ORDER BY v.published NULLS LAST, p.source {limit}
"""


def events(connection: duckdb.DuckDBPyConnection, wanted: Filter, *, limit: int | None = None) -> pa.Table:
    """Events in time order, each with its earliest report."""
    where, values = wanted.of_events()
    sql = _EVENTS.format(where=clause(where), limit=_limit(limit), columns=EVENT_COLUMNS)
    return answer(connection, sql, values)


def actors(
    connection: duckdb.DuckDBPyConnection, *, text: str | None, country: str | None, limit: int | None
) -> pa.Table:
    """Entities, the busiest first; ``text`` is part of the name or id."""
    where, values = [], []
    if text is not None:
        where.append("(contains(lower(name), lower(?)) OR contains(lower(entity), lower(?)))")
        values += [text, text]
    if country is not None:
        where.append("country = ?")
        values.append(country)
    return answer(connection, _ACTORS.format(where=clause(where), limit=_limit(limit)), values)


def sources(connection: duckdb.DuckDBPyConnection, *, limit: int | None) -> pa.Table:
    """Pages by publication; ``copy_of`` is the page whose text one repeats."""
    return answer(connection, _SOURCES.format(limit=_limit(limit)), [])


def _limit(limit: int | None) -> str:
    return f"LIMIT {int(limit)}" if limit is not None else ""
