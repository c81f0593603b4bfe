"""A lake as a database for the store's questions, and its records for a store to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import StoreError
from dragoman.lake.files import Folder
from dragoman.lake.rows import tables
from dragoman.lake.shards import complete_shards
from dragoman.record import Record
from dragoman.store.opening import CONFIG, schema
from dragoman.store.records import read_record

if TYPE_CHECKING:
    import duckdb

_VIEW = "CREATE VIEW {name} AS SELECT unnest({name}, max_depth := 2) FROM shards"
# A page that was in the input twice is in the lake twice, and counts once.
_ONCE = "SELECT DISTINCT ON (revision) * FROM {source}"


def is_lake(where: str | Path) -> bool:
    """Whether a path or URL is a folder, rather than the file of a store."""
    return "://" in str(where) or Path(where).is_dir()


@contextmanager
def open_lake(where: str | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory whose tables are those of a store, read from the shards that are complete.

    Raises StoreError where there is none, or one is damaged.
    """
    import duckdb

    folder, files = _files(where)
    connection = duckdb.connect(":memory:", config=CONFIG)
    try:
        if not folder.local:
            connection.register_filesystem(folder.system)
        connection.execute(schema())
        listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        source = f"read_parquet([{listed}])"
        held = {str(row[0]) for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
        counts = connection.execute(f"SELECT count(revision), count(DISTINCT revision) FROM {source}").fetchall()[0]
        once = _ONCE.format(source=source) if counts[0] != counts[1] else f"SELECT * FROM {source}"
        connection.execute(f"CREATE VIEW shards AS {once}")
        for name in tables().keys() & held:
            connection.execute(f"DROP TABLE {name}")
            connection.execute(_VIEW.format(name=name))
        yield connection
    except duckdb.Error as error:
        raise StoreError(f"{where}: cannot be read as a lake ({str(error).splitlines()[0]})") from error
    finally:
        connection.close()


def iter_records(
    where: str | Path, *, skip: Callable[[str, str], bool] = lambda source, article: False
) -> Iterator[Record]:
    """The records of a lake, or of one shard's Parquet file, in order; not those that ``skip`` (source, article id)."""
    import pyarrow.parquet as pq

    folder, files = _files(where)
    for file in files:
        with folder.system.open(file.split("://", 1)[-1] if not folder.local else file, "rb") as stream:
            for batch in pq.ParquetFile(stream).iter_batches(100, columns=["source", "revisions", "codings"]):
                for row in batch.to_pylist():
                    revision, coding = row["revisions"][0], row["codings"][0]
                    if not skip(row["source"], revision["bytes"]):
                        yield read_record(revision["article"], revision["body"], coding["coder"], coding["record"])


def _files(where: str | Path) -> tuple[Folder, list[str]]:
    text = str(where)
    if text.endswith(".parquet"):
        folder = Folder(text.rsplit("/", 1)[0] if "/" in text else ".")
        names = [name for name in folder.names() if name == text.rsplit("/", 1)[-1]]
    else:
        folder = Folder(where)
        names = [shard.name for shard in complete_shards(folder).values()]
    if not names:
        raise StoreError(f"{where}: no complete shards; make some with `dragoman code PAGE… --to {where}`")
    return folder, [folder.url(name) for name in names]
