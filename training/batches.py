"""Examples to tensors: token labels, role and pair targets, batched by length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import pad

from dragoman.events import positions
from dragoman.events.encoder import STRAIGHT
from training.data import Example, Spans
from training.labels import AUXILIARIES, MODES, PAIR_TYPES, ROLES, TRIGGER_TYPES

IGNORE = -100
MAX_TOKENS = 160
NEGATIVE_PAIRS = 3  # sampled anew a sentence and epoch: all of them would drown the pairs with an event
PRONOUNS = frozenset(
    {
        *("he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "his", "its", "their", "our"),
        *("my", "your", "who", "whom", "which", "whose", "that", "this", "these", "those", "himself", "herself"),
        *("itself", "themselves", "both", "each"),
    }
)


@dataclass
class Item:
    """One tokenised example: indices are token positions, spans are half-open."""

    ids: list[int]
    mention: list[int]
    trigger: list[tuple[int, dict[int, float]]]
    acts: list[tuple[tuple[int, int], int, int]]
    roles: list[tuple[tuple[int, int], tuple[int, int], int, tuple[int, int]]]
    pairs: list[tuple[list[int], list[int], list[int], int, int]]
    negatives: list[tuple[list[int], list[int], list[int], int, int]]
    annotated: bool
    example: Example = field(repr=False, default=None)  # type: ignore[assignment]
    # a teacher's logits by head, in the order of the item's own tokens, acts, roles and pairs
    taught: dict[str, Tensor] | None = None


def load_tokenizer(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def tokenise(tokenizer: Tokenizer, example: Example) -> Item | None:
    """Align an example's spans with tokens; None where a pair or trigger falls beyond the longest input."""
    coded = tokenizer.encode(example.text.translate(STRAIGHT))
    offsets = coded.offsets

    def tokens(spans: Spans) -> list[int]:
        return [i for i, (s, e) in enumerate(offsets) if e > s and any(s < b and a < e for a, b in spans)]

    def span(part: tuple[int, int]) -> tuple[int, int] | None:
        found = tokens((part,))
        return (found[0], found[-1] + 1) if found else None

    item = Item(coded.ids, [0] * len(coded.ids), [], [], [], [], [], example.annotated)
    mentions = [span(m) for m in example.mentions]
    for found, (start, end) in sorted(zip(mentions, example.mentions, strict=True), key=lambda m: m[1][0] - m[1][1]):
        if found is None:
            continue
        pronoun = example.text[start:end].lower() in PRONOUNS
        for position in range(*found):
            item.mention[position] = IGNORE if pronoun else (1 if position == found[0] else 2)
    _label_triggers(item, example, mentions, span)
    for pair in example.pairs:
        actor, recipient = tokens(pair.actor), tokens(pair.recipient)
        if not actor or (pair.recipient and not recipient):
            continue
        labels = [PAIR_TYPES.index(t) for t in sorted(pair.types)]
        auxiliary = AUXILIARIES.index(pair.auxiliary) if pair.auxiliary else IGNORE
        row = (actor, recipient, labels, auxiliary, MODES.index(pair.mode) if pair.mode else IGNORE)
        (item.negatives if labels == [0] and example.annotated else item.pairs).append(row)
    if not (item.pairs or item.annotated):
        return None
    item.example = example
    return item


def _label_triggers(item: Item, example: Example, mentions: list, span) -> None:  # type: ignore[no-untyped-def, type-arg]
    by_token: dict[int, dict[int, float]] = {}
    for act in example.acts:
        found = span(act.trigger)
        if found is None:
            continue
        if act.debatable:
            for position in range(*found):
                by_token.setdefault(position, {})[IGNORE] = 1.0
            continue
        type_ = TRIGGER_TYPES.index(act.type)
        for position in range(*found):
            labels = by_token.setdefault(position, {})
            labels[type_] = labels.get(type_, 0.0) + 1.0
        mode = MODES.index(f"{act.type}/{act.mode}") if act.mode else 0
        item.acts.append((found, AUXILIARIES.index(act.auxiliary), mode))
        for index, mention in enumerate(mentions):
            if mention is not None:
                role = "actor" if index in act.actors else "recipient" if index in act.recipients else ROLES[0]
                others = [m for m in mentions if m is not None and m != mention]
                item.roles.append((found, mention, ROLES.index(role), positions.position(found, mention, others)))
    item.trigger = sorted(by_token.items())


