"""Agreements, disputes and pledges over many pages: precision and recall on stories of our own, beside a baseline.

``python -m benchmarks.ledger [--half tuned|held] [--verbose]``. Each folder under ``stories/ledger`` is a story: pages,
and ``gold.json`` with what stands between the powers at its end (README.md there). Pages go through the coder and the
store as a user's would. The baseline reads the same records: mentions of one name between the same powers are one
agreement, its last page's status holds; disputes are one by the same issue; the next event of the same type by the
pledger keeps a pledge, and a passed due date makes it overdue.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman.coder import code_page
from dragoman.record import Record
from dragoman.store import Store

STORIES = Path(__file__).parent / "stories" / "ledger"
Row = dict[str, Any]


@dataclass
class Count:
    """Of what was found how much is right, and of what was wanted how much is met (the same number unless said)."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    met: int | None = None

    def __str__(self) -> str:
        precision = f"{self.right / self.found:.2f}" if self.found else "  - "
        met = self.right if self.met is None else self.met
        recall = f"{met / self.wanted:.2f}" if self.wanted else "  - "
        return f"precision {precision} ({self.right}/{self.found})  recall {recall} ({met}/{self.wanted})"


@dataclass
class Answer:
    """What a system says of a story: mentions by (page, start, end, names) with the entry of each, and the entries."""

    agreements: list[Row] = field(default_factory=list)  # mentions (page, spans, names, entry), status, steps
    disputes: list[Row] = field(default_factory=list)
    pledges: list[Row] = field(default_factory=list)


def stories(half: str | None) -> Iterator[Path]:
    """The folders of the stories of one half, or of both."""
    yield from sorted(gold.parent for gold in STORIES.glob(f"{half or '*'}/*/gold.json"))


def pages(story: Path) -> list[Path]:
    """The pages of a story in their order."""
    return sorted(path for path in story.iterdir() if path.suffix in (".txt", ".html"))


