"""From the acts of each sentence to the record's events."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.actors import Mention
from dragoman.events.acts import Act, find_acts
from dragoman.events.confidence import confidence
from dragoman.events.contexts import find_contexts
from dragoman.events.encoder import Encoder
from dragoman.events.ontology import load_types
from dragoman.events.parties import Watch, find_parties
from dragoman.events.rulings import ruled
from dragoman.events.scene import Scene
from dragoman.language.sentences import Sentence
from dragoman.language.story import date_of_act
from dragoman.places import place_of
from dragoman.record import Auxiliary, Event, EventDate, Place, Span, Statement

RECENT = timedelta(days=31)  # PLOVER: an act older than about a month is background
LEAST_CONFIDENCE = 0.42  # where precision reaches 0.7 on the gold pages for development
LONG = timedelta(days=3 * 31)  # what is told of so long a time up to now lies rather in its older part
# The rest of a clause: words up to a mark or to a word that opens another clause, a dozen at the most
_REST = re.compile(
    r"(?:\s+(?!(?:and|but|or|after|while|before|when|who|which|because|although|as|if|unless|since|until|though)\b)"
    r"[\w’'$€£%.-]*[\w%]){1,12}"
)
# Announced for the future, these are agreed to (PLOVER)
_FOLDED = frozenset({"AID", "CONSULT", "COOPERATE", "SUPPORT"})
# These speak of the future by themselves: the promise or threat is what happened
_FORWARD = frozenset({"AGREE", "CONCEDE", "THREATEN", "REQUEST"})


@dataclass(frozen=True)
class CodedEvent:
    """An event with what its record does not keep: its sentence, the trigger's offsets in the body, and the chances
    of its trigger, its roles and its other side."""

    event: Event
    sentence: Sentence
    trigger: tuple[int, int]
    chances: tuple[float, float, float]


def code_events(
    encoder: Encoder, scene: Scene, *, least: float = LEAST_CONFIDENCE, watch: Watch | None = None
) -> list[CodedEvent]:
    """Every event of the article of at least a confidence, in the order of the text; ``watch``: see `find_parties`."""
    events: list[CodedEvent] = []
    for sentence, reading in zip(scene.sentences, scene.readings, strict=True):
        mentions = [
            m for m in scene.mentions if sentence.start <= m.start and m.end <= sentence.end and m.kind != "place"
        ]
        spans = [(m.start - sentence.start, m.end - sentence.start) for m in mentions]
        acts = find_acts(encoder, reading, sentence.text, spans)
        told = [coded.event for coded in events]
        found = [coded for act in acts if (coded := _event(scene, sentence, mentions, act, told, watch)) is not None]
        found = [coded for coded in found if coded.event.confidence >= least]
        found = [coded for coded in _distinct(found) if not _asked(scene, coded)]
        events += [coded for coded in found if not _told_again(scene, coded, told)]
    return events


def _event(
    scene: Scene,
    sentence: Sentence,
    mentions: Sequence[Mention],
    act: Act,
    told: Sequence[Event],
    watch: Watch | None,
) -> CodedEvent | None:
    parties = find_parties(scene, sentence, mentions, act, told, watch)
    actors, recipients = parties.actors, parties.recipients
    type_ = load_types()[act.trigger.type]
    trigger = (sentence.start + act.trigger.start, sentence.start + act.trigger.end)
    if not actors or (type_.recipient_required and not recipients and len(actors) < 2):
        return None
    chances = (act.trigger.probability, act.certainty, parties.chance)
    evidence = _evidence(scene.body, sentence, act, parties.mentions)
    when = _date(scene, sentence, act, evidence)
    sides = [[scene.codes.get(i, i) for i in ids] for ids in (actors, recipients)]
    name, mode = ruled(type_.name, act.trigger.mode, sides, evidence.text)
    auxiliary = _auxiliary(act, when, scene.published)
    if auxiliary == "future" and name in _FOLDED:
        name, mode, auxiliary = "AGREE", None, "actual"
    type_ = load_types()[name]
    identity = f"{scene.article_id} {type_.name} {evidence.start} {evidence.end} {actors} {recipients}"
    event = Event(
        id="e" + hashlib.sha256(identity.encode()).hexdigest()[:16],
        type=type_.name,
        mode=mode,
        contexts=find_contexts(sentence.text, scene.contexts),
        actors=actors,
        recipients=recipients,
        auxiliary=auxiliary,
        date=when,
        place=_place(scene, sentence, act),
        quad=type_.quad,
        score=type_.score_of(mode),
        cameo=(type_.modes[mode].cameo if mode else type_.cameo)[:2],
        evidence=evidence,
        statement=_statement(scene.statements, evidence, trigger[0]),
        confidence=round(confidence(*chances), 3),
    )
    return CodedEvent(event, sentence, trigger, chances)


def _evidence(body: str, sentence: Sentence, act: Act, mentions: Sequence[Mention]) -> Span:
    """The shortest stretch that holds the trigger and the mentions of its parties, to the end of the trigger's clause.

    Without its object many a verb shows nothing: "Tokyo turned", "Kono warned".
    """
    start = min([sentence.start + act.trigger.start, *(m.start for m in mentions)])
    end = max([sentence.start + act.trigger.end, *(m.end for m in mentions)])
    if end == sentence.start + act.trigger.end:
        rest = _REST.match(body, end, sentence.end)
        end = rest.end() if rest else end
    return Span(start=start, end=end, text=body[start:end])


def _date(scene: Scene, sentence: Sentence, act: Act, evidence: Span) -> EventDate | None:
    denied = act.trigger.type == "REJECT" and act.trigger.auxiliary == "negated"
    return date_of_act(
        scene.timeline,
        sentence=sentence,
        trigger=(sentence.start + act.trigger.start, sentence.start + act.trigger.end),
        # a refusal is the act, whatever it refuses: "denied the theft"
        auxiliary="actual" if denied else act.trigger.auxiliary,
        forward=act.trigger.type in _FORWARD,
        evidence=(evidence.start, evidence.end),
    )


def _place(scene: Scene, sentence: Sentence, act: Act) -> Place | None:
    return place_of(
        scene.places,
        sentence=sentence,
        trigger_start=sentence.start + act.trigger.start,
        trigger_end=sentence.start + act.trigger.end,
    )


def _auxiliary(act: Act, when: EventDate | None, published: str | None) -> Auxiliary:
    """The encoder's reading, corrected by the date: what is a month old is history, what is to come is future."""
    said = act.trigger.auxiliary
    if when is None or published is None or said in ("negated", "hypothetical"):
        return said
    start, end, today = date.fromisoformat(when.start), date.fromisoformat(when.end), date.fromisoformat(published[:10])
    if end < today - RECENT or _mostly_past(when, start, end, today):
        return "historical"
    if said == "historical" and when.text and today - RECENT <= start and end <= today:
        return "actual"
    if said == "actual" and start > today and act.trigger.type not in _FORWARD:
        return "future"
    return said


