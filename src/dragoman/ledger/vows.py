"""The table of pledges, compiled: what promises, what is planned, what is no deed, and what event would keep it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from dragoman.errors import DataError
from dragoman.record import EventType
from dragoman.tables import load_mapping


@dataclass(frozen=True)
class Vows:
    """Compiled ``data/pledges.yaml``."""

    promises: re.Pattern[str]
    planned: re.Pattern[str]
    threats: re.Pattern[str]
    nouns: re.Pattern[str]
    things: re.Pattern[str]
    aid: re.Pattern[str]
    future: re.Pattern[str]
    binding: re.Pattern[str]
    reported: re.Pattern[str]
    not_reported: frozenset[str]
    ultimatums: re.Pattern[str]
    deadlines: re.Pattern[str]
    idle: re.Pattern[str]
    negated: re.Pattern[str]
    unsure: re.Pattern[str]
    past: re.Pattern[str]
    abstaining: re.Pattern[str]
    actions: dict[EventType, re.Pattern[str]]

    def action_of(self, what: str) -> EventType | None:
        """The type of event that would keep a pledge: that of the first deed that its words name."""
        found = [(m.start(), -m.end(), t) for t, pattern in self.actions.items() if (m := pattern.search(what))]
        return min(found)[2] if found else None


@cache
def load_vows() -> Vows:
    """Read and check the table; raises DataError naming the file and the bad row."""
    raw = load_mapping(__package__, "pledges.yaml")
    if unknown := set(raw["actions"]) - set(get_args(EventType)):
        raise DataError(f"pledges.yaml: no such event type: {', '.join(sorted(unknown))}")
    aside = r"(?:\s+(?!to\b|that\b)[\w.,$’'-]+){0,6}?"
    deed = rf"{aside}\s+(?:to|not to|never to)\s+(?!(?:the|an?|its|their|his|her)\b)(?=[a-z])"
    nouns = "|".join(raw["nouns"])
    return Vows(
        promises=re.compile(rf"\b(?:{'|'.join(raw['promises'])})(?!\w){deed}"),
        planned=_any(raw["planned"]),
        threats=_any(raw["threats"]),
        nouns=re.compile(rf"\b(?:{nouns})s?\s+(?:by|from)\s+(?P<who>[^,.;]{{2,40}}?)\s+(?:not )?to\s+(?=[a-z])"),
        things=_any(raw["things"]),
        aid=_any(raw["aid"]),
        future=re.compile(rf"\b(?:{'|'.join(raw['future'])})\s+(?:(?:not|never|also|soon|then)\s+)?(?=[a-z])"),
        binding=_any(raw["binding"]),
        reported=re.compile(rf"\b(?:{'|'.join(raw['reported'])})\s+(?:(?:not|never|also|soon|only|now)\s+)?(?=[a-z])"),
        not_reported=frozenset(raw["not_reported"]),
        ultimatums=_any(raw["ultimatums"]),
        deadlines=re.compile("|".join(raw["deadlines"])),
        idle=re.compile(rf"(?:{'|'.join(raw['idle'])})\b"),
        negated=_before(raw["negated"]),
        unsure=_before(raw["unsure"]),
        past=_before(raw["past"]),
        abstaining=_any(raw["abstaining"]),
        actions={t: _any(cues) for t, cues in raw["actions"].items()},
    )


def _any(cues: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(cues)})")


def _before(cues: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[^\w]))(?:{'|'.join(cues)})\s*\Z", re.IGNORECASE)
