"""Why an event was coded: how much less likely its type becomes when a word of the sentence is hidden."""

from __future__ import annotations

import re

from dragoman.events.encoder import Encoder, shared_encoder, softmax
from dragoman.events.ontology import TYPES
from dragoman.language.sentences import split_sentences
from dragoman.record import Event

HIDDEN = "[MASK]"
MOST_WORDS = 5


def explain(body: str, event: Event, *, encoder: Encoder | None = None) -> list[tuple[str, float]]:
    """The words that carried the decision, each with the drop (0 to 1) in the chance of the type without it."""
    encoder = encoder or shared_encoder()
    sentence = next(s for s in split_sentences(body) if s.start <= event.evidence.start < s.end)
    index = TYPES.index(event.type) + 1
    first, last = event.evidence.start - sentence.start, event.evidence.end - sentence.start

    def chance(text: str, start: int, end: int) -> float:
        reading = encoder.read(text)
        tokens = reading.tokens(start, end)
        return float(softmax(reading.trigger)[tokens, index].max()) if len(tokens) else 0.0

    whole = chance(sentence.text, first, last)
    drops = []
    for match in re.finditer(r"\w[\w’'-]*", sentence.text):
        text = sentence.text[: match.start()] + HIDDEN + sentence.text[match.end() :]
        shift = len(HIDDEN) - len(match[0])
        start = first + (shift if match.end() <= first else 0)
        end = last + (shift if match.start() < last else 0)
        drops.append((match[0], round(whole - chance(text, start, end), 3)))
    drops.sort(key=lambda row: -row[1])
    return [(word, drop) for word, drop in drops[:MOST_WORDS] if drop > 0.01]
