"""Figures of a torch model on labelled examples: triggers, roles, auxiliary, pairs."""

from __future__ import annotations

import random
from collections import Counter

import torch

from training.batches import IGNORE, Batch, Item, batched
from training.data import PLV_TYPES, joined
from training.labels import NONE, PAIR_TYPES
from training.losses import outputs
from training.model import EventModel


@torch.no_grad()
def report(model: EventModel, items: list[Item]) -> str:
    """One line: token F1 of mentions and triggers (typed), accuracies of role, auxiliary and mode, pairs by type."""
    count: Counter[str] = Counter()
    for batch in batched(items, 32, random.Random(1)):
        found = outputs(model, batch)
        _count_tokens(count, found["trigger"].argmax(-1), found["mention"].argmax(-1), batch)
        for name, labels in (("auxiliary", batch.act_auxiliary), ("mode", batch.act_mode), ("role", batch.role)):
            if name in found:
                count[name] += int((found[name].argmax(-1) == labels).sum())
                count[name + " n"] += len(labels)
        if "role" in found:
            guess = found["role"].argmax(-1)
            count["role right"] += int(((guess == batch.role) & (guess > 0)).sum())
            count["role guess"] += int((guess > 0).sum())
            count["role gold"] += int((batch.role > 0).sum())
        if "pair" in found:
            guess = found["pair"].argmax(-1)
            right = batch.pair_types[torch.arange(len(guess)), guess] > 0
            real = batch.pair_types[:, 0] == 0
            count["pair"] += int((right & real).sum())
            count["pair n"] += int(real.sum())
            count["nopair"] += int((right & ~real).sum())
            count["nopair n"] += int((~real).sum())

    def f1(name: str) -> str:
        p = count[name + " right"] / max(1, count[name + " guess"])
        r = count[name + " right"] / max(1, count[name + " gold"])
        return f"{name} P {p:.3f} R {r:.3f} F {2 * p * r / max(1e-9, p + r):.3f}"

    def accuracy(name: str) -> str:
        return f"{name} {count[name] / max(1, count[name + ' n']):.3f}"

    parts = [f1("mention"), f1("trigger"), f1("role"), *map(accuracy, ("auxiliary", "mode", "pair", "nopair"))]
    return "; ".join(parts)


def _count_tokens(count: Counter[str], trigger: torch.Tensor, mention: torch.Tensor, batch: Batch) -> None:
    kept = batch.trigger.sum(-1) > 0
    gold = batch.trigger.argmax(-1)
    count["trigger right"] += int(
        ((trigger > 0) & (batch.trigger.gather(-1, trigger.unsqueeze(-1)).squeeze(-1) > 0) & kept).sum()
    )
    count["trigger guess"] += int(((trigger > 0) & kept).sum())
    count["trigger gold"] += int(((gold > 0) & kept).sum())
    kept = batch.mention != IGNORE
    count["mention right"] += int(((mention == batch.mention) & (mention > 0) & kept).sum())
    count["mention guess"] += int(((mention > 0) & kept).sum())
    count["mention gold"] += int(((batch.mention > 0) & kept).sum())


@torch.no_grad()
def forced_types(model: EventModel, items: list[Item]) -> list[tuple[str, str]]:
    """Gold and guessed PLV label of each item's first pair, an event always named."""
    rows = []
    for item in items:
        batch = next(batched([item], 1, random.Random(0)))
        scores = outputs(model, batch)["pair"][0].softmax(-1)
        sums: dict[str, float] = {}
        for label, score in zip(PAIR_TYPES, scores.tolist(), strict=True):
            if label != NONE:
                sums[joined(label)] = sums.get(joined(label), 0.0) + score
        rows.append((joined(sorted(item.example.pairs[0].types)[0]), max(sums, key=lambda k: sums[k])))
    return rows


def macro_f1(rows: list[tuple[str, str]]) -> float:
    """Mean F1 over PLV's 15 labels."""
    total = 0.0
    for label in PLV_TYPES:
        right = sum(g == label == p for g, p in rows)
        total += 2 * right / max(1, sum(g == label for g, _ in rows) + sum(p == label for _, p in rows))
    return total / len(PLV_TYPES)
