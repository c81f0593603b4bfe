"""One pass of the int8 encoder over a sentence, and the heads that read it.

A sentence is run by itself: int8 activations are scaled over the whole batch, so a batch would make a sentence's
numbers depend on its neighbours, and a record on the order of pages.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import ModelError
from dragoman.events.positions import extent, position

Floats = NDArray[np.float32]
Tokens = NDArray[np.intp]  # indices of tokens
MODEL_FOLDER = Path(__file__).parent / "model"
MAX_TOKENS = 160  # as in training; the tail of a longer sentence is not read
# Typographic marks as the model learned them; each is one code point, so that offsets hold.
STRAIGHT = str.maketrans("‘’‛“”„«»–—\u00a0", '\'\'\'"""""-- ')
_HEADS = ("states", "mention", "trigger", "auxiliary", "mode", "role_trigger", "role_mention")


@dataclass(frozen=True)
class Reading:
    """What the encoder says of one sentence of T tokens.

    ``offsets`` [T, 2] are code points of the sentence. ``mention`` [T, 3] (outside, begins, continues), ``trigger``
    [T, 17] (none and the types), ``auxiliary`` [T, 5] and ``mode`` [T, 68] are logits; ``states`` [T, 384] feed the
    pair head, ``role_trigger`` and ``role_mention`` [T, 256] the role head.
    """

    offsets: NDArray[np.int32]
    states: Floats
    mention: Floats
    trigger: Floats
    auxiliary: Floats
    mode: Floats
    role_trigger: Floats
    role_mention: Floats

    def tokens(self, start: int, end: int) -> Tokens:
        """Indices of the tokens that overlap the code points ``start`` to ``end``."""
        first, last = self.offsets[:, 0], self.offsets[:, 1]
        found: Tokens = np.nonzero((first < end) & (last > start) & (last > first))[0]
        return found

    def union(self, spans: Sequence[tuple[int, int]]) -> Tokens:
        """Indices of the tokens that overlap any of ``spans``."""
        return np.unique(np.concatenate([np.zeros(0, np.intp), *(self.tokens(start, end) for start, end in spans)]))


class Encoder:
    """The shipped model. One instance serves a process: sessions are thread-safe and expensive to load."""

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        try:
            self.labels: dict[str, list[str]] = json.loads((folder / "model.json").read_text("utf-8"))["labels"]
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._encode = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options)
            self._pairs = onnxruntime.InferenceSession(str(folder / "pairs.onnx"), options)
            with np.load(folder / "roles.npz") as roles:
                self._role = {name: roles[name] for name in ("weight", "bias", "distance", "between")}
        except Exception as error:  # onnxruntime and tokenizers raise types of their own, not one of them public
            raise ModelError(f"{folder}: the event model cannot be loaded ({error}); install dragoman again") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)

    def read(self, text: str) -> Reading:
        """Run the encoder over one sentence."""
        coded = self._tokenizer.encode(text.translate(STRAIGHT))
        ids = np.array([coded.ids], dtype=np.int64)
        outputs: list[Any] = self._encode.run(list(_HEADS), {"ids": ids})
        return Reading(np.array(coded.offsets, dtype=np.int32), *(output[0] for output in outputs))

    def roles(self, reading: Reading, triggers: Sequence[Tokens], mentions: Sequence[Tokens]) -> Floats:
        """Probabilities [triggers, mentions, 3] that a mention is nothing, the actor or the recipient of a trigger."""
        if not triggers or not mentions:
            return np.zeros((len(triggers), len(mentions), 3), np.float32)
        spans = [extent(tokens) for tokens in mentions]
        places = np.array([[position(extent(t), m, spans) for m in spans] for t in triggers])
        of_trigger = np.stack([mean_of(reading.role_trigger, tokens) for tokens in triggers])[:, None, :]
        of_mention = np.stack([mean_of(reading.role_mention, tokens) for tokens in mentions])[None, :, :]
        half = of_trigger.shape[-1] // 2
        placed = self._role["distance"][places[..., 0]] + self._role["between"][places[..., 1]]
        added = np.maximum(of_trigger[..., :half] + of_mention[..., :half] + placed, 0)
        multiplied = of_trigger[..., half:] * of_mention[..., half:]
        return softmax(np.concatenate([added, multiplied], -1) @ self._role["weight"].T + self._role["bias"])

    def pairs(self, reading: Reading, pairs: Sequence[tuple[Tokens, Tokens]]) -> dict[str, Floats]:
        """Type [N, 17], auxiliary [N, 5] and mode [N, 68] logits and attention [N, T] of actor-recipient pairs."""
        length = len(reading.offsets)
        actor, recipient = (np.zeros((len(pairs), length), np.float32) for _ in range(2))
        for row, (left, right) in enumerate(pairs):
            for weights, tokens in ((actor, left), (recipient, right)):
                if len(tokens):
                    weights[row, tokens] = 1 / len(tokens)
        feed = {"states": reading.states[None], "actor": actor, "recipient": recipient}
        names = ("type", "auxiliary", "mode", "attention")
        return dict(zip(names, self._pairs.run(list(names), feed), strict=True))


def mean_of(values: Floats, tokens: Tokens) -> Floats:
    """The mean of the rows of ``tokens``; numpy's own ``mean`` takes three times as long for so few."""
    if len(tokens) == 1:
        row: Floats = values[tokens[0]]
        return row
    total: Floats = np.add.reduce(values[tokens], axis=0)
    return total / np.float32(len(tokens))


def softmax(values: Floats) -> Floats:
    """Softmax over the last axis."""
    shifted = np.exp(values - values.max(-1, keepdims=True))
    result: Floats = shifted / shifted.sum(-1, keepdims=True)
    return result


@cache
def shared_encoder() -> Encoder:
    """The process's one encoder. ``DRAGOMAN_THREADS`` sets its threads (1 by default: engines add processes)."""
    return Encoder(threads=int(os.environ.get("DRAGOMAN_THREADS", "1")))


@cache
def model_hash() -> str:
    """sha256 over the model's files, for the record's coder."""
    digest = hashlib.sha256()
    for path in sorted(MODEL_FOLDER.iterdir()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return "sha256:" + digest.hexdigest()
