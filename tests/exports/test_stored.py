"""The store as material: merged events with every report, and the data package of it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from export_samples import BODY, article, day, event, harbour, records, span

from dragoman.cli import group
from dragoman.errors import DragomanError, StoreError, UsageError
from dragoman.exports import export, from_records, load_format
from dragoman.exports.stored import opened
from dragoman.record import Record
from dragoman.store import Store


def copy_of_harbour(*, source: str = "https://other.example/2", published: str = "2019-07-03") -> Record:
    """Another site's copy of the page, a day later."""
    record = harbour()
    fields = record.article.model_dump(include={"title", "language"}) | {"published": published}
    return record.model_copy(update={"article": article(source, BODY, **fields)})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    kept = Store(tmp_path / "events.duckdb")
    for record in [*records(), copy_of_harbour()]:
        kept.add(record)
    return kept


def test_merged_events_come_once_with_all_their_reports(store: Store) -> None:
    with opened(store) as material:
        rows = list(material.events())
    told = {row.event.evidence.text: [report.source for report in row.reports] for row in rows}
    assert told["Japan and South Korea met"] == ["https://www.harbour.example/world/1", "https://other.example/2"]
    assert [row.day or "9999" for row in rows] == sorted(row.day or "9999" for row in rows)
    assert len(rows) == 6
    assert len({row.event.id for row in rows}) == 6


def test_a_merged_event_says_what_its_reports_say(store: Store) -> None:
    with opened(store) as material:
        met = next(row for row in material.events() if row.event.type == "CONSULT")
    first = harbour().events[0]
    assert met.event.model_copy(update={"id": first.id}) == first
    assert met.reports[0].record == harbour()


def test_records_are_the_pages(store: Store) -> None:
    with opened(store) as material:
        assert {record.article.source for record in material.records()} == {
            "https://www.harbour.example/world/1",
            "https://other.example/2",
            "pages/strange\tname.txt",
        }


def test_counts_in_gdelt_are_of_reports_and_publishers(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "out"
    with opened(store) as material:
        assert export(material, path, format="gdelt") == 10
        assert export(material, tmp_path / "mentions", format="gdelt-mentions") == 15
    row = next(line.split("\t") for line in path.read_text("utf-8").splitlines() if "\tJAPAN\t" in line)
    assert row[31:34] == ["2", "2", "2"]


def test_text_that_a_page_no_longer_has_is_left_out(tmp_path: Path) -> None:
    store = Store(tmp_path / "events.duckdb")
    store.add(harbour())
    body = BODY.replace("met in Tokyo", "fought in Tokyo")
    newer = harbour().model_copy(
        update={"article": article(harbour().article.source, body), "events": [], "entities": []}
    )
    store.add(newer.model_copy(update={"article": newer.article.model_copy(update={"id": "newer"})}))
    with opened(store) as material:
        assert list(material.events()) == []


def test_the_order_in_which_pages_came_changes_no_byte(tmp_path: Path) -> None:
    packages = []
    for name, order in (("a", 1), ("b", -1)):
        store = Store(tmp_path / name)
        for record in [*records(), copy_of_harbour()][::order]:
            store.add(record)
        out = io.BytesIO()
        with opened(store) as material:
            load_format("dataset").write(material, out)
        packages.append(out.getvalue())
    assert packages[0] == packages[1]


def test_data_package_can_be_checked_and_read(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    with opened(store) as material:
        assert export(material, path, format="dataset") == 6
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        sums = dict(line.split("  ")[::-1] for line in package.read("SHA256SUMS").decode().splitlines())
        assert set(sums) == set(names) - {"SHA256SUMS"}
        assert all(hashlib.sha256(package.read(name)).hexdigest() == digest for name, digest in sums.items())
        about = json.loads(package.read("dataset.json"))
        events, reports = (pl.read_parquet(io.BytesIO(package.read(f"{n}.parquet"))) for n in ("events", "reports"))
        sources = pl.read_csv(io.BytesIO(package.read("sources.csv")))
        coders = json.loads(package.read("coders.json"))
        assert b"AGREE" in package.read("codebook/plover.yaml")
        codebook = pl.read_csv(io.BytesIO(package.read("codebook/columns.csv")))
    assert about == {"format": "dragoman/dataset/1", "events": 6, "reports": 10, "pages": 3}
    assert (len(events), len(reports), len(sources)) == (6, 10, 3)
    assert set(reports["event_id"]) == set(events["event_id"])
    assert [(coder["version"], coder["pages"]) for coder in coders] == [("0.1.0", 3)]
    assert codebook.filter(pl.col("table") == "events")["column"].to_list() == events.columns


def test_only_the_asked_auxiliaries_are_written(store: Store, tmp_path: Path) -> None:
    with opened(store) as material:
        export(material, tmp_path / "out.csv", format="csv", auxiliaries=["negated"])
        export(material, tmp_path / "out.json", format="label-studio", auxiliaries=["negated"])
    assert pl.read_csv(tmp_path / "out.csv")["auxiliary"].to_list() == ["negated"]
    tasks = json.loads((tmp_path / "out.json").read_text("utf-8"))
    events = [r for t in tasks for r in t["predictions"][0]["result"] if r["type"] == "labels" and "score" in r]
    assert len(events) == 2


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old", "utf-8")
    broken = harbour()
    object.__setattr__(broken.events[0], "actors", None)
    with pytest.raises(TypeError):
        export(from_records([broken]), path, format="csv")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_errors_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no export format 'xml'; there are arrow, csv"):
        export(from_records([]), tmp_path / "out", format="xml")
    with pytest.raises(DragomanError, match=r"cannot be written .*give another -o FILE"):
        export(from_records([]), tmp_path / "nowhere" / "out", format="csv")
    with pytest.raises(StoreError, match="no such store"), opened(tmp_path / "none.duckdb"):
        pass


def test_command(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.tsv"
    done = CliRunner().invoke(group, ["export", "--format", "icews", "-o", str(path), "--store", str(store.path)])
    assert (done.exit_code, done.output) == (0, f"{path}: 10 rows\n")
    assert path.read_text("utf-8").startswith("Event ID\tEvent Date\t")
    assert CliRunner().invoke(group, ["export", "--format", "xml", "-o", "x"]).exit_code == 2


def test_differing_reports_keep_what_each_says(tmp_path: Path) -> None:
    first, second = harbour(), copy_of_harbour()
    other = event(BODY, "z1", "CONSULT", "Japan and South Korea met", actors=["JPN", "KOR"], date=day("2019-07-02"))
    second = second.model_copy(update={"events": [other]})
    store = Store(tmp_path / "events.duckdb")
    store.add(first)
    store.add(second)
    path = tmp_path / "out.jsonl"
    with opened(store) as material:
        export(material, path, format="jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    met = [report for row in rows if row["type"] == "CONSULT" for report in row["reports"]]
    assert [report["date"]["start"] for report in met] == ["2019-07-01", "2019-07-02"]
    assert met[1]["evidence"] == span(BODY, "Japan and South Korea met").model_dump()
