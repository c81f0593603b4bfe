"""Rows of mentions, read as what ``dragoman.ledger.across`` compares."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.ledger.across import identity, promises, quarrels
from dragoman.ledger.across.wording import stem, stems, with_concepts
from dragoman.store.keys import sides
from dragoman.store.ledger.rows import TABLES

Row = dict[str, Any]
_COMING = re.compile(r"\b(?:would|will)\b", re.IGNORECASE)  # stop words, but a clause with them only announces


@dataclass(frozen=True, slots=True)
class Kind:
    """What grouping needs to know of a kind of mention; see ``across.grouping.group``."""

    name: str
    table: str
    read: Callable[[Row], Any]
    alike: Callable[[Any, Any], float | None]
    agree: Callable[[Any, Any], bool]
    both: Callable[[Any, Any], Any]
    blocks: Callable[[Any], set[str]]


def days_of(text: str | None) -> tuple[date, date] | None:
    """The first and last day of an ISO 8601 day, month or year; None for what is none."""
    try:
        parts = [int(part) for part in (text or "").split("-")]
        year, month, day = (*parts, 0, 0)[:3]
        last = calendar.monthrange(year, month or 12)[1]
        return date(year, month or 1, day or 1), date(year, month or 12, day or last)
    except ValueError:
        return None


def agreement_facts(row: Row) -> identity.AgreementFacts:
    """What a row of ``agreement_mentions`` says for grouping."""
    names = identity.read_names(
        [row["name"], *row["aliases"]],
        acronym=row["acronym"],
        kind=row["kind"],
        subject=row["subject"],
        names=row["left_out"],
    )
    dated = [(s["status"], days) for s in row["steps"] if len(s["date"] or "") > 4 and (days := days_of(s["date"]))]
    begins = ("signed", "in force") if names.family == "truce" else ("signed",)
    signed = {days[0] for status, days in dated if status in begins}
    ended = {days[1] for status, days in dated if status in ("terminated", "lapsed")}
    published = row["published"]
    return identity.AgreementFacts(
        names=names,
        parties=frozenset(row["parties"]),
        signed=frozenset(signed),
        ended=frozenset(ended),
        days=(published, published) if published else None,
    )


def dispute_facts(row: Row) -> quarrels.DisputeFacts:
    """What a row of ``dispute_mentions`` says for grouping."""
    return quarrels.DisputeFacts(
        parties=frozenset(row["parties"]),
        words=quarrels.issue_words([row["issue"], *row["aliases"]], names=row["left_out"]),
        context=with_concepts(frozenset(row["context"])),
    )


def pledge_facts(row: Row) -> promises.PledgeFacts:
    """What a row of ``pledge_mentions`` says for grouping and watching."""
    due = due_of(row)
    return promises.PledgeFacts(
        kind=row["kind"],
        by=frozenset(row["by"]),
        to=frozenset(row["to"]),
        action=promises.action_of(row["what"], row["action"]),
        negated=row["negated"],
        words=promises.pledge_words(row["what"], names=row["left_out"]),
        made=row["made"],
        due=due,
        revision=row["revision"],
    )


def due_of(row: Row) -> tuple[date, date] | None:
    """First and last day on which a pledge falls due; None where that is only the day on which it was made."""
    start, end = row["due_start"] or row["due_end"], row["due_end"] or row["due_start"]
    if start is None or end is None or (row["made"] and end <= row["made"] and row["kind"] in ("promise", "plan")):
        return None
    return start, end


def deed_of(report: Row) -> promises.Deed:
    """A row of ``reports``, as pledges look at it."""
    start, end = report["start"], report["end"]
    return promises.Deed(
        type=report["type"],
        actors=frozenset(sides(report["actors"])),
        recipients=frozenset(sides(report["recipients"])),
        auxiliary=report["auxiliary"],
        days=(start, max(start, end or start)) if start else None,
        published=report["published"],
        words=gist_words(report["gist"]),
        revision=report["revision"],
        clause=stems(report["evidence"]) | {word.casefold() for word in _COMING.findall(report["evidence"])},
    )


def gist_words(gist: str) -> frozenset[str]:
    """The stems of a report's sentence as the ledger writes stems, and their concepts."""
    return with_concepts(frozenset(stem(word) for word in gist.split()))


def _same(a: promises.PledgeFacts, b: promises.PledgeFacts) -> promises.PledgeFacts:
    """What is known of two pledges together: what the earlier one says."""
    first, second = sorted((a, b), key=lambda p: (p.made or date.max, p.revision))
    return first if first.due or not second.due else second


KINDS = {
    "agreement": Kind(
        "agreement",
        TABLES["agreement"],
        agreement_facts,
        identity.alike,
        identity.agree,
        identity.both,
        identity.blocks,
    ),
    "dispute": Kind(
        "dispute", TABLES["dispute"], dispute_facts, quarrels.alike, quarrels.agree, quarrels.both, quarrels.blocks
    ),
    "pledge": Kind("pledge", TABLES["pledge"], pledge_facts, promises.alike, promises.agree, _same, promises.blocks),
}