@dataclass
class Batch:
    ids: Tensor
    mask: Tensor
    mention: Tensor
    trigger: Tensor  # [B, T, types], a distribution; all zero where ignored
    act_rows: Tensor  # [A] sentence of each act
    act_weights: Tensor  # [A, T] mean over the trigger's tokens
    act_auxiliary: Tensor
    act_mode: Tensor
    role_rows: Tensor
    role_trigger: Tensor
    role_mention: Tensor
    role: Tensor
    role_place: Tensor  # [R, 2] distance and mentions between, as indices
    pair_rows: Tensor
    pair_actor: Tensor
    pair_recipient: Tensor
    pair_types: Tensor  # [P, types] 1 where allowed
    pair_auxiliary: Tensor
    pair_mode: Tensor
    taught: dict[str, Tensor] | None = None  # a teacher's logits, in the shapes of the model's own


def collate(items: list[Item], rng: random.Random) -> Batch:
    width = max(len(item.ids) for item in items)
    count = len(items)
    ids, mask = torch.zeros(count, width, dtype=torch.long), torch.zeros(count, width, dtype=torch.long)
    mention = torch.full((count, width), IGNORE)
    trigger = torch.zeros(count, width, len(TRIGGER_TYPES))
    acts, roles, pairs = [], [], []
    for row, item in enumerate(items):
        n = len(item.ids)
        ids[row, :n] = torch.tensor(item.ids)
        mask[row, :n] = 1
        if item.annotated:
            mention[row, :n] = torch.tensor(item.mention)
            trigger[row, :n, 0] = 1.0
            for position, labels in item.trigger:
                trigger[row, position] = 0.0
                if IGNORE not in labels:
                    for label, weight in labels.items():
                        trigger[row, position, label] = weight / sum(labels.values())
        acts += [(row, *act) for act in item.acts]
        roles += [(row, *role) for role in item.roles]
        pairs += [(row, *pair) for pair in item.pairs]
        pairs += [(row, *pair) for pair in rng.sample(item.negatives, min(NEGATIVE_PAIRS, len(item.negatives)))]

    def spans(parts: list[tuple[int, int]]) -> Tensor:
        weights = torch.zeros(len(parts), width)
        for i, (start, end) in enumerate(parts):
            weights[i, start:end] = 1.0 / (end - start)
        return weights

    def positions(parts: list[list[int]]) -> Tensor:
        weights = torch.zeros(len(parts), width)
        for i, part in enumerate(parts):
            if part:
                weights[i, part] = 1.0 / len(part)
        return weights

    types = torch.zeros(len(pairs), len(PAIR_TYPES))
    for i, pair in enumerate(pairs):
        types[i, pair[3]] = 1.0
    return Batch(
        ids,
        mask,
        mention,
        trigger,
        torch.tensor([a[0] for a in acts], dtype=torch.long),
        spans([a[1] for a in acts]),
        torch.tensor([a[2] for a in acts], dtype=torch.long),
        torch.tensor([a[3] for a in acts], dtype=torch.long),
        torch.tensor([r[0] for r in roles], dtype=torch.long),
        spans([r[1] for r in roles]),
        spans([r[2] for r in roles]),
        torch.tensor([r[3] for r in roles], dtype=torch.long),
        torch.tensor([r[4] for r in roles], dtype=torch.long).reshape(-1, 2),
        torch.tensor([p[0] for p in pairs], dtype=torch.long),
        positions([p[1] for p in pairs]),
        positions([p[2] for p in pairs]),
        types,
        torch.tensor([p[4] for p in pairs], dtype=torch.long),
        torch.tensor([p[5] for p in pairs], dtype=torch.long),
        _taught(items, width) if all(item.taught is not None for item in items) else None,
    )


def _taught(items: list[Item], width: int) -> dict[str, Tensor]:
    """The teacher's logits of a batch: token heads padded to its width, all others one after the other."""
    found: dict[str, list[Tensor]] = {}
    for item in items:
        for name, logits in (item.taught or {}).items():
            tokens = name in ("mention", "trigger")
            found.setdefault(name, []).append(pad(logits, (0, 0, 0, width - len(logits))) if tokens else logits)
    token_heads = ("mention", "trigger")
    return {
        name: (torch.stack(rows) if name in token_heads else torch.cat(rows)).float() for name, rows in found.items()
    }


def batched(items: list[Item], size: int, rng: random.Random) -> Iterator[Batch]:
    """Shuffled batches of sentences of similar length, so that little is spent on padding."""
    order = sorted(items, key=lambda item: len(item.ids) + rng.uniform(-4, 4))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, rng)
