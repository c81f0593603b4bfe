from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import StoreError
from dragoman.store import Store, opening

HOLD = """
import sys, time, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


def holder(path: Path, seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_missing_store_is_not_made_by_asking(store: Store) -> None:
    with pytest.raises(StoreError, match="no such store; make one with `dragoman add"):
        store.events()
    assert not store.path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder does not exist"):
        Store(tmp_path / "none" / "x.duckdb").create()


def test_a_store_for_reading_is_not_written(store: Store) -> None:
    with pytest.raises(StoreError, match="reading only"):
        Store(store.path, read_only=True).create()


@pytest.mark.parametrize("data", [b"garbage" * 999, b"x"])
def test_a_damaged_file_stays_as_it_is(store: Store, data: bytes) -> None:
    store.path.write_bytes(data)
    for ask in (store.create, store.events):
        with pytest.raises(StoreError, match="cannot be opened as a store"):
            ask()
    assert store.path.read_bytes() == data


def test_a_truncated_store_is_damaged(store: Store) -> None:
    store.create()
    data = store.path.read_bytes()
    store.path.write_bytes(data[: len(data) // 2])
    with pytest.raises(StoreError, match=r"test\.duckdb"):
        store.events()


def test_another_database_is_no_store(store: Store) -> None:
    with duckdb.connect(str(store.path)) as connection:
        connection.execute("CREATE TABLE mine (a INTEGER)")
    for ask in (store.create, store.events):
        with pytest.raises(StoreError, match="no Dragoman store"):
            ask()


def test_a_newer_store_is_refused(store: Store) -> None:
    store.create()
    with duckdb.connect(str(store.path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    for ask in (store.create, store.events):
        with pytest.raises(StoreError, match=r"version 99.*upgrade"):
            ask()


def test_an_older_store_is_brought_up_by_a_writer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.create()
    now = opening.VERSION
    monkeypatch.setattr(opening, "VERSION", now + 1)
    monkeypatch.setattr(opening, "_migration", lambda number: f"CREATE TABLE added_by_{number} (a INTEGER)")
    with pytest.raises(StoreError, match=rf"version {now}; `dragoman rebuild"):
        store.events()
    store.create()
    with store.reading() as connection:
        assert connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchall() == [(str(now + 1),)]
        assert connection.execute(f"SELECT * FROM added_by_{now + 1}").fetchall() == []


def test_a_failed_migration_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.create()
    now = opening.VERSION
    monkeypatch.setattr(opening, "VERSION", now + 1)
    monkeypatch.setattr(opening, "_migration", lambda number: "CREATE TABLE half (a INTEGER); SELECT no_such_column")
    with pytest.raises(duckdb.Error):
        store.create()
    monkeypatch.setattr(opening, "VERSION", now)
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'half'").fetchall() == [(0,)]


def test_who_holds_the_file_is_named(store: Store) -> None:
    store.create()
    process = holder(store.path, 60)
    try:
        for ask in (Store(store.path, wait=0).create, Store(store.path, wait=0.1).events):
            with pytest.raises(StoreError, match=f"held by process {process.pid}"):
                ask()
    finally:
        process.kill()
        process.communicate()


def test_a_second_writer_waits(store: Store) -> None:
    store.create()
    process = holder(store.path, 0.4)
    store.create()
    process.communicate(timeout=10)
    assert process.returncode == 0


def test_a_reader_in_this_process_waits_for_the_writer(store: Store) -> None:
    store.create()
    entered = threading.Event()

    def write() -> None:
        with opening.writing(store.path):
            entered.set()
            time.sleep(0.2)

    thread = threading.Thread(target=write)
    thread.start()
    entered.wait()
    assert store.events().num_rows == 0
    thread.join()


def test_no_extension_is_needed_or_fetched(store: Store) -> None:
    store.create()
    with store.reading() as connection:
        loaded = connection.execute("SELECT extension_name FROM duckdb_extensions() WHERE loaded").fetchall()
        assert {row[0] for row in loaded} <= {"core_functions", "icu", "json", "parquet"}
        setting = "SELECT current_setting('autoinstall_known_extensions'), current_setting('autoload_known_extensions')"
        assert connection.execute(setting).fetchall() == [(False, False)]
