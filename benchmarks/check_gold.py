"""Check that gold pages are sound: that every quoted string stands in its page and every label is a known one.

usage: check_gold.py [FOLDER…]    (default: the gold folder beside this script)

Each NAME.gold.json must have its NAME.txt. Strings are compared exactly. Names every fault and exits 1 if there is one.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from dragoman.record import EventType

TYPES = frozenset(get_args(EventType))
STATUSES = frozenset({"actual", "planned", "conditional", "negated", "background"})
AGREEMENT_STATUSES = frozenset(
    {"proposed", "negotiating", "signed", "ratified", "in force", "notice given", "suspended", "expiring", "lapsed"}
    | {"terminated", "renewed", "replaced"}
)
# The keys of a gold record, and of each row of its lists.
FIELDS = {"title", "published", "dateline_place", "section", "byline", "agency", "body_first", "body_last", "not_body"}
ROWS = {
    "events": {"sources", "targets", "type", "status", "date", "evidence", "required"},
    "statements": {"speaker", "speaker_country", "direct", "text"},
    "agreements": {"name", "parties", "status", "status_date", "expires"},
    "disputes": {"issue", "parties", "keywords"},
    "pledges": {"by", "what", "due", "evidence"},
}
QUOTED = {"events": "evidence", "statements": "text", "pledges": "evidence"}
DATE = re.compile(r"\d{4}(-\d\d){0,2}")
ACTOR = re.compile(r"[A-Z]{3}(\.[A-Z]{3})?|(IGO|NGO|ORG):\S+|IGO|NGO|MNC")


def body_lines(page: str, gold: dict[str, Any]) -> list[str]:
    """The lines of the page from the last that holds `body_first` to the one that ends the body, less furniture."""
    lines = page.splitlines()
    starts = [i for i, line in enumerate(lines) if gold["body_first"] in line]
    ends = [i for i, line in enumerate(lines) if line.endswith(gold["body_last"])]
    if not starts or not ends:
        return []
    # A repeated lead comes first as furniture: the body begins at the second copy. A dateline may stand before it.
    first, *rest = lines[starts[-1] : ends[-1] + 1]
    lead = first[first.index(gold["body_first"]) :]
    return [lead, *(line for line in rest if line.strip() and not any(text in line for text in gold["not_body"]))]


def unknown(value: str, known: frozenset[str]) -> list[str]:
    """The alternatives in `a|b` that are not known."""
    return [part for part in value.split("|") if part not in known]


def shape_faults(gold: dict[str, Any]) -> Iterator[str]:
    """Fields that are missing, unknown, or of the wrong kind."""
    if set(gold) != FIELDS | set(ROWS):
        yield f"fields differ: {sorted(set(gold) ^ (FIELDS | set(ROWS)))}"
    for name, keys in ROWS.items():
        for row in gold.get(name, []):
            if set(row) != keys:
                yield f"{name}: keys differ: {sorted(set(row) ^ keys)} in {row}"


def label_faults(gold: dict[str, Any]) -> Iterator[str]:
    """Types, statuses, actors and dates that are not in the guide."""
    for event in gold["events"]:
        yield from (f"unknown type {part!r}" for part in unknown(event["type"], TYPES))
        yield from (f"unknown status {part!r}" for part in unknown(event["status"], STATUSES))
        if not isinstance(event["required"], bool):
            yield f"required is not true or false: {event['evidence']!r}"
        if not event["sources"] and not event["targets"]:
            yield f"event without an actor: {event['evidence']!r}"
    for agreement in gold["agreements"]:
        yield from (f"unknown agreement status {part!r}" for part in unknown(agreement["status"], AGREEMENT_STATUSES))
    parties = ("sources", "targets", "parties", "by")
    rows = [row for name in ROWS for row in gold[name]]
    for actor in (actor for row in rows for key in parties for actor in row.get(key, [])):
        if not ACTOR.fullmatch(actor):
            yield f"unknown form of actor {actor!r}"
    dates = [gold["published"], *(row.get(key) for row in rows for key in ("date", "status_date", "expires", "due"))]
    yield from (f"not a date: {date!r}" for date in dates if date is not None and not DATE.fullmatch(date))


def text_faults(page: str, gold: dict[str, Any]) -> Iterator[str]:
    """Quoted strings that the page does not hold, or holds in the wrong part."""
    body = body_lines(page, gold)
    if not body:
        yield "body_first or body_last is not in the page"
        return
    if not body[0].startswith(gold["body_first"]):
        yield f"the body does not begin with {gold['body_first']!r}"
    if gold["title"] not in page:
        yield "the title is not in the page"
    for name, key in QUOTED.items():
        for text in (row[key] for row in gold[name]):
            if not any(text in line for line in body):
                yield f"{name}: not in the body: {text!r}"
    for text in gold["not_body"]:
        if text not in page:
            yield f"not_body: not in the page: {text!r}"
    statements = "\n".join(body)
    yield from (f"not_body: in the body too: {text!r}" for text in gold["not_body"] if text in statements)
    events = Counter((*e["sources"], ">", *e["targets"], e["type"], e["status"], e["evidence"]) for e in gold["events"])
    yield from (f"event listed twice: {key}" for key, count in events.items() if count > 1)


def faults(gold_path: Path) -> Iterator[str]:
    """Everything wrong with one gold page."""
    page_path = gold_path.with_name(gold_path.name.removesuffix(".gold.json") + ".txt")
    if not page_path.exists():
        yield f"has no page {page_path.name}"
        return
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    shape = list(shape_faults(gold))
    yield from shape
    if not shape:
        yield from label_faults(gold)
        yield from text_faults(page_path.read_text(encoding="utf-8"), gold)


def main() -> None:
    """Check the folders given, print what is wrong, and say how much there is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[Path(__file__).parent / "gold"])
    paths = [path for folder in parser.parse_args().folders for path in sorted(folder.glob("*.gold.json"))]
    found = [(path, fault) for path in paths for fault in faults(path)]
    for path, fault in found:
        print(f"{path.name}: {fault}")
    events = [event for path in paths for event in json.loads(path.read_text(encoding="utf-8")).get("events", [])]
    required = sum(event["required"] for event in events)
    print(f"{len(paths)} pages, {required} required and {len(events) - required} optional events, {len(found)} faults")
    sys.exit(bool(found) or not paths)


if __name__ == "__main__":
    main()
