"""How fast phrases are resolved and the lexicon is loaded.

python -m benchmarks.actors [--seconds 3]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from dragoman.actors import load_lexicon, resolve

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
LOADING = """import time; start = time.perf_counter()
import dragoman.actors as a; a.load_lexicon()
print(time.perf_counter() - start)"""


def main() -> None:
    """Print phrases a second on one core, and the seconds that a fresh process takes to load the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0)
    seconds = parser.parse_args().seconds
    lexicon = load_lexicon()
    started, count = time.perf_counter(), 0
    while (elapsed := time.perf_counter() - started) < seconds:
        for phrase in PHRASES:
            resolve(phrase, date="2020-01-01", lexicon=lexicon)
        count += len(PHRASES)
    print(f"resolve: {count / elapsed:,.0f} phrases a second")
    runs = [
        float(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True).stdout) for _ in range(3)
    ]
    print(f"import and load: {min(runs):.3f} s")


if __name__ == "__main__":
    main()
