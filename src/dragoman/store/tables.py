"""Rows into tables and keys into questions, by way of Arrow: row by row would take a hundred times as long."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Row = dict[str, Any]


def answer(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[Any] = ()) -> pa.Table:
    """What a question finds, as an Arrow table."""
    table: pa.Table = connection.sql(sql, params=list(values)).to_arrow_table()
    return table


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Append rows, given as mappings from column to value."""
    if not rows:
        return
    import pyarrow as pa

    schema = _schema(connection, table)
    batch = pa.Table.from_pylist(list(rows), schema=schema)
    connection.register("incoming", batch)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
    connection.unregister("incoming")


def delete(connection: duckdb.DuckDBPyConnection, table: str, column: str, keys: Collection[int]) -> None:
    """Delete the rows whose ``column`` is one of the keys."""
    if keys:
        _register_keys(connection, keys)
        connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT key FROM wanted)")
        connection.unregister("wanted")


def mark(
    connection: duckdb.DuckDBPyConnection, table: str, flag: str, value: bool, *, where: str, keys: Collection[int]
) -> None:
    """Set a flag in the rows whose column ``where`` is one of the keys."""
    if keys:
        _register_keys(connection, keys)
        connection.execute(f"UPDATE {table} SET {flag} = {value} WHERE {where} IN (SELECT key FROM wanted)")
        connection.unregister("wanted")


def select(connection: duckdb.DuckDBPyConnection, sql: str, keys: Collection[int]) -> list[Row]:
    """The rows that a question finds; it names the keys as table ``wanted`` with column ``key``. None for no keys."""
    if not keys:
        return []
    _register_keys(connection, keys)
    rows: list[Row] = answer(connection, sql).to_pylist()
    connection.unregister("wanted")
    return rows


def _register_keys(connection: duckdb.DuckDBPyConnection, keys: Collection[int]) -> None:
    import pyarrow as pa

    connection.register("wanted", pa.table({"key": pa.array(sorted(keys), pa.uint64())}))


def _schema(connection: duckdb.DuckDBPyConnection, table: str) -> pa.Schema:
    return answer(connection, f"SELECT * FROM {table} LIMIT 0").schema
