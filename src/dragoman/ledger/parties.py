"""The states behind the actors of a sentence: who can be party to an agreement or a dispute."""

from __future__ import annotations

import re

from dragoman.events.scene import Scene
from dragoman.language.sentences import Sentence

_STATE = re.compile(r"[A-Z]{3}\Z|IGO:.+")


def is_state(party: str) -> bool:
    """Whether the id is a state's (alpha-3), the UN's, the EU's or another organisation's of states."""
    return _STATE.match(party) is not None


def side(entity: str) -> str:
    """The power that an entity belongs to: ``JPN.GOV:toshimitsu-motegi`` is JPN; an organisation is itself."""
    return entity if ":" in entity.split(".")[0] else entity.split(".")[0]


def countries_near(scene: Scene, sentence: Sentence, start: int, end: int) -> list[str]:
    """The powers named in the sentence, nearest first; those that possess or follow the phrase ("with Japan") lead."""
    found: list[tuple[int, str]] = []
    for mention in scene.mentions:
        if not (sentence.start <= mention.start and mention.end <= sentence.end) or mention.kind == "place":
            continue
        distance = max(mention.start - end, start - mention.end, 0)
        found += [(distance, side(actor.id)) for actor in mention.actors]
    return list(dict.fromkeys(party for _, party in sorted(found)))
