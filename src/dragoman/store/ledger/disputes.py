"""Disputes over pages: what each is about, the claims of each side, the acts in it, and its course."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.ledger.across.course import Act, Turn, turns
from dragoman.ledger.across.quarrels import DisputeFacts, both, concerns
from dragoman.store.keys import side, sides
from dragoman.store.ledger.entries import (
    Asked,
    by_frequency,
    contexts,
    ledger_id,
    page_of,
    read_entries,
    told_of,
)
from dragoman.store.ledger.kinds import dispute_facts, gist_words
from dragoman.store.tables import answer

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_ACTS = """
SELECT DISTINCT e.event, printf('e%016x', e.event) AS id, e.day, e.type, e.mode, e.auxiliary, e.actors, e.recipients,
  e.score, e.quad, e.pages, r.evidence, r.gist, r.revision, r.span_start AS start, r.span_end AS "end", p.source,
  v.published, v.title
FROM pairs q JOIN events e ON e.event = q.event JOIN reports r ON r.report = e.event AND r.current
JOIN revisions v ON v.revision = r.revision JOIN pages p ON p.page = v.page
WHERE q.source IN (SELECT unnest($1::VARCHAR[])) AND q.target IN (SELECT unnest($1::VARCHAR[])) AND q.source <> q.target
  AND NOT e.withdrawn AND e.auxiliary IN ('actual', 'historical') AND e.day IS NOT NULL AND e.day <= $2
  AND (v.published IS NULL OR v.published <= $2)
ORDER BY e.day, e.event
"""
_NAMED = """
SELECT er.report, er.event FROM event_reports er WHERE er.report IN (SELECT unnest($1::UBIGINT[]))
"""
_SOME = """
SELECT e.event, printf('e%016x', e.event) AS id, e.day, e.type, e.mode, e.auxiliary, e.actors, e.recipients,
  e.score, e.quad, e.pages, r.evidence, r.gist, r.revision, r.span_start AS start, r.span_end AS "end", p.source,
  v.published, v.title
FROM events e JOIN reports r ON r.report = e.event AND r.current
JOIN revisions v ON v.revision = r.revision JOIN pages p ON p.page = v.page
WHERE e.event IN (SELECT unnest($1::UBIGINT[])) AND NOT e.withdrawn AND e.auxiliary IN ('actual', 'historical')
  AND e.day IS NOT NULL AND e.day <= $2
"""


def disputes(
    connection: duckdb.DuckDBPyConnection, asked: Asked, *, as_of: date, course: str | None = None
) -> list[Row]:
    """Disputes by their first page, each with its course as of a day."""
    entries = read_entries(connection, "dispute", asked, as_of=as_of)
    acts = _acts(connection, entries, as_of=as_of)
    found = [_summary(entry, mentions, acts[entry], as_of) for entry, mentions in entries.items()]
    if course is not None:
        found = [row for row in found if row["course"] == course]
    return sorted(found, key=lambda row: (row["first"] or date.max, row["id"]))


def dispute(connection: duckdb.DuckDBPyConnection, entry: int, *, as_of: date) -> Row | None:
    """One dispute: summary, timeline, acts, the claims of each side, every mention; None before its first page."""
    mentions = read_entries(connection, "dispute", Asked(), as_of=as_of, keys=[entry]).get(entry)
    if not mentions:
        return None
    parties = _parties(mentions)
    pair = (parties[0], parties[1]) if len(parties) > 1 else None
    rivals = read_entries(connection, "dispute", Asked(between=pair), as_of=as_of) if pair else {}
    acts = contexts(connection, _acts(connection, rivals | {entry: mentions}, as_of=as_of)[entry])
    course = _turns(mentions, acts, as_of)
    claims = contexts(connection, _claims(mentions))
    return {
        "kind": "dispute",
        **_summary(entry, mentions, acts, as_of),
        "as_of": as_of,
        "turns": [{"day": turn.day, "course": turn.course} for turn in course],
        "timeline": _timeline(acts, claims, course),
        "acts": [_shown(act) for act in acts],
        "claims": [{k: v for k, v in claim.items() if k != "revision"} for claim in claims],
        "mentions": told_of(connection, "dispute", mentions),
    }


def claims(connection: duckdb.DuckDBPyConnection, asked: Asked, *, as_of: date) -> dict[str, list[Row]]:
    """The claims of each dispute's sides by its id: party, speaker, claim, and where it stands."""
    entries = read_entries(connection, "dispute", asked, as_of=as_of)
    return {
        ledger_id("dispute", entry): [{k: v for k, v in row.items() if k != "revision"} for row in _claims(mentions)]
        for entry, mentions in entries.items()
    }


def _summary(entry: int, mentions: list[Row], acts: list[Row], as_of: date) -> Row:
    course, issue = _turns(mentions, acts, as_of), _issue(mentions)
    wordings = by_frequency([*(row["issue"] for row in mentions), *(a for row in mentions for a in row["aliases"])])
    days = [mentions[-1]["published"], *(act["day"] for act in acts)]
    return {
        "id": ledger_id("dispute", entry),
        "issue": issue,
        "aliases": [wording for wording in wordings if wording != issue],
        "parties": _parties(mentions),
        "since": min((row["since"] for row in mentions if row["since"]), default=None),
        "course": course[-1].course if course else None,
        "course_since": course[-1].day if course else None,
        "claims": len(_claims(mentions)),
        "acts": len(acts),
        "pages": len({row["source"] for row in mentions}),
        "first": mentions[0]["published"],
        "last": max((day for day in days if day), default=None),
    }


