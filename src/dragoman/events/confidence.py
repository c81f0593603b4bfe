"""How likely a coded event is right as a whole: its trigger, its roles and its other side weighed together.

A logistic model of three chances, calibrated on whole annotated pages by ``python -m training.calibrate``, so that of
the events with a confidence of 0.7 about seven in ten are right.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache

from dragoman.events.encoder import MODEL_FOLDER

_EDGE = 0.005  # chances nearer to 0 or 1 tell nothing more


def features(trigger: float, role: float, other: float) -> dict[str, float]:
    """Log odds of the trigger's type, of the least certain role in the sentence, and of the other side chosen."""
    return {"one": 1.0, "trigger": _logit(trigger), "role": _logit(role), "other": _logit(other)}


def _logit(chance: float) -> float:
    clipped = min(1 - _EDGE, max(_EDGE, chance))
    return math.log(clipped / (1 - clipped))


@cache
def load_weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads((MODEL_FOLDER / "confidence.json").read_text("utf-8"))
    return weights


def confidence(trigger: float, role: float, other: float) -> float:
    """The chance, 0 to 1, that an event with these three chances is right."""
    weights = load_weights()
    return 1 / (1 + math.exp(-sum(weights[name] * value for name, value in features(trigger, role, other).items())))
