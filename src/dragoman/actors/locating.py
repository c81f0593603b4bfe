"""Groups that no word gives a country take that of the place where they are put: "militants … at Handwara"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.actors.entities import Actor
from dragoman.actors.mentions import Mention, Sentence

# Whom a country may be read off the place for: its people and its armed bands, not passing armies or firms.
LOCAL_SECTORS = frozenset(
    {"CVL", "REB", "PRM", "UAF", "CRM", "OPP", "LAB", "AGR", "COP", "REF", "EDU", "MED", "REL", "SOC"}
)


def locate_groups(
    mentions: Sequence[Mention], sentences: Sequence[Sentence], places: Iterable[tuple[int, str | None]]
) -> list[Mention]:
    """The mentions, with a country for local groups that had none.

    ``places`` are (offset in the body, ISO alpha-3 or None) of the places that the article names. A sentence that names
    places of one country gives its groups that country; others keep none.
    """
    known = [(start, country) for start, country in places if country]
    found = []
    for mention in mentions:
        if mention.actors and all(_homeless(actor) for actor in mention.actors):
            sentence = next(s for s in sentences if s.start <= mention.start < s.end)
            countries = {country for start, country in known if sentence.start <= start < sentence.end}
            if len(countries) == 1:
                country = next(iter(countries))
                actors = tuple(_at_home(actor, country) for actor in mention.actors)
                mention = replace(mention, actors=actors)
        found.append(mention)
    return found


def _homeless(actor: Actor) -> bool:
    return actor.country is None and actor.kind == "group" and bool(actor.sectors) and actor.sectors[0] in LOCAL_SECTORS


def _at_home(actor: Actor, country: str) -> Actor:
    return replace(actor, id=f"{country}.{actor.sectors[0]}:{actor.id.partition(':')[2]}", country=country)
