"""Pledges: promises, announced plans, deadlines and ultimatums, by whom, to whom, what, and due when."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from dragoman.events.coding import CodedEvent, Scene
from dragoman.ledger.parties import side
from dragoman.record import Due, Pledge, Span

# What a promise, an offer or an announced step is in PLOVER.
_PROMISES = frozenset({"AGREE", "CONCEDE"})
# from the promising verb to the thing promised: "agreed on Saturday to hold", "said it would send", "vowed not to"
_OBJECT = re.compile(r"(?:[^.;]{0,60}?\s)??(?:to|that|will|would|not to|ready to)\s+")
_PLANNED = re.compile(
    r"\b(?:(?:is|are|was|were)\s+(?:(?:due|set|scheduled|expected|slated|planned)\s+)?to|will|plans?\s+to)\s+"
)
_END = re.compile(
    r"[;.]|,\s+(?:but|while|which|who|after|as|a|an|the|said|saying|taking|in|according)\b"
    r"|\s(?:but|while|after|although|if)\s"
)
_LONGEST = 240  # code points of what is pledged
_FEWEST = 2  # words of what is pledged


def find_pledges(scene: Scene, events: Sequence[CodedEvent]) -> list[Pledge]:
    """The pledges of an article in order; each comes from an event that promises or from one that is yet to come."""
    found: list[Pledge] = []
    for coded in events:
        if coded.event.type in _PROMISES and coded.event.auxiliary in ("actual", "future"):
            span = _after(scene.body, _OBJECT, coded.trigger[1], coded.sentence.end)
        elif coded.event.auxiliary == "future":
            match = _PLANNED.search(scene.body, coded.sentence.start, coded.trigger[1])
            span = _clause(scene.body, match.end(), coded.sentence.end) if match else None
        else:
            continue
        if span and not any(p.evidence.start < span[1] and span[0] < p.evidence.end for p in found):
            found.append(_pledge(scene, coded, *span))
    return found


def _pledge(scene: Scene, coded: CodedEvent, start: int, end: int) -> Pledge:
    by = list(dict.fromkeys(side(actor) for actor in coded.event.actors))
    to = [party for party in dict.fromkeys(side(r) for r in coded.event.recipients) if party not in by]
    what = scene.body[start:end]
    identity = f"{scene.article_id} {by} {what}"
    return Pledge(
        id="pledge:" + hashlib.sha256(identity.encode()).hexdigest()[:16],
        by=by,
        to=to,
        what=" ".join(what.split()),
        due=_due(scene, start, end),
        action=None,
        negated=False,
        event=coded.event.id,
        evidence=Span(start=start, end=end, text=what),
    )


def _after(body: str, opening: re.Pattern[str], start: int, stop: int) -> tuple[int, int] | None:
    """The clause that ``opening`` leads to; failing it, the words right after ``start``."""
    match = opening.match(body, start, stop)
    return _clause(body, match.end() if match else start, stop)


def _clause(body: str, start: int, stop: int) -> tuple[int, int] | None:
    """From ``start`` to the end of its clause; None where too little is left to be a pledge."""
    stop = min(stop, start + _LONGEST)
    match = _END.search(body, start, stop)
    end = match.start() if match else stop
    while start < end and body[start].isspace():
        start += 1
    while end > start and (body[end - 1].isspace() or body[end - 1] in '.,;:”’"'):
        end -= 1
    return (start, end) if len(body[start:end].split()) >= _FEWEST else None


def _due(scene: Scene, start: int, end: int) -> Due | None:
    """The first day named with the thing pledged that has not passed when the page appears."""
    for mention in scene.dates:
        if not (start <= mention.start and mention.end <= end) or mention.value is None:
            continue
        if scene.published is None or mention.value.end >= scene.published[:10]:
            return Due(start=mention.value.start, end=mention.value.end, text=mention.text)
    return None
