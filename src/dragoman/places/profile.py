"""What a page's other places tell of one: which countries and divisions it speaks of, and where they lie.

The rules are of our own. Each distinct name votes for the country and the division of its likeliest place; the votes of
the first round settle the namesakes of the second.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.places.coherence import coherence
from dragoman.places.containment import contained
from dragoman.places.gazetteer import Location, distance_km, gazetteer
from dragoman.places.names import fold
from dragoman.places.toponyms import Toponym, find_toponyms, is_located

# Longer pages are read up to here: places are named early.
LONGEST_TEXT = 40_000
NEAR_KM = 150.0
INSIDE_KM = 400.0
CAPITAL = 1.9
ROUNDS = 2
# A small town whose name stands in no phrase of place may as well be a person: it has little of a vote.
WELL_KNOWN, DOUBTFUL = 150_000, 0.15
ADJECTIVE = 1.0
SURE_COUNTRY, SURE_DIVISION, SURE_TOWN = 2.0, 2.5, 1.0
# How much each kind of evidence weighs against a factor of ten in population (``PER_TENFOLD``).
PER_TENFOLD = 1.3
OWN_NAME = 0.8
BORROWED_NAME = 2.0
COUNTRY_SHARE = 2.2
DIVISION_SHARE = 2.6
NEARBY = 3.2
TOGETHER = 4.5
# One name beside it may be chance.
BY_CHANCE = 0.4
CONTAINED = 12.0
DIVISION_PENALTY = 1.0
# What covers too much ground to lie near anything.
WIDE = frozenset({"country", "continent", "division", "region", "sea"})
KIND_BONUS = {"country": 1.8, "continent": 2.0, "division": 0.0, "county": -1.5}


_WORD = re.compile(r"\b[A-Z][a-z]{3,20}\b")


@dataclass
class Profile:
    """The places a text speaks of: votes by country and division, each with those of every name apart."""

    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    by_name: dict[str, tuple[Location, float]] = field(default_factory=dict)
    scores: dict[tuple[str, Location, frozenset[str]], float] = field(default_factory=dict)
    together: dict[tuple[str, Location], float] = field(default_factory=dict)

    def share_of_country(self, place: Location, *, but: str) -> float:
        """The share of votes for the country of ``place``, those of the name ``but`` left out: 0 to 1."""
        voted = self.by_name.get(but)
        total = sum(self.countries.values()) - (voted[1] if voted and voted[0].country else 0)
        own = voted[1] if voted and voted[0].country == place.country else 0
        return (self.countries[place.country or ""] - own) / total if total > 0.01 else 0.0

    def share_of_division(self, place: Location, *, but: str) -> float:
        """The share of votes for the first-level division of ``place``, likewise."""
        voted = self.by_name.get(but)
        division = division_of(place)
        total = sum(self.divisions.values()) - (voted[1] if voted and division_of(voted[0]) >= 0 else 0)
        own = voted[1] if voted and division_of(voted[0]) == division else 0
        return (self.divisions[division] - own) / total if division >= 0 and total > 0.01 else 0.0

    def nearby(self, place: Location, *, but: str) -> float:
        """How much of the text's other towns lies within 150 km: 0 for none, 1 for many."""
        near = 0.0
        for name, (other, weight) in self.by_name.items():
            # A degree of latitude is 111 km: most places are ruled out without trigonometry.
            if name == but or other.row == place.row or abs(other.latitude - place.latitude) > 1.4:
                continue
            if other.kind not in WIDE and distance_km(other, place) < NEAR_KM:
                near += weight
        return 1.0 - math.exp2(-near)


def division_of(place: Location) -> int:
    """The row of the first-level division that a place is or lies in, or -1."""
    return place.row if place.kind == "division" else place.division


def prior(place: Location, rivals: tuple[Location, ...]) -> float:
    """How likely a name means a place before anything else is known."""
    score = (
        PER_TENFOLD * math.log10(place.population + 300) + KIND_BONUS.get(place.kind, 0.0) + OWN_NAME * place.own_name
    )
    if not place.own_name and any(rival.own_name and rival.population > place.population for rival in rivals):
        # Another spelling of a lesser place hardly ever means it: Anantnag was Islamabad once, too.
        score -= BORROWED_NAME
    if gazetteer().is_capital(place):
        score += CAPITAL
    if place.kind == "division":
        # A city rather than the division around it, where both have the name and the city is no village.
        inner = [
            r for r in rivals if r.kind == "city" and r.country == place.country and distance_km(r, place) < INSIDE_KM
        ]
        biggest = max((r.population for r in inner), default=0)
        if biggest * 30 > place.population:
            score -= DIVISION_PENALTY + PER_TENFOLD * math.log10(max(place.population / biggest, 1.0))
    return score


