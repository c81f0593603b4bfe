"""Who does an act and whom it falls on: what the role head says of its sentence, weighed against the whole article."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.actors import Mention
from dragoman.events.acts import RECIPROCAL, Act
from dragoman.events.pointing import points_back
from dragoman.events.scene import Scene
from dragoman.events.sides import Candidate, Party, Setting, Side, candidates, choose
from dragoman.language.sentences import Sentence
from dragoman.record import Event


@dataclass(frozen=True)
class Parties:
    """Ids of the two sides of an act, the mentions that name them in its sentence, and the other side's chance."""

    actors: list[str]
    recipients: list[str]
    mentions: list[Mention]
    chance: float = 1.0


Watch = Callable[[Act, Sentence, Side, Sequence[str], Sequence[Candidate]], None]


def find_parties(
    scene: Scene,
    sentence: Sentence,
    mentions: Sequence[Mention],
    act: Act,
    told: Sequence[Event],
    watch: Watch | None = None,
) -> Parties:
    """The parties of an act of ``sentence``, whose mentions are given; ``told`` are the events before it.

    ``watch`` is shown the possible other sides before one is chosen: training learns from them.
    """
    doers = _outermost([mentions[i] for i in act.actors])
    targets = _outermost([mentions[i] for i in act.recipients])
    actors = scene.ids(doers)
    recipients = _others(scene, actors, scene.ids(targets))
    side: Side = "recipient" if actors else "actor"
    known = actors or recipients
    chance = 1.0
    if known:
        rivals = _rivals(scene, sentence, mentions, act, told, side, known, recipients if actors else [])
        if rivals and watch:
            watch(act, sentence, side, known, rivals)
        if rivals:
            other, chance = choose(side, rivals)
            actors, recipients = (actors, list(other.ids)) if actors else (list(other.ids), recipients)
    return Parties(actors, recipients, [*doers, *targets], chance)


def _others(scene: Scene, actors: Sequence[str], recipients: Sequence[str]) -> list[str]:
    """The recipients without the actors themselves: a government does not deal with its own state as such."""
    powers = {scene.codes.get(actor, actor).removesuffix(".GOV") for actor in actors}
    return [r for r in recipients if r not in actors and scene.codes.get(r, r).removesuffix(".GOV") not in powers]


def _rivals(
    scene: Scene,
    sentence: Sentence,
    mentions: Sequence[Mention],
    act: Act,
    told: Sequence[Event],
    side: Side,
    known: Sequence[str],
    picked: Sequence[str],
) -> list[Candidate]:
    """Who may be on the other ``side`` of the act from ``known``; none where all parties act together ("met")."""
    own = frozenset(scene.power(i) for i in known)
    if side == "recipient" and len(own) > 1 and not picked and act.trigger.type in RECIPROCAL:
        return []
    number = bisect_right(scene.starts, sentence.start) - 1
    dealings: Counter[str] = Counter()
    for event in told:
        powers = {scene.power(e) for e in (*event.actors, *event.recipients)}
        if powers & own:
            dealings.update(powers - own)
    setting = Setting(
        type=act.trigger.type,
        own=own,
        sectors=frozenset(scene.codes.get(i, i).partition(".")[2] or "GOV" for i in known),
        weights=scene.weights,
        dealings=dealings,
        before=scene.named_in(number - 1),
        lead=scene.named_in(0),
        doer=frozenset(scene.power(a) for a in told[-1].actors) - own if told else frozenset(),
        pointing=points_back(sentence.text, act.trigger.start, act.trigger.end),
    )
    found = [
        _party(scene, sentence, act, mention, chances) for mention, chances in zip(mentions, act.chances, strict=True)
    ]
    return candidates(setting, side, [party for party in found if party.ids], tuple(picked))


def _party(scene: Scene, sentence: Sentence, act: Act, mention: Mention, chances: tuple[float, float]) -> Party:
    ids = scene.ids([mention])
    start, end = mention.start - sentence.start, mention.end - sentence.start
    after = start >= act.trigger.start
    distance = max(0, start - act.trigger.end if after else act.trigger.start - end)
    return Party(tuple(ids), tuple(scene.power(i) for i in ids), *chances, after, distance)


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that no other one of the same role contains: a possessor inside its minister is not a second actor."""
    return [
        m
        for m in mentions
        if not any(o is not m and o.start <= m.start and m.end <= o.end and o.actors for o in mentions) or not m.actors
    ]
