"""Cross-validate the pair head on PLV's training split: sentences with the same id or near-same text stay in one fold.

``python -m training.crossval --encoder minilm [--only 1]`` prints macro-F1 over the 15 labels, quad accuracy, and
cooperation against conflict, each with an event always named; ``--model … --hold 0`` measures a trained model on the
fold that it has not seen.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from dragoman.events.ontology import load_types
from training.batches import Item
from training.data import read_cameo, read_plv
from training.evaluate import forced_types, macro_f1
from training.splits import fold_of
from training.train import SHARED, build, examples, fit, items_of, load


def quads(label: str) -> set[int]:
    """CONCEDE is verbal and RETREAT material cooperation; where PLV joins them either quad counts as right."""
    return {load_types()[part].quad for part in label.split("|")}


def figures(rows: list[tuple[str, str]]) -> str:
    """Macro-F1, and the shares with the right quad and the right side, of (gold, guessed) labels."""
    quad = sum(bool(quads(g) & quads(p)) for g, p in rows) / len(rows)
    side = sum(any((a <= 2) == (b <= 2) for a in quads(g) for b in quads(p)) for g, p in rows) / len(rows)
    return f"{len(rows)} pairs, macro-F1 {macro_f1(rows):.3f}, quad {quad:.3f}, side {side:.3f}"


def held_items(fold: int, encoder: str) -> list[Item]:
    return items_of([e for e in read_plv(SHARED) if fold_of(e.group) == fold], encoder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="minilm")
    parser.add_argument("--model", type=Path, help="measure this model on the fold that it was trained without")
    parser.add_argument("--hold", type=int, default=0, help="that fold")
    parser.add_argument("--only", type=int, default=5, help="train and measure this many folds only")
    parser.add_argument("--start", type=Path, help="go on from this model, trained without human codings")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--no-corpus", action="store_true")
    parser.add_argument("--bfloat16", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.model:
        model = load(options.model, options.encoder)
        print(figures(forced_types(model, held_items(options.hold, options.encoder))))
        return
    corpus = [] if options.no_corpus else examples(split="train", human=0)
    rows = []
    for fold in range(options.only):
        kept = [e for e in [*read_plv(SHARED), *read_cameo(SHARED)] if fold_of(e.group) != fold]
        model = load(options.start, options.encoder) if options.start else build(options.encoder)
        items = items_of([*kept, *corpus], options.encoder)
        fit(model, items, epochs=options.epochs, rate=options.rate, bfloat16=options.bfloat16)
        rows += forced_types(model, held_items(fold, options.encoder))
        print(f"fold {fold + 1}: {figures(rows)}", flush=True)


if __name__ == "__main__":
    main()
