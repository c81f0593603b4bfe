"""Whom an act falls on when its sentence names only an act told before: "The decision was welcomed by Washington"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.language.sentences import Sentence
from dragoman.record import Event
from dragoman.tables import load_mapping

REACH = 60  # code points between the trigger and the words that are its object


@cache
def _table() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    raw = load_mapping(__package__, "anaphors.yaml")
    determiners, nouns, pronouns = ("|".join(raw[key]) for key in ("determiners", "nouns", "pronouns"))
    phrase = rf"(?:{determiners})\s+(?:[\w-]+\s+)?(?:{nouns})\b"
    return (
        frozenset(raw["types"]),
        re.compile(rf"\s+(?:{phrase}|(?:{pronouns})\b)", re.IGNORECASE),
        re.compile(rf"\b{phrase}[^.;,]{{0,{REACH}}}$", re.IGNORECASE),
    )


def implied_recipients(
    type_: str, actors: Sequence[str], body: str, sentence: Sentence, trigger: tuple[int, int], told: Sequence[Event]
) -> list[str]:
    """The actors of the last act in ``told`` that somebody else did, where the trigger's object stands for that act."""
    types, after, before = _table()
    if type_ not in types:
        return []
    follows = after.match(body, trigger[1], sentence.end)
    precedes = re.search(r"\b(?:was|were|been|being)\s+(?:\w+\s+)?$", body[sentence.start : trigger[0]])
    if not follows and not (precedes and before.search(body[sentence.start : trigger[0]])):
        return []
    own = {actor.split(".")[0] for actor in actors}
    for event in reversed(told):
        doers = [actor for actor in event.actors if actor.split(".")[0] not in own]
        if doers and event.evidence.end <= trigger[0]:
            return doers
    return []
