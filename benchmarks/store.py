"""Measure the store: how well reports are merged, and how it bears many events.

python benchmarks/store.py                       # merging, on the tuned and the held-out groups
python benchmarks/store.py --events 1000000      # size, speed of adding and of a dyad's months
python benchmarks/store.py --plot growth.jsonl   # docs/store-growth.svg from the lines that --events printed
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb

from dragoman.events.ontology import TYPES, load_types
from dragoman.record import Article, Coder, Entity, Event, EventDate, Place, Record, Span
from dragoman.store import Store
from dragoman.store.charts import draw

STORIES = Path(__file__).parent / "stories" / "merge"
NAMES = re.compile(r"\[([^\]]+)\]")
POWERS = 180


def read_group_rows(half: str) -> list[dict[str, Any]]:
    """The annotated reports of a half (``dev`` or ``held``)."""
    return [json.loads(line) for line in (STORIES / f"{half}.jsonl").read_text("utf-8").splitlines()]


def to_record(row: dict[str, Any]) -> Record:
    """A report as the record of its page: [bracketed] words are mentions, the first sentence is the evidence."""
    body, spans = "", []
    for number, part in enumerate(NAMES.split(row["text"])):
        if number % 2:
            spans.append((len(body), len(body) + len(part)))
        body += part
    mentions = [Span(start=a, end=b, text=body[a:b]) for a, b in spans]
    end = next((stop.start() + 1 for stop in re.finditer(r"[.!?]\s", body)), len(body))
    day = row["date"]
    kind = load_types()[row["type"]]
    event = Event(
        id="e" + hashlib.sha256(row["source"].encode()).hexdigest()[:16],
        type=row["type"],
        actors=row["actors"],
        recipients=row["recipients"],
        auxiliary=row["auxiliary"],
        date=EventDate(start=day, end=day, granularity="day") if day else None,
        place=Place(name=row["place"], country=row["country"]) if row["place"] else None,
        quad=kind.quad,
        score=kind.score,
        cameo=kind.cameo[:2],
        evidence=Span(start=0, end=end, text=body[:end]),
        confidence=0.9,
    )
    ids = [*row["actors"], *row["recipients"]]
    entities = [Entity(id=i, name=i, kind="state", country=i[:3]) for i in ids]
    if entities:
        entities[0].mentions = mentions
    article = Article(
        id=hashlib.sha256(body.encode()).hexdigest()[:32], source=row["source"], published=row["published"], body=body
    )
    return Record(coder=Coder(version="benchmark"), article=article, entities=entities, events=[event])


def score_merging(half: str, *, show: bool) -> tuple[float, float, int]:
    """Pairwise precision and recall of a half, and its number of reports."""
    rows = read_group_rows(half)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "merge.duckdb")
        list(store.add_many(to_record(row) for row in rows))
        sql = (
            "SELECT p.source, er.event FROM event_reports er JOIN reports r USING (report)"
            " JOIN revisions v USING (revision) JOIN pages p USING (page)"
        )
        with store.reading() as connection:
            event_of = dict(connection.execute(sql).fetchall())
    right = found = wanted = 0
    for a, b in combinations(rows, 2):
        same, merged = a["group"] == b["group"], event_of[a["source"]] == event_of[b["source"]]
        right, found, wanted = right + (same and merged), found + merged, wanted + same
        if show and same != merged:
            print(f"  {'missed' if same else 'wrong '} {a['group']} | {b['group']}\n    {a['text']}\n    {b['text']}")
    return right / max(1, found), right / max(1, wanted), len(rows)


# --- many events ------------------------------------------------------------------------------------------------------

# Pages of five events each, of a few states among themselves, over thirty years; the words are drawn from a list of
# 2,000, so that the text takes about as much room, once compressed, as news does.
_GENERATE = """
CREATE TEMP TABLE made AS
SELECT i AS n, i // 5 AS page_n, hash(i) AS h, hash(i, 1) AS h2, hash(i, 2) AS h3,
  DATE '1995-01-01' + CAST(i * 10950 // {events} AS INTEGER) AS day
FROM range({events}) r(i);
CREATE TEMP TABLE texts AS
SELECT page_n, any_value(day) AS day, string_agg(sentence, ' ' ORDER BY n) AS body FROM (
  SELECT page_n, n, day,
    (SELECT string_agg('w' || hash(n, k) % 2000, ' ') FROM range(16) t(k)) || '.' AS sentence FROM made
) GROUP BY page_n;
INSERT INTO pages SELECT hash(page_n, 10), 'https://generated.example/' || page_n FROM texts;
INSERT INTO revisions SELECT hash(page_n, 11), hash(page_n, 10), 1, true, md5(page_n::VARCHAR), day + 1,
  'Story ' || page_n,
  NULL, body, '{{"id":"' || md5(page_n::VARCHAR) || '","source":"https://generated.example/' || page_n
  || '","title":"Story ' || page_n || '","published":"' || (day + 1) || '"}}' FROM texts;
INSERT INTO fingerprints SELECT hash(page_n, k), hash(page_n, 11), day + 1 FROM texts, range(6) t(k);
INSERT INTO reports BY NAME
SELECT hash(n, 20) AS report, hash(page_n, 12) AS coding, hash(page_n, 11) AS revision, n % 5 AS number,
  true AS current,
  t.type, NULL AS mode, ['diplomatic'] AS contexts, [power(h)] AS actors, [power(h2)] AS recipients,
  CASE WHEN h % 5 = 0 THEN 'historical' ELSE 'actual' END AS auxiliary, day AS start, day AS "end",
  'day' AS granularity,
  day + 1 AS published, NULL AS place, NULL AS country, NULL AS latitude, NULL AS longitude, t.quad, t.score, t.cameo,
  (n % 5 * 90)::INTEGER AS span_start, (n % 5 * 90 + 80)::INTEGER AS span_end,
  (SELECT string_agg('w' || hash(n, k) % 2000, ' ') FROM range(16) s(k)) AS evidence,
  (SELECT string_agg('w' || hash(n, k) % 2000, ' ') FROM range(16) s(k)) AS gist, NULL AS statement, 0.9 AS confidence
FROM made JOIN types t ON t.number = h3 % 16 ORDER BY n;
INSERT INTO codings SELECT hash(page_n, 12), hash(page_n, 11), true, '{{"version":"0"}}',
  (SELECT '{{"entities":[],"events":[' || string_agg('{{"type":"' || type || '","actors":["' || actors[1] ||
  '"],"recipients":["' || recipients[1] || '"],"evidence":{{"text":"' || evidence || '"}}}}', ',') || ']}}' FROM reports
  WHERE reports.coding = hash(texts.page_n, 12)) FROM texts;
INSERT INTO events BY NAME
SELECT report AS event, * EXCLUDE (report, coding, revision, number, current, published, span_start, span_end, evidence,
  gist, statement), start AS day, 1 AS reports, 1 AS pages, 1 AS texts, false AS withdrawn FROM reports;
INSERT INTO event_reports SELECT report, report, report FROM reports;
INSERT INTO entities SELECT unnest(actors), coding, unnest(actors), 'state', unnest(actors), [], NULL, 1 FROM reports;
INSERT INTO pairs BY NAME
SELECT event, actors[1] AS source, recipients[1] AS target, false AS mutual, true AS main, day - 1 AS first,
  day + 1 AS last,
  day, type, auxiliary, quad, score, false AS withdrawn FROM events;
"""


def generate(store: Store, events: int) -> None:
    """Fill an empty store with events, by SQL alone; every table grows as it would with pages."""
    store.create()
    types = [
        {"number": n, "type": name, "quad": load_types()[name].quad, "score": load_types()[name].score, "cameo": "00"}
        for n, name in enumerate(TYPES)
    ]
    connection = duckdb.connect(str(store.path))
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET memory_limit = '6GB'")  # leave room for the rest of the machine
    connection.execute(
        "CREATE TEMP TABLE types (number INTEGER, type VARCHAR, quad UTINYINT, score DOUBLE, cameo VARCHAR)"
    )
    connection.executemany("INSERT INTO types VALUES (?, ?, ?, ?, ?)", [list(row.values()) for row in types])
    # a few powers do most of what is done
    connection.execute(
        "CREATE TEMP MACRO power(h) AS 'P' || lpad(CAST(floor(pow((h % 100000) / 100000.0, 3)"
        f" * {POWERS}) AS INTEGER)::VARCHAR, 3, '0')"
    )
    for statement in _GENERATE.format(events=events).split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.close()


def new_records(count: int) -> Iterator[Record]:
    """Pages to add: three events each, in the words of the annotated groups."""
    rows, chance = read_group_rows("dev"), random.Random(0)
    for number in range(count):
        row = dict(chance.choice(rows))
        row["source"] = f"https://added.example/{number}"
        row["actors"] = [f"P{chance.randrange(POWERS):03}"]
        row["recipients"] = [f"P{chance.randrange(POWERS):03}"]
        row["text"] = f"{row['text']} Number {number} of the series."
        yield to_record(row)


def measure(events: int, folder: Path) -> dict[str, Any]:
    """Size of the file, speed of adding, and the time of a dyad's months at this many events."""
    store = Store(folder / "many.duckdb")
    start = time.perf_counter()
    generate(store, events)
    made = time.perf_counter() - start
    size = store.path.stat().st_size
    chance, waits = random.Random(1), []
    for _ in range(15):
        a, b = (f"P{chance.randrange(POWERS):03}" for _ in range(2))
        start = time.perf_counter()
        store.panel("month", source=a, target=b, directed=False)
        waits.append(time.perf_counter() - start)
    records = list(new_records(1000))
    start = time.perf_counter()
    added = len(list(store.add_many(records)))
    rate = added / (time.perf_counter() - start)
    return {
        "events": events,
        "made_s": round(made, 1),
        "file_mb": round(size / 1e6),
        "bytes_an_event": round(size / events),
        "months_median_s": round(statistics.median(waits), 3),
        "months_worst_s": round(max(waits), 3),
        "added_a_second": round(rate),
    }


def plot(lines: Path, out: Path) -> None:
    """Draw how size and speed grow, from the figures of several sizes, a JSON object a line."""
    rows = [json.loads(line) for line in lines.read_text("utf-8").splitlines() if line.startswith("{")]
    titles = {"file_mb": "file, MB", "months_median_s": "a dyad's months, s", "added_a_second": "events added a second"}
    panels = [
        {
            "width": 220,
            "height": 180,
            "data": {"values": rows},
            "mark": {"type": "line", "point": True},
            "encoding": {
                "x": {"field": "events", "type": "quantitative", "scale": {"type": "log"}, "title": "events"},
                "y": {"field": field, "type": "quantitative", "title": title, "scale": {"type": "log"}},
            },
        }
        for field, title in titles.items()
    ]
    chart = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "hconcat": panels}
    draw(chart, out)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, help="measure a store of so many generated events")
    parser.add_argument("--errors", action="store_true", help="show the pairs that the dev half gets wrong")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the figures in a file of JSON lines")
    options = parser.parse_args()
    if options.plot:
        plot(options.plot, Path(__file__).parents[1] / "docs" / "store-growth.svg")
        return
    if options.events:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(options.events, Path(folder))))
        return
    for half in ("dev", "held"):
        precision, recall, count = score_merging(half, show=options.errors and half == "dev")
        print(f"{half}: precision {precision:.3f}, recall {recall:.3f} of pairs, {count} reports")


if __name__ == "__main__":
    main()
