"""Export a trained student to the int8 ONNX files that the package ships, and check them against fp32.

``python -m training.export --model training/cache/student`` writes ``src/dragoman/events/model/``: ``encoder.onnx``
(one pass a sentence: states and token heads), ``pairs.onnx`` (the pair head), ``roles.npz`` (the role head's tables),
``tokenizer.json`` and ``model.json`` (labels).
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.encoders import encoder_path
from training.labels import AUXILIARIES, MENTION_TAGS, MODES, PAIR_TYPES, ROLES, TRIGGER_TYPES
from training.model import EventModel
from training.train import load

TARGET = Path(__file__).parents[1] / "src" / "dragoman" / "events" / "model"
TOKEN_HEADS = ("mention", "trigger", "auxiliary", "mode", "role_trigger", "role_mention")
PAIR_HEADS = ("type", "auxiliary", "mode", "attention")


class TokenGraph(nn.Module):
    def __init__(self, model: EventModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        states = self.model.encode(ids, mask)
        tokens = self.model.tokens(states)
        return (states, *(tokens[name] for name in TOKEN_HEADS))


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
    )


def export(model: EventModel, folder: Path, *, quantise: bool) -> None:
    """Write the two graphs of ``model`` into ``folder``, in int8 or in fp32."""
    folder.mkdir(parents=True, exist_ok=True)
    size = model.mention.in_features
    ids, mask = torch.ones(2, 7, dtype=torch.long), torch.ones(2, 7, dtype=torch.long)
    batch = {0: "batch", 1: "tokens"}
    names = ["states", *TOKEN_HEADS]
    token_axes = dict.fromkeys(("ids", "mask", *names), batch)
    write_graph(TokenGraph(model), {"ids": ids, "mask": mask}, token_axes, names, folder / "encoder.onnx")
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
    session = onnxruntime.InferenceSession(str(options.out / "encoder.onnx"))
    print(
        {o.name: o.shape for o in session.get_outputs()},
        sum(p.stat().st_size for p in options.out.iterdir()) >> 20,
        "MB",
    )


if __name__ == "__main__":
    main()
