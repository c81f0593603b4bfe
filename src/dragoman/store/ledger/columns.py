"""The columns of the ledger's answers, so that an answer without rows has them too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_COLUMNS = {
    "statements": "id published:day speaker name verb direct:yes audience:list about:list text span_start:int "
    "span_end:int source title",
    "agreements": "id name acronym aliases:list kind subject parties:list status status_date expires past_expiry:yes "
    "review steps:int pages:int first:day last:day",
    "disputes": "id issue aliases:list parties:list since course course_since:day claims:int acts:int pages:int "
    "first:day last:day",
    "pledges": "id kind by:list to:list what action negated:yes made:day due_start:day due_end:day due_text outcome "
    "settled_by settled_on:day late:yes why pages:int evidence source published:day",
}


def table_of(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows as an Arrow table with the columns of that answer."""
    import pyarrow as pa

    kinds = {"": pa.string(), "day": pa.date32(), "yes": pa.bool_(), "list": pa.list_(pa.string()), "int": pa.int64()}
    columns = [column.partition(":") for column in _COLUMNS[name].split()]
    return pa.Table.from_pylist(rows, schema=pa.schema([(column, kinds[kind]) for column, _, kind in columns]))
