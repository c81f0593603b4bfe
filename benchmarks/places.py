"""How often a toponym gets its place, on our own sentences, beside the most populous namesake.

``python benchmarks/places.py`` prints the time to load the gazetteer and the memory it takes, then one line a half: the
share with the right country, the share within 161 km, and the time a toponym. Both halves were written after the first
version of the rules, by the same hand, and are easier than a corpus of news. ``--errors tuned`` lists what is wrong.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.places.gazetteer import Location, distance_km, gazetteer
from dragoman.places.resolution import resolve_place

FOLDER = Path(__file__).parent / "places_cases"
NEAR_KM = 161.0  # 100 miles, the usual measure of toponym resolution


class Case(NamedTuple):
    """A toponym in its text, and where a reader would put it."""

    text: str
    start: int
    end: int
    where: Location


def cases(half: str) -> Iterator[Case]:
    """The toponyms of one half: each [[marked]] one of a text, with country, latitude and longitude after it."""
    for line in (FOLDER / f"{half}.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        marked, country, latitude, longitude = (cell.strip() for cell in line.split("|"))
        before, _, rest = marked.partition("[[")
        name, _, after = rest.partition("]]")
        where = Location(name, country or None, float(latitude), float(longitude), None, "city")
        yield Case(before + name + after, len(before), len(before) + len(name), where)


def ours(case: Case) -> Location | None:
    """The answer of the package."""
    return resolve_place(case.text, case.start, case.end)


def most_populous(case: Case) -> Location | None:
    """The answer of a gazetteer without context."""
    return max(gazetteer().look_up(case.text[case.start : case.end]), key=lambda place: place.population, default=None)


def main(arguments: list[str]) -> None:
    """Print the shares, or the wrong answers of a half."""
    if arguments[:1] == ["--errors"]:
        for case in cases(arguments[1]):
            found = ours(case)
            if found is None or distance_km(found, case.where) > NEAR_KM:
                print(
                    case.text[case.start : case.end], "|", case.where.country, "|", found and found[:6], "|", case.text
                )
        return
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    gazetteer()
    loaded = time.perf_counter() - started
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"gazetteer: {loaded:.2f} s, {memory:.0f} MB")
    answerers: dict[str, Callable[[Case], Location | None]] = {"dragoman": ours, "most populous": most_populous}
    for half in ("tuned", "held"):
        every = list(cases(half))
        for name, answerer in answerers.items():
            started = time.perf_counter()
            found = [(answerer(case), case.where) for case in every]
            each = (time.perf_counter() - started) / len(every) * 1_000
            country = sum(place is not None and place.country == where.country for place, where in found) / len(every)
            near = sum(place is not None and distance_km(place, where) < NEAR_KM for place, where in found) / len(every)
            print(
                f"{half:6} {name:14} of {len(every)}: country {country:.3f}, within 161 km {near:.3f}   {each:.1f} ms"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
