"""How well and how fast names and phrases are resolved, and how fast the lexicon is loaded.

python -m benchmarks.actors [--misses] [--seconds 3]

A case of ``actors_cases/*.tsv`` is right when both the country and the primary sector are. The baseline looks for the
first country name or adjective and the first word for an agent: no names, no dates, no grammar.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.actors import Lexicon, load_lexicon, resolve
from dragoman.actors.senses import ADJECTIVE, COUNTRY, HEAD, NATIONAL
from dragoman.actors.tokens import tokenize

CASES = Path(__file__).parent / "actors_cases"
PHRASES = (
    "Germany, France and the UK",
    "the foreign ministers of India and Bangladesh",
    "Uruguayan Transport Minister Luis Alberto Heber",
    "a top South Korean court",
    "South Korea's foreign minister, Kang Kyung-wha",
    "UN peacekeepers in Mali",
    "the Togolese opposition",
    "protesters",
    "Seoul",
    "a senior official at South Korea's foreign ministry",
)
LOADING = """import time; start = time.process_time()
import dragoman.actors as a; a.load_lexicon()
print(time.process_time() - start)"""


class Case(NamedTuple):
    """A phrase at a date, with every country and primary sector that is right; ``-`` is none."""

    kind: str
    text: str
    date: str
    country: str
    sector: str

    def accepts(self, country: str | None, sector: str | None) -> bool:
        return (country or "-") in self.country.split("|") and (sector or "-") in self.sector.split("|")


Answer = tuple[str | None, str | None]


def cases(path: Path) -> Iterator[Case]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Case(**row)


def ours(case: Case, lexicon: Lexicon) -> Answer:
    actors = resolve(case.text, date=case.date, lexicon=lexicon)
    return (actors[0].country, next(iter(actors[0].sectors), None)) if actors else (None, None)


def baseline(case: Case, lexicon: Lexicon) -> Answer:
    words = [token.key for token in tokenize(case.text) if not token.mark]
    groups = [" ".join(words[i : i + n]) for n in (4, 3, 2, 1) for i in range(len(words))]
    countries = [s[1] for g in groups for s in lexicon.senses(g) if s[0] in {COUNTRY, ADJECTIVE, NATIONAL}]
    sectors = [s[1] for g in groups for s in lexicon.payload["words"].get(g, ()) if s[0] == HEAD]
    country = countries[0] if countries else None
    return country, sectors[0] if sectors else "GOV" if country else None


def score(path: Path, lexicon: Lexicon, *, misses: bool) -> None:
    """Print accuracy by kind of case, ours beside the baseline."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    simple: Counter[str] = Counter()
    answerers: tuple[tuple[Counter[str], Callable[[Case, Lexicon], Answer]], ...] = ((right, ours), (simple, baseline))
    for case in cases(path):
        for kind in (case.kind, "all"):
            asked[kind] += 1
            for count, answerer in answerers:
                count[kind] += case.accepts(*answerer(case, lexicon))
        if misses and not case.accepts(*(answer := ours(case, lexicon))):
            print(f"  {case.kind}: {case.text!r} {case.date} wants {case.country} {case.sector}, got {answer}")
    print(f"{path.stem:10} {'cases':>5} {'right':>6} {'baseline':>8}")
    for kind, number in asked.items():
        print(f"{kind:10} {number:5} {right[kind] / number:6.3f} {simple[kind] / number:8.3f}")


def speed(lexicon: Lexicon, seconds: float) -> None:
    started, count = time.process_time(), 0
    while (elapsed := time.process_time() - started) < seconds:
        for phrase in PHRASES:
            resolve(phrase, date="2020-01-01", lexicon=lexicon)
        count += len(PHRASES)
    print(f"resolve: {count / elapsed:,.0f} phrases a second of processor time")
    runs = [
        float(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True).stdout) for _ in range(3)
    ]
    print(f"import and load: {min(runs):.3f} s of processor time")


def main() -> None:
    """Print accuracy by kind of case, phrases a second of processor time, and what a fresh process takes to load."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--misses", action="store_true", help="list the tuned half's errors")
    options = parser.parse_args()
    lexicon = load_lexicon()
    score(CASES / "tuned.tsv", lexicon, misses=options.misses)
    score(CASES / "held.tsv", lexicon, misses=False)
    if options.seconds:
        speed(lexicon, options.seconds)


if __name__ == "__main__":
    main()
