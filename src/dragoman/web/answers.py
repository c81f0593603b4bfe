"""Tables as files: CSV, JSON, Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from starlette.responses import Response, StreamingResponse

from dragoman.commands.stored import cell

if TYPE_CHECKING:
    import pyarrow as pa

Format = Literal["json", "csv", "parquet"]
_BATCH = 5_000
TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


def as_file(table: pa.Table, format: Literal["csv", "parquet"], name: str) -> Response:
    """A table as a file to keep; lists are joined by semicolons in CSV and stay lists in Parquet."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{format}"'}
    if format == "csv":
        return StreamingResponse(_csv(table), media_type=TYPES["csv"], headers=headers)
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return Response(out.getvalue(), media_type=TYPES["parquet"], headers=headers)


def _csv(table: pa.Table) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    for batch in table.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            writer.writerow([cell(value) for value in row.values()])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def as_json(value: Any) -> Response:
    """JSON with days in ISO 8601."""
    return Response(json.dumps(value, ensure_ascii=False, default=str), media_type="application/json")