def _issue(mentions: list[Row]) -> str:
    """The wording that shares most with all the others; the shorter where equal."""
    said = [row["issue"] for row in mentions]
    words = {row["issue"]: dispute_facts(row).words for row in mentions}
    counts: dict[str, int] = {}
    for row in mentions:
        for word in words[row["issue"]]:
            counts[word] = counts.get(word, 0) + 1
    best: str = max(
        said, key=lambda issue: (sum(counts[w] for w in words[issue]) / (2 + len(issue.split())), -len(issue))
    )
    return best


def _parties(mentions: list[Row]) -> list[str]:
    common = set(mentions[0]["parties"]).intersection(*(row["parties"] for row in mentions))
    if len(common) > 1:
        return sorted(common)
    return sorted(by_frequency(p for row in mentions for p in row["parties"])[:2])


def _facts(mentions: list[Row]) -> DisputeFacts:
    found = dispute_facts(mentions[0])
    for row in mentions[1:]:
        found = both(found, dispute_facts(row))
    return found


def _acts(connection: duckdb.DuckDBPyConnection, entries: dict[int, list[Row]], *, as_of: date) -> dict[int, list[Row]]:
    """The acts of each dispute: those that its pages name as such, and those between its parties in its words.

    An act that suits several disputes of the same parties goes to the one that it suits best.
    """
    found: dict[int, dict[int, Row]] = {entry: {} for entry in entries}
    facts = {entry: _facts(mentions) for entry, mentions in entries.items()}
    by_parties: dict[tuple[str, ...], list[int]] = {}
    for entry, mentions in entries.items():
        by_parties.setdefault(tuple(_parties(mentions)), []).append(entry)
    for parties, rivals in by_parties.items():
        for act in answer(connection, _ACTS, [list(parties), as_of]).to_pylist():
            words = gist_words(act["gist"])
            scores = sorted(((concerns(facts[entry], words), entry) for entry in rivals), key=lambda s: (-s[0], s[1]))
            if scores[0][0] > 0:
                found[scores[0][1]][act["event"]] = act
    _add_named(connection, entries, found, as_of)
    return {entry: sorted(acts.values(), key=lambda act: (act["day"], act["event"])) for entry, acts in found.items()}


def _add_named(
    connection: duckdb.DuckDBPyConnection, entries: dict[int, list[Row]], found: dict[int, dict[int, Row]], as_of: date
) -> None:
    reports = sorted({report for mentions in entries.values() for row in mentions for report in row["acts"]})
    if not reports:
        return
    event_of = {r["report"]: r["event"] for r in answer(connection, _NAMED, [reports]).to_pylist()}
    events = {r["event"]: r for r in answer(connection, _SOME, [sorted(set(event_of.values())), as_of]).to_pylist()}
    for entry, mentions in entries.items():
        for row in mentions:
            for report in row["acts"]:
                event = event_of.get(report)
                if event is not None and event in events:
                    found[entry][event] = events[event]


def _turns(mentions: list[Row], acts: list[Row], as_of: date) -> list[Turn]:
    parties = set(_parties(mentions))
    known = [
        Act(
            day=act["day"],
            type=act["type"],
            words=gist_words(act["gist"]),
            between=len(parties & set(sides([*act["actors"], *act["recipients"]]))) > 1,
        )
        for act in acts
    ]
    pages = [row["published"] for row in mentions if row["published"]]
    return turns(known, pages, as_of=as_of)


def _claims(mentions: list[Row]) -> list[Row]:
    return [
        {
            "party": side(position["entity"]),
            "speaker": position["entity"],
            "claim": position["claim"],
            **page_of(row),
            "start": position["start"],
            "end": position["end"],
            "revision": row["revision"],
        }
        for row in mentions
        for position in row["positions"]
    ]


def _shown(act: Row) -> Row:
    return {k: v for k, v in act.items() if k not in ("event", "gist", "revision")}


def _timeline(acts: list[Row], claims: list[Row], course: list[Turn]) -> list[Row]:
    """Acts, claims and turns in one list by day."""
    rows: list[Row] = []
    for act in acts:
        who = ", ".join(act["actors"]) + (" → " + ", ".join(act["recipients"]) if act["recipients"] else "")
        rows.append(_line(act["day"], "act", f"{act['type']} {who}", act["context"], act["source"], act["id"]))
    rows += [_line(c["published"], "claim", c["speaker"], c["context"], c["source"], None) for c in claims]
    rows += [_line(turn.day, "course", turn.course, None, None, None) for turn in course]
    order = {"act": 0, "claim": 1, "course": 2}
    return sorted(rows, key=lambda r: (r["day"] or date.max, order[r["what"]], r["says"], r["context"] or ""))


def _line(day: date | None, what: str, says: str, context: str | None, source: str | None, id: str | None) -> Row:
    return {"day": day, "what": what, "says": says, "context": context, "source": source, "id": id}
