"""How what is coded reads on a page: ``data/words.yaml``, checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args

from dragoman.errors import DataError
from dragoman.events.ontology import AUXILIARIES, TYPES
from dragoman.record import AgreementStatus
from dragoman.tables import load_mapping

_FILE = "words.yaml"


@dataclass(frozen=True)
class Words:
    """``verbs`` by event type: toward someone (one actor, several), and alone (one, several)."""

    verbs: dict[str, tuple[str, str, str, str]]
    quads: dict[int, str]
    auxiliaries: dict[str, str]
    sectors: dict[str, str]
    powers: dict[str, str]
    statuses: dict[str, str]


@cache
def words() -> Words:
    """The words of the package. Raises DataError where a type, quad or auxiliary has none."""
    raw = load_mapping(__package__, _FILE)
    verbs = {name: tuple(forms) for name, forms in raw.get("verbs", {}).items()}
    if set(verbs) != set(TYPES) or any(len(forms) != 4 for forms in verbs.values()):
        raise DataError(f"{_FILE}: verbs: wants four forms for each of {', '.join(TYPES)}")
    if set(raw.get("quads", {})) != {1, 2, 3, 4}:
        raise DataError(f"{_FILE}: quads: wants 1, 2, 3 and 4")
    if set(raw.get("auxiliaries", {})) != set(AUXILIARIES):
        raise DataError(f"{_FILE}: auxiliaries: wants {', '.join(AUXILIARIES)}")
    if set(raw.get("statuses", {})) != set(get_args(AgreementStatus)):
        raise DataError(f"{_FILE}: statuses: wants {', '.join(get_args(AgreementStatus))}")
    return Words(verbs, raw["quads"], raw["auxiliaries"], raw["sectors"], raw["powers"], raw["statuses"])
