"""Cross-validate the pair head on PLV's training split: sentences with the same id or near-same text stay in one fold.

``python -m training.crossval --encoder minilm --folds 5 [--only 1]`` prints macro-F1 over the 15 labels, quad accuracy,
and cooperation against conflict, each with an event always named.
"""

from __future__ import annotations

import argparse
import hashlib

import torch

from dragoman.events.ontology import load_types
from training.data import read_cameo, read_plv
from training.evaluate import forced_types, macro_f1
from training.train import SHARED, build, examples, fit, items_of


def fold_of(group: str, folds: int) -> int:
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % folds


def quads(label: str) -> set[int]:
    """CONCEDE is verbal and RETREAT material cooperation; where PLV joins them either quad counts as right."""
    return {load_types()[part].quad for part in label.split("|")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="minilm")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, help="this many folds only")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--no-corpus", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    plv, cameo = list(read_plv(SHARED)), list(read_cameo(SHARED))
    corpus = [] if options.no_corpus else examples(split="train", human=False)
    rows = []
    for fold in range(options.only or options.folds):
        kept = [e for e in [*plv, *cameo] if fold_of(e.group, options.folds) != fold]
        held = [e for e in plv if fold_of(e.group, options.folds) == fold]
        model = build(options.encoder)
        fit(model, items_of([*kept, *corpus], options.encoder), epochs=options.epochs, rate=options.rate)
        rows += forced_types(model, items_of(held, options.encoder))
        quad = sum(bool(quads(g) & quads(p)) for g, p in rows) / len(rows)
        side = sum(any((a <= 2) == (b <= 2) for a in quads(g) for b in quads(p)) for g, p in rows) / len(rows)
        print(
            f"fold {fold + 1}: {len(rows)} pairs, macro-F1 {macro_f1(rows):.3f}, quad {quad:.3f}, side {side:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