def from_store(records: Iterable[Record], as_of: str) -> Answer:
    """What the store says as of the story's day."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "story.duckdb")
        list(store.add_many(records))
        answer = Answer()
        for row in store.agreements(as_of=as_of).to_pylist():
            shown = store.show(row["id"], as_of=as_of)
            steps = [(s["status"], s["date"] or (s["news"] and str(s["news"]))) for s in shown["life"]]
            answer.agreements.append(row | {"steps": steps, "mentions": _mentions(shown)})
        for row in store.disputes(as_of=as_of).to_pylist():
            answer.disputes.append(row | {"mentions": _mentions(store.show(row["id"], as_of=as_of))})
        for row in store.pledges(as_of=as_of).to_pylist():
            answer.pledges.append(row | {"mentions": _mentions(store.show(row["id"], as_of=as_of))})
        return answer


def _mentions(shown: Row) -> list[Row]:
    return [
        {
            "page": Path(m["source"]).name,
            "spans": [(m["start"], m["end"])],
            "names": [m["name"], *m["aliases"]] if "name" in m else [],
        }
        for m in shown["mentions"]
    ]


def baseline(records: list[Record], as_of: str) -> Answer:
    """What a reader of the same records would say without any rule of ours."""
    agreements: dict[Any, Row] = {}
    disputes: dict[Any, Row] = {}
    pledges = []
    for record in sorted(records, key=lambda r: r.article.published or ""):
        name = Path(record.article.source).name
        for a in record.agreements:
            entry = agreements.setdefault((a.name.lower(), *sorted(a.parties)), {"mentions": [], "steps": []})
            entry |= {"status": a.status, "name": a.name}
            entry["steps"] += [(a.status, a.status_date)] if a.status else []
            spans = [(e.start, e.end) for e in a.evidence[:1]]
            entry["mentions"].append({"page": name, "spans": spans, "names": [a.name, *a.aliases]})
        for d in record.disputes:
            entry = disputes.setdefault((d.issue.lower(), *sorted(d.parties)), {"issue": d.issue, "parties": d.parties})
            entry.setdefault("aliases", [])
            entry.setdefault("mentions", []).append({"page": name, "spans": []})
        for p in record.pledges:
            span = (p.evidence.start, p.evidence.end)
            outcome = _next_event(records, record, p, as_of)
            pledges.append({"outcome": outcome, "by": p.by, "mentions": [{"page": name, "spans": [span]}]})
    return Answer(list(agreements.values()), list(disputes.values()), pledges)


def _next_event(records: list[Record], home: Record, pledge: Any, as_of: str) -> str:
    for record in records:
        if (record.article.published or "") > (home.article.published or ""):
            for event in record.events:
                acts = {actor.split(".")[0] for actor in event.actors}
                if event.auxiliary == "actual" and event.type == pledge.action and acts & set(pledge.by):
                    return "kept"
    due = pledge.due.end if pledge.due else None
    return "overdue" if due and due < as_of else "open"


SCORES = (
    "agreements found",
    "agreements merged",
    "steps",
    "status",
    "disputes found",
    "disputes merged",
    "pledges found",
    "pledges settled",
    "outcome",
)


def score(gold: Row, answer: Answer, bodies: dict[str, str], total: dict[str, Count], log: list[str]) -> None:
    """Add a story to the counts."""
    _agreements(gold, answer, bodies, total, log)
    _disputes(gold, answer, total, log)
    _pledges(gold, answer, bodies, total, log)


def _agreements(gold: Row, answer: Answer, bodies: dict[str, str], total: dict[str, Count], log: list[str]) -> None:
    wanted = [(n, page, phrase) for n, g in enumerate(gold["agreements"]) for page, phrase in g["mentions"].items()]
    found = [(k, m) for k, entry in enumerate(answer.agreements) for m in entry["mentions"]]
    home: dict[tuple[int, str], int] = {}
    used = set()
    for n, page, phrase in wanted:
        for index, (k, mention) in enumerate(found):
            if index not in used and mention["page"] == page and _names(bodies[page], mention, phrase):
                home[n, page] = k
                used.add(index)
                break
        else:
            log.append(f"agreement not found: {page}: {phrase}")
    total["agreements found"].right += len(home)
    total["agreements found"].wanted += len(wanted)
    total["agreements found"].found += len(found)
    _merged(home, total["agreements merged"])
    for n, g in enumerate(gold["agreements"]):
        entries = [k for (m, _), k in home.items() if m == n]
        entry = answer.agreements[max(set(entries), key=entries.count)] if entries else None
        _life(g, entry, total, log)


def _names(body: str, mention: Row, phrase: str) -> bool:
    """Whether a mention is of the agreement that ``phrase`` names on its page: it lies there, or bears that name."""
    places = [i for i in range(len(body)) if body.startswith(phrase, i)]
    overlaps = any(start < i + len(phrase) and i < end for i in places for start, end in mention["spans"])
    return overlaps or phrase.lower() in (name.lower() for name in mention["names"])


def _life(gold: Row, entry: Row | None, total: dict[str, Count], log: list[str]) -> None:
    steps = list(entry["steps"]) if entry else []
    left = [step for step in steps if step[0]]
    total["steps"].wanted += len(gold["steps"])
    for step in gold["steps"]:
        match = next((s for s in left if s[0] in step["status"].split("|") and _same_date(step["date"], s[1])), None)
        if match:
            left.remove(match)
            total["steps"].right += 1
        else:
            log.append(f"step missing: {gold['name']}: {step}")
    if entry:
        total["steps"].found += len([step for step in steps if step[0]])
        log += [f"step extra: {gold['name']}: {step}" for step in left]
        total["status"].found += 1
    total["status"].wanted += 1
    right = bool(entry) and (entry["status"] or "none") in gold["status"].split("|")
    total["status"].right += right
    if not right:
        log.append(f"status: {gold['name']}: {entry and entry['status']} for {gold['status']}")


def _same_date(wanted: str, got: str | None) -> bool:
    """Whether a date is the gold one to the coarser grain of the two."""
    for day in wanted.split("|"):
        if day == "none" or (got and (got.startswith(day) or (day.startswith(got) and len(got) >= 7))):
            return True
    return False


def _merged(home: dict[Any, int], count: Count) -> None:
    """Pairs of mentions that are one in the gold, in the answer, and in both."""
    for a, b in combinations(home, 2):
        same, joined = a[0] == b[0], home[a] == home[b]
        count.right += same and joined
        count.found += joined
        count.wanted += same


def _disputes(gold: Row, answer: Answer, total: dict[str, Count], log: list[str]) -> None:
    home: dict[tuple[int, str], int] = {}
    used = set()
    for n, g in enumerate(gold["disputes"]):
        for k, entry in enumerate(answer.disputes):
            words = " ".join([entry["issue"], *entry["aliases"]]).lower()
            if len(set(entry["parties"]) & set(g["parties"])) < 2 or not any(w.lower() in words for w in g["keywords"]):
                continue
            for mention in entry["mentions"]:
                used.add((k, mention["page"]))
                if mention["page"] in g["pages"]:
                    home.setdefault((n, mention["page"]), k)
        log += [f"dispute not found: {page}: {g['keywords'][0]}" for page in g["pages"] if (n, page) not in home]
    total["disputes found"].right += len(used)
    total["disputes found"].found += len({(k, m["page"]) for k, e in enumerate(answer.disputes) for m in e["mentions"]})
    total["disputes found"].met = (total["disputes found"].met or 0) + len(home)
    total["disputes found"].wanted += sum(len(g["pages"]) for g in gold["disputes"])
    _merged(home, total["disputes merged"])


def _pledges(gold: Row, answer: Answer, bodies: dict[str, str], total: dict[str, Count], log: list[str]) -> None:
    used = set()
    for g in gold["pledges"]:
        start = bodies[g["page"]].find(g["evidence"])
        span = (start, start + len(g["evidence"]))
        match = None
        for k, entry in enumerate(answer.pledges):
            inside = any(
                m["page"] == g["page"] and any(a < span[1] and span[0] < b for a, b in m["spans"])
                for m in entry["mentions"]
            )
            if inside and set(entry["by"]) & set(g["by"]):
                match = k
                break
        total["pledges found"].wanted += 1
        total["outcome"].wanted += 1
        if match is None:
            log.append(f"pledge not found: {g['page']}: {g['evidence']}")
            continue
        used.add(match)
        total["pledges found"].right += 1
        entry = answer.pledges[match]
        total["outcome"].found += 1
        right = entry["outcome"] in g["outcome"].split("|") and _on(g, entry)
        total["outcome"].right += right
        if not right:
            log.append(f"outcome: {g['evidence']}: {entry['outcome']} {entry.get('settled_on')} for {g['outcome']}")
    settled = [k for k, e in enumerate(answer.pledges) if e["outcome"] in ("kept", "broken")]
    for k in settled:
        good = k in used and any(_is(answer.pledges[k], g, bodies) for g in gold["pledges"])
        total["pledges settled"].found += 1
        total["pledges settled"].right += good
        if not good:
            log.append(f"wrongly settled: {answer.pledges[k].get('what')}: {answer.pledges[k].get('why')}")
    total["pledges settled"].wanted += sum(g["outcome"] in ("kept", "broken") for g in gold["pledges"])
    total["pledges found"].found += len(answer.pledges)


def _is(entry: Row, gold: Row, bodies: dict[str, str]) -> bool:
    start = bodies[gold["page"]].find(gold["evidence"])
    span = (start, start + len(gold["evidence"]))
    inside = any(
        m["page"] == gold["page"] and any(a < span[1] and span[0] < b for a, b in m["spans"]) for m in entry["mentions"]
    )
    return inside and entry["outcome"] in gold["outcome"].split("|") and _on(gold, entry)


def _on(gold: Row, entry: Row) -> bool:
    """Whether what settled a pledge is dated as in the gold, a day or two apart at most; the baseline names none."""
    settled, wanted = entry.get("settled_on"), gold.get("settled")
    if settled is None or wanted is None:
        return True
    return abs((settled - date.fromisoformat(wanted)).days) <= 3


def main() -> None:
    """Print the counts of each system for each half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["tuned", "held"])
    parser.add_argument(
        "--verbose", action="store_true", help="what was missed; of the tuned half only, so that the other stays unread"
    )
    asked = parser.parse_args()
    for half in [asked.half] if asked.half else ["tuned", "held"]:
        totals: dict[str, dict[str, Count]] = {"dragoman": {}, "baseline": {}}
        for story in stories(half):
            gold = json.loads((story / "gold.json").read_text("utf-8"))
            days = gold.get("published", {})  # of the pages that do not say it themselves
            records = [code_page(p.read_bytes(), source=str(p), published=days.get(p.name)) for p in pages(story)]
            bodies = {Path(r.article.source).name: r.article.body for r in records}
            answers = {"dragoman": from_store(records, gold["as_of"]), "baseline": baseline(records, gold["as_of"])}
            for name, answer in answers.items():
                log: list[str] = []
                for key in SCORES:
                    totals[name].setdefault(key, Count())
                score(gold, answer, bodies, totals[name], log)
                if asked.verbose and name == "dragoman" and half == "tuned":
                    print(f"{story.name}:", *log, sep="\n  ")
        print(f"{half}: {len(list(stories(half)))} stories")
        for name, counts in totals.items():
            for key, count in counts.items():
                print(f"  {name:9} {key:18} {count}")


if __name__ == "__main__":
    main()
