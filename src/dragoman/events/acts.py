"""From the encoder's logits to acts: triggers with type, auxiliary and mode, and the mentions that hold their roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.events.encoder import Encoder, Reading, Tokens, softmax
from dragoman.events.ontology import AUXILIARIES, TYPES, load_types, modes
from dragoman.record import Auxiliary, EventType

TRIGGER_THRESHOLD = 0.5
ROLE_THRESHOLD = 0.5
_NAMES = ("NONE", *modes())


@dataclass(frozen=True)
class Trigger:
    """The words that say an act: offsets in the sentence, and the probability of its type."""

    start: int
    end: int
    tokens: Tokens
    type: EventType
    mode: str | None
    auxiliary: Auxiliary
    probability: float


@dataclass(frozen=True)
class Act:
    """A trigger with the indices of the mentions that are its actors and recipients; ``confidence`` is 0 to 1."""

    trigger: Trigger
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    confidence: float


def find_mentions(reading: Reading) -> list[tuple[int, int]]:
    """The actor noun phrases that the encoder sees in its sentence, as offsets in the sentence."""
    found: list[tuple[int, int]] = []
    tags = reading.mention.argmax(-1)
    open_ = False
    for (start, end), tag in zip(reading.offsets.tolist(), tags.tolist(), strict=True):
        if start == end or tag == 0:
            open_ = False
        elif tag == 1 or not open_:
            # a word piece that continues a word continues its mention, whatever its own tag
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
            open_ = True
        else:
            found[-1] = (found[-1][0], end)
    return found


def find_triggers(reading: Reading, *, threshold: float = TRIGGER_THRESHOLD) -> list[Trigger]:
    """The triggers of a sentence in order: runs of words that say an act with a chance above ``threshold``."""
    probabilities = softmax(reading.trigger)
    return [_trigger(reading, tokens, probabilities) for tokens in _runs(reading, 1 - probabilities[:, 0], threshold)]


def _runs(reading: Reading, chance: NDArray[np.float32], threshold: float) -> Iterator[Tokens]:
    run: list[int] = []
    for index, (start, end) in enumerate(reading.offsets.tolist()):
        same_word = run and reading.offsets[run[-1], 1] == start
        if end > start and (chance[index] > threshold or same_word):
            run.append(index)
        elif run:
            yield np.array(run)
            run = []
    if run:
        yield np.array(run)


def _trigger(reading: Reading, tokens: Tokens, probabilities: NDArray[np.float32]) -> Trigger:
    types = probabilities[tokens].mean(0)[1:]
    type_ = TYPES[int(types.argmax())]
    auxiliary = AUXILIARIES[int(reading.auxiliary[tokens].mean(0).argmax())]
    return Trigger(
        int(reading.offsets[tokens[0], 0]),
        int(reading.offsets[tokens[-1], 1]),
        tokens,
        type_,
        _mode(type_, reading.mode[tokens].mean(0)),
        auxiliary,
        float(types.max()),
    )


def _mode(type_: EventType, logits: NDArray[np.float32]) -> str | None:
    """The likeliest of the type's own modes, or None where no mode is likelier."""
    allowed = [0, *(i for i, name in enumerate(_NAMES) if name.startswith(type_ + "/"))]
    best = max(allowed, key=lambda i: float(logits[i]))
    return _NAMES[best].partition("/")[2] or None if best else None


def find_acts(encoder: Encoder, reading: Reading, mentions: Sequence[tuple[int, int]]) -> list[Act]:
    """The acts of a sentence whose mentions (offsets in the sentence) are given.

    An act keeps every mention that is likelier actor (or recipient) than anything else. Types for which the codebook
    wants a second party are dropped where none is found.
    """
    triggers = find_triggers(reading)
    spans = [reading.tokens(start, end) for start, end in mentions]
    known = [i for i, tokens in enumerate(spans) if len(tokens)]
    roles = encoder.roles(reading, [t.tokens for t in triggers], [spans[i] for i in known])
    acts = []
    for trigger, row in zip(triggers, roles, strict=True):
        actors = tuple(i for i, p in zip(known, row, strict=True) if p[1] > ROLE_THRESHOLD)
        recipients = tuple(i for i, p in zip(known, row, strict=True) if p[2] > ROLE_THRESHOLD)
        if not actors or (load_types()[trigger.type].recipient_required and not recipients and len(actors) < 2):
            continue
        certain = [float(p.max()) for i, p in zip(known, row, strict=True) if i in (*actors, *recipients)]
        acts.append(Act(trigger, actors, recipients, trigger.probability * min(certain)))
    return acts
