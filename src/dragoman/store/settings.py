"""What merging goes by, read from ``data/merge.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError
from dragoman.record import EventType

_FILE = "store/data/merge.yaml"
_KEYS = {
    "need": {"same_day", "next_day", "one_dated", "undated", "coarse", "copied"},
    "surcharge": {
        "other_place",
        "other_country",
        "other_people",
        "other_mode",
        "turned",
        "frequent",
        "one_page",
        "other_type",
    },
    "discount": {"copy"},
    "days": {"slack", "before", "ahead", "apart"},
}


@dataclass(frozen=True, slots=True)
class Settings:
    """``need``, ``surcharge`` and ``discount`` in likeness, 0 to 1; ``days`` and ``kilometres`` as they say."""

    need: dict[str, float]
    surcharge: dict[str, float]
    discount: dict[str, float]
    days: dict[str, int]
    frequent: frozenset[str]
    families: tuple[tuple[str, ...], ...]
    kilometres: float
    stops: frozenset[str]


@cache
def family(type_: str) -> tuple[str, ...]:
    """The types that are easily taken for one another, ``type_`` among them; a type of no family is one by itself."""
    return next((types for types in settings().families if type_ in types), (type_,))


@cache
def settings() -> Settings:
    """The settings of the package. Raises DataError naming the entry that is wrong."""
    import yaml

    return read_settings(yaml.safe_load(files("dragoman").joinpath(_FILE).read_text("utf-8")))


def read_settings(raw: dict[str, Any]) -> Settings:
    """Settings from their YAML, checked."""
    from typing import get_args

    for group, names in _KEYS.items():
        if set(raw.get(group, {})) != names:
            raise DataError(f"{_FILE}: {group}: wants exactly {', '.join(sorted(names))}")
        largest = 366 if group == "days" else 1
        for name, value in raw[group].items():
            if not 0 <= value <= largest:
                raise DataError(f"{_FILE}: {group}.{name}: {value} is not between 0 and {largest}")
    listed = [*raw["frequent"], *(type_ for family in raw["families"] for type_ in family)]
    if unknown := set(listed) - set(get_args(EventType)):
        raise DataError(f"{_FILE}: frequent, families: no event types: {', '.join(sorted(unknown))}")
    return Settings(
        need=raw["need"],
        surcharge=raw["surcharge"],
        discount=raw["discount"],
        days=raw["days"],
        frequent=frozenset(raw["frequent"]),
        families=tuple(tuple(family) for family in raw["families"]),
        kilometres=float(raw["kilometres"]),
        stops=frozenset(raw["stops"].split()),
    )
