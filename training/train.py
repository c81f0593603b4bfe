"""Train the event model from the corpus and the shared codings.

``python -m training.train --encoder mpnet --out training/cache/teacher`` trains on the labels;
``--taught training/cache/taught.pt`` distils from what a teacher said (see ``training.teaching``).
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
from training.splits import fold_of, split_of

SHARED = Path(__file__).parents[2] / "shared" / "data"
BATCH = 24
LABELS = 0.4  # what the labels weigh beside a teacher
HEAD_RATE = 1e-3  # the heads start from nothing: they learn much faster than the encoder, whatever its rate


def examples(*, split: str, human: int = 1, hold: int | None = None, share: float = 1.0) -> list[Example]:
    """The labelled examples of a split (train, dev or test); the shared human codings belong to train alone.

    Each human coding stands there ``human`` times; ``hold`` leaves one fold of them out, to be measured on. Of the
    corpus's sentences a ``share`` is taken, at random.
    """
    found = [e for e in read_corpus() if split_of(e.group) == split]
    found = random.Random(7).sample(found, round(share * len(found)))
    if split == "train":
        codings = [*read_plv(SHARED), *read_cameo(SHARED)]
        found += human * [e for e in codings if hold is None or fold_of(e.group) != hold]
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
    groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": HEAD_RATE * min(1.0, rate / 5e-5)}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = epochs * math.ceil(len(items) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / steps)
    )
    start = time.time()
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for batch in batched(items, BATCH, rng):
            with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
                found = outputs(model, batch)
            found = {name: logits.float() for name, logits in found.items()}
            loss = supervised(found, batch)
            if batch.taught is not None:
                loss = LABELS * loss + distilled(found, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
            if time.time() - start > minutes * 60:
                print("out of time", flush=True)
                return model.eval()
        print(f"epoch {epoch + 1} loss {total * BATCH / len(items):.3f} {time.time() - start:.0f}s", flush=True)
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
    parser.add_argument("--taught", type=Path, help="learn from these soft labels instead of from the labels alone")
    parser.add_argument("--share", type=float, default=1.0, help="of the corpus's sentences to learn from")
    parser.add_argument("--hold", type=int, help="leave this fold of the human codings out")
    parser.add_argument(
        "--human", type=int, default=1, help="how often each of the shared human codings is seen an epoch"
    )
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = load(options.start, options.encoder) if options.start else build(options.encoder)
    if options.taught:
        items = torch.load(options.taught, weights_only=False)
        items += (options.human - 1) * [item for item in items if item.example.id.startswith(("plv", "cameo"))]
    else:
        items = items_of(
            examples(split="train", human=options.human, hold=options.hold, share=options.share), options.encoder
        )
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
