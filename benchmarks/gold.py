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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from dragoman.coder import code_page
from dragoman.record import Auxiliary, Entity, EventDate, Record

FOLDER = Path(__file__).parent / "gold"
# the annotators' words for the record's own
AUXILIARY = {"planned": "future", "conditional": "hypothetical", "background": "historical"}
Score = Callable[[Record, dict[str, Any], Counter[str]], Iterator[str]]
ORGANISED = ("IGO", "NGO", "ORG", "IMG", "MNC", "ISM")


@dataclass
class Found:
    """One coded event, made comparable."""

    type: str
    actors: set[str]
    recipients: set[str]
    auxiliary: str
    date: EventDate | None
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
        found.append(Found(event.type, sides[0], sides[1], event.auxiliary, event.date, at, at + len(text)))
    return found


def roles_agree(gold: dict[str, Any], found: Found) -> bool:
    actors, recipients = {power(c) for c in gold["sources"]}, {power(c) for c in gold["targets"]}
    if not recipients:
        return actors == ((found.actors | found.recipients) if len(actors) > 1 else found.actors)
    right = found.recipients == recipients
    return actors == found.actors and (
        right or (len(recipients) > 1 and bool(found.recipients) and found.recipients < recipients)
    )


def score_page(
    record: Record, gold: dict[str, Any], count: Counter[str], used: set[int] | None = None
) -> Iterator[str]:
    """Count what is right by type; yields a line for each miss and false alarm; ``used`` takes the right events."""
    body = plain(record.article.body)
    found = events_of(record)
    used = set() if used is None else used
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
            if right:
                yield from score_when(right[0][1], row, auxiliaries, gold["published"], count)
            if not right:
                got = [(f.type, sorted(f.actors), sorted(f.recipients)) for _, f in near]
                yield f"miss  {row['type']} {row['sources']} > {row['targets']} “{row['evidence'][:70]}” got {got[:3]}"
    for i, f in enumerate(found):
        count[f"{f.type} found"] += 1
        count[f"{f.type} true"] += i in used
        if i not in used:
            sides = f"{sorted(f.actors)} > {sorted(f.recipients)}"
            yield f"extra {f.type} {sides} {f.auxiliary} “{body[f.start : f.end][:80]}”"


def score_when(
    found: Found, row: dict[str, Any], auxiliaries: list[str], published: str, count: Counter[str]
) -> Iterator[str]:
    """Count whether the auxiliary and the date of a right event are the gold ones; yields a line where they are not."""
    wanted = found.auxiliary if found.auxiliary in auxiliaries else auxiliaries[0]
    count["auxiliary"] += found.auxiliary in auxiliaries
    count[f"aux {wanted} gold"] += 1
    count[f"aux {wanted} right"] += found.auxiliary in auxiliaries
    if found.auxiliary not in auxiliaries:
        yield f"aux   {'|'.join(auxiliaries)} “{row['evidence'][:70]}” got {found.auxiliary}"
    date = found.date
    if not row["date"]:
        count["undated"] += 1
        count["undated given"] += date is not None
        return
    right = date is not None and date_agrees(row["date"], (date.start, date.end))
    source = "no" if date is None else "inferred" if date.inferred else "told"
    count["dated"] += 1
    count["date right"] += right
    count["date as published"] += date_agrees(row["date"], (published,))
    count[f"{source} dates"] += 1
    count[f"{source} dates right"] += right
    if not right:
        got = f"{date.start}/{date.end} {date.text!r}" if date else None
        yield f"date  {row['date']} “{row['evidence'][:70]}” got {got}"


def date_agrees(gold: str, days: tuple[str, ...]) -> bool:
    """Whether the first or last day lies in the day, month or year that the gold has."""
    return any(day.startswith(gold) for day in days)


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "  - "


def run(description: str | None, score: Score, report: Callable[[Counter[str], int], None]) -> None:
    """The command line of a benchmark of gold pages: code and score each page of the folders, and report the counts."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folders", nargs="*", type=Path, default=[FOLDER])
    parser.add_argument("--misses", action="store_true", help="list every miss, false alarm and wrong detail")
    options = parser.parse_args()
    count: Counter[str] = Counter()
    pages = sorted(p for folder in options.folders for p in folder.glob("*.gold.json"))
    for path in pages:
        gold = json.loads(path.read_text("utf-8"))
        page = path.with_name(path.name.replace(".gold.json", ".txt"))
        record = code_page(page.read_bytes(), source=page.name, published=gold["published"])
        lines = list(score(record, gold, count))
        if options.misses:
            print(page.name, *lines, sep="\n  ")
    report(count, len(pages))


def report(count: Counter[str], pages: int) -> None:
    types = sorted({name.split()[0] for name in count if name.split()[0].isupper()})

    def total(what: str) -> int:
        return sum(count[f"{type_} {what}"] for type_ in types)

    print(f"{'type':10} {'gold':>5} {'recall':>6} {'found':>6} {'precision':>9}")
    for type_ in types:
        row = {what: count[f"{type_} {what}"] for what in ("gold", "right", "found", "true")}
        recall, precision = ratio(row["right"], row["gold"]), ratio(row["true"], row["found"])
        print(f"{type_:10} {row['gold']:5} {recall:>6} {row['found']:6} {precision:>9}")
    gold, right = total("gold"), total("right")
    print(
        f"{pages} pages: precision {ratio(total('true'), total('found'))}, recall {ratio(right, gold)};"
        f" detected {ratio(count['detected'], gold)}, typed {ratio(count['typed'], gold)},"
        f" auxiliary right on {ratio(count['auxiliary'], right)} of the right ones"
    )
    by_class = (f"{aux} {count[f'aux {aux} right']}/{count[f'aux {aux} gold']}" for aux in get_args(Auxiliary))
    print(f"auxiliary by class: {', '.join(by_class)}")
    dates = (
        f"{source} {ratio(count[f'{source} dates right'], count[f'{source} dates'])}" for source in ("told", "inferred")
    )
    print(
        f"date right on {ratio(count['date right'], count['dated'])} of the right ones that the gold dates"
        f" ({', '.join(dates)};"
        f" the day of publication for all {ratio(count['date as published'], count['dated'])});"
        f" {count['undated given']} of {count['undated']} given one that the gold leaves undated"
    )


if __name__ == "__main__":
    run(__doc__, score_page, report)
