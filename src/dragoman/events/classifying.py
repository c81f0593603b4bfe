"""The type of the event between an actor and a recipient that somebody else has found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.errors import UsageError
from dragoman.events.encoder import Encoder, shared_encoder, softmax
from dragoman.events.ontology import AUXILIARIES, TYPES, load_types, modes
from dragoman.record import Auxiliary, EventType

Spans = Sequence[tuple[int, int]]
_NAMES = ("NONE", *modes())


@dataclass(frozen=True)
class Classification:
    """What happens between a pair: ``type`` is None for no event; ``scores`` sum to 1 minus the chance of none."""

    type: EventType | None
    quad: int | None
    mode: str | None
    auxiliary: Auxiliary | None
    confidence: float
    scores: dict[str, float] = field(default_factory=dict)


def classify(
    text: str, actor: Spans, recipient: Spans = (), *, force: bool = False, encoder: Encoder | None = None
) -> Classification:
    """Type the event from ``actor`` to ``recipient``, each given as spans of code points of ``text``.

    With ``force`` the likeliest type is named even where no event is likelier. Raises UsageError for spans that lie
    outside the text or hold no word.
    """
    encoder = encoder or shared_encoder()
    reading = encoder.read(text)
    sides = []
    for name, spans in (("actor", actor), ("recipient", recipient)):
        if any(not 0 <= start < end <= len(text) for start, end in spans):
            raise UsageError(f"{name}: each span is [start, end] with 0 <= start < end <= {len(text)}")
        sides.append(reading.union(spans))
    if not len(sides[0]):
        raise UsageError("actor: no word of the part of the text that is read lies in its spans")
    found = encoder.pairs(reading, [(sides[0], sides[1])])
    chances = softmax(found["type"])[0]
    none, scores = float(chances[0]), {t: float(p) for t, p in zip(TYPES, chances[1:], strict=True)}
    best = max(scores, key=lambda t: scores[t])
    if not force and none > scores[best]:
        return Classification(None, None, None, None, round(none, 4), _rounded(scores))
    type_ = load_types()[best]
    allowed = [0, *(i for i, label in enumerate(_NAMES) if label.startswith(best + "/"))]
    mode = _NAMES[max(allowed, key=lambda i: float(found["mode"][0, i]))].partition("/")[2] or None
    auxiliary = AUXILIARIES[int(found["auxiliary"][0].argmax())]
    return Classification(type_.name, type_.quad, mode, auxiliary, round(scores[best], 4), _rounded(scores))


def _rounded(scores: Mapping[EventType, float]) -> dict[str, float]:
    return {str(name): round(value, 4) for name, value in scores.items()}
