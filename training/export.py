"""Export a trained student to the int8 ONNX files that the package ships, and check them against fp32.

``python -m training.export --model training/cache/student`` writes ``src/dragoman/events/model/``: ``encoder.onnx``
(one pass a sentence: states and token heads), ``pairs.onnx`` (the pair head), ``roles.npz`` (the role head's tables),
``tokenizer.json`` and ``model.json`` (labels).
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from training.batches import MAX_TOKENS, Item, collate
from training.encoders import encoder_path
from training.labels import AUXILIARIES, MENTION_TAGS, MODES, PAIR_TYPES, ROLES, TRIGGER_TYPES
from training.losses import outputs
from training.model import EventModel
from training.train import examples, items_of, load

TARGET = Path(__file__).parents[1] / "src" / "dragoman" / "events" / "model"
SAMPLE = torch.ones(2, 7, dtype=torch.long)
TOKEN_HEADS = ("mention", "trigger", "auxiliary", "mode", "role_trigger", "role_mention")
PAIR_HEADS = ("type", "auxiliary", "mode", "attention")


class Attention(torch.autograd.Function):
    """Attention as the one operator that onnxruntime has for it: a third of the time of its parts."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        parts = (x.reshape(*x.shape[:2], heads, -1).transpose(1, 2) for x in (query, key, value))
        return scaled_dot_product_attention(*parts).transpose(1, 2).reshape(query.shape)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads).setType(query.type())


class TokenGraph(nn.Module):
    """The encoder and its token heads for one sentence without padding: few, large products.

    Query, key and value are one product, as are all heads; the sum of position and type embeddings is made beforehand.
    """

    def __init__(self, model: EventModel) -> None:
        super().__init__()
        self.encoder = model.encoder
        self.hidden = model.mention.in_features
        embeddings = model.encoder.embeddings
        fixed = embeddings.position_embeddings.weight[:MAX_TOKENS] + embeddings.token_type_embeddings.weight[0]
        self.fixed = nn.Parameter(fixed.detach().clone())
        attentions = [layer.attention.self for layer in model.encoder.encoder.layer]
        self.projections = nn.ModuleList(stacked([a.query, a.key, a.value]) for a in attentions)
        heads = [
            model.mention,
            model.trigger,
            model.auxiliary,
            model.mode,
            model.roles.of_trigger,
            model.roles.of_mention,
        ]
        self.heads = stacked(heads)
        self.sizes = [head.out_features for head in heads]

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        embeddings = self.encoder.embeddings
        states = embeddings.LayerNorm(embeddings.word_embeddings(ids) + self.fixed[: ids.shape[1]])
        for layer, projection in zip(self.encoder.encoder.layer, self.projections, strict=True):
            query, key, value = projection(states).split(self.hidden, -1)
            attended = Attention.apply(query, key, value, self.encoder.config.num_attention_heads)
            output = layer.attention.output
            states = output.LayerNorm(output.dense(attended) + states)
            states = layer.output.LayerNorm(layer.output.dense(gelu(layer.intermediate.dense(states))) + states)
        return (states, *self.heads(states).split(self.sizes, -1))


def stacked(layers: list[nn.Linear]) -> nn.Linear:
    """Several linear layers of one input as one."""
    made = nn.Linear(layers[0].in_features, sum(layer.out_features for layer in layers))
    made.weight.data = torch.cat([layer.weight for layer in layers]).detach()
    made.bias.data = torch.cat([layer.bias for layer in layers]).detach()
    return made


class PairGraph(nn.Module):
    def __init__(self, model: EventModel) -> None:
        super().__init__()
        self.pairs = model.pairs

    def forward(self, states: Tensor, actor: Tensor, recipient: Tensor) -> tuple[Tensor, ...]:
        mask = torch.ones(states.shape[0], states.shape[1])
        rows = torch.zeros_like(actor[:, 0], dtype=torch.long)
        found = self.pairs(states, mask, rows, actor, recipient)
        return tuple(found[name] for name in PAIR_HEADS)


def write_graph(
    graph: nn.Module, inputs: dict[str, Tensor], axes: dict[str, dict[int, str]], outputs: list[str], path: Path
) -> None:
    torch.onnx.export(
        graph.eval(),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )


