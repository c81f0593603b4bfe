"""A lake: shards that are whole or not there, runs that go on, and the store's questions."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from store.conftest import make_record

from dragoman.engines import Coded, Outcome, Settings
from dragoman.errors import PageError, StoreError, UsageError
from dragoman.lake import Report, Shard, iter_records, run
from dragoman.lake.files import Folder
from dragoman.pages import Page
from dragoman.store import Store

TEXT = "Japan met South Korea for the {}th time."


def fake(page: Page, settings: Settings) -> Outcome:
    """A coder that takes no time: the lake's own work is what is tested here."""
    if page.source.startswith("bad"):
        return PageError(page.source, "no running text found; check it")
    day = date(1990, 1, 1) + timedelta(days=40 * int(page.source.split("/")[1]))  # acts that no rule takes for one
    record = make_record(page.source, page.data.decode(), {"date": day.isoformat()})
    return Coded(page.source, record.model_dump_json())


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.engines.local.code_page_once", fake)


def pages(count: int) -> Iterator[Page | PageError]:
    for number in range(count):
        name = f"bad/{number}" if number % 17 == 5 else f"p/{number}"
        yield Page(name, TEXT.format(number).encode())
    yield PageError("gone.txt", "no such file")


def make(where: str | Path, count: int = 60, **more: Any) -> Report:
    return run(pages(count), where, Settings(), engine="local", workers=1, shard=more.pop("shard", 7), **more)


def content(folder: Path) -> dict[str, str]:
    wanted = [path for path in folder.iterdir() if path.name not in ("report.json", "run.json")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in wanted}


@pytest.mark.usefixtures("quick")
def test_a_run_writes_shards_markers_rejects_and_a_report(tmp_path: Path) -> None:
    heard: list[tuple[Shard, bool]] = []
    report = make(tmp_path / "lake", seen=lambda shard, found: heard.append((shard, found)))
    assert (report.pages, report.events, report.rejects, report.shards, report.found) == (56, 56, 5, 9, 0)
    assert report.reasons == {"no running text found": 4, "no such file": 1}
    assert [found for _, found in heard] == [False] * 9
    rejects = [json.loads(line) for line in (tmp_path / "lake" / "rejects.jsonl").read_text().splitlines()]
    assert rejects[-1] == {"source": "gone.txt", "reason": "no such file"}
    assert json.loads((tmp_path / "lake" / "report.json").read_text())["pages"] == 56


@pytest.mark.usefixtures("quick")
def test_a_run_goes_on_where_it_was(tmp_path: Path) -> None:
    make(tmp_path / "whole")
    make(tmp_path / "lake")
    before = content(tmp_path / "lake")
    assert before == content(tmp_path / "whole")
    (tmp_path / "lake" / "shard-0000003.done.json").unlink()
    (tmp_path / "lake" / "shard-0000005.done.json").write_text("{")
    (tmp_path / "lake" / "shard-0000006.parquet").unlink()
    report = make(tmp_path / "lake")
    assert report.found == 6
    assert content(tmp_path / "lake") == before


@pytest.mark.usefixtures("quick")
def test_a_shard_of_other_pages_is_made_again(tmp_path: Path) -> None:
    make(tmp_path, 20)
    report = make(tmp_path, 24)
    assert report.pages == len(list(iter_records(tmp_path))) == 22


@pytest.mark.usefixtures("quick")
def test_a_lake_of_other_settings_is_refused(tmp_path: Path) -> None:
    make(tmp_path)
    with pytest.raises(UsageError, match="made with another shard"):
        make(tmp_path, shard=8)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process of its own")
@pytest.mark.filterwarnings("ignore:.*fork.*")
def test_twenty_kills_lose_nothing_and_write_nothing_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(page: Page, settings: Settings) -> Outcome:
        time.sleep(0.0005)
        return fake(page, settings)

    monkeypatch.setattr("dragoman.engines.local.code_page_once", slow)
    make(tmp_path / "whole", 120, shard=3)
    chance = random.Random(7)
    for _ in range(20):
        child = os.fork()
        if child == 0:
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
            make(tmp_path / "lake", 120, shard=3)
            os._exit(0)
        time.sleep(chance.uniform(0.0, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    make(tmp_path / "lake", 120, shard=3)
    assert content(tmp_path / "lake") == content(tmp_path / "whole")


@pytest.mark.usefixtures("quick")
def test_a_lake_answers_as_the_store_does(tmp_path: Path) -> None:
    make(tmp_path / "lake")
    store, lake = Store(tmp_path / "s.duckdb"), Store(tmp_path / "lake")
    records = list(iter_records(tmp_path / "lake"))
    list(store.add_many(records))
    assert list(lake.records()) == list(store.records()) == sorted(records, key=lambda r: r.article.source)
    assert lake.actors().to_pylist() == store.actors().to_pylist()
    assert lake.events().drop(["texts"]).to_pylist() == store.events().drop(["texts"]).to_pylist()
    sources = [s.sources().drop(["copy_of"]).to_pylist() for s in (lake, store)]  # copies are found when it is loaded
    assert sources[0] == sources[1]
    found = lake.events(actor="JPN", since="1990", text="met south")
    assert found.num_rows == 56
    assert set(found.schema.names) == set(store.events().schema.names)
    assert lake.dyad("JPN", "KOR").summary()["events"] == 56
    assert lake.panel("year").to_pylist() == store.panel("year").to_pylist()
    shown = lake.show(found.column("id")[0].as_py())
    assert shown["told"][0]["context"].startswith("Japan met")


@pytest.mark.usefixtures("quick")
def test_a_page_that_is_twice_in_a_lake_counts_once(tmp_path: Path) -> None:
    twice = [*pages(6), *pages(6)]
    run(twice, tmp_path, Settings(), engine="local", workers=1, shard=4)
    assert Store(tmp_path).sources().num_rows == 5
    assert Store(tmp_path).events().num_rows == 5


@pytest.mark.usefixtures("quick")
def test_a_lake_may_lie_wherever_fsspec_reaches(tmp_path: Path) -> None:
    make("memory://bucket/lake")
    make(tmp_path / "lake")
    assert list(iter_records("memory://bucket/lake")) == list(iter_records(tmp_path / "lake"))
    assert make("memory://bucket/lake").found == 9
    remote, here = Store("memory://bucket/lake"), Store(tmp_path / "lake")
    assert remote.events().to_pylist() == here.events().to_pylist()
    assert len(Folder("memory://bucket/lake").names()) == 21


@pytest.mark.usefixtures("quick")
def test_a_single_shard_can_be_read(tmp_path: Path) -> None:
    make(tmp_path)
    assert len(list(iter_records(tmp_path / "shard-0000001.parquet"))) == 7


def test_what_is_no_lake_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no complete shards"):
        Store(tmp_path).events()
    with pytest.raises(StoreError, match="only asked"):
        Store(tmp_path).create()
