"""A coded page as one row of a shard: for each table of the store the rows that the page gives to it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.record import Record
from dragoman.store.keys import clean_source
from dragoman.store.ledger.rows import TABLES, ledger_rows
from dragoman.store.matching import Report
from dragoman.store.opening import schema
from dragoman.store.rows import coding_rows, page_key, revision_rows
from dragoman.store.summary import pairs_of, summarise

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]


def page_row(record: Record) -> Row:
    """The row of a page, each of its reports an event and each mention an entry of its own."""
    source = clean_source(record.article.source)
    rows: dict[str, list[Row]] = {"pages": [{"page": page_key(source), "source": source}]}
    rows |= revision_rows(record, number=1)
    rows |= coding_rows(record)
    rows |= ledger_rows(record)
    rows |= {"events": [], "event_reports": [], "pairs": [], "ledger_members": []}
    for kind, table in TABLES.items():
        mentions = [row["mention"] for row in rows[table]]
        rows["ledger_members"] += [{"kind": kind, "entry": m, "mention": m, "lot": m} for m in mentions]
    for row in rows["reports"]:
        known = row | {"page": page_key(source), "source": source, "latest": True, "original": row["revision"]}
        event = summarise([known])
        rows["events"].append(event)
        rows["event_reports"].append({"event": event["event"], "report": row["report"], "story": row["report"]})
        rows["pairs"] += pairs_of(event, [Report(known)])
    return {"source": source, "revision": rows["revisions"][0]["revision"], **rows}


@cache
def tables() -> dict[str, pa.Schema]:
    """The store's tables and their columns."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        connection.execute(schema())
        names = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY table_name").fetchall()
        return {name: connection.sql(f"SELECT * FROM {name} LIMIT 0").to_arrow_table().schema for (name,) in names}


@cache
def _schema(names: tuple[str, ...]) -> pa.Schema:
    import pyarrow as pa

    lists = [pa.field(name, pa.list_(pa.struct(list(tables()[name])))) for name in names]
    return pa.schema([pa.field("source", pa.string()), pa.field("revision", pa.uint64()), *lists])


def to_parquet(records: Sequence[Record]) -> bytes:
    """The Parquet file of some pages: the same bytes for the same pages."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [page_row(record) for record in records]
    names = tuple(name for name in tables() if not rows or name in rows[0])
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=_schema(names)), out, compression="zstd")
    return out.getvalue()
