"""What stands between powers on one page, against the gold annotations: statements, agreements, disputes, pledges.

``python -m benchmarks.standing [FOLDER…] [--misses]``. Rules, the same for recall and precision:

- A statement is found where its words overlap the gold ones and its speaker's last name is the gold speaker's.
- An agreement is found where its name shares a telling word with the gold name, and it has a party of the gold's.
- A dispute is found where it has a party of the gold's and its issue holds one of the gold's key words.
- A pledge is found where its evidence overlaps the gold evidence; its due date must end in the gold's month, if any.

Recall counts gold rows that something matches, precision the coder's rows that match any gold row. The gold lists the
statements that a reader would note, not all, so their precision is not counted here: ``benchmarks.statements`` does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.gold import plain, ratio, run
from dragoman.record import Agreement, Dispute, Pledge, Record, Statement

Gold = dict[str, Any]
HEADS = frozenset({"agreement", "treaty", "accord", "deal", "pact"})


def words(text: str | None) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", plain(text or "").lower()))


def overlap(body: str, first: str, second: str) -> bool:
    """Whether two strings of a plain body overlap there."""
    a, b = body.find(plain(first)), body.find(plain(second))
    return a >= 0 and b >= 0 and a < b + len(plain(second)) and b < a + len(plain(first))


def powers(codes: Sequence[str]) -> set[str]:
    """Codes as the gold writes them: the EU and the UN by name, no sectors."""
    known = {"EUR": "EU", "UNO": "UN"}
    return {known.get(c, c.split(".")[0].removeprefix("IGO:")) for c in map(str, codes)}


def same_statement(body: str, gold: Gold, found: Statement) -> bool:
    name = plain(found.speaker.name or "").lower()
    last = plain(gold["speaker"]).lower().split()[-1]
    named = last in name or (bool(name) and name.split()[-1] in plain(gold["speaker"]).lower())
    return named and overlap(body, gold["text"], found.text)


def same_agreement(body: str, gold: Gold, found: Agreement) -> bool:
    return bool(words(gold["name"]) & words(found.name) - HEADS) and bool(
        powers(found.parties) & powers(gold["parties"])
    )


def same_dispute(body: str, gold: Gold, found: Dispute) -> bool:
    issue = plain(found.issue).lower()
    return bool(powers(found.parties) & powers(gold["parties"])) and any(k.lower() in issue for k in gold["keywords"])


def same_pledge(body: str, gold: Gold, found: Pledge) -> bool:
    end = (found.due and found.due.end) or ""
    return overlap(body, gold["evidence"], found.evidence.text) and (
        not gold.get("due") or end.startswith(gold["due"][:7])
    )


KINDS: dict[str, Callable[[str, Gold, Any], bool]] = {
    "statements": same_statement,
    "agreements": same_agreement,
    "disputes": same_dispute,
    "pledges": same_pledge,
}


def score_page(record: Record, gold: Gold, count: Counter[str]) -> Iterator[str]:
    """Count what is found and what is true by kind; yields a line for each miss and false alarm."""
    body = plain(record.article.body)
    for kind, same in KINDS.items():
        found = getattr(record, kind)
        used: set[int] = set()
        for row in gold[kind]:
            matches = [i for i, f in enumerate(found) if same(body, row, f)]
            used.update(matches)
            count[f"{kind} gold"] += 1
            count[f"{kind} right"] += bool(matches)
            if not matches:
                yield f"miss  {kind:10} {gist(kind, row)}"
            elif kind != "statements":
                yield from details(kind, row, [found[i] for i in matches], count)
        count[f"{kind} found"] += len(found)
        count[f"{kind} true"] += len(used)
        if kind != "statements":
            yield from (f"extra {kind:10} {gist(kind, f.model_dump())}" for i, f in enumerate(found) if i not in used)


def details(kind: str, row: Gold, found: Sequence[Any], count: Counter[str]) -> Iterator[str]:
    """The finer parts of a row that is right: parties for all, status and dates of agreements, who pledges."""
    gold = powers(row["by"] if kind == "pledges" else row["parties"])
    got = powers(found[0].by if kind == "pledges" else found[0].parties)
    count[f"{kind} parties"] += gold == got
    if gold != got:
        yield f"sides {kind:10} {sorted(gold)} got {sorted(got)}: {gist(kind, row)}"
    if kind != "agreements":
        return
    first = found[0]
    count["status"] += first.status in row["status"].split("|")
    if first.status not in row["status"].split("|"):
        yield f"state {kind:10} {row['status']} got {first.status}: {row['name']}"
    for field, value in (("status_date", first.status_date), ("expires", first.expires)):
        if row[field]:
            right = any((value or "").startswith(d) or d.startswith(value or "?") for d in row[field].split("|"))
            count[f"{field} gold"] += 1
            count[f"{field} right"] += right
            if not right:
                yield f"date  {kind:10} {field} {row[field]} got {value}: {row['name']}"


def gist(kind: str, row: Gold) -> str:
    if kind == "statements":
        return f"{row['speaker']}: {row['text'][:80]}"
    if kind == "agreements":
        return f"{row['parties']} {row['name']} ({row['status']})"
    if kind == "disputes":
        return f"{row['parties']} {row['issue']}"
    due = row["due"]["end"] if isinstance(row["due"], dict) else row["due"]
    return f"{row['by']} {row['what'][:80]} ({due})"


def report(count: Counter[str], pages: int) -> None:
    print(f"{pages} pages")
    print(f"{'kind':10} {'gold':>5} {'found':>6} {'recall':>6} {'coder':>6} {'precision':>9} {'parties':>7}")
    for kind in KINDS:
        row = {what: count[f"{kind} {what}"] for what in ("gold", "right", "found", "true", "parties")}
        noted = kind == "statements"
        precision, sides = (ratio(row[a], row[b]) for a, b in (("true", "found"), ("parties", "right")))
        print(
            f"{kind:10} {row['gold']:5} {row['right']:6} {ratio(row['right'], row['gold']):>6} {row['found']:6}"
            f" {'-' if noted else precision:>9} {'-' if noted else sides:>7}"
        )
    right = count["agreements right"]
    print(
        f"agreements: status right on {count['status']} of {right}, its date on"
        f" {count['status_date right']} of {count['status_date gold']}, expiry on"
        f" {count['expires right']} of {count['expires gold']}"
    )


if __name__ == "__main__":
    run(__doc__, score_page, report)
