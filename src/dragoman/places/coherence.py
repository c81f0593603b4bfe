"""Which readings of a page's names lie close together.

The rule is of our own: a reading of one name gains by every other name that has a likely reading within 100 km of it,
so that Perth, Dundee, Stirling and Killin settle one another. Unlike the votes of ``profile`` it weighs all readings of
all names at once, and does not hang on which of them looked best before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from dragoman.places.gazetteer import Location

CLOSE_KM = 100.0
KM_A_DEGREE = 111.2
# Readings looked at by name: the likeliest; and names looked at in a page: those that come first.
MOST_READINGS, MOST_NAMES = 25, 80
# How sharply the chance of a reading falls with its score.
SHARPNESS = 0.8
# What covers too much ground to lie near anything.
WIDE = frozenset({"country", "continent", "division", "region", "sea", "river"})


def coherence(
    names: Mapping[str, Sequence[Location]], prior: Callable[[Location, tuple[Location, ...]], float]
) -> dict[tuple[str, Location], float]:
    """For each reading of each name, how many of the other names have one near it, by their chances: 0 or more."""
    places: list[Location] = []
    owner: list[int] = []
    chance: list[float] = []
    kept = list(names)[:MOST_NAMES]
    for number, name in enumerate(kept):
        rivals = tuple(names[name])
        ranked = sorted(((prior(place, rivals), place) for place in rivals), key=lambda pair: -pair[0])[:MOST_READINGS]
        weights = np.exp(SHARPNESS * np.array([score - ranked[0][0] for score, _ in ranked]))
        weights /= weights.sum()
        for (_, place), weight in zip(ranked, weights.tolist(), strict=True):
            if place.kind not in WIDE:
                places.append(place)
                owner.append(number)
                # A mere post office may gain by other names, but speaks for none: most words are the name of one.
                chance.append(weight if place.kind != "city" or place.geonames_id else 0.0)
    if not places:
        return {}
    near = _near(places)
    owners, chances = np.array(owner), np.array(chance)
    total = np.zeros(len(places))
    for number in range(len(kept)):
        of = owners == number
        if of.any():
            # The likeliest near reading of this name, for every reading of the others.
            total += np.where(of, 0.0, np.max(near[:, of] * chances[of], axis=1))
    return {(kept[owner[i]], place): float(total[i]) for i, place in enumerate(places)}


def _near(places: Sequence[Location]) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    latitude = np.array([place.latitude for place in places])
    longitude = np.array([place.longitude for place in places])
    north = (latitude[:, None] - latitude[None, :]) * KM_A_DEGREE
    east = np.abs(longitude[:, None] - longitude[None, :])
    east = np.minimum(east, 360 - east) * KM_A_DEGREE * np.cos(np.radians(latitude))[:, None]
    return np.asarray(np.hypot(north, east) < CLOSE_KM)
