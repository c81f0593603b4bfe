"""The organisations that officials speak and act for: NATO's secretary general is no power of his own."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.entities import Actor
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.mentions import Mention
from dragoman.actors.resolving import resolve


def find_employers(mentions: Sequence[Mention], *, date: str | None, lexicon: Lexicon) -> dict[str, Actor]:
    """The organisation of each official of one ("IGO.GOV:jens-stoltenberg"), by the official's id.

    The organisation is read from the office ("NATO Secretary-General"). Officials of the UN and the EU need none: their
    country says it.
    """
    found: dict[str, Actor] = {}
    for actor in {actor.id: actor for mention in mentions for actor in mention.actors}.values():
        if actor.country != "IGO" or actor.id.startswith("IGO:") or not actor.role:
            continue
        named = [a for word in _heads(actor.role) for a in resolve(word, date=date, lexicon=lexicon)]
        organisation = next((a for a in named if a.id.startswith("IGO:")), None)
        if organisation is not None:
            found[actor.id] = organisation
    return found


def _heads(role: str) -> list[str]:
    """The words of an office that may name its organisation, the longest first: "NATO", "Arab League"."""
    words = role.split()
    return [" ".join(words[:n]) for n in range(len(words) - 1, 0, -1)]