def export(model: EventModel, folder: Path, *, quantise: bool) -> None:
    """Write the two graphs of ``model`` into ``folder``, in int8 or in fp32."""
    folder.mkdir(parents=True, exist_ok=True)
    size = model.mention.in_features
    names = ["states", *TOKEN_HEADS]
    token_axes = {name: {0: "batch", 1: "tokens"} for name in ("ids", *names)}
    write_graph(TokenGraph(model), {"ids": SAMPLE}, token_axes, names, folder / "encoder.onnx")
    pair_inputs = {"states": torch.zeros(1, 7, size), "actor": torch.zeros(2, 7), "recipient": torch.zeros(2, 7)}
    pair_axes: dict[str, dict[int, str]] = {
        name: {0: "pairs", 1: "tokens"} for name in ("actor", "recipient", "attention")
    }
    pair_axes["states"] = {1: "tokens"}
    pair_axes |= {name: {0: "pairs"} for name in PAIR_HEADS[:-1]}
    write_graph(PairGraph(model), pair_inputs, pair_axes, list(PAIR_HEADS), folder / "pairs.onnx")
    if quantise:
        for name in ("encoder", "pairs"):
            path = folder / f"{name}.onnx"
            prepared = folder / f"{name}.prepared.onnx"
            quant_pre_process(str(path), str(prepared), skip_symbolic_shape=True)
            quantize_dynamic(
                str(prepared), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False
            )
            prepared.unlink()
    roles = {"weight": model.roles.out.weight, "bias": model.roles.out.bias}
    roles |= {"distance": model.roles.distance.weight, "between": model.roles.between.weight}
    np.savez(folder / "roles.npz", **{name: part.detach().numpy().astype(np.float32) for name, part in roles.items()})


@torch.no_grad()
def check(model: EventModel, folder: Path, items: list[Item]) -> str:
    """How the exported int8 graphs read annotated sentences, beside the torch model in fp32."""
    encode, pairs = (onnxruntime.InferenceSession(str(folder / f"{name}.onnx")) for name in ("encoder", "pairs"))
    count: Counter[str] = Counter()
    for item in items:
        batch = collate([item], random.Random(0))
        exact = outputs(model.eval(), batch)
        states, mention, trigger = encode.run(["states", "mention", "trigger"], {"ids": batch.ids.numpy()})
        gold = {"mention": batch.mention, "trigger": batch.trigger.argmax(-1)}
        for name, logits in (("mention", mention), ("trigger", trigger)):
            for kind, guess in (("fp32", exact[name].argmax(-1)), ("int8", torch.from_numpy(logits).argmax(-1))):
                count[f"{name} {kind}"] += int(((guess == gold[name]) & (guess > 0)).sum())
                count[f"{name} {kind} n"] += int((guess > 0).sum() + (gold[name] > 0).sum())
        if len(batch.pair_rows):
            sides = {"actor": batch.pair_actor.numpy(), "recipient": batch.pair_recipient.numpy()}
            (typed,) = pairs.run(["type"], {"states": states, **sides})
            for kind, guess in (("fp32", exact["pair"].argmax(-1)), ("int8", torch.from_numpy(typed).argmax(-1))):
                count[f"pair {kind}"] += int((batch.pair_types[torch.arange(len(guess)), guess] > 0).sum())
            count["pair n"] += len(batch.pair_rows)
    rows = [
        f"{n} F1 {2 * count[n] / count[f'{n} n']:.3f}"
        for h in ("mention", "trigger")
        for n in (f"{h} fp32", f"{h} int8")
    ]
    return "; ".join([*rows, *(f"pair {k} {count[f'pair {k}'] / count['pair n']:.3f}" for k in ("fp32", "int8"))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--fp32", action="store_true", help="leave the weights in fp32, to compare")
    options = parser.parse_args()
    model = load(options.model, "minilm")
    export(model, options.out, quantise=not options.fp32)
    shutil.copy(encoder_path("minilm") / "tokenizer.json", options.out / "tokenizer.json")
    labels = {
        "mention": MENTION_TAGS,
        "trigger": TRIGGER_TYPES,
        "auxiliary": AUXILIARIES,
        "mode": MODES,
        "role": ROLES,
        "pair": PAIR_TYPES,
    }
    (options.out / "model.json").write_text(json.dumps({"labels": labels}, indent=1) + "\n")
    items = items_of(examples(split="dev"), "minilm")
    print(f"{len(items)} sentences for development: {check(model, options.out, items)}")
    print(sum(p.stat().st_size for p in options.out.iterdir()) >> 20, "MB")


if __name__ == "__main__":
    main()
