"""Opening the store's file: one writer at a time, versions, and errors that say what to do.

DuckDB lets one process write or many read. The file is therefore held only while a batch is written or a question
answered, and whoever finds it held waits.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import StoreError

if TYPE_CHECKING:
    import duckdb

VERSION = 2
WAIT = 60.0  # seconds that an operation waits for the file by default

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_HOLDER = re.compile(r"Conflicting lock is held in (\S+) \(PID (\d+)\)")
_OTHER_MODE = "different configuration"  # this very process has the file open in the other mode
_guard = threading.Lock()
_writers: dict[Path, threading.RLock] = {}


@contextmanager
def writing(path: Path | str, *, wait: float = WAIT) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store open in one transaction, made or migrated if need be; committed at the end, undone on an error.

    Raises StoreError when the file is damaged, newer than this version, or held for longer than ``wait`` seconds.
    """
    if "://" in str(path) or Path(path).is_dir():
        raise StoreError(
            f"{path}: a lake, which is only asked; `dragoman load {path} --store FILE` makes a store of it"
        )
    path = Path(path)
    with _writer_of(path):
        connection = _connect(path, read_only=False, wait=wait)
        try:
            connection.execute("BEGIN")
            _prepare(connection, path)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            _rollback(connection)
            raise
        finally:
            connection.close()


@contextmanager
def reading(path: Path | str, *, wait: float = WAIT) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store open for questions, or the lake in a folder or at a URL.

    Raises StoreError as ``writing`` does, and for no file or an older one.
    """
    from dragoman.lake.reading import is_lake, open_lake

    if is_lake(path):
        with open_lake(path) as connection:
            yield connection
        return
    path = Path(path)
    if not path.is_file():
        raise StoreError(f"{path}: no such store; make one with `dragoman add PAGE… --store {path}`")
    connection = _connect(path, read_only=True, wait=wait)
    try:
        version = _version(connection, path)
        if version is None or version < VERSION:
            raise StoreError(
                f"{path}: a store of version {version or 0}; `dragoman rebuild --store {path}` brings it up"
            )
        yield connection
    finally:
        connection.close()


def _writer_of(path: Path) -> threading.RLock:
    with _guard:
        return _writers.setdefault(path.resolve(), threading.RLock())


def _connect(path: Path, *, read_only: bool, wait: float) -> duckdb.DuckDBPyConnection:
    import duckdb

    if not path.parent.is_dir():
        raise StoreError(f"{path}: its folder does not exist; make it first")
    deadline = time.monotonic() + wait
    pause = 0.01
    while True:
        try:
            connection = duckdb.connect(str(path), read_only=read_only, config=CONFIG)
        except (duckdb.IOException, duckdb.ConnectionException, duckdb.BinderException) as error:
            if not _is_busy(error):
                raise StoreError(_unusable(path, error)) from error
            if time.monotonic() >= deadline:
                raise StoreError(_held(path, error)) from error
        except duckdb.Error as error:
            raise StoreError(_unusable(path, error)) from error
        else:
            connection.execute("SET preserve_insertion_order = true")
            return connection
        time.sleep(pause * random.uniform(0.5, 1.5))  # two that wait never keep step
        pause = min(0.25, pause * 1.5)


def _is_busy(error: Exception) -> bool:
    return "Conflicting lock" in str(error) or _OTHER_MODE in str(error)


def _held(path: Path, error: Exception) -> str:
    holder = _HOLDER.search(str(error))
    who = f"process {holder[2]} ({holder[1]})" if holder else "another part of this process"
    return f"{path}: held by {who}; wait for it to end, or give --wait more seconds"


def _unusable(path: Path, error: Exception) -> str:
    reason = str(error).splitlines()[0]
    return f"{path}: cannot be opened as a store ({reason}); if it is one, it is damaged: take a copy from a backup"


def _prepare(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    version = _version(connection, path)
    if version is None:
        connection.execute(schema())
        return
    for number in range(version + 1, VERSION + 1):
        connection.execute(_migration(number))
        connection.execute("UPDATE meta SET value = ? WHERE name = 'version'", [str(number)])
    if version < VERSION:
        from dragoman.store.ledger.filling import refill

        refill(connection)


def _version(connection: duckdb.DuckDBPyConnection, path: Path) -> int | None:
    """The version of the file's schema; None for an empty file. Raises StoreError for what is no store of ours."""
    import duckdb

    tables = {str(row[0]) for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return None
    try:
        meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
        version = int(meta["version"])
    except (duckdb.Error, KeyError, ValueError) as error:
        raise StoreError(f"{path}: a DuckDB file, but no Dragoman store; give another --store") from error
    if version > VERSION:
        raise StoreError(
            f"{path}: a store of version {version}, and this Dragoman knows {VERSION};"
            " upgrade it (pip install -U dragoman)"
        )
    return version


@cache
def schema() -> str:
    """The SQL that makes an empty store of the newest version."""
    return files("dragoman.store").joinpath("schema.sql").read_text("utf-8")


def _migration(number: int) -> str:
    return files("dragoman.store").joinpath("migrations", f"{number:04}.sql").read_text("utf-8")


def _rollback(connection: duckdb.DuckDBPyConnection) -> None:
    """Undo what the transaction did, if it is still open: a failed commit has closed it already."""
    import duckdb

    try:
        connection.execute("ROLLBACK")
    except duckdb.Error:
        return
