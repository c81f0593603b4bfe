"""``make train``: everything from data to the weights in the package.

1. A teacher (mpnet, 110M parameters) learns from the corpus and the shared human codings.
2. A student (MiniLM, 22M) learns from the same labels, then from what the teacher says of them and of unlabelled
   sentences, then a last time from the human codings beside a part of the corpus: they alone know the lines that other
   coders draw between types.
3. The student is exported in int8, and what stands on its output is fitted to it: how the other side of an act is
   chosen (from the corpus's articles) and how confident an event is (on whole annotated pages).

Each training takes under two hours on 2 CPU cores; ``--bfloat16`` is three times as fast on processors with AMX.
The shipped weights were made in these stages while the corpus still grew: a rebuild has all of it from the start.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from training.encoders import CACHE

PACKAGE = Path(__file__).parents[1] / ".venv" / "bin" / "python"  # the package's environment: it has no torch
TRAINED = (
    "training.train --encoder mpnet --epochs 4 --rate 6e-5 --out {cache}/teacher",
    "training.train --epochs 6 --rate 2e-4 --out {cache}/first",
    "training.teaching --teacher {cache}/teacher --stories 6000 --out {cache}/taught.pt",
    "training.train --taught {cache}/taught.pt --human 3 --start {cache}/first --epochs 3 --rate 1.5e-4"
    " --out {cache}/distilled",
    "training.train --human 2 --share 0.3 --start {cache}/distilled --epochs 1 --rate 4e-5 --out {cache}/student",
)


def run(command: str, *options: str, python: str = sys.executable) -> None:
    parts = [part.format(cache=CACHE) for part in command.split()]
    subprocess.run([python, "-m", *parts, *options], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bfloat16", action="store_true", help="compute in bfloat16: for processors with AMX")
    fast = ["--bfloat16"] if parser.parse_args().bfloat16 else []
    run("training.markup --write")
    for command in TRAINED:
        run(command, *fast)
    run("training.export --model {cache}/student")
    run("training.sides", python=str(PACKAGE))
    run("training.calibrate", python=str(PACKAGE))


if __name__ == "__main__":
    main()
