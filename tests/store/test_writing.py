from __future__ import annotations

import json
import random
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from dragoman.record import Agreement, Record, Speaker, Statement
from dragoman.store import Store

from .conftest import make_record

Dump = Callable[..., dict[str, list[Any]]]
STORIES = Path(__file__).parents[2] / "benchmarks" / "stories" / "merge"
DATED = {"date": "2019-11-23", "type": "AGREE"}
WIRE = (
    "Japan and South Korea agreed on Saturday to hold formal talks. Their foreign ministers sat down for half an hour "
    "between sessions of a larger meeting. Neither said where the talks would be held, or when. Officials spoke of the "
    "end of the year, and of a city in China where a summit is planned anyway."
)
LEAD = "Japan and South Korea agreed on Saturday to hold formal talks."


def pages() -> list[Record]:
    """Seven pages: three of one text, a rewrite, a follow-up, the same a month later, and another dyad."""
    lead = {**DATED, "text": LEAD[:-1]}
    return [
        make_record("wire", WIRE, lead),
        make_record("paper", "By our staff\n\n" + WIRE, lead),
        make_record("site", WIRE[:200], lead, published="2019-11-25"),
        make_record("rewrite", "Tokyo and Seoul will talk: both agreed to formal talks.", {"type": "AGREE"}),
        make_record(
            "follow", "The two agreed to talk formally.", {**DATED, "actors": ["KOR.GOV:kang"], "recipients": ["JPN"]}
        ),
        make_record("later", LEAD, {"type": "AGREE", "date": "2019-12-24"}, published="2019-12-25"),
        make_record(
            "other",
            "China agreed to hold formal talks with India.",
            {**DATED, "actors": ["CHN"], "recipients": ["IND"]},
        ),
    ]


def test_the_same_bytes_twice_change_nothing(store: Store, dump: Dump) -> None:
    assert [added.outcome for added in store.add_many(pages())] == ["new"] * 7
    before = dump(store)
    assert [added.outcome for added in store.add_many(pages())] == ["unchanged"] * 7
    assert store.add(pages()[0].model_copy(deep=True)).outcome == "unchanged"
    assert dump(store) == before


def test_copies_and_rewrites_become_one_event(store: Store) -> None:
    list(store.add_many(pages()))
    events = store.events(party="KOR").to_pylist()
    assert [(event["pages"], event["texts"]) for event in events] == [(5, 3), (1, 1)]
    assert {row["source"]: row["copy_of"] for row in store.sources().to_pylist()}["wire"] == "paper"
    told = store.reports(events[0]["id"])
    assert [row["source"] for row in told] == ["follow", "paper", "rewrite", "wire", "site"]
    assert told[0]["id"] == events[0]["id"]


@pytest.mark.parametrize("seed", range(2))
def test_any_order_gives_the_same_store(store: Store, dump: Dump, tmp_path: Any, seed: int) -> None:
    list(store.add_many(pages()))
    shuffled = pages()
    random.Random(seed).shuffle(shuffled)
    other = Store(tmp_path / "other.duckdb")
    for record in shuffled:
        other.add(record)
    assert dump(other) == dump(store)


def test_any_order_and_batches_of_many_stories(store: Store, dump: Dump, tmp_path: Path) -> None:
    lines = (STORIES / "dev.jsonl").read_text("utf-8").splitlines()
    records = []
    for row in map(json.loads, lines):
        given = {name: row[name] for name in ("type", "actors", "recipients", "auxiliary", "date")}
        place = (row["place"], row["country"]) if row["place"] else None
        records.append(make_record(row["source"], row["text"], {**given, "place": place}, published=row["published"]))
    list(store.add_many(records))
    wanted, chance = dump(store), random.Random(7)
    assert len(wanted["events"]) < len(records) / 2
    for number in range(2):
        chance.shuffle(records)
        other, cut = Store(tmp_path / f"{number}.duckdb"), chance.randrange(len(records))
        list(other.add_many(records[:cut]))
        list(other.add_many(records[cut:]))
        assert dump(other) == wanted


def test_any_order_of_pages_that_pull_two_ways(dump: Dump, tmp_path: Any) -> None:
    """Undated reports between two acts: each goes where the whole set says, whoever comes first."""
    text = "Envoys agreed to hold talks about fish and dams."
    records = [
        make_record(
            f"p{day}", f"{text} It was day {day}.", {"type": "AGREE", "date": f"2020-03-{day:02}", "text": text}
        )
        for day in (1, 4)
    ] + [
        make_record(
            f"u{day}",
            f"{text} So we hear on day {day}.",
            {"type": "AGREE", "text": text},
            published=f"2020-03-{day:02}",
        )
        for day in (5, 8)
    ]
    dumps = []
    for number, order in enumerate(list(permutations(records))[::5]):
        store = Store(tmp_path / f"{number}.duckdb")
        list(store.add_many(order[:2]))
        list(store.add_many(order[2:]))
        dumps.append(dump(store))
    assert all(each == dumps[0] for each in dumps)


def test_rebuilding_changes_nothing(store: Store, dump: Dump) -> None:
    list(store.add_many(pages()))
    store.add(make_record("wire", WIRE + " More is expected.", {**DATED, "text": LEAD[:-1]}))
    before = dump(store)
    store.rebuild()
    assert dump(store) == before


