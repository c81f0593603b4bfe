"""Compare the leaders in the actor tables with reference tables and list every disagreement.

    python -m training.check_actors [FOLDER] [--since 1990]

``FOLDER`` holds ``reign_leaders_*.csv`` (one row a leader's term, by month) and ``world_leaders_*.csv`` (one row an
office in
a year); it is ``../shared/data/reference`` unless given. Nothing is copied from them: each line printed is to be
looked into,
and the table corrected where the table is wrong.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.actors import Lexicon, load_lexicon
from dragoman.actors.tokens import fold

LIKENESS = 0.7
LAST_YEAR = 2021  # in which both references end
# Offices that the tables leave out on purpose; told at the end, and no disagreements
LEFT_OUT = {
    "SMR": "the two captains regent of San Marino change every half-year",
    "Elizabeth II": "the crown of the realms is given under the United Kingdom alone",
    "Charles III": "the crown of the realms is given under the United Kingdom alone",
    "AND": "Andorra's co-princes are France's president and the bishop of Urgell",
}


class Leader(NamedTuple):
    """A term in a reference table, ``end`` None if it had not ended."""

    source: str
    country: str
    name: str
    start: str
    end: str | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the disagreements; the exit status is 0 if there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data/reference"))
    parser.add_argument("--since", default="1990", help="leave out terms that ended before this year")
    options = parser.parse_args(arguments)
    lexicon = load_lexicon()
    named = {fold(name): code for code, name in lexicon.countries.items()}
    known = people(lexicon)
    disagreements = counted = 0
    left_out: Counter[str] = Counter()
    for leader in leaders(options.folder, named):
        if leader.end and leader.end < options.since:
            continue
        counted += 1
        problem = disagreement(leader, known.get(leader.country, []))
        reason = leader.country if leader.country in LEFT_OUT else leader.name
        if problem and reason in LEFT_OUT:
            left_out[reason] += 1
        elif problem:
            disagreements += 1
            print(f"{leader.source}\t{leader.country}\t{leader.name}\t{leader.start}..{leader.end or ''}\t{problem}")
    for reason, number in left_out.items():
        print(f"left out: {number} terms of {reason}: {LEFT_OUT[reason]}", file=sys.stderr)
    print(f"{counted} terms, {disagreements} disagreements", file=sys.stderr)
    return 1 if disagreements else 0


def leaders(folder: Path, named: dict[str, str]) -> Iterator[Leader]:
    """The terms in the reference tables of ``folder``; ``named`` are country codes by folded name."""
    codes = reference_codes()
    for path in sorted(folder.glob("reign_leaders_*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            for row in csv.DictReader(file):
                code = codes.get(row["stateabb"], row["stateabb"])
                start = f"{row['syear']}-{row['smonth']:0>2}"
                end = f"{row['eyear']}-{row['emonth']:0>2}" if row["eyear"] else "9999"
                yield Leader("reign", code, row["leader"], start, None if end >= "2021-03" else end)
    for path in sorted(folder.glob("world_leaders_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                code = named.get(fold(row["country"]))
                if code:
                    yield Leader("world", code, row["officeholderLabel"], row["start_year"], row["end_year"] or None)


def reference_codes() -> dict[str, str]:
    """The ISO code for each of the reference's own three letters."""
    path = Path(__file__).parent / "reference_codes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["letters"]: row["code"] for row in csv.DictReader(file)}


Person = tuple[str, Sequence[tuple[int, int]]]


def people(lexicon: Lexicon) -> dict[str, list[Person]]:
    """The people of the tables with their terms in years, by country."""
    found: dict[str, list[Person]] = defaultdict(list)
    for _, name, kind, country, states in lexicon.entries:
        terms = [(int(state[3][:4]), int(state[4][:4])) for state in states]
        for home in {country, *(state[2] for state in states if state[2])} if kind == "person" else ():
            found[home].append((name, terms))
    return found


def disagreement(leader: Leader, known: Sequence[Person]) -> str | None:
    """What the tables say otherwise; None if they agree to the year."""
    wanted = fold(leader.name.replace("-", " ")).split()
    found = []
    for name, terms in known:
        if alike(wanted, fold(name.replace("-", " ")).split()) >= LIKENESS:
            if any(fits(leader, start, end) for start, end in terms):
                return None
            found.append(f"{name}: {', '.join(f'{start}-{end}' for start, end in terms)}")
    return "; ".join(found) or "missing"


def fits(leader: Leader, start: int, end: int) -> bool:
    """Whether a term of the tables holds the reference's, to the year before or after.

    The references part one man's time in office by re-elections and by the months in which a chair goes round
    (Switzerland, Bosnia); the tables give it once.
    """
    wanted = int(leader.end[:4]) if leader.end else LAST_YEAR
    return start <= int(leader.start[:4]) + 1 and end >= wanted - 1


def alike(wanted: list[str], name: list[str]) -> float:
    """How far a family name of a reference is one of the words of a name, 0 to 1.

    Of two family names ("Garcia Perez") either will do: news uses the first, the reference may end with the second.
    """
    return max(
        (difflib.SequenceMatcher(None, one, other).ratio() for one in wanted[-2:] for other in name if other),
        default=0.0,
    )


if __name__ == "__main__":
    raise SystemExit(main())
