"""How often a toponym gets its place, on our own sentences, beside the most populous namesake.

``python benchmarks/places.py`` prints the time to load the gazetteer and the memory it takes, then one line a set: the
share with the right country, the share within 161 km, and the time a toponym. ``tuned`` and ``held`` were written after
the first version of the rules, by the same hand, and are easier than a corpus of news. ``pages`` are 34 articles in the
styles of local papers, disease bulletins and the wires, written before the output on them was seen: the first scores,
country 0.897 and within 161 km 0.845, are the ones that tell of unseen text, since rules and tables were then mended by
them. ``--errors tuned`` lists what is wrong.
"""

from __future__ import annotations

import re
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
    style: str = ""


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


def pages() -> Iterator[Case]:
    """The toponyms of whole articles: a text with several marks, then the country and position of each, in order."""
    style, text, spans = "", "", list[tuple[int, int]]()
    for line in (FOLDER / "pages.txt").read_text("utf-8").splitlines():
        if line.startswith("="):
            style = line[1:].strip()
        elif "[[" in line:
            text, spans = line, []
            while mark := re.search(r"\[\[(.+?)\]\]", text):
                spans.append((mark.start(), mark.start() + len(mark.group(1))))
                text = text[: mark.start()] + mark.group(1) + text[mark.end() :]
        elif line and not line.startswith("#"):
            country, latitude, longitude = line.split()
            start, end = spans.pop(0)
            known = None if country == "-" else country
            where = Location(text[start:end], known, float(latitude), float(longitude), None, "city")
            yield Case(text, start, end, where, style)


def sets() -> dict[str, list[Case]]:
    """The sets of cases by name; the pages also by their styles."""
    found = {"tuned": list(cases("tuned")), "held": list(cases("held")), "pages": list(pages())}
    for case in found["pages"]:
        found.setdefault(case.style, []).append(case)
    return found


def ours(case: Case) -> Location | None:
    """The answer of the package."""
    return resolve_place(case.text, case.start, case.end)


def most_populous(case: Case) -> Location | None:
    """The answer of a gazetteer without context."""
    return max(gazetteer().look_up(case.text[case.start : case.end]), key=lambda place: place.population, default=None)


def main(arguments: list[str]) -> None:
    """Print the shares, or the wrong answers of a half."""
    if arguments[:1] == ["--errors"]:
        for case in sets()[arguments[1]]:
            found = ours(case)
            if found is None or distance_km(found, case.where) > NEAR_KM:
                print(
                    case.text[case.start : case.end],
                    "|",
                    case.where[1:4],
                    "|",
                    found and found[:6],
                    "|",
                    case.text[:90],
                )
        return
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    gazetteer()
    loaded = time.process_time() - started
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"gazetteer: loads in {loaded:.2f} s of processor time, takes {memory:.0f} MB")
    answerers: dict[str, Callable[[Case], Location | None]] = {"dragoman": ours, "most populous": most_populous}
    for half, every in sets().items():
        for name, answerer in answerers.items():
            started = time.process_time()
            found = [(answerer(case), case.where) for case in every]
            each = (time.process_time() - started) / len(every) * 1_000
            # What lies in no country or in several has none to be wrong about.
            named = [(place, where) for place, where in found if where.country]
            country = sum(place is not None and place.country == where.country for place, where in named) / len(named)
            near = sum(place is not None and distance_km(place, where) < NEAR_KM for place, where in found) / len(every)
            print(
                f"{half:7} {name:14} of {len(every)}: country {country:.3f}, within 161 km {near:.3f}   {each:.1f} ms"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
