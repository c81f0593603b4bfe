"""The ledger's rows made again from the records that the store keeps: after a migration, and by ``rebuild``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.store.ledger.keeping import rebuild_ledger
from dragoman.store.ledger.rows import TABLES, ledger_rows
from dragoman.store.records import COLUMNS, read_record
from dragoman.store.tables import insert

if TYPE_CHECKING:
    import duckdb

_STEP = 500  # records in memory at a time
_RECORDS = f"""
SELECT {COLUMNS} FROM codings c JOIN revisions v USING (revision)
WHERE c.coding IN (SELECT unnest(?::UBIGINT[]))
"""


def refill(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the rows of every coding anew, and all that is derived from them."""
    for table in ("statements", *TABLES.values()):
        connection.execute(f"DELETE FROM {table}")
    keys = [int(row[0]) for row in connection.execute("SELECT coding FROM codings ORDER BY coding").fetchall()]
    for start in range(0, len(keys), _STEP):
        rows: dict[str, list[dict[str, object]]] = {}
        for columns in connection.execute(_RECORDS, [keys[start : start + _STEP]]).fetchall():
            for table, found in ledger_rows(read_record(*columns)).items():
                rows.setdefault(table, []).extend(found)
        for table, found in rows.items():
            insert(connection, table, found)
    rebuild_ledger(connection)
