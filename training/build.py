"""``make train``: everything from data to the weights in the package.

Three runs, each going on from the one before at a lower rate, then the mean of the last two models' weights (better on
the gold pages than either), and two epochs more from there. About an hour on 2 CPU cores. The shipped weights were made
in these stages while the corpus still grew: a rebuild has the whole corpus from the start.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import torch

from training.encoders import CACHE

STAGES = (("first", 6, 2e-4), ("second", 5, 1.5e-4), ("third", 2, 1e-4))
AVERAGED = ("second", "third")


def run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True)


def average(names: tuple[str, ...], target: Path) -> None:
    """Write the mean of the named models' weights."""
    models = [torch.load(CACHE / name / "model.pt", weights_only=True) for name in names]
    mean = {
        key: torch.stack([model[key] for model in models]).mean(0) if value.is_floating_point() else value
        for key, value in models[0].items()
    }
    target.mkdir(parents=True, exist_ok=True)
    torch.save(mean, target / "model.pt")


def main() -> None:
    run("training.markup", "--write")
    before: str | None = None
    for name, epochs, rate in STAGES:
        start = ("--start", str(CACHE / before)) if before else ()
        run("training.train", "--out", str(CACHE / name), "--epochs", str(epochs), "--rate", str(rate), *start)
        before = name
    average(AVERAGED, CACHE / "mean")
    last = ("--epochs", "2", "--rate", "1.2e-4", "--start", str(CACHE / "mean"))
    run("training.train", "--out", str(CACHE / "student"), *last)
    run("training.export", "--model", str(CACHE / "student"))


if __name__ == "__main__":
    main()
