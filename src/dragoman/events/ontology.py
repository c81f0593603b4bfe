"""The event ontology, read from ``data/plover.yaml``: types, quads, scores, modes and CAMEO roots."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from dragoman.errors import DataError
from dragoman.record import Auxiliary, EventType

TYPES: tuple[EventType, ...] = get_args(EventType)
AUXILIARIES: tuple[Auxiliary, ...] = get_args(Auxiliary)


@dataclass(frozen=True)
class Mode:
    """How an act was done. ``score`` is on PLOVER's -10..+10 scale."""

    name: str
    score: float
    cameo: str


@dataclass(frozen=True)
class Type:
    """One PLOVER event type. ``quad`` is 1 to 4; ``recipient_required`` where the codebook wants a second party."""

    name: EventType
    quad: int
    score: float
    cameo: str
    recipient_required: bool
    modes: dict[str, Mode]

    def score_of(self, mode: str | None) -> float:
        """The score of the type in this mode, or of the type where no mode is known."""
        return self.modes[mode].score if mode in self.modes else self.score


@cache
def load_types() -> dict[str, Type]:
    """The types by name, in the codebook's order.

    Raises DataError if the file does not hold exactly the record's types with valid quads and scores.
    """
    import yaml

    path = "plover.yaml"
    raw = yaml.safe_load(files("dragoman.events").joinpath("data", path).read_text("utf-8"))["types"]
    if tuple(raw) != TYPES:
        raise DataError(f"{path}: the types differ from the record's: {set(raw) ^ set(TYPES)}")
    return {name: _read_type(path, name, raw[name]) for name in TYPES}


def _read_type(path: str, name: EventType, row: dict[str, Any]) -> Type:
    modes = {mode: Mode(mode, float(v["score"]), str(v["cameo"])) for mode, v in row.get("modes", {}).items()}
    required = row.get("recipient") == "required"
    found = Type(name, int(row["quad"]), float(row["score"]), str(row["cameo"]), required, modes)
    scores = [found.score, *(mode.score for mode in modes.values())]
    if found.quad not in (1, 2, 3, 4) or not all(-10 <= score <= 10 for score in scores):
        raise DataError(f"{path}: {name}: quad must be 1 to 4 and scores -10 to 10")
    return found


@cache
def modes() -> tuple[str, ...]:
    """Every mode as ``TYPE/mode``, in the codebook's order: the label set of the mode head."""
    return tuple(f"{t.name}/{m}" for t in load_types().values() for m in t.modes)
