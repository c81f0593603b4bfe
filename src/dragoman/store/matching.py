"""Whether two reports tell of one act: a pure function of the two, so that no order of arrival can matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import asin, cos, radians, sin, sqrt
from typing import Any

from dragoman.store.keys import sides
from dragoman.store.settings import family, settings
from dragoman.store.words import contained, likeness

Pair = tuple[str, str | None]

_DONE = frozenset({"actual", "historical"})  # the same act, told at the time and later
_FINE = frozenset({"day", "week"})


@dataclass(frozen=True)
class Report:
    """What merging looks at in a report: a row of ``reports`` and the fingerprints of its page."""

    row: dict[str, Any]
    marks: frozenset[int] = frozenset()

    @property
    def key(self) -> int:
        """The report's key."""
        return int(self.row["report"])

    @cached_property
    def words(self) -> frozenset[str]:
        """Content words of its sentence."""
        return frozenset(self.row["gist"].split())

    @cached_property
    def actors(self) -> frozenset[str]:
        """Powers that act."""
        return frozenset(sides(self.row["actors"]))

    @cached_property
    def recipients(self) -> frozenset[str]:
        """Powers acted upon."""
        return frozenset(sides(self.row["recipients"]))

    @cached_property
    def pairs(self) -> list[Pair]:
        """Its pairs of powers whatever the direction, lesser first; (power, None) where nobody else is named."""
        if self.recipients:
            found = {(min(a, r), max(a, r)) for a in self.actors for r in self.recipients}
            return sorted(found)
        if len(self.actors) > 1:
            return [(a, b) for a in sorted(self.actors) for b in sorted(self.actors) if a < b]
        return [(a, None) for a in self.actors]

    @cached_property
    def named(self) -> dict[str, frozenset[str]]:
        """The persons and bodies that it names, by the power that they belong to."""
        found: dict[str, frozenset[str]] = {}
        for entity in (*self.row["actors"], *self.row["recipients"]):
            head, _, name = entity.partition(":")
            if name and "." in head:
                power = head.partition(".")[0]
                found[power] = found.get(power, frozenset()) | {name}
        return found

    @cached_property
    def kind(self) -> tuple[str, str]:
        """The first type of its family, and whether it is done, to come, imagined or denied."""
        auxiliary = self.row["auxiliary"]
        return family(self.row["type"])[0], "done" if auxiliary in _DONE else auxiliary

    @cached_property
    def ahead(self) -> bool:
        """Whether its day was still to come when its page came out."""
        start, published = self.row["start"], self.row["published"]
        return start is not None and published is not None and start > published

    @cached_property
    def dated(self) -> bool:
        """Whether it names days, not only a month or more."""
        return self.row["start"] is not None and self.row["granularity"] in _FINE

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The days on which the act may lie; None where not even the publication is known."""
        days, start, published = settings().days, self.row["start"], self.row["published"]
        if start is not None:
            slack = days["slack"] if self.dated else 0
            return _shift(start, -slack), _shift(max(start, self.row["end"] or start), slack)
        if published is None:
            return None
        if self.row["auxiliary"] == "future":
            return published, _shift(published, days["ahead"])
        return _shift(published, -days["before"]), published


def strength(a: Report, b: Report) -> float | None:
    """How surely two reports tell of one act, above 0; None where nothing suggests it."""
    known = a.span is not None and b.span is not None
    # cheap questions first: in a hot dyad hundreds of reports are compared with each new one
    if a.kind != b.kind or (known and not _share_a_day(a, b)) or not a.words & b.words:
        return None
    if not (a.actors | a.recipients) & (b.actors | b.recipients):
        return None
    one_page = a.row["revision"] == b.row["revision"]
    if a.row["type"] != b.row["type"] and (one_page or a.ahead != b.ahead):
        return None  # a page tells of two acts; to promise a meeting is not to meet
    copies = not one_page and _of_one_time(a.row["published"], b.row["published"]) and contained(a.marks, b.marks)
    if not copies and not (known and set(a.pairs) & set(b.pairs)):
        return None
    need = settings().need[_dates_agree(a, b) if known else "copied"] + _against(a, b)
    need -= settings().discount["copy"] if copies else 0.0
    need += settings().surcharge["one_page"] if one_page else 0.0
    alike = likeness(a.words, b.words)
    return alike - need if alike > need else None


def _of_one_time(a: date | None, b: date | None) -> bool:
    """Whether two pages were published close enough to be copies, as ``copies.py`` asks too."""
    return a is None or b is None or abs((a - b).days) <= settings().days["apart"]


def _share_a_day(a: Report, b: Report) -> bool:
    """Whether some day suits both; both spans are known."""
    return a.span is not None and b.span is not None and a.span[0] <= b.span[1] and b.span[0] <= a.span[1]


def _dates_agree(a: Report, b: Report) -> str:
    if a.dated and b.dated:
        overlap = a.row["start"] <= (b.row["end"] or b.row["start"]) and b.row["start"] <= (
            a.row["end"] or a.row["start"]
        )
        return "same_day" if overlap else "next_day"
    if any(r.row["start"] is not None and not r.dated for r in (a, b)):
        return "coarse"
    return "one_dated" if a.dated or b.dated else "undated"


def _against(a: Report, b: Report) -> float:
    """What speaks against the two being one, in likeness."""
    charge, total = settings().surcharge, 0.0
    if a.row["country"] and b.row["country"] and a.row["country"] != b.row["country"]:
        total += charge["other_country"]
    elif _far(a.row, b.row):
        total += charge["other_place"]
    if a.row["mode"] and b.row["mode"] and a.row["mode"] != b.row["mode"]:
        total += charge["other_mode"]
    if a.row["type"] != b.row["type"]:
        total += charge["other_type"]
    if a.row["type"] in settings().frequent or b.row["type"] in settings().frequent:
        total += charge["frequent"]
    if a.recipients and b.recipients and not a.actors & b.actors and not a.recipients & b.recipients:
        total += charge["turned"]
    return total + charge["other_people"] * strangers(a.named, b.named)


def strangers(ours: Mapping[str, frozenset[str]], theirs: Mapping[str, frozenset[str]]) -> int:
    """The powers for which both name persons or bodies (see ``Report.named``), and no one the same."""
    return sum(1 for power in ours.keys() & theirs.keys() if not ours[power] & theirs[power])


def _far(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether both places are known as points and lie further apart than one place does."""
    if None in (a["latitude"], a["longitude"], b["latitude"], b["longitude"]) or a["place"] == b["place"]:
        return False
    return kilometres(a["latitude"], a["longitude"], b["latitude"], b["longitude"]) > settings().kilometres


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points given in degrees."""
    low, high = radians(lat1), radians(lat2)
    half = sin((high - low) / 2) ** 2 + cos(low) * cos(high) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def _shift(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