def test_new_text_is_a_new_revision(store: Store) -> None:
    store.add(make_record("a", "Japan accused South Korea. It rained.", {"type": "ACCUSE", "date": "2019-11-23"}))
    again = make_record("a", "Japan met South Korea. It rained.", {"type": "CONSULT", "date": "2019-11-23"})
    assert store.add(again).outcome == "revised"
    assert [event["type"] for event in store.events().to_pylist()] == ["CONSULT"]
    kept = store.events(withdrawn=True).to_pylist()
    assert [event["type"] for event in kept] == ["ACCUSE", "CONSULT"] or [e["type"] for e in kept] == [
        "CONSULT",
        "ACCUSE",
    ]
    assert [(row["number"], row["latest"]) for row in store.show("a")["revisions"]] == [(1, False), (2, True)]
    assert list(store.records()) == [again]
    assert len(list(store.records(all_codings=True))) == 2


def test_two_revisions_in_one_batch(store: Store, dump: Dump, tmp_path: Any) -> None:
    texts = [make_record("a", f"Japan met South Korea. Text {n}.", {"date": "2019-11-23"}) for n in range(3)]
    assert [added.outcome for added in store.add_many(texts)] == ["new", "revised", "revised"]
    other = Store(tmp_path / "other.duckdb")
    for record in texts:
        other.add(record)
    assert dump(other) == dump(store)
    assert store.events().to_pylist()[0]["reports"] == 3


def test_a_revision_in_other_words_is_still_one_event(store: Store) -> None:
    store.add(make_record("wire", WIRE, {**DATED, "text": LEAD[:-1]}))
    store.add(make_record("wire", WIRE + " More is expected.", {**DATED, "text": LEAD[:-1]}))
    event = store.events().to_pylist()[0]
    assert (event["reports"], event["pages"], event["texts"]) == (2, 1, 1)
    assert [row["superseded"] for row in store.reports(event["id"])].count(True) == 1


def test_recoding_keeps_what_the_old_coder_said(store: Store, dump: Dump) -> None:
    old = make_record("a", LEAD, {"type": "CONSULT", "date": "2019-11-23"}, coder="1")
    new = make_record("a", LEAD, {"type": "AGREE", "date": "2019-11-23"}, coder="2")
    store.add(old)
    first = dump(store)
    assert store.add(new).outcome == "unchanged"
    assert dump(store) == first
    assert store.add(new, recode=True).outcome == "recoded"
    assert [event["type"] for event in store.events().to_pylist()] == ["AGREE"]
    assert list(store.records()) == [new]
    assert sorted(r.coder.version for r in store.records(all_codings=True)) == ["1", "2"]
    assert store.add(new, recode=True).outcome == "unchanged"
    assert store.add(old, recode=True).outcome == "recoded"
    assert [event["type"] for event in store.events().to_pylist()] == ["CONSULT"]


def test_a_recoding_that_says_the_same_keeps_the_id(store: Store) -> None:
    list(store.add_many(pages()))
    before = store.events().column("id").to_pylist()
    again = [
        record.model_copy(update={"coder": record.coder.model_copy(update={"version": "2"})}) for record in pages()
    ]
    assert {added.outcome for added in store.add_many(again, recode=True)} == {"recoded"}
    assert store.events().column("id").to_pylist() == before


def test_records_come_back_as_they_were(store: Store) -> None:
    statement = Statement(id="s1", speaker=Speaker(name="Kang"), direct=True, text="talks", start=56, end=61)
    agreement = Agreement(
        id="agreement:1", name="Talks Accord", parties=["JPN", "KOR"], status="signed", expires="2020"
    )
    parts = {"statements": [statement], "agreements": [agreement]}
    record = make_record("a", LEAD, DATED, parts=parts)
    store.add(record)
    assert list(store.records()) == [record]


def test_split_and_merge_hold_and_can_be_undone(store: Store, dump: Dump) -> None:
    list(store.add_many(pages()[:4]))
    event = store.events().to_pylist()[0]["id"]
    told = store.reports(event)
    apart = next(row["id"] for row in told if row["source"] == "rewrite")
    store.split(event, apart)
    assert sorted(row["reports"] for row in store.events().to_pylist()) == [1, 3]
    store.add(pages()[4])
    store.rebuild()
    assert len(store.reports(apart)) < 4
    store.merge(event, apart)
    store.merge(event, store.reports(apart)[0]["id"])
    before = dump(store)
    store.rebuild()
    assert dump(store) == before


def test_a_merge_of_distant_events_holds(store: Store) -> None:
    list(store.add_many(pages()))
    first, second = (event["id"] for event in store.events(party="KOR").to_pylist())
    store.merge(first, second)
    assert [event["reports"] for event in store.events(party="KOR").to_pylist()] == [6]
    later = next(row["id"] for row in store.reports(first) if row["source"] == "later")
    store.split(first, later)
    assert [event["reports"] for event in store.events(party="KOR").to_pylist()] == [5, 1]


def test_a_page_that_fails_leaves_nothing(store: Store, dump: Dump, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.store import writing

    store.add(pages()[0])
    before = dump(store)
    monkeypatch.setattr(writing, "update", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.add(pages()[3])
    assert dump(store) == before
