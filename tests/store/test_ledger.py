"""The ledger in the store: what pages say of one thing is one entry, in whatever order they come."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dragoman.errors import UsageError
from dragoman.record import Agreement, Dispute, Due, Pledge, Position, Record, Speaker, Statement, Step
from dragoman.store import Store

from .conftest import make_record

Dump = Callable[..., dict[str, list[Any]]]
NOTICE = "Ruritania gave notice on Monday that it would end its intelligence-sharing pact with Atlantis."
REPRIEVE = "Ruritania said on Friday that it was putting its notice to leave the ISPA pact on hold."
PLAN = "The foreign ministers agreed to hold talks on forced labour in December."
TALKS = "The leaders of Atlantis and Ruritania sat down together for an hour."
RULING = "Ruritania criticised the ruling on wartime labourers, the latest turn in a dispute over forced labour."


def span(body: str, text: str) -> dict[str, Any]:
    start = body.index(text)
    return {"start": start, "end": start + len(text), "text": text}


def page(
    source: str, body: str, published: str, event: dict[str, Any] | None = None, coder: str = "1", **parts: Any
) -> Record:
    both = {"actors": ["ATL", "RUR"], "recipients": []}
    events = [both | event] if event else []
    return make_record(source, body, *events, published=published, coder=coder, parts=parts)


def agreement(body: str, name: str, status: Any, day: str | None, **more: Any) -> Agreement:
    place = span(body, name)
    step = Step(status=status, date=day, **span(body, body[:-1]))
    given = {"parties": ["ATL", "RUR"], "evidence": [place], "status": status, "status_date": day, "steps": [step]}
    return Agreement(id=f"agreement:{name}", name=name, **(given | more))


def pages() -> list[Record]:
    """Five pages: an agreement noticed and kept, a pledge and what keeps it, and a dispute in other words each time."""
    pact = agreement(NOTICE, "intelligence-sharing pact", "notice given", "2019-08-22", expires="2019-11-23")
    kept = agreement(REPRIEVE, "ISPA pact", "renewed", "2019-11-22", acronym="ISPA", aliases=["intelligence pact"])
    promise = Pledge(
        id="pledge:1",
        by=["ATL", "RUR"],
        what="hold talks on forced labour",
        action="CONSULT",
        due=Due(start="2019-12-01", end="2019-12-31", text="in December"),
        evidence=span(PLAN, "hold talks on forced labour in December"),
    )
    labour = Dispute(
        id="dispute:1",
        issue="forced labour",
        parties=["ATL", "RUR"],
        evidence=[span(RULING, "a dispute over forced labour")],
        positions=[Position(entity="RUR", claim="the ruling on wartime labourers", start=24, end=30)],
    )
    curbs = Dispute(
        id="dispute:2", issue="export curbs", parties=["ATL", "RUR"], evidence=[span(NOTICE, "Ruritania gave notice")]
    )
    workers = Dispute(
        id="dispute:3", issue="wartime workers", parties=["ATL", "RUR"], evidence=[span(PLAN, "talks on forced labour")]
    )
    said = Statement(
        id="s1",
        speaker=Speaker(entity="RUR", name="Ruritania"),
        verb="said",
        direct=False,
        **span(REPRIEVE, "it was putting its notice to leave the ISPA pact on hold"),
    )
    return [
        page(
            "notice",
            NOTICE,
            "2019-08-22",
            {"type": "SANCTION", "date": "2019-08-22"},
            agreements=[pact],
            disputes=[curbs],
        ),
        page("reprieve", REPRIEVE, "2019-11-22", agreements=[kept], statements=[said]),
        page(
            "plan", PLAN, "2019-11-23", {"type": "AGREE", "date": "2019-11-23"}, pledges=[promise], disputes=[workers]
        ),
        page(
            "ruling",
            RULING,
            "2019-11-24",
            {"type": "ACCUSE", "date": "2019-11-24", "actors": ["RUR"], "recipients": ["ATL"]},
            disputes=[labour],
        ),
        page("talks", TALKS, "2019-12-24", {"type": "CONSULT", "date": "2019-12-24"}),
    ]


@pytest.fixture
def full(store: Store) -> Store:
    list(store.add_many(pages()))
    return store


def test_mentions_of_one_agreement_are_one(full: Store) -> None:
    (row,) = full.agreements().to_pylist()
    assert (row["name"], row["acronym"], row["parties"], row["pages"]) == ("ISPA pact", "ISPA", ["ATL", "RUR"], 2)
    assert (row["status"], row["status_date"], row["expires"], row["past_expiry"]) == (
        "renewed",
        "2019-11-22",
        "2019-11-23",
        True,
    )


@pytest.mark.parametrize(
    ("as_of", "status"), [("2019-08-22", "notice given"), ("2019-11-21", "notice given"), ("2019-11-22", "renewed")]
)
def test_an_agreement_stands_as_of_a_day(full: Store, as_of: str, status: str) -> None:
    assert full.agreements(as_of=as_of).column("status").to_pylist() == [status]


@pytest.mark.parametrize(
    ("as_of", "days", "count"), [("2019-08-25", 90, 1), ("2019-08-24", 90, 0), ("2019-11-24", 90, 0)]
)
def test_what_expires_within_a_time(full: Store, as_of: str, days: int, count: int) -> None:
    assert full.agreements(expiring=days, as_of=as_of).num_rows == count


def test_a_life_is_shown_with_its_sentences(full: Store) -> None:
    shown = full.show(full.agreements().to_pylist()[0]["id"])
    assert [(s["status"], s["date"], s["context"], s["source"]) for s in shown["life"]] == [
        ("notice given", "2019-08-22", NOTICE, "notice"),
        ("renewed", "2019-11-22", REPRIEVE, "reprieve"),
    ]
    assert [m["source"] for m in shown["mentions"]] == ["notice", "reprieve"]
    assert full.show(shown["mentions"][1]["id"])["id"] == shown["id"]


def test_disputes_are_one_by_what_they_are_about(full: Store) -> None:
    found = {row["issue"]: row for row in full.disputes().to_pylist()}
    assert found.keys() == {"forced labour", "export curbs"}
    assert (found["forced labour"]["pages"], found["forced labour"]["claims"]) == (2, 1)
    shown = full.show(found["forced labour"]["id"])
    assert [act["type"] for act in shown["acts"]] == ["AGREE", "ACCUSE"]
    assert [turn["course"] for turn in shown["turns"]] == ["in talks"]


def test_a_pledge_is_kept_by_a_later_page(full: Store) -> None:
    (row,) = full.pledges().to_pylist()
    assert (row["outcome"], row["settled_on"], row["late"]) == ("kept", date(2019, 12, 24), False)
    assert row["settled_by"] == full.events(type="CONSULT").to_pylist()[0]["id"]
    assert "CONSULT by ATL, RUR on 2019-12-24" in row["why"]
    assert full.show(row["id"])["matches"][0]["context"] == TALKS


@pytest.mark.parametrize(("as_of", "outcome"), [("2019-11-30", "open"), ("2019-12-23", "open"), ("2019-12-24", "kept")])
def test_a_pledge_stands_as_of_a_day(full: Store, as_of: str, outcome: str) -> None:
    assert full.pledges(as_of=as_of).column("outcome").to_pylist() == [outcome]


def test_what_nobody_did_is_overdue_once_it_was_due(store: Store) -> None:
    list(store.add_many(pages()[:4]))
    assert [store.pledges(as_of=day).column("outcome").to_pylist() for day in ("2019-12-31", "2020-01-10")] == [
        ["open"],
        ["overdue"],
    ]


def test_statements_between_two_powers(full: Store) -> None:
    assert full.statements(speaker="RUR").column("verb").to_pylist() == ["said"]
    assert full.statements(speaker="ruritania", text="on HOLD", direct=False).num_rows == 1
    assert full.statements(between=("RUR", "ATL")).num_rows == 0  # its sentence names no other power
    assert full.statements(as_of="2019-11-21").num_rows == 0


def test_any_order_gives_the_same_ledger(tmp_path: Path, dump: Dump) -> None:
    chance, dumps = random.Random(5), []
    for number in range(5):
        shuffled = pages()
        chance.shuffle(shuffled)
        store = Store(tmp_path / f"{number}.duckdb")
        while shuffled:
            batch = [shuffled.pop() for _ in range(min(len(shuffled), chance.randint(1, 3)))]
            list(store.add_many(batch))
        dumps.append(dump(store))
    assert all(found == dumps[0] for found in dumps)


def test_rebuild_gives_what_is_there(full: Store, dump: Dump) -> None:
    before = dump(full)
    full.rebuild()
    assert dump(full) == before


def test_a_new_text_of_a_page_replaces_what_the_old_one_said(full: Store, dump: Dump) -> None:
    full.add(page("reprieve", "Nothing of the kind happened.", "2019-11-25"))
    assert full.agreements().column("status").to_pylist() == ["notice given"]
    full.add(page("talks", "The talks were never held.", "2019-12-27"))
    assert full.pledges().column("outcome").to_pylist() == ["open"]
    before = dump(full)
    full.rebuild()
    assert dump(full) == before


def test_another_coder_replaces_what_the_old_one_said(full: Store) -> None:
    full.add(page("plan", PLAN, "2019-11-23", coder="2"), recode=True)
    assert full.pledges().num_rows == 0
    full.add(pages()[2], recode=True)
    assert full.pledges().column("outcome").to_pylist() == ["kept"]


@pytest.mark.parametrize("kind", ["agreement", "dispute"])
def test_a_persons_word_outlives_what_comes(store: Store, kind: str) -> None:
    *early, last = pages()
    list(store.add_many(early))
    ask = getattr(store, kind + "s")
    entry = next(row for row in ask().to_pylist() if row["pages"] > 1)
    count = ask().num_rows
    mention = store.show(entry["id"])["mentions"][1]["id"]
    store.split(entry["id"], mention)
    store.add(last)
    store.rebuild()
    assert ask().num_rows == count + 1
    store.merge(entry["id"], mention)
    store.rebuild()
    assert ask().num_rows == count


def test_what_no_rule_joins_a_person_can(full: Store) -> None:
    first, second = full.disputes().column("id").to_pylist()
    full.merge(first, second)
    full.rebuild()
    assert full.disputes().column("pages").to_pylist() == [3]


@pytest.mark.parametrize("id", ["agreement:0000000000000000", "pledge:none", "dispute:ffffffffffffffff"])
def test_what_is_not_there_is_said(full: Store, id: str) -> None:
    with pytest.raises(UsageError, match="no such"):
        full.show(id)


def test_what_makes_no_sense_is_said(full: Store) -> None:
    agreement_id, dispute_id = full.agreements().to_pylist()[0]["id"], full.disputes().to_pylist()[0]["id"]
    with pytest.raises(UsageError, match="two kinds"):
        full.merge(agreement_id, dispute_id)
    with pytest.raises(UsageError, match="no mention of"):
        full.split(agreement_id, dispute_id)
    with pytest.raises(UsageError, match="no outcome 'done'"):
        full.pledges(outcome="done")
    with pytest.raises(UsageError, match="is no date"):
        full.disputes(as_of="yesterday")


def test_an_older_store_gets_its_ledger_from_its_records(full: Store) -> None:
    before = full.agreements().to_pylist(), full.pledges().to_pylist()
    with duckdb.connect(str(full.path)) as connection:
        for table in ("agreement_mentions", "dispute_mentions", "pledge_mentions", "ledger_keys", "ledger_links"):
            connection.execute(f"DROP TABLE {table}")
        for table in ("ledger_members", "watches", "outcomes", "ledger_decisions"):
            connection.execute(f"DROP TABLE {table}")
        for table in ("agreement_steps", "dispute_steps", "positions", "pledges", "outcomes", "ledger_decisions"):
            connection.execute(f"CREATE TABLE {table} (a INTEGER)")
        connection.execute("ALTER TABLE statements DROP COLUMN about")
        connection.execute("UPDATE meta SET value = '1' WHERE name = 'version'")
    full.create()
    assert (full.agreements().to_pylist(), full.pledges().to_pylist()) == before
    assert full.statements().num_rows == 1
