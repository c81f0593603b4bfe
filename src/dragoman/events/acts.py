"""From the encoder's logits to acts: triggers with type, auxiliary and mode, and the mentions that hold their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dragoman.events.encoder import Encoder, Reading, Tokens, mean_of, softmax
from dragoman.events.ontology import AUXILIARIES, TYPES, modes
from dragoman.record import Auxiliary, EventType

TRIGGER_THRESHOLD = 0.4
ROLE_THRESHOLD = 0.5
LEAST_CHANCE = 0.15  # of trigger and roles together: below it acts are hardly ever right
# What two powers do with each other, so that subject and object may both be actors
RECIPROCAL = frozenset({"AGREE", "ASSAULT", "CONSULT", "COOPERATE", "SUPPORT"})
_ONE_WAY = frozenset({"visit", "phone"})
_NAMES = ("NONE", *modes())
_DETERMINER = r"(?:(?:the|its|their|his|her|a|an|both|some|many|other|several|officials from|leaders of)\s+)*"
_JOINED = re.compile(rf"\s*,?\s+(?:and|or|&|nor|as well as|along with|together with|plus)\s+{_DETERMINER}")
_COMMA = re.compile(rf"\s*,\s*{_DETERMINER}")


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
    """A trigger with the indices of the mentions that are its actors and recipients.

    ``certainty`` is the chance of the least certain of their roles; ``chances`` are, for each mention of the sentence,
    those of being the actor and the recipient.
    """

    trigger: Trigger
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    certainty: float
    chances: tuple[tuple[float, float], ...] = ()


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
    likely = (chance > threshold).tolist()
    for word in _words(reading) if any(likely) else ():
        if any(likely[index] for index in word):
            run += word
        elif run:
            yield np.array(run)
            run = []
    if run:
        yield np.array(run)


def _words(reading: Reading) -> Iterator[list[int]]:
    """The word pieces of each word, in order."""
    word: list[int] = []
    last = -1
    for index, (start, end) in enumerate(reading.offsets.tolist()):
        if word and (start == end or last != start):
            yield word
            word = []
        if end > start:
            word.append(index)
            last = end
    if word:
        yield word


def _trigger(reading: Reading, tokens: Tokens, probabilities: NDArray[np.float32]) -> Trigger:
    types = mean_of(probabilities, tokens)[1:]
    type_ = TYPES[int(types.argmax())]
    auxiliary = AUXILIARIES[int(mean_of(reading.auxiliary, tokens).argmax())]
    return Trigger(
        int(reading.offsets[tokens[0], 0]),
        int(reading.offsets[tokens[-1], 1]),
        tokens,
        type_,
        _mode(type_, mean_of(reading.mode, tokens)),
        auxiliary,
        float(types.max()),
    )


@cache
def _modes_of(type_: EventType) -> list[int]:
    """Places in the encoder's table of modes: none, and those of the type."""
    return [0, *(i for i, name in enumerate(_NAMES) if name.startswith(type_ + "/"))]


def _mode(type_: EventType, logits: NDArray[np.float32]) -> str | None:
    """The likeliest of the type's own modes, or None where no mode is likelier."""
    allowed = _modes_of(type_)
    best = allowed[int(logits[allowed].argmax())]
    return _NAMES[best].partition("/")[2] or None if best else None


def find_acts(encoder: Encoder, reading: Reading, text: str, mentions: Sequence[tuple[int, int]]) -> list[Act]:
    """The acts of the sentence ``text`` whose mentions (offsets in it) are given.

    A side of an act is the likeliest mention for it and those in one list with it ("Germany, France and Britain");
    where an act has one side only, it may be reciprocal ("met", "between"), and keeps every likely mention.
    """
    triggers = find_triggers(reading)
    spans = [reading.tokens(start, end) for start, end in mentions]
    known = [i for i, tokens in enumerate(spans) if len(tokens)]
    roles = encoder.roles(reading, [t.tokens for t in triggers], [spans[i] for i in known])
    acts = []
    for trigger, row in zip(triggers, roles, strict=True):
        chances = dict(zip(known, row.tolist(), strict=True))
        actors, recipients = ([i for i in known if chances[i][side] > ROLE_THRESHOLD] for side in (1, 2))
        if trigger.mode in _ONE_WAY and not recipients:
            actors, recipients = _by_side(trigger, mentions, actors)
        if recipients or trigger.type not in RECIPROCAL:
            actors = in_one_list(text, mentions, actors, [chances[i][1] for i in actors])
        recipients = in_one_list(text, mentions, recipients, [chances[i][2] for i in recipients])
        if not (actors or recipients):
            continue
        certain = [float(p.max()) for i, p in zip(known, row, strict=True) if i in (*actors, *recipients)]
        if trigger.probability * min(certain) < LEAST_CHANCE:
            continue
        both = tuple((chances[i][1], chances[i][2]) if i in chances else (0.0, 0.0) for i in range(len(mentions)))
        acts.append(Act(trigger, tuple(actors), tuple(recipients), min(certain), both))
    return acts


def _by_side(trigger: Trigger, mentions: Sequence[tuple[int, int]], actors: list[int]) -> tuple[list[int], list[int]]:
    """Whoever stands before a visit or call makes it, whoever stands after it receives it; else all are parties."""
    before = [i for i in actors if mentions[i][1] <= trigger.start]
    after = [i for i in actors if mentions[i][0] >= trigger.end]
    return (before, after) if before and after else (actors, [])


def in_one_list(
    text: str, mentions: Sequence[tuple[int, int]], chosen: Sequence[int], chances: Sequence[float]
) -> list[int]:
    """Of the ``chosen`` mentions the likeliest, with those that stand in one list with it or lie over it.

    A list is joined by "and" or the like; by a comma only where "and" comes later ("Germany, France and Britain").
    """
    if len(chosen) < 2:
        return list(chosen)
    order = sorted(chosen, key=lambda i: mentions[i])
    groups: list[list[int]] = []
    commas: list[bool] = []
    for i in order:
        gap = text[mentions[groups[-1][-1]][1] : mentions[i][0]] if groups else None
        inside = groups and mentions[i][0] < mentions[groups[-1][-1]][1]
        if gap is not None and (inside or _JOINED.fullmatch(gap) or _COMMA.fullmatch(gap)):
            groups[-1].append(i)
            commas[-1] = not inside and _COMMA.fullmatch(gap) is not None
        else:
            groups.append([i])
            commas.append(False)
    best = chosen[max(range(len(chosen)), key=lambda k: chances[k])]
    group, by_comma = next((g, c) for g, c in zip(groups, commas, strict=True) if best in g)
    return [best] if by_comma else group
