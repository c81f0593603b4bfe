"""Train the event model from the corpus and the shared codings.

``python -m training.train --encoder minilm --out training/cache/student`` trains directly;
``--teacher training/cache/teacher`` distils from a trained teacher on the labelled and on unlabelled sentences.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from pathlib import Path

import torch

from training.batches import Item, batched, load_tokenizer, tokenise
from training.data import Example, read_cameo, read_corpus, read_plv
from training.encoders import encoder_path
from training.evaluate import report
from training.losses import distilled, outputs, supervised
from training.model import EventModel, load_encoder
from training.splits import split_of

SHARED = Path(__file__).parents[2] / "shared" / "data"
BATCH = 24
HEAD_RATE = 5.0  # the heads start from nothing: they learn this many times faster than the encoder


def examples(*, split: str, human: bool = True) -> list[Example]:
    """The labelled examples of a split (train, dev or test); the shared human codings belong to train alone."""
    found = [e for e in read_corpus() if split_of(e.group) == split]
    if human and split == "train":
        found += [*read_plv(SHARED), *read_cameo(SHARED)]
    return found


def items_of(found: list[Example], encoder: str) -> list[Item]:
    tokenizer = load_tokenizer(encoder_path(encoder))
    return [item for item in (tokenise(tokenizer, example) for example in found) if item]


def build(encoder: str) -> EventModel:
    return EventModel(*load_encoder(encoder))


def load(folder: Path, encoder: str) -> EventModel:
    model = build(encoder)
    model.load_state_dict(torch.load(folder / "model.pt", weights_only=True))
    return model.eval()


def fit(
    model: EventModel,
    items: list[Item],
    *,
    epochs: int,
    rate: float,
    seed: int = 13,
    teacher: EventModel | None = None,
    unlabelled: list[Item] | None = None,
    dev: list[Item] | None = None,
    minutes: float = 110,
    bfloat16: bool = False,
) -> EventModel:
    """Train in place with AdamW and a linear decay after a short warm-up; stops within ``minutes``.

    ``bfloat16`` computes in it where that keeps precision: faster on processors with AMX, slower on others.
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    # half of the student's weights are its word embeddings: they stay as pretrained, for words that the corpus lacks
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": rate * HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    everything = items + (unlabelled or [])
    steps = epochs * math.ceil(len(everything) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / steps)
    )
    start = time.time()
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for batch in batched(everything, BATCH, rng):
            with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
                found = outputs(model, batch)
            found = {name: logits.float() for name, logits in found.items()}
            loss = supervised(found, batch)
            if teacher is not None:
                with torch.no_grad():
                    taught = outputs(teacher, batch)
                loss = 0.4 * loss + distilled(found, taught, batch.mask)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
            if time.time() - start > minutes * 60:
                print("out of time", flush=True)
                return model.eval()
        print(f"epoch {epoch + 1} loss {total * BATCH / len(everything):.3f} {time.time() - start:.0f}s", flush=True)
        if dev and (epoch + 1 == epochs or epoch % 3 == 2):
            print(report(model.eval(), dev), flush=True)
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="minilm", choices=("minilm", "mpnet"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--start", type=Path, help="go on from this model instead of from the pretrained encoder")
    parser.add_argument("--minutes", type=float, default=110)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true", help="compute in bfloat16: for processors with AMX")
    parser.add_argument("--no-human", action="store_true", help="the corpus alone, without the shared human codings")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = load(options.start, options.encoder) if options.start else build(options.encoder)
    items = items_of(examples(split="train", human=not options.no_human), options.encoder)
    dev = items_of(examples(split="dev"), options.encoder)
    print(len(items), "training sentences,", len(dev), "for development", flush=True)
    fit(
        model,
        items,
        epochs=options.epochs,
        rate=options.rate,
        dev=dev,
        minutes=options.minutes,
        bfloat16=options.bfloat16,
    )
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out / "model.pt")


if __name__ == "__main__":
    main()
