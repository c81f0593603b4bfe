"""What the example pages say of Japan and South Korea in 2018 and 2019, followed through their golden records."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.record import Coder, Record
from dragoman.store import Store

RECORDS = Path(__file__).parents[2] / "examples" / "japan-south-korea" / "records"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("examples") / "examples.duckdb")
    pages = [json.loads(path.read_text("utf-8")) for path in sorted(RECORDS.glob("*.json"))]
    list(store.add_many(Record.model_validate(page | {"coder": Coder(version="golden")}) for page in pages))
    return store


def test_the_life_of_gsomia(store: Store) -> None:
    (row,) = [row for row in store.agreements(between=("JPN", "KOR")).to_pylist() if row["acronym"] == "GSOMIA"]
    assert row["name"] == "General Security of Military Information Agreement"
    assert row["parties"] == ["JPN", "KOR"]
    assert row["pages"] >= 6
    life = store.show(row["id"])["life"]
    told = [(step["status"], step["date"]) for step in life]
    assert ("signed", "2016-11") in told
    notice = next(step for step in life if (step["status"], step["date"]) == ("notice given", "2019-08-22"))
    assert "would end an agreement to share military intelligence" in notice["sources"][0]["context"]
    assert {source["source"].split("/")[-1][:2] for source in notice["sources"]} >= {"09", "10"}
    kept = next(step for step in life if step["status"] == "renewed" and str(step["news"]) == "2019-11-22")
    assert "it would suspend its decision to leave" in kept["sources"][0]["context"]
    assert life.index(notice) < life.index(kept)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2019-08-22", "notice given"),
        ("2019-11-21", "notice given"),
        ("2019-11-22", "renewed"),
        ("2019-12-24", "renewed"),
    ],
)
def test_where_gsomia_stands(store: Store, as_of: str, status: str) -> None:
    found = store.agreements(text="military", as_of=as_of).to_pylist()
    assert [row["status"] for row in found if row["acronym"] == "GSOMIA"] == [status]


def test_gsomia_is_about_to_expire_in_autumn(store: Store) -> None:
    found = store.agreements(expiring=90, as_of="2019-10-24").to_pylist()
    assert [row["acronym"] for row in found] == ["GSOMIA"]


def test_the_pledge_of_nagoya_is_kept_in_chengdu(store: Store) -> None:
    made = [row for row in store.pledges(between=("JPN", "KOR")).to_pylist() if row["made"] == date(2019, 11, 23)]
    (row,) = [row for row in made if row["due_end"] == date(2019, 12, 31)]
    assert row["outcome"] == "kept"
    assert row["settled_on"] == date(2019, 12, 24)
    assert row["settled_by"] in {event["id"] for event in store.events(type="CONSULT").to_pylist()}
    assert "15-chengdu" in store.show(row["id"])["matches"][0]["source"]


def test_labour_and_exports_are_two_disputes(store: Store) -> None:
    found = store.disputes(between=("JPN", "KOR")).to_pylist()
    labour = [row for row in found if "labour" in row["issue"] or "labor" in row["issue"]]
    exports = [row for row in found if "export" in row["issue"]]
    assert len(labour) == len(exports) == 1
    assert labour[0]["pages"] >= 5
    timeline = store.show(labour[0]["id"])["timeline"]
    days = [line["day"] for line in timeline if line["day"]]
    assert days == sorted(days)
    assert {line["what"] for line in timeline} == {"act", "claim", "course"}
