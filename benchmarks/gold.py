"""Events of whole pages against the gold annotations of ``benchmarks/gold/``, by type.

``python -m benchmarks.gold [FOLDER…] [--misses]``. An event is right when its evidence overlaps the gold evidence, its
type is among the gold types, and the countries (or organisations) of its actors and recipients are the gold ones.
Recall is over the events that any careful coder lists; an event that matches nothing in the gold, required or
debatable, is a false alarm.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.coder import code_page
from dragoman.record import Entity, Record

FOLDER = Path(__file__).parent / "gold"
# the annotators' words for the record's own
AUXILIARY = {"planned": "future", "conditional": "hypothetical", "background": "historical"}
ORGANISED = ("IGO", "NGO", "ORG", "IMG", "MNC", "ISM")


@dataclass
class Found:
    """One coded event, made comparable."""

    type: str
    actors: set[str]
    recipients: set[str]
    auxiliary: str
    start: int
    end: int


def plain(text: str) -> str:
    """White space and quotation marks made one, as long as the text where nothing was folded."""
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", text).strip()


def power(code: str) -> str:
    """``KOR.JUD`` is KOR; ``IGO:EU`` and ``ORG:Jaish-e-Mohammad`` are compared by their letters."""
    if code.split(":")[0] in ORGANISED:
        return re.sub(r"[^A-Z0-9]", "", code.split(":", 1)[-1].upper())
    return code.split(".")[0].upper()


def power_of(entity: Entity) -> str:
    if entity.country in ("UNO", "EUR"):
        return {"UNO": "UN", "EUR": "EU"}[entity.country]
    if entity.id.split(":")[0] in ORGANISED or not entity.country:
        return power(entity.id)
    return entity.country


def events_of(record: Record) -> list[Found]:
    entities = {entity.id: power_of(entity) for entity in record.entities}
    body = plain(record.article.body)
    found = []
    for event in record.events:
        text = plain(event.evidence.text)
        at = body.find(text)
        sides = [{entities.get(i, power(i)) for i in ids} for ids in (event.actors, event.recipients)]
        found.append(Found(event.type, sides[0], sides[1], event.auxiliary, at, at + len(text)))
    return found


def roles_agree(gold: dict[str, Any], found: Found) -> bool:
    actors, recipients = {power(c) for c in gold["sources"]}, {power(c) for c in gold["targets"]}
    if not recipients:
        return actors == ((found.actors | found.recipients) if len(actors) > 1 else found.actors)
    right = found.recipients == recipients
    return actors == found.actors and (
        right or (len(recipients) > 1 and bool(found.recipients) and found.recipients < recipients)
    )


def score_page(record: Record, gold: dict[str, Any], count: Counter[str]) -> Iterator[str]:
    """Count what is right by type; yields a line for each miss and false alarm."""
    body = plain(record.article.body)
    found = events_of(record)
    used: set[int] = set()
    for row in gold["events"]:
        at = body.find(plain(row["evidence"]))
        near = [
            (i, f) for i, f in enumerate(found) if i not in used and f.start < at + len(row["evidence"]) and at < f.end
        ]
        types = row["type"].split("|")
        right = [(i, f) for i, f in near if f.type in types and roles_agree(row, f)]
        auxiliaries = [AUXILIARY.get(a, a) for a in row["status"].split("|")]
        right.sort(key=lambda pair: pair[1].auxiliary not in auxiliaries)
        if right:
            used.add(right[0][0])
        if row["required"]:
            count[f"{types[0]} gold"] += 1
            count[f"{types[0]} right"] += bool(right)
            count["detected"] += bool(near)
            count["typed"] += any(f.type in types for _, f in near)
            count["auxiliary"] += bool(right) and right[0][1].auxiliary in auxiliaries
            if not right:
                got = [(f.type, sorted(f.actors), sorted(f.recipients)) for _, f in near]
                yield f"miss  {row['type']} {row['sources']} > {row['targets']} “{row['evidence'][:70]}” got {got[:3]}"
    for i, f in enumerate(found):
        count[f"{f.type} found"] += 1
        count[f"{f.type} true"] += i in used
        if i not in used:
            sides = f"{sorted(f.actors)} > {sorted(f.recipients)}"
            yield f"extra {f.type} {sides} {f.auxiliary} “{body[f.start : f.end][:80]}”"


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "  - "


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[FOLDER])
    parser.add_argument("--misses", action="store_true", help="list every miss and false alarm")
    options = parser.parse_args()
    count: Counter[str] = Counter()
    pages = sorted(p for folder in options.folders for p in folder.glob("*.gold.json"))
    for path in pages:
        gold = json.loads(path.read_text("utf-8"))
        page = path.with_name(path.name.replace(".gold.json", ".txt"))
        record = code_page(page.read_bytes(), source=page.name, published=gold["published"])
        lines = list(score_page(record, gold, count))
        if options.misses:
            print(page.name, *lines, sep="\n  ")
    report(count, len(pages))


def report(count: Counter[str], pages: int) -> None:
    def total(what: str) -> int:
        return sum(n for name, n in count.items() if name.endswith(" " + what))

    print(f"{'type':10} {'gold':>5} {'recall':>6} {'found':>6} {'precision':>9}")
    for type_ in sorted({name.split()[0] for name in count if name.split()[0].isupper()}):
        row = {what: count[f"{type_} {what}"] for what in ("gold", "right", "found", "true")}
        recall, precision = ratio(row["right"], row["gold"]), ratio(row["true"], row["found"])
        print(f"{type_:10} {row['gold']:5} {recall:>6} {row['found']:6} {precision:>9}")
    gold, right = total("gold"), total("right")
    print(
        f"{pages} pages: precision {ratio(total('true'), total('found'))}, recall {ratio(right, gold)};"
        f" detected {ratio(count['detected'], gold)}, typed {ratio(count['typed'], gold)},"
        f" auxiliary right on {ratio(count['auxiliary'], right)} of the right ones"
    )


if __name__ == "__main__":
    main()