@lru_cache(maxsize=16)
def profile_of(text: str) -> Profile:
    """The profile of a text; the last few are kept, since a page's places are asked for one after another."""
    text = text[:LONGEST_TEXT]
    toponyms = find_toponyms(text)
    together = coherence({_name_of(each): each.candidates for each in reversed(toponyms)}, prior)
    profile = Profile(together=together)
    for _ in range(ROUNDS):
        profile = _vote(text, toponyms, profile)
    return profile


def _vote(text: str, toponyms: tuple[Toponym, ...], before: Profile) -> Profile:
    after = Profile(together=before.together)
    for country in {place.country for word in _WORD.findall(text) if (place := gazetteer().by_adjective(word))}:
        after.countries[country or ""] += ADJECTIVE
    for toponym in toponyms:
        name = _name_of(toponym)
        if name in after.by_name:
            continue
        place, margin = best(text, toponym, before)
        # A village whose name is likely that of something else has no vote, nor has a mere post office.
        if place.kind == "city" and ((place.population < 2_000 and margin < 1) or place.geonames_id is None):
            continue
        weight = {"country": SURE_COUNTRY, "division": SURE_DIVISION}.get(place.kind, SURE_TOWN) * min(
            1.0, 0.25 + margin / 4
        )
        if place.kind == "city" and place.population < WELL_KNOWN and not is_located(text, toponym.start):
            weight *= DOUBTFUL
        after.by_name[name] = (place, weight)
        if place.country:
            after.countries[place.country] += weight
        if division_of(place) >= 0:
            after.divisions[division_of(place)] += weight
    return after


def _name_of(toponym: Toponym) -> str:
    return fold(toponym.text)


def best(
    text: str, toponym: Toponym, profile: Profile, *, countries: frozenset[str] = frozenset()
) -> tuple[Location, float]:
    """The likeliest place of a name, and by how much it leads the next that lies elsewhere (0 to 4)."""
    ranked = sorted(
        ((score(text, toponym, place, profile, countries), place) for place in toponym.candidates),
        key=lambda pair: (-pair[0], -pair[1].population, pair[1].row),
    )
    first, place = ranked[0]
    elsewhere = (other for other, rival in ranked[1:] if distance_km(place, rival) > NEAR_KM)
    return place, min(4.0, first - next(elsewhere, first - 4.0))


def score(text: str, toponym: Toponym, place: Location, profile: Profile, countries: frozenset[str]) -> float:
    """How well a place fits a name in its text."""
    of = (_name_of(toponym), place, countries)
    if of not in profile.scores:
        profile.scores[of] = _score_in(profile, place, toponym, countries)
    return profile.scores[of] + CONTAINED * contained(text, toponym.start, toponym.end, place)


def _is_overshadowed(place: Location, rivals: tuple[Location, ...]) -> bool:
    """Whether the places beside a reading say nothing for it, since they say the same for a likelier one.

    The city of Kuwait lies near what lies near Kuwait; and that some spelling of Anantnag is Islamabad is seldom meant.
    """
    return any(
        (rival.kind == "country" and rival.country == place.country)
        or (rival.own_name and not place.own_name and rival.population > place.population)
        for rival in rivals
    )


def _score_in(profile: Profile, place: Location, toponym: Toponym, countries: frozenset[str]) -> float:
    name = _name_of(toponym)
    total = prior(place, toponym.candidates)
    total += COUNTRY_SHARE * max(profile.share_of_country(place, but=name), 0.8 * (place.country in countries))
    if place.kind != "country":
        total += DIVISION_SHARE * profile.share_of_division(place, but=name)
        beside = NEARBY * profile.nearby(place, but=name)
        if not _is_overshadowed(place, toponym.candidates):
            # The two ask much the same, one of the readings that won and one of all: the better answer counts.
            company = max(0.0, profile.together.get((name, place), 0.0) - BY_CHANCE)
            beside = max(beside, TOGETHER * (1.0 - math.exp2(-company)))
        total += beside
    return total