def _mostly_past(when: EventDate, start: date, end: date, today: date) -> bool:
    """Whether of a long time up to now the greater part is history: "since 1941", "this year" in November."""
    return when.text is not None and when.granularity in ("year", "decade") and start <= today - LONG <= today <= end


def _statement(statements: Sequence[Statement], evidence: Span, trigger: int) -> str | None:
    """The statement that alone reports the event: the innermost that holds its trigger but is not its own verb."""
    inside = [s for s in statements if s.start <= trigger < s.end and s.start <= evidence.start]
    return min(inside, key=lambda s: s.end - s.start).id if inside else None


def _distinct(coded: list[CodedEvent]) -> list[CodedEvent]:
    """One event where two triggers of a sentence say the same."""
    kept: list[CodedEvent] = []
    for one in sorted(coded, key=lambda c: (-c.event.confidence, c.trigger)):
        if not any(_same(one.event, other.event) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda c: (c.event.evidence.start, c.event.evidence.end, c.event.type))


_QUESTION = re.compile(
    r"\b(?:ask(?:ed|s|ing)?|unclear|clear|wonder\w*|questions?|doubts?|debat\w+|unsure)\s+(?:\w+\s+)?(?:if|whether)\b[^.,;]*\Z"
)


def _asked(scene: Scene, coded: CodedEvent) -> bool:
    """Whether the act only stands in a question: "asked if Washington had helped"."""
    return _QUESTION.search(scene.body[coded.sentence.start : coded.trigger[0]]) is not None


_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|their|his|her)\s+(?:[\w-]+\s+)?\Z", re.IGNORECASE)


def _told_again(scene: Scene, coded: CodedEvent, told: Sequence[Event]) -> bool:
    """Whether a noun with "the" or the like names an act that the article told before: "In her meeting with Motegi"."""
    if not _DEFINITE.search(scene.body[max(0, coded.trigger[0] - 40) : coded.trigger[0]]):
        return False
    parties = _powers(scene, coded.event)
    return any(event.type == coded.event.type and _powers(scene, event) == parties for event in told)


def _powers(scene: Scene, event: Event) -> set[str]:
    return {scene.codes.get(e, e).split(".")[0] for e in (*event.actors, *event.recipients)}


def _same(a: Event, b: Event) -> bool:
    """One sentence seldom tells twice of acts of one type between the same two, unless their days differ.

    A promise and what it promises are one agreement, whatever their days: "agreed on Saturday to meet next month".
    """
    sides = [(e.type, set(e.actors), set(e.recipients)) for e in (a, b)]
    return sides[0] == sides[1] and (a.type == "AGREE" or a.date is None or b.date is None or a.date == b.date)
