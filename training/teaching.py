"""What a trained teacher says of labelled and unlabelled sentences: the soft labels that a student is distilled from.

``python -m training.teaching --teacher training/cache/teacher --out training/cache/taught.pt`` runs the teacher once
over the training split, the shared human codings and sentences of the unlabelled stories, and keeps its logits.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
from pathlib import Path

import torch
from torch import Tensor

from dragoman.events import positions
from dragoman.language.sentences import split_sentences
from training.batches import IGNORE, Batch, Item, collate, load_tokenizer, tokenise
from training.data import Example
from training.encoders import encoder_path
from training.losses import HEADS, outputs
from training.model import EventModel
from training.train import SHARED, examples, load

WORDS = range(8, 45)  # of a sentence worth learning from
PAIRS = 4  # ordered pairs of mentions of an unlabelled sentence, and of a labelled one without an event
BATCH = 32


def stories(count: int, *, seed: int = 5) -> list[str]:
    """Sentences of the unlabelled stories, at most two of a story, in random order."""
    rng = random.Random(seed)
    found: list[str] = []
    with gzip.open(SHARED / "synthetic_stories.csv.gz", "rt", encoding="utf-8", newline="") as source:
        rows = [row["text"] for row in csv.DictReader(source)]
    rng.shuffle(rows)
    for text in rows:
        own = [s.text for s in split_sentences(text) if len(s.text.split()) in WORDS and "{" not in s.text]
        found += rng.sample(own, min(2, len(own)))
        if len(found) >= count:
            break
    return found[:count]


def asked_of(teacher: EventModel, batch: Batch, *, bfloat16: bool) -> dict[str, Tensor]:
    """The teacher's logits of every head."""
    with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
        found = outputs(teacher, batch)
    return {name: logits.float() for name, logits in found.items()}


@torch.no_grad()
def guess(teacher: EventModel, items: list[Item], rng: random.Random, *, bfloat16: bool = False) -> None:
    """Give unlabelled items the spans that the teacher sees in them, for its roles and pairs to be asked of."""
    for start in range(0, len(items), BATCH):
        batch = collate(items[start : start + BATCH], rng)
        found = asked_of(teacher, batch, bfloat16=bfloat16)
        for row, item in enumerate(items[start : start + BATCH]):
            size = len(item.ids)
            mentions = _runs(found["mention"][row, :size].argmax(-1).tolist())
            types = found["trigger"][row, :size].softmax(-1)
            triggers = _runs([1 if p < 0.6 else 0 for p in types[:, 0].tolist()], joined=True)
            item.acts = [(trigger, IGNORE, IGNORE) for trigger in triggers]
            item.roles = [
                (t, m, IGNORE, positions.position(t, m, [o for o in mentions if o != m]))
                for t in triggers
                for m in mentions
            ]
            pairs = [(a, b) for a in mentions for b in mentions if a != b]
            item.pairs = [
                (list(range(*a)), list(range(*b)), [], IGNORE, IGNORE)
                for a, b in rng.sample(pairs, min(PAIRS, len(pairs)))
            ]


def _runs(tags: list[int], *, joined: bool = False) -> list[tuple[int, int]]:
    """Spans of tags B (1) and I (2); with ``joined`` a 1 after a 1 goes on."""
    found: list[tuple[int, int]] = []
    for index, tag in enumerate(tags):
        if not tag:
            continue
        if found and found[-1][1] == index and (tag == 2 or joined):
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


@torch.no_grad()
def teach(
    teacher: EventModel, asked: list[Item], items: list[Item], rng: random.Random, *, bfloat16: bool = False
) -> None:
    """Write into ``items`` the teacher's logits for ``asked``, the same sentences in the teacher's own tokens."""
    for start in range(0, len(asked), BATCH):
        group = asked[start : start + BATCH]
        found = asked_of(teacher, collate(group, rng), bfloat16=bfloat16)
        at = {"acts": 0, "roles": 0, "pairs": 0}
        for row, (question, item) in enumerate(zip(group, items[start : start + BATCH], strict=True)):
            item.taught = {}
            for name, kind in HEADS.items():
                if kind == "tokens":
                    item.taught[name] = found[name][row, : len(question.ids)].half()
                elif name in found:
                    item.taught[name] = found[name][at[kind] : at[kind] + len(getattr(question, kind))].half()
            for kind in at:
                at[kind] += len(getattr(question, kind))


def fix_pairs(item: Item, rng: random.Random) -> None:
    """Choose once which pairs without an event are learned from: the teacher is asked once."""
    item.pairs += rng.sample(item.negatives, min(PAIRS, len(item.negatives)))
    item.negatives = []


def tokenised(found: list[Example], encoders: tuple[str, str]) -> list[tuple[Item, Item]]:
    """Each example in the tokens of both encoders, which have one vocabulary but number it differently."""
    both = [load_tokenizer(encoder_path(name)) for name in encoders]
    rows = [(tokenise(both[0], e), tokenise(both[1], e)) for e in found]
    return [(a, b) for a, b in rows if a and b and len(a.ids) == len(b.ids)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--stories", type=int, default=8000, help="unlabelled sentences")
    parser.add_argument("--hold", type=int, help="leave this fold of the human codings out")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true", help="compute in bfloat16: for processors with AMX")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    teacher, rng = load(options.teacher, "mpnet"), random.Random(3)
    pairs = tokenised(examples(split="train", hold=options.hold), ("mpnet", "minilm"))
    for asked, item in pairs:
        seed = rng.random()
        fix_pairs(asked, random.Random(seed))
        fix_pairs(item, random.Random(seed))
    blank = [Example(f"story-{n}", "story", text, annotated=True) for n, text in enumerate(stories(options.stories))]
    unlabelled = tokenised(blank, ("mpnet", "minilm"))
    guess(teacher, [asked for asked, _ in unlabelled], rng, bfloat16=options.bfloat16)
    for asked, item in unlabelled:
        item.acts, item.roles, item.pairs, item.annotated = asked.acts, asked.roles, asked.pairs, False
    pairs += [pair for pair in unlabelled if pair[0].acts or pair[0].pairs]
    pairs.sort(key=lambda pair: len(pair[0].ids))
    teach(teacher, [asked for asked, _ in pairs], [item for _, item in pairs], rng, bfloat16=options.bfloat16)
    torch.save([item for _, item in pairs], options.out)
    print(len(pairs), "sentences,", len(unlabelled), "of them unlabelled")


if __name__ == "__main__":
    main()
