"""Pledges: promises, announced plans, deadlines and ultimatums, by whom, to whom, what, and due when.

``promising`` finds them sentence by sentence. ``by`` is who is to act; of an ultimatum ``to`` is who set it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dragoman.events.coding import CodedEvent
from dragoman.events.scene import Scene
from dragoman.language.sentences import Sentence
from dragoman.ledger.promising import Vow, due_beside, due_in, find_vows
from dragoman.ledger.vows import load_vows
from dragoman.record import Due, Pledge, Span


def find_pledges(scene: Scene, events: Sequence[CodedEvent]) -> list[Pledge]:
    """The pledges of an article in order of their words."""
    found: list[Pledge] = []
    for sentence in scene.sentences:
        inside = [c for c in events if c.sentence == sentence]
        kept: list[Vow] = []
        for vow in find_vows(scene, sentence, inside):
            if not any(k.start < vow.end and vow.start < k.end for k in kept):
                kept.append(vow)
        found += [_pledge(scene, sentence, vow, inside) for vow in sorted(kept, key=lambda v: v.start)]
    return found


def _due_before(scene: Scene, sentence: Sentence, vow: Vow) -> Due | None:
    """When it falls due by the words before the deed: "has until Monday to answer", "on Tuesday they will meet"."""
    if vow.kind in ("deadline", "ultimatum"):
        return due_in(scene, sentence.start + vow.cue, sentence.start + vow.start)
    return due_beside(scene, sentence, sentence.start + vow.start) if vow.kind == "plan" else None


def _pledge(scene: Scene, sentence: Sentence, vow: Vow, events: Sequence[CodedEvent]) -> Pledge:
    start, end, cue = (sentence.start + offset for offset in (vow.start, vow.end, vow.cue))
    what = " ".join(scene.body[start:end].split())
    made = next(
        (c.event.id for c in events if c.trigger[0] < start and cue <= c.trigger[1] and c.trigger[0] < end), None
    )
    left = load_vows().abstaining.match(what)
    identity = f"{scene.article_id} {vow.by} {what}"
    return Pledge(
        id="pledge:" + hashlib.sha256(identity.encode()).hexdigest()[:16],
        kind=vow.kind,
        by=list(vow.by),
        to=list(vow.to),
        what=what,
        action=load_vows().action_of(what[left.end() :] if left else what),
        negated=vow.negated or left is not None,
        event=made,
        due=due_in(scene, start, end) or _due_before(scene, sentence, vow),
        evidence=Span(start=min(cue, start), end=end, text=scene.body[min(cue, start) : end]),
    )
