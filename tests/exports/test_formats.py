"""Every format read back with the tools that its users have, in their usual settings."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from export_samples import BODY, harbour, records

from dragoman.exports import export, format_names, from_records, load_format
from dragoman.exports.tables import columns

TABBED = {
    "polecat": "polecat",
    "icews": "icews",
    "gdelt": "gdelt",
    "gdelt1": "gdelt1",
    "gdelt-mentions": "gdelt_mentions",
}
HEADERLESS = {"gdelt", "gdelt1", "gdelt-mentions"}
# The publishers' own columns: counts and ends, so that a column lost or moved shows
SHAPES = {
    "polecat": (40, "Event ID", "Version"),
    "icews": (20, "Event ID", "Longitude"),
    "gdelt": (61, "GLOBALEVENTID", "SOURCEURL"),
    "gdelt1": (58, "GLOBALEVENTID", "SOURCEURL"),
    "gdelt-mentions": (16, "GLOBALEVENTID", "Extras"),
}


def write(tmp_path: Path, name: str) -> Path:
    path = tmp_path / f"out.{name}"
    export(from_records(records()), path, format=name)
    return path


def read_tabbed(path: Path, name: str) -> pd.DataFrame:
    names = list(columns(TABBED[name])) if name in HEADERLESS else None
    header = None if name in HEADERLESS else 0
    return pd.read_csv(path, sep="\t", header=header, names=names, dtype=str, keep_default_na=False)


@pytest.mark.parametrize("name", TABBED)
def test_tabbed_tables_have_their_publishers_shape(tmp_path: Path, name: str) -> None:
    table = read_tabbed(write(tmp_path, name), name)
    assert (len(table.columns), table.columns[0], table.columns[-1]) == SHAPES[name]


@pytest.mark.parametrize("name", TABBED)
def test_tabbed_tables_read_the_same_with_quoting_on_and_off(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name)
    quoted = read_tabbed(path, name)
    plain = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert plain[0 if name in HEADERLESS else 1 :] == quoted.to_numpy().tolist()
    strict = pl.read_csv(path, separator="\t", has_header=name not in HEADERLESS, infer_schema=False)
    assert strict.fill_null("").rows() == [tuple(row) for row in quoted.to_numpy().tolist()]


@pytest.mark.parametrize("name", TABBED)
def test_cells_hold_no_control_characters(tmp_path: Path, name: str) -> None:
    text = write(tmp_path, name).read_text("utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)


@pytest.mark.parametrize("name", TABBED)
def test_exactly_the_columns_that_we_say_are_empty_are_so(tmp_path: Path, name: str) -> None:
    table = read_tabbed(write(tmp_path, name), name)
    empty = {column for column in table.columns if not table[column].any()}
    assert empty == {column for column, filling in columns(TABBED[name]).items() if not filling}


@pytest.mark.parametrize("name", ["polecat", "icews", "gdelt", "gdelt1", "gdelt-mentions"])
def test_formats_that_cannot_say_so_leave_out_what_did_not_happen(name: str) -> None:
    assert load_format(name).auxiliaries == ("actual",)


def test_gdelt_row_of_a_meeting(tmp_path: Path) -> None:
    table = read_tabbed(write(tmp_path, "gdelt"), "gdelt")
    met = table[table["EventRootCode"] == "04"]
    assert list(met["Actor1Code"] + met["Actor2Code"]) == ["JPNKOR", "KORJPN"]  # reciprocal: both ways
    row = met.iloc[0]
    expected = {
        "SQLDATE": "20190701",
        "MonthYear": "201907",
        "Year": "2019",
        "FractionDate": "2019.4959",
        "Actor1Name": "JAPAN",
        "Actor1CountryCode": "JPN",
        "Actor1Type1Code": "",
        "EventCode": "040",
        "EventBaseCode": "040",
        "QuadClass": "1",
        "GoldsteinScale": "2.5",
        "IsRootEvent": "1",
        "NumMentions": "1",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Tokyo, Tokyo Prefecture, Japan",
        "ActionGeo_CountryCode": "JA",
        "ActionGeo_Lat": "35.6895",
        "DATEADDED": "20190702000000",
        "SOURCEURL": "https://www.harbour.example/world/1",
    }
    assert {column: row[column] for column in expected} == expected


def test_gdelt_actors(tmp_path: Path) -> None:
    table = read_tabbed(write(tmp_path, "gdelt"), "gdelt")
    parts = ["Code", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code", "Type3Code"]
    found = {
        row[f"Actor{n}Name"]: tuple(row[f"Actor{n}{part}"] for part in parts)
        for _, row in table.iterrows()
        for n in (1, 2)
    }
    assert found == {
        "JAPAN": ("JPN", "JPN", "", "", "", ""),
        "SOUTH KOREA": ("KOR", "KOR", "", "", "", ""),
        "RYOTA MORI": ("JPNGOVMILELI", "JPN", "", "GOV", "MIL", "ELI"),
        "SOUTH KOREA: COURTS": ("KORJUD", "KOR", "", "JUD", "", ""),
        "UNITED NATIONS": ("IGOUNO", "", "UNO", "IGO", "", ""),
        "NATO": ("IGOWSTNATMIL", "", "NAT", "IGO", "MIL", ""),
        "G20": ("IGO", "", "", "IGO", "", ""),
        "VILLAGERS": ("CVL", "", "", "CVL", "", ""),
        "KOSOVO": ("KSV", "KSV", "", "", "", ""),
        "": ("", "", "", "", "", ""),
    }


def test_gdelt_reads_with_the_types_that_its_users_give(tmp_path: Path) -> None:
    whole = ["GLOBALEVENTID", "IsRootEvent", "QuadClass", "NumMentions", "NumSources", "NumArticles"]
    table = pd.read_csv(
        write(tmp_path, "gdelt"),
        sep="\t",
        header=None,
        names=list(columns("gdelt")),
        dtype=dict.fromkeys(whole, "int64") | {"EventCode": str, "GoldsteinScale": float},
    )
    assert table["GLOBALEVENTID"].is_unique
    assert table["GLOBALEVENTID"].between(1, 2**53 - 1).all()
    undated = table[table["Actor1Name"] == "NATO"]
    assert undated["SQLDATE"].isna().all()


def test_gdelt1_gives_the_day_alone(tmp_path: Path) -> None:
    table = read_tabbed(write(tmp_path, "gdelt1"), "gdelt1")
    assert set(table["DATEADDED"]) == {"20190702", ""}


def test_mentions_belong_to_events(tmp_path: Path) -> None:
    events = read_tabbed(write(tmp_path, "gdelt"), "gdelt")
    mentions = read_tabbed(write(tmp_path, "gdelt-mentions"), "gdelt-mentions")
    assert set(mentions["GLOBALEVENTID"]) == set(events["GLOBALEVENTID"])
    curbs = mentions[mentions["SentenceID"] == "2"].iloc[0]
    start = BODY.index("Ryota Mori")
    expected = {
        "MentionTimeDate": "20190702000000",
        "MentionType": "1",
        "MentionSourceName": "Harbour Wire",
        "Actor1CharOffset": str(start - len("Trade Minister ")),
        "Actor2CharOffset": str(BODY.index("exports to South Korea")),
        "ActionCharOffset": str(start),
        "Confidence": "90",
        "MentionDocLen": str(len(BODY)),
    }
    assert {column: curbs[column] for column in expected} == expected
    unnamed = mentions[mentions["MentionType"] == "2"]
    assert set(unnamed["Confidence"]) == {"10", "90"}
    assert "-1" in set(unnamed["Actor1CharOffset"])


def test_icews_rows(tmp_path: Path) -> None:
    table = read_tabbed(write(tmp_path, "icews"), "icews")
    assert len(table) == 2 + 2 + 1 + 4 + 1
    expected = {
        "Event Date": "2019-07-02",  # undated: the day of publication
        "Source Name": "Ryota Mori",
        "Source Sectors": "Government,Military,Elite",
        "Source Country": "Japan",
        "Event Text": "Reduce or stop material aid",
        "CAMEO Code": "162",
        "Intensity": "-6",
        "Target Name": "South Korea",
        "Target Country": "South Korea",
        "Sentence Number": "2",
        "Publisher": "Harbour Wire",
    }
    row = table[table["Source Name"] == "Ryota Mori"].iloc[0]
    assert {column: row[column] for column in expected} == expected
    assert table["Event ID"].is_unique


def test_polecat_rows(tmp_path: Path) -> None:
    table = read_tabbed(write(tmp_path, "polecat"), "polecat").set_index("Event ID")
    assert list(table.index) == ["a1", "a2", "a4", "b1", "b2"]
    expected = {
        "Event Date": "2019-07-02",
        "Event Type": "SANCTION",
        "Event Mode": "discontinue",
        "Intensity": "-6",
        "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "economic;technology",
        "Actor Name": "Ryota Mori",
        "Actor Country": "JPN",
        "Actor COW": "740",
        "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV,MIL,ELI",
        "Actor Title": "Trade Minister",
        "Actor Name Raw": "Trade Minister Ryota Mori",
        "Recipient Name": "South Korea;United Nations",
        "Recipient Country": "KOR;UNO",
        "Recipient COW": "732;",
        "Publication Date": "2019-07-02",
        "Story People": "Ryota Mori",
        "Story Organizations": "United Nations;South Korea: courts",
        "Story Locations": "Seoul;Tokyo;Kent",
        "Version": "0.1.0",
    }
    assert {column: table.loc["a2", column] for column in expected} == expected
    assert table.loc["a4", "Event Date"] == "2018-01-01"


def test_csv_reads_in_pandas_and_polars(tmp_path: Path) -> None:
    path = write(tmp_path, "csv")
    table = pd.read_csv(path, parse_dates=["date_start", "date_end", "published"])
    assert list(table.columns) == list(columns("events"))
    assert list(table["event_id"]) == ["a1", "a2", "a3", "a4", "b1", "b2"]
    assert table["date_start"].iloc[0] == pd.Timestamp("2019-07-01")
    assert table["evidence"].iloc[1] == 'Ryota Mori "curbed" exports'
    assert table["actor_names"].iloc[0] == "Japan;South Korea"
    again = pl.read_csv(path, try_parse_dates=True)
    assert again["auxiliary"].to_list() == ["actual", "actual", "negated", "actual", "actual", "actual"]
    assert again["date_start"].dtype == pl.Date


def test_csv_keeps_one_line_a_row(tmp_path: Path) -> None:
    assert len(write(tmp_path, "csv").read_text("utf-8").splitlines()) == 1 + 6


def test_jsonl_holds_every_report(tmp_path: Path) -> None:
    path = write(tmp_path, "jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    assert [row["event_id"] for row in rows] == ["a1", "a2", "a3", "a4", "b1", "b2"]
    assert rows[1]["actor_ids"] == ["JPN.GOV:ryota-mori"]
    report = rows[1]["reports"][0]
    assert BODY[report["evidence"]["start"] : report["evidence"]["end"]] == report["evidence"]["text"]
    assert len(pd.read_json(path, lines=True)) == 6
    assert pl.read_ndjson(path)["quad"].to_list() == [1, 4, 3, 3, 4, 2]


def test_parquet_and_arrow_hold_the_same_typed_table(tmp_path: Path) -> None:
    table = pq.read_table(write(tmp_path, "parquet"))
    with pa.memory_map(str(write(tmp_path, "arrow"))) as source:
        assert pa.ipc.open_file(source).read_all().equals(table)
    assert table.schema.field("date_start").type == pa.date32()
    assert table.column("recipient_countries").to_pylist()[1] == ["KOR", "UNO"]
    assert table.column("date_start").to_pylist()[:2] == [date(2019, 7, 1), None]
    assert pl.read_parquet(write(tmp_path, "parquet"))["score"].to_list() == [2.5, -6.0, -2.0, -2.0, -9.0, 10.0]
    assert pd.read_feather(write(tmp_path, "arrow"))["cameo"].iloc[1] == "162"


def test_label_studio_regions_lie_where_they_say(tmp_path: Path) -> None:
    tasks = json.loads(write(tmp_path, "label-studio").read_text("utf-8"))
    assert [task["data"]["source"] for task in tasks] == [record.article.source for record in records()]
    for task in tasks:
        result = task["predictions"][0]["result"]
        regions = {item["id"]: item["value"] for item in result if item["type"] == "labels"}
        assert regions
        for value in regions.values():
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
        relations = [item for item in result if item["type"] == "relation"]
        assert relations
        assert all(item["from_id"] in regions and item["to_id"] in regions for item in relations)


@pytest.mark.parametrize("name", format_names())
def test_every_format_writes_an_empty_store(tmp_path: Path, name: str) -> None:
    path = tmp_path / "empty"
    assert export(from_records([]), path, format=name) == 0
    assert path.exists()


@pytest.mark.parametrize("name", format_names())
def test_every_format_gives_the_same_bytes_again(name: str) -> None:
    material = from_records([harbour()])
    first, second = io.BytesIO(), io.BytesIO()
    load_format(name).write(material, first)
    load_format(name).write(material, second)
    assert first.getvalue() == second.getvalue() != b""


def test_polecat_names_each_organisation_once() -> None:
    record = harbour()
    courts = next(entity for entity in record.entities if entity.id == "KOR.JUD")
    twice = record.model_copy(update={"entities": [*record.entities, courts.model_copy(update={"id": "JPN.JUD"})]})
    out = io.BytesIO()
    load_format("polecat").write(from_records([twice]), out)
    assert out.getvalue().decode().count("United Nations;South Korea: courts\t") == len(record.events)
