"""The other side of an act: the likeliest of the powers that its sentence or the rest of the article names.

The encoder's role head knows only the sentence. It is overruled, or helped where the sentence names nobody, by a small
linear model over what the article says: who has dealt with whom so far, who stands near, whom the page is about. Its
weights are made by ``python -m training.sides`` from the corpus's articles, where parties that a sentence leaves out
are annotated.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from dragoman.events.encoder import MODEL_FOLDER

# Classes of organisations: their members are powers of their own, not one together
CLASSES = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
Features = Mapping[str, float]
Side = Literal["actor", "recipient"]


@dataclass(frozen=True)
class Party:
    """A mention in the act's sentence: the powers it stands for, its chances of the two roles, and where it lies."""

    ids: tuple[str, ...]
    powers: tuple[str, ...]
    actor: float
    recipient: float
    after: bool  # of the trigger
    distance: int  # code points to the trigger


@dataclass(frozen=True)
class Candidate:
    """A possible other side: ids of its entities, their powers, and what speaks for it."""

    ids: tuple[str, ...]
    powers: frozenset[str]
    features: Features


@dataclass(frozen=True)
class Setting:
    """What an act's article says of the powers in it.

    ``weights`` counts the mentions of each power as an actor; ``dealings`` the events told so far between each power
    and the act's own; ``before`` are the powers that the sentence before names, ``lead`` those of the first sentence
    and the headline; ``doer`` are the actors of the event told last; ``pointing`` says that the act is aimed at an act
    told before ("welcomed the decision").
    """

    type: str
    own: frozenset[str]
    sectors: frozenset[str]
    weights: Mapping[str, int]
    dealings: Mapping[str, int]
    before: frozenset[str]
    lead: frozenset[str]
    doer: frozenset[str]
    pointing: bool = False


def power_of(code: str, id_: str) -> str:
    """The power that an entity belongs to: a country, or an organisation by its own id."""
    country = code.split(".")[0].split(":")[0]
    return id_ if country in CLASSES or len(country) != 3 else country


def candidates(setting: Setting, side: Side, parties: Sequence[Party], picked: tuple[str, ...]) -> list[Candidate]:
    """Everyone who may be on ``side`` of an act: the role head's own pick, each party, and the powers named elsewhere.

    The first is nobody.
    """
    if side == "actor":  # the same questions, asked of the other role
        parties = [replace(p, actor=p.recipient, recipient=p.actor, after=not p.after) for p in parties]
    found: dict[frozenset[str], tuple[str, ...]] = {}
    by_id = {i: p for party in parties for i, p in zip(party.ids, party.powers, strict=True)}
    if picked:
        found[frozenset(by_id[i] for i in picked)] = picked
    for party in sorted(parties, key=lambda p: -p.recipient):
        if party.ids and party.actor <= 0.5:
            found.setdefault(frozenset(party.powers), party.ids)
    ranked = sorted((p for p in setting.weights if p not in setting.own), key=lambda p: (-setting.weights[p], p))
    for power in ranked:
        found.setdefault(frozenset({power}), (power,))
    if len(ranked) > 1:
        found.setdefault(frozenset(ranked[:2]), tuple(sorted(ranked[:2])))
    best = max([p.recipient for p in parties], default=0.0)
    # of all powers but the act's own; at least 1, for the shares
    totals = (max(1, sum(setting.weights[p] for p in ranked)), max(1, sum(setting.dealings.values())))
    rows = [Candidate((), frozenset(), _of_nobody(setting, parties))]
    for powers, ids in found.items():
        if powers:
            features = _features(setting, totals, parties, powers, ids == picked, best)
            rows.append(Candidate(ids, powers, features))
    return rows


def _of_nobody(setting: Setting, parties: Sequence[Party]) -> Features:
    best = max((p.recipient for p in parties if p.actor <= 0.5), default=0.0)
    return {
        "nobody": 1.0,
        f"nobody {setting.type}": 1.0,
        "nobody, best role": best,
        "nobody, other party": float(bool(parties)),
    }


def _features(
    setting: Setting,
    totals: tuple[int, int],
    parties: Sequence[Party],
    powers: frozenset[str],
    picked: bool,
    best: float,
) -> Features:
    here = [p for p in parties if not powers.isdisjoint(p.powers)]
    weight = min([setting.weights.get(p, 0) for p in powers])
    dealings = min([setting.dealings.get(p, 0) for p in powers])
    recipient = max([p.recipient for p in here], default=0.0)
    own = not powers.isdisjoint(setting.own)
    before = not powers.isdisjoint(setting.before)
    doer = not powers.isdisjoint(setting.doer)
    nearest = min([p.distance for p in here if p.after], default=999)
    row = {
        "picked": float(picked),
        "recipient role": recipient,
        "recipient role, high": float(recipient > 0.5),
        "recipient role, logit": math.log((recipient + 0.01) / (1.01 - recipient)),
        "actor role": max([p.actor for p in here], default=0.0),
        "here": float(bool(here)),
        "here, after": float(any(p.after for p in here)),
        "near after": 1.0 / (1 + nearest / 10),
        "elsewhere, role is elsewhere": 0.0 if here else best,
        "before": float(before),
        "before, not here": float(before and not here),
        "lead": float(powers <= setting.lead),
        "weight": weight / totals[0],
        "log weight": math.log1p(weight),
        "dealings": dealings / totals[1],
        "log dealings": math.log1p(dealings),
        "own": float(own),
        "several": float(len(powers) > 1),
        "several, not here": float(len(powers) > 1 and not here),
        "doer of the last": float(doer),
        "doer of the last, not here": float(doer and not here),
        "doer of the last, pointed at": float(doer and setting.pointing),
        "pointed elsewhere": float(setting.pointing and bool(setting.doer) and not doer),
        "no state": float(any(":" in p for p in powers)),
    }
    if own:
        row[f"own {setting.type}"] = 1.0
        row["own, state acts"] = float(bool(setting.sectors & {"GOV", "MIL"}))
        row["own, people act"] = float(not setting.sectors & {"GOV", "MIL"})
    return row


@cache
def load_weights() -> Mapping[Side, Mapping[str, float]]:
    weights: dict[Side, dict[str, float]] = json.loads((MODEL_FOLDER / "sides.json").read_text("utf-8"))
    return weights


def choose(side: Side, found: Sequence[Candidate]) -> tuple[Candidate, float]:
    """The likeliest candidate, the first of equals, and its chance among them all."""
    weights = load_weights()[side]
    scores = [sum(weights.get(name, 0.0) * value for name, value in c.features.items()) for c in found]
    best = max(range(len(found)), key=lambda i: scores[i])
    return found[best], 1.0 / sum(math.exp(score - scores[best]) for score in scores)
