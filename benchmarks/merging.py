"""How well events are merged from page to record: the shipped coder reads the annotated pages, a store merges them.

``python -m benchmarks.merging`` takes the reports of ``stories/merge`` as the pages that they are: wire copies,
rewrites and follow-ups of one act, and near misses of it. Two pages are told to be of one act where the acts that they
were written for, as they were coded, are one event of the store. The coder may miss the act on a page or type it
otherwise, which costs recall; beside it stands what merging alone gets right, with the coding done by hand.
``--errors`` shows the pairs that are wrong, with what was coded.
"""

from __future__ import annotations

import argparse
import tempfile
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.store import read_group_rows, score_merging
from dragoman.engines import Coded, Settings, code_page_once
from dragoman.pages import Page
from dragoman.store import Store

HALVES = ("dev", "held")
_EVENTS = """
SELECT p.source, er.event, r.type, r.auxiliary, r.actors, r.recipients, r.start, r.evidence FROM event_reports er
JOIN reports r USING (report) JOIN revisions v USING (revision) JOIN pages p USING (page) ORDER BY r.span_start
"""


def text_of(row: dict[str, Any]) -> str:
    """The page's text without the brackets that mark its actors."""
    return str(row["text"]).replace("[", "").replace("]", "")


def code_and_merge(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """What the store holds of each page: a row an event that it reports."""
    outcomes = [
        code_page_once(Page(row["source"], text_of(row).encode(), published=row["published"], kind="text"), Settings())
        for row in rows
    ]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "merge.duckdb")
        list(store.add_many(outcome.record for outcome in outcomes if isinstance(outcome, Coded)))
        with store.reading() as connection:
            told = connection.execute(_EVENTS)
            names = [column[0] for column in told.description or ()]
            found: dict[str, list[dict[str, Any]]] = {row["source"]: [] for row in rows}
            for values in told.fetchall():
                event = dict(zip(names, values, strict=True))
                found[event["source"]].append(event)
    return found


def act_of(row: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The act that a page was written for, as it was coded: of its type if there is one, else the first."""
    return next((event for event in found if event["type"] == row["type"]), found[0] if found else None)


def _line(event: dict[str, Any]) -> str:
    return f"{event['type']} {event['auxiliary']} {event['actors']} {event['recipients']} {event['start']}"


def score(half: str, *, show: bool) -> None:
    """Print pairwise precision and recall, of all pairs and of those whose act the coder found on both pages."""
    rows = read_group_rows(half)
    found = code_and_merge(rows)
    right = merged = wanted = seen = right_seen = 0
    for a, b in combinations(rows, 2):
        acts = [act_of(row, found[row["source"]]) for row in (a, b)]
        same = a["group"] == b["group"]
        one = acts[0] is not None and acts[1] is not None and acts[0]["event"] == acts[1]["event"]
        typed = all(act is not None and act["type"] == row["type"] for act, row in zip(acts, (a, b), strict=True))
        right, merged, wanted = right + (same and one), merged + one, wanted + same
        seen, right_seen = seen + (same and typed), right_seen + (same and typed and one)
        if show and same != one:
            print(f"  {'missed' if same else 'wrong '} {a['group']} | {b['group']}")
            for row in (a, b):
                print(f"    {row['published']} {row['type']} | {text_of(row)}")
                print("".join(f"      {_line(event)}\n" for event in found[row["source"]]), end="")
    alone = score_merging(half, show=False)
    print(
        f"{half}: {len(rows)} pages, precision {right / max(1, merged):.3f}, recall {right / max(1, wanted):.3f}"
        f" of pairs; recall {right_seen / max(1, seen):.3f} where both acts were coded ({seen} of {wanted} pairs);"
        f" merging alone {alone[0]:.3f}, {alone[1]:.3f}"
    )


def main() -> None:
    """Print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show the pairs of the dev half that are wrong")
    options = parser.parse_args()
    for half in HALVES:
        score(half, show=options.errors and half == "dev")


if __name__ == "__main__":
    main()
