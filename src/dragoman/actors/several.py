"""Who "the two countries", "both sides", "neither army", "both presidents" and "the neighbours" are.

The two that the article puts side by side ("Ghana and Togo met") if it mostly speaks of them, else the two of which it
speaks most, here and as a whole. Sides may also be organisations and armed bands; countries are states alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.entities import Actor
from dragoman.actors.memory import FARTHEST, NEAREST, Memory, party_of
from dragoman.actors.tokens import fold

_COUNTS = {"both": 2, "either": 2, "neither": 2, "each": 2, "two": 2, "three": 3, "four": 4}
_ONE_OF_TWO = frozenset({"either", "neither", "each"})
# A pair side by side stands only if both are among so many of the article's foremost.
_FOREMOST = 2


def referents(words: Sequence[str], own: Sequence[Actor], memory: Memory) -> list[Actor] | None:
    """The several actors that a phrase of these folded words stands for; None if it does not speak of several.

    ``own`` is what the words alone give: "both armies" are armies without a state.
    """
    classes = memory.lexicon.payload["classes"]["anaphors"]
    definite = words[:1] in (["the"], ["these"], ["those"], ["all"], ["its"], ["their"])
    rest = [word for word in words if word not in {"of", "the", "these", "those", "all", "its", "their"}]
    if not rest:
        return None
    count, noun = _COUNTS.get(rest[0], 0), rest[-1]
    definite = definite or rest[0] in _ONE_OF_TWO or rest[0] == "both"
    if not definite:
        return None
    alone = " ".join(rest)
    if alone in classes["alone"]:
        return _parties(_COUNTS.get(alone, 3 if alone in {"trio"} else 2), memory, sides=alone not in classes["states"])
    if not count or len(rest) > 4:
        return None
    regions = memory.lexicon.payload["classes"]["regions"]
    if region := next((regions[word] for word in rest[1:-1] if word in regions), None):
        return _of_region(count, region, memory)
    singular = rest[0] in _ONE_OF_TWO
    if noun in classes["states"] and noun.endswith("s") != singular:
        return _parties(count, memory, sides=False)
    if noun in classes["sides"] and noun.endswith("s") != singular:
        return _parties(count, memory, sides=True)
    if noun in classes["leaders"] and (found := _people(noun, count, memory)):
        return found
    if len(own) == 1 and own[0].country is None and own[0].sectors:
        return [at_home(own[0], actor.country) for actor in _parties(count, memory, sides=False) if actor.country]
    return None


def _parties(count: int, memory: Memory, *, sides: bool) -> list[Actor]:
    states = memory.lexicon.payload["countries"]
    foremost = set(memory.states(count + _FOREMOST, sides=sides))
    for one in memory.series[: -NEAREST - 1 : -1]:
        parties = list(dict.fromkeys(party for actor in one.actors if (party := party_of(actor))))
        if not sides:
            parties = [party for party in parties if party in states]
        if len(parties) == count and foremost >= set(parties):
            return [memory.parties[party] for party in parties]
    parties = memory.states(count, sides=sides)
    return [memory.parties[party] for party in parties] if len(parties) == count else []


def _of_region(count: int, region: frozenset[str], memory: Memory) -> list[Actor]:
    """ "The three Gulf states": those of the last list that has so many of them, else those most spoken of."""
    for one in memory.series[: -NEAREST - 1 : -1]:
        members = list(dict.fromkeys(actor.country for actor in one.actors if actor.country in region))
        if len(members) == count:
            return [memory.lexicon.state(country) for country in members]
    known = [party for party in memory.weights if party in region]
    ranked = sorted(known, key=lambda party: (-memory.standing(party), party))[:count]
    return [memory.lexicon.state(party) for party in ranked] if len(ranked) == count else []


def _people(noun: str, count: int, memory: Memory) -> list[Actor]:
    """The last people of so many states who bear the title: "both presidents"."""
    title = noun.removesuffix("s")
    found: dict[str | None, Actor] = {}
    for heard in memory.heard[: -FARTHEST - 1 : -1]:
        for actor in heard.actors:
            fits = title in fold(actor.role or "").split() or title in {"leader", "men", "women"}
            if actor.kind == "person" and fits and "ELI" not in actor.sectors[:1]:
                found.setdefault(actor.country, actor)
        if len(found) >= count:
            return list(found.values())[:count][::-1]
    return []


def at_home(actor: Actor, country: str) -> Actor:
    """An actor without a country, in ``country``."""
    if actor.country is not None or not actor.sectors:
        return actor
    sector = actor.sectors[0]
    last = actor.id.partition(":")[2]
    identity = f"{country}.{sector}:{last}" if actor.kind == "person" else f"{country}.{sector}"
    return Actor(identity, actor.name, actor.kind, country, actor.sectors, actor.role)
