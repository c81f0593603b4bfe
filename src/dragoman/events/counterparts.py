"""Whom an act falls on where its clause does not say: the power that its actor deals with in the article.

"Delhi, which had demanded the flier's immediate return" demands it of Pakistan, because the article is about the two.
Only acts of governments and armies are completed so, and only by a power that the sentence or the one before names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dragoman.actors import Mention
from dragoman.language.sentences import Sentence
from dragoman.record import Event

# Acts that are done to somebody; a promise or a deployment may be toward nobody.
DIRECTED = frozenset(
    {
        "ACCUSE",
        "AID",
        "ASSAULT",
        "COERCE",
        "CONCEDE",
        "CONSULT",
        "REJECT",
        "REQUEST",
        "RETREAT",
        "SANCTION",
        "SUPPORT",
        "THREATEN",
    }
)
_STATE_SECTORS = frozenset({"GOV", "MIL"})


def counterpart(
    type_: str,
    actors: Sequence[str],
    codes: Mapping[str, str],
    mentions: Sequence[Mention],
    weights: Mapping[str, int],
    sentences: Sequence[Sentence],
    told: Sequence[Event],
) -> str | None:
    """The id of the state that an act of ``actors`` falls on, or None.

    ``codes`` gives each entity's country and sector ("KOR.JUD"); ``mentions`` are the article's, ``weights`` how
    often they name each country; ``sentences`` are the
    act's and the one before it; ``told`` the events before.
    """
    powers = {codes.get(actor, actor).split(".")[0] for actor in actors}
    sectors = {codes.get(actor, actor).partition(".")[2] or "GOV" for actor in actors}
    if type_ not in DIRECTED or len(powers) != 1 or not sectors <= _STATE_SECTORS:
        return None
    own = next(iter(powers))
    for sentence in sentences:
        near = {
            actor.country
            for mention in mentions
            if sentence.start <= mention.start < sentence.end and mention.kind != "place"
            for actor in mention.actors
            if actor.country and len(actor.country) == 3 and actor.country != own
        }
        if near:
            dealings = _dealings(own, codes, told)
            best = max(sorted(near), key=lambda country: (dealings[country], weights[country]))
            return best if dealings[best] or len(near) == 1 else None
    return None


def _dealings(own: str, codes: Mapping[str, str], told: Sequence[Event]) -> Counter[str]:
    """How many of the events told are between ``own`` and each other power."""
    found: Counter[str] = Counter()
    for event in told:
        powers = {codes.get(e, e).split(".")[0] for e in (*event.actors, *event.recipients)}
        if own in powers:
            found.update(powers - {own})
    return found
