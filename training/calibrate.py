"""Calibrate the confidence of events on whole annotated pages, and report how reliable it is.

``python -m training.calibrate [FOLDER…]``, in the package's environment, codes the gold pages (the project's own and
those of ``shared/evaluation``), fits the logistic model of ``dragoman.events.confidence`` to which events are right,
and prints the reliability curve, each page judged by a model that has not seen it. It writes ``confidence.json``.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.gold import FOLDER, score_page
from dragoman.actors import load_lexicon
from dragoman.coder import collect_entities, read_scene
from dragoman.events.coding import code_events
from dragoman.events.confidence import features
from dragoman.events.encoder import MODEL_FOLDER, shared_encoder
from dragoman.pages import read_page
from dragoman.record import Coder, Record

SHARED = Path(__file__).parents[2] / "shared"
FOLDERS = (FOLDER, SHARED / "evaluation" / "pages", SHARED / "seed")
NAMES = ("one", "trigger", "role", "other")
FOLDS = 5
STEPS = 25
PENALTY = 0.5


def judged(path: Path) -> list[tuple[dict[str, float], bool]]:
    """Features of each event that the coder finds on a page, however unlikely, and whether it is right."""
    gold = json.loads(path.read_text("utf-8"))
    page = path.with_name(path.name.replace(".gold.json", ".txt"))
    article = read_page(page.read_bytes(), source=page.name, published=gold["published"], title=None)
    scene = read_scene(article)
    coded = code_events(shared_encoder(), scene, least=0.0)
    events = [c.event for c in coded]
    record = Record(
        coder=Coder(version="", models={}),
        article=article,
        entities=collect_entities(scene.mentions, scene.employers, events, load_lexicon()),
        events=events,
    )
    right: set[int] = set()
    list(score_page(record, gold, Counter(), right))
    return [(features(*c.chances), i in right) for i, c in enumerate(coded)]


def fit(rows: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Logistic regression by Newton's method, with a small penalty."""
    x = np.array([[row[name] for name in NAMES] for row, _ in rows])
    y = np.array([right for _, right in rows], float)
    weights = np.zeros(len(NAMES))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + PENALTY * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(NAMES))
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(NAMES, (round(float(w), 4) for w in weights), strict=True))


def chance(row: dict[str, float], weights: dict[str, float]) -> float:
    return 1 / (1 + math.exp(-sum(weights[name] * row[name] for name in NAMES)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=list(FOLDERS))
    options = parser.parse_args()
    pages = [judged(p) for folder in options.folders for p in sorted(folder.glob("*.gold.json"))]
    told = []
    for fold in range(FOLDS):
        weights = fit([row for n, page in enumerate(pages) if n % FOLDS != fold for row in page])
        told += [(chance(x, weights), right) for n, page in enumerate(pages) if n % FOLDS == fold for x, right in page]
    print(f"{len(told)} events of {len(pages)} pages; confidence, of events, right:")
    for low in np.arange(0, 1, 0.1):
        own = [(c, right) for c, right in told if low <= c < low + 0.1]
        if own:
            mean, share = sum(c for c, _ in own) / len(own), sum(right for _, right in own) / len(own)
            print(f"  {low:.1f}-{low + 0.1:.1f}  mean {mean:.2f}  {len(own):4}  {share:.2f}")
    print(f"Brier score {sum((c - right) ** 2 for c, right in told) / len(told):.3f}")
    weights = fit([row for page in pages for row in page])
    (MODEL_FOLDER / "confidence.json").write_text(json.dumps(weights, indent=1) + "\n")
    print(weights)


if __name__ == "__main__":
    main()
