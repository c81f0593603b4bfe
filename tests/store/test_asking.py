from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.errors import UsageError
from dragoman.record import Agreement, Dispute, Due, Pledge, Position, Span
from dragoman.store import Store

from .conftest import make_record

SIGNED = "Japan signed a fish pact with China in Nagoya."


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Seven events among Japan, South Korea and China, and one within South Korea."""
    parts = {
        "agreements": [
            Agreement(
                id="agreement:1", name="Fish Pact", parties=["CHN", "JPN"], status="signed", status_date="2020-02-03"
            )
        ],
        "disputes": [
            Dispute(
                id="dispute:1",
                issue="fish",
                parties=["CHN", "JPN"],
                positions=[Position(entity="JPN", claim="more fish", start=0, end=5)],
                evidence=[Span(start=0, end=5, text="Japan")],
            )
        ],
        "pledges": [
            Pledge(
                id="pledge:1",
                by=["JPN"],
                what="fish less",
                due=Due(end="2020-12-31"),
                evidence=Span(start=0, end=5, text="Japan"),
            )
        ],
    }
    rows: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        ("Japan criticised South Korea over radar.", {"type": "ACCUSE", "date": "2019-01-10"}, {}),
        (
            "South Korea barred Japanese fish.",
            {"type": "SANCTION", "actors": ["KOR.GOV"], "recipients": ["JPN"], "date": "2019-03-02"},
            {},
        ),
        ("Both held talks.", {"actors": ["JPN.GOV:abe", "KOR.GOV:moon"], "recipients": [], "date": "2019-03-20"}, {}),
        ("Japan will meet South Korea.", {"auxiliary": "future", "date": "2019-04-01"}, {}),
        (
            SIGNED,
            {"type": "AGREE", "recipients": ["CHN"], "date": "2020-02-03", "place": ("Nagoya", "JPN")},
            {"parts": parts},
        ),
        (
            "Crowds marched.",
            {"type": "PROTEST", "actors": ["KOR.CVL"], "recipients": ["KOR.GOV"], "date": "2019-03-05"},
            {},
        ),
        ("Japan thanked South Korea.", {"type": "SUPPORT"}, {}),
    ]
    store = Store(tmp_path_factory.mktemp("asking") / "full.duckdb")
    list(store.add_many(make_record(f"p{n}", body, event, **more) for n, (body, event, more) in enumerate(rows)))
    return store


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 6),
        ({"auxiliary": None}, 7),
        ({"auxiliary": ["future"]}, 1),
        ({"actor": "JPN"}, 4),
        ({"actor": "JPN.GOV"}, 1),
        ({"actor": "JP"}, 0),
        ({"recipient": "CHN"}, 1),
        ({"party": "KOR"}, 5),
        ({"type": "AGREE"}, 1),
        ({"type": ["AGREE", "PROTEST"]}, 2),
        ({"quad": 4}, 2),
        ({"since": "2019-03", "until": "2019-03"}, 3),
        ({"since": "2020"}, 1),
        ({"until": "2019-01-10"}, 1),
        ({"place": "nagoya"}, 1),
        ({"place": "JPN"}, 1),
        ({"text": "FISH"}, 2),
        ({"text": "'; DROP TABLE events; --"}, 0),
        ({"limit": 2}, 2),
    ],
)
def test_events_are_found(full: Store, wanted: dict[str, Any], count: int) -> None:
    assert full.events(**wanted).num_rows == count


def test_events_carry_their_sentence_and_source(full: Store) -> None:
    row = full.events(type="AGREE").to_pylist()[0]
    assert (row["evidence"], row["source"], row["day"]) == (SIGNED, "p4", date(2020, 2, 3))


def test_an_undated_event_stands_at_its_publication(full: Store) -> None:
    row = full.events(type="SUPPORT").to_pylist()[0]
    assert (row["day"], row["start"]) == (date(2019, 11, 24), None)


@pytest.mark.parametrize(
    "wanted",
    [{"type": "SHOUT"}, {"quad": 5}, {"since": "last week"}, {"since": "2019-02-30"}, {"auxiliary": ["maybe"]}],
)
def test_questions_that_make_no_sense(full: Store, wanted: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        full.events(**wanted)


def test_the_story_of_a_dyad(full: Store) -> None:
    dyad = full.dyad("KOR", "JPN")
    assert dyad.events.column("type").to_pylist() == ["ACCUSE", "SANCTION", "CONSULT", "SUPPORT"]
    assert dyad.events.column("side").to_pylist() == ["JPN", "KOR", "both", "JPN"]
    summary = dyad.summary()
    assert [summary[f"quad{quad}"] for quad in (1, 2, 3, 4)] == [2, 0, 1, 1]
    assert {row["side"]: row["events"] for row in summary["balance"]} == {"JPN": 2, "KOR": 1, "both": 1}
    months = {row["period"]: row["events"] for row in dyad.months.to_pylist()}
    assert len(months) == 11
    assert {period.month for period, events in months.items() if events} == {1, 3, 11}
    assert full.dyad("JPN", "KOR").summary()["events"] == 4
    assert full.dyad("JPN", "FRA").summary()["score_mean"] is None


def test_panels(full: Store) -> None:
    directed = full.panel("year", source="JPN", target="KOR").to_pylist()
    assert [(row["period"].year, row["events"]) for row in directed] == [(2019, 3)]
    undirected = full.panel("year", source="KOR", target="JPN", directed=False).to_pylist()
    assert [(row["source"], row["target"], row["events"]) for row in undirected] == [("JPN", "KOR", 4)]
    assert undirected[0]["net"] == pytest.approx(0.0)
    assert undirected[0]["material_conflict"] == pytest.approx(0.25)
    assert undirected[0]["score_sum"] == pytest.approx(undirected[0]["score_mean"] * 4)


def test_panels_fill_with_zeros_or_not(full: Store) -> None:
    filled = full.panel("month", source="JPN", target="KOR", since="2019-01-01", until="2019-12-31")
    assert filled.num_rows == 12
    assert filled.to_pylist()[1] | {"period": None} == {
        **dict.fromkeys(("events", "quad1", "quad2", "quad3", "quad4"), 0),
        "source": "JPN",
        "target": "KOR",
        "period": None,
        "score_sum": 0.0,
        **dict.fromkeys(("score_mean", "net", "material_conflict")),
    }
    assert full.panel("month", source="JPN", target="KOR", zero_fill=False).num_rows == 3


@pytest.mark.parametrize(("unit", "rows"), [("day", 319), ("week", 46), ("month", 11), ("quarter", 4), ("year", 1)])
def test_units(full: Store, unit: Any, rows: int) -> None:
    assert full.panel(unit, source="JPN", target="KOR", directed=False).num_rows == rows


def test_domestic_events_are_kept_on_demand(full: Store) -> None:
    crossing = full.panel("year", zero_fill=False).to_pylist()
    assert all(row["source"] != row["target"] for row in crossing)
    kept = full.panel("year", domestic=True, zero_fill=False, by_type=True).to_pylist()
    inside = [row for row in kept if row["source"] == row["target"]]
    assert [(row["source"], row["protest"], row["agree"]) for row in inside] == [("KOR", 1, 0)]


def test_a_power_within_itself(full: Store) -> None:
    dyad = full.dyad("KOR", "KOR")
    assert dyad.summary()["events"] == 1
    assert [(row["source"], row["target"], row["events"]) for row in dyad.months.to_pylist()] == [("KOR", "KOR", 1)]
    two = full.panel("year", source="JPN", target="KOR", directed=False, domestic=True).to_pylist()
    assert [(row["source"], row["target"]) for row in two] == [("JPN", "KOR")]


def test_no_such_unit(full: Store) -> None:
    with pytest.raises(UsageError, match="no unit 'fortnight'"):
        full.panel("fortnight")  # type: ignore[arg-type]


def test_actors(full: Store) -> None:
    rows = {row["id"]: row for row in full.actors().to_pylist()}
    assert (rows["JPN"]["acts"], rows["JPN"]["receives"]) == (3, 1)
    assert [row["id"] for row in full.actors(text="moon").to_pylist()] == ["KOR.GOV:moon"]
    assert full.actors(country="CHN").num_rows == 1


def test_sources(full: Store) -> None:
    rows = full.sources().to_pylist()
    assert [row["source"] for row in rows] == [f"p{n}" for n in range(7)]
    assert {row["events"] for row in rows} == {1}


def test_show(full: Store) -> None:
    event = full.events(type="AGREE").to_pylist()[0]["id"]
    shown = full.show(event)
    assert (shown["kind"], shown["told"][0]["context"], shown["differences"]) == ("event", SIGNED, {})
    assert full.show("p4")["revisions"][0]["events"][0]["id"] == event
    assert full.show("KOR.CVL")["events"][0]["type"] == "PROTEST"
    assert full.show("agreement:1")["life"][0]["status"] == "signed"
    assert [(c["party"], c["claim"]) for c in full.show("dispute:1")["claims"]] == [("JPN", "more fish")]
    assert full.show("pledge:1")["due_end"] == date(2020, 12, 31)


@pytest.mark.parametrize("id", ["nothing", "e0000000000000000", "agreement:none", ""])
def test_show_knows_what_is_not_there(full: Store, id: str) -> None:
    with pytest.raises(UsageError, match=r"no such|nothing of that name"):
        full.show(id)


def test_differences_are_shown(store: Store) -> None:
    text = "Troops shelled the harbour town."
    store.add(make_record("a", text, {"type": "ASSAULT", "date": "2019-11-23", "place": ("Nagoya", "JPN")}))
    store.add(make_record("b", text + " So said an aide.", {"type": "ASSAULT", "date": "2019-11-22", "text": text}))
    shown = store.show(store.events().to_pylist()[0]["id"])
    assert shown["reports"] == 2
    assert [[row["start"].day, len(row["reports"])] for row in shown["differences"]["date"]] == [[23, 1], [22, 1]]
