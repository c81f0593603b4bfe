"""The API: typed, paged, tagged, and as its OpenAPI says."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from dragoman.record import Record
from dragoman.store import Store
from tests.store.conftest import make_record
from tests.web.conftest import ROOT, client_of


def test_cursors_go_through_all_events_once(client: TestClient) -> None:
    whole = [row["id"] for row in client.get("/api/events?limit=500").json()["items"]]
    seen, cursor = [], ""
    while cursor is not None:
        answer = client.get("/api/events", params={"limit": 40} | ({"cursor": cursor} if cursor else {})).json()
        seen += [row["id"] for row in answer["items"]]
        cursor = answer["next"]
    assert seen == whole
    assert len(set(seen)) == len(seen)


def test_cursors_stay_good_while_pages_are_added(tmp_path: Path) -> None:
    path = tmp_path / "growing.duckdb"
    days = [f"2019-0{month}-01" for month in range(1, 7)]
    for number, day in enumerate(days):
        Store(path).add(
            make_record(f"{number}.txt", f"Tokyo met Seoul again, time {number}.", {"date": day}, published=day)
        )
    client = client_of(Store(path, read_only=True, wait=5))
    first = client.get("/api/events?limit=3").json()
    Store(path).add(
        make_record(
            "new.txt", "Tokyo praised Seoul.", {"date": "2019-12-01", "type": "SUPPORT"}, published="2019-12-02"
        )
    )
    second = client.get("/api/events", params={"limit": 3, "cursor": first["next"]}).json()
    assert [row["day"] for row in first["items"] + second["items"]] == list(reversed(days))


def test_files_hold_what_json_holds(client: TestClient) -> None:
    rows = client.get("/api/events?dyad=JPN-KOR&limit=500").json()["items"]
    as_csv = list(csv.DictReader(io.StringIO(client.get("/api/events?dyad=JPN-KOR&format=csv").text)))
    as_parquet = pq.read_table(io.BytesIO(client.get("/api/events?dyad=JPN-KOR&format=parquet").content)).to_pylist()
    assert [row["id"] for row in rows] == [row["id"] for row in as_csv] == [row["id"] for row in as_parquet]
    assert as_csv[0]["actors"] == ";".join(rows[0]["actors"])
    assert as_parquet[0]["actors"] == rows[0]["actors"]


@pytest.mark.parametrize("name", ["dyads", "panel", "actors", "sources", "agreements", "disputes", "pledges"])
def test_every_list_comes_as_three_forms(client: TestClient, name: str) -> None:
    rows = client.get(f"/api/{name}?limit=1000").json()["items"]
    assert rows
    assert len(list(csv.DictReader(io.StringIO(client.get(f"/api/{name}?format=csv").text)))) == len(rows)
    table = pq.read_table(io.BytesIO(client.get(f"/api/{name}?format=parquet").content))
    assert table.num_rows == len(rows)


def test_a_tag_says_whether_the_store_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "tagged.duckdb"
    Store(path).add(make_record("a.txt", "Tokyo met Seoul."))
    client = client_of(Store(path, read_only=True, wait=5))
    tag = client.get("/api/events").headers["etag"]
    again = client.get("/api/events", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/actors", headers={"If-None-Match": tag}).status_code == 200
    Store(path).add(make_record("b.txt", "Seoul met Tokyo."))
    assert client.get("/api/events", headers={"If-None-Match": tag}).status_code == 200


def test_a_page_that_is_posted_comes_back_coded_and_is_not_kept(client: TestClient) -> None:
    page = (ROOT / "examples/japan-south-korea/05-export-controls.txt").read_bytes()
    before = len(client.get("/api/sources?limit=1000").json()["items"])
    answer = client.post("/api/code?source=given", content=page, headers={"Content-Type": "text/plain"})
    record = Record.model_validate(answer.json())
    assert record.article.source == "given"
    assert record.events
    assert len(client.get("/api/sources?limit=1000").json()["items"]) == before
    assert client.post("/api/code", content=b"  ").status_code in (400, 422)
    assert client.post("/api/code?published=2019-13-45", content=page).status_code in (400, 422)


def test_an_article_is_its_record(client: TestClient, store: Store) -> None:
    record = next(iter(store.records()))
    assert Record.model_validate(client.get(f"/api/articles/{record.article.id}").json()) == record


def test_a_dyad_adds_up(client: TestClient) -> None:
    found = client.get("/api/dyads/JPN-KOR").json()
    assert sum(month["events"] for month in found["months"]) == found["events"]
    assert sum(found[f"quad{quad}"] for quad in (1, 2, 3, 4)) == found["events"]
    assert {side["side"] for side in found["balance"]} <= {"JPN", "KOR", "both"}


def test_the_description_has_an_example_and_an_answer_for_every_operation(client: TestClient) -> None:
    schema = client.get("/api/openapi.json").json()
    assert schema["openapi"].startswith("3.")
    page = client.get("/api").text
    for path, methods in schema["paths"].items():
        assert path.startswith("/api/")
        assert path in page
        for operation in methods.values():
            assert operation["description"]
            assert "200" in operation["responses"]
    listed = schema["paths"]["/api/events"]["get"]["responses"]["200"]["content"]["application/json"]
    assert listed["example"]["items"]
