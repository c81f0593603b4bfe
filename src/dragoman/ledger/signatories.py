"""The parties to an agreement: the powers that sign, share or leave it, and not those that speak of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.actors import Mention
from dragoman.events.coding import CodedEvent
from dragoman.events.scene import Scene
from dragoman.ledger.drafts import Draft
from dragoman.ledger.lives import Told
from dragoman.ledger.pacts import load_pacts
from dragoman.ledger.parties import is_state, side
from dragoman.ledger.references import Reference

SURE = 2  # the weight from which a power is a party without others to support it
_RUN = re.compile(
    r"\s*(?:,\s*(?:and\s+)?|and\s+|or\s+|as well as\s+|with\s+)?"
    r"(?:(?:the|both|its|their|his|her|neighbouring|fellow)\s+)?"
)
_PLACED = re.compile(r"\b(?:in|at|near|from|outside|over|inside|across|against|through|into|via)\s+(?:the\s+)?\Z")
_ENTERING = frozenset({"signed", "ratified", "renewed", "terminated", "notice given", "suspended", "negotiating"})
_TELLING = re.compile(r"\b(?:announc|unveil|broker)\w*")  # whoever tells of it need not be party


def find_parties(
    scene: Scene, draft: Draft, steps: Sequence[Told], events: Sequence[CodedEvent], *, alone: bool
) -> list[str]:
    """The powers that the page shows as parties, in order of their weight; empty where it shows none.

    ``alone``: one will do, since it is made with an armed group of its own country.
    """
    sure: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    for reference in draft.references:
        for party in (*reference.known.parties,) if reference.known else ():
            sure[party] += SURE if _mentioned(scene, party) else 0
        mentions = list(_mentions(scene, reference))
        joined = list(_joined(scene, reference, mentions))
        helpers = list(_helpers(scene, mentions))
        for mention in mentions:
            named = reference.start <= mention.start < reference.end and _names_state(mention)
            if reference.start <= mention.start < reference.end and not named:
                continue  # "the Minsk Protocol" is not Belarus's
            weight = 3 if mention in joined else SURE if named else 0
            if mention in helpers and mention not in joined:
                continue
            for power in _powers(scene, mention):
                sure[power] += weight
                weak[power] += not (mention.kind == "place" or _by_stander(scene, mention, reference))
        for state in _combined(reference.text):
            sure[state] += 3
    for told in steps:
        if told.step.status in _ENTERING and not _TELLING.search(told.step.text):
            for power in _doers(scene, told):
                sure[power] += SURE
        event = next((c.event for c in events if c.event.id == told.step.event), None)
        if (
            event is not None
            and event.type in ("SUPPORT", "AGREE", "COOPERATE", "SANCTION", "REJECT")
            and event.auxiliary != "negated"
        ):
            for entity in (
                *event.actors,
                *(event.recipients if told.step.status in ("terminated", "notice given") else ()),
            ):
                sure[side(_employer(scene, entity))] += 1
    for itself in (f"IGO:{draft.acronym}", f"IGO:{draft.acronym or ''}".replace(" ", "-")):
        sure.pop(itself, None)
        weak.pop(itself, None)
    return _chosen(sure, weak, events, alone=alone)


def _chosen(sure: Counter[str], weak: Counter[str], events: Sequence[CodedEvent], *, alone: bool) -> list[str]:
    parties = [p for p, weight in sure.most_common() if weight >= SURE and is_state(p)]
    if len(parties) >= 2 or (parties and alone):
        return parties
    others = [p for p, _ in (sure + weak).most_common() if is_state(p) and p not in parties]
    if parties:
        partner = next((p for p in others if weak[p] > 1 or sure[p]), None) or _partner(parties[0], events)
        return [*parties, *([partner] if partner else [])]
    return others[:2]


def _partner(party: str, events: Sequence[CodedEvent]) -> str | None:
    """The power with which the page tells of most dealings of a party."""
    count: Counter[str] = Counter()
    for event in (c.event for c in events):
        powers = {side(e) for e in (*event.actors, *event.recipients)}
        if party in powers:
            count.update(p for p in powers if p != party and is_state(p))
    return count.most_common(1)[0][0] if count else None


def _names_state(mention: Mention) -> bool:
    """Whether a word in a title names a state and no city of it: "Russian", "Japan", "Dutch"; not "Minsk"."""
    text = mention.text.removeprefix("the ")
    like = any(a.name.lower()[:3] in text.lower() or text in a.id for a in mention.actors)
    return like or re.search(r"(?:ish|ch|ese|ean|iss)\b|[’']s?\Z", text) is not None or " " in text


def _mentioned(scene: Scene, party: str) -> bool:
    return any(power == party for m in scene.mentions for power in _powers(scene, m))


def _mentions(scene: Scene, reference: Reference) -> Iterator[Mention]:
    sentence = reference.sentence
    return (m for m in scene.mentions if sentence.start <= m.start and m.end <= sentence.end and m.actors)


def _employer(scene: Scene, entity: str) -> str:
    employer = scene.employers.get(entity)
    return employer.id if employer else entity


def _powers(scene: Scene, mention: Mention) -> list[str]:
    powers = [side(_employer(scene, actor.id)) for actor in mention.actors]
    return [p for p in dict.fromkeys(powers) if is_state(p)]


def _joined(scene: Scene, reference: Reference, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that words of sharing join to a phrase: "the pact with Japan", "signed by A, B and C"."""
    table, body = load_pacts(), scene.body
    for match in table.joiners.finditer(body, reference.end, reference.sentence.end):
        between = body[reference.end : match.start()]
        if re.search(r"[;:—]|\b(?:which|who|while|but|after|before|when|said)\b", between) or len(between) > 60:
            return
        if table.helpers.search(body[max(reference.end, match.start() - 14) : match.end()]):
            continue
        run = list(_run(body, match.end(), mentions))
        if run:
            yield from run
            return
    before = body[reference.sentence.start : reference.start]
    possessor = [
        m
        for m in mentions
        if m.end == reference.start or body[m.end : reference.start] in ("’s ", "'s ", "’ ", "' ", " ")
    ]
    yield from possessor if before else ()


def _run(body: str, start: int, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions of a list that begins at ``start``: "Russia, Ukraine, Turkey and the United Nations"."""
    at, first = start, True
    while True:
        match = _RUN.match(body, at)
        place = match.end() if match else at
        inside = [m for m in mentions if (m.start == place or (at <= m.start <= place)) and m.end > at]
        if not inside or (not first and place == at):
            return
        best = max(inside, key=lambda m: m.end)
        yield best
        at, first = best.end, False


def _helpers(scene: Scene, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Who brokered, hosted or drafted: "brokered by Russia", "before the king of Spain"."""
    for mention in mentions:
        before = scene.body[max(0, mention.start - 60) : mention.start]
        found = list(load_pacts().helpers.finditer(before))
        if found and re.fullmatch(
            r"\s+(?:(?:the|its|his|her|and|,|[A-Z][\w.’'-]*,?|in turn)\s*){0,8}", before[found[-1].end() :]
        ):
            yield mention


def _by_stander(scene: Scene, mention: Mention, reference: Reference) -> bool:
    """Whether a mention is the subject of a verb that only speaks of the agreement: "Washington welcomed the pact"."""
    after = scene.body[mention.end : mention.end + 60]
    match = load_pacts().bystanders.search(after)
    return (
        match is not None
        and re.fullmatch(r"(?:\s+|,[^,]{0,40},\s*)(?:\w+\s+){0,2}", after[: match.start()]) is not None
    )


def _doers(scene: Scene, told: Told) -> Iterator[str]:
    """The subjects of the verb of a step: the mentions before it in its clause that stand in no place or possession."""
    sentence, body = told.reference.sentence, scene.body
    start = told.step.start
    if told.reference.start == start:
        passive = _relative_subject(scene, told)
        yield from passive
        return
    cuts = [
        m.end()
        for m in re.finditer(
            r"[;:—]|,\s+(?:but|while|and)\s|\b(?:that|which|after|when|while)\b", body[sentence.start : start]
        )
    ]
    first = sentence.start + (cuts[-1] if cuts else 0)
    subjects = [
        m for m in _mentions(scene, told.reference) if first <= m.start and m.end <= start and m.kind != "place"
    ]
    if not subjects and cuts and "which" in body[sentence.start : start][cuts[-1] - 7 :]:
        subjects = [m for m in _mentions(scene, told.reference) if m.end <= first][-1:]
    for mention in subjects:
        if not _PLACED.search(body[first : mention.start]) and not _by_stander(scene, mention, told.reference):
            yield from _powers(scene, mention)


def _relative_subject(scene: Scene, told: Told) -> list[str]:
    """Who acts in "the deal, which Putin signed with Aliyev": mentions between phrase and verb, and after "with"."""
    inside = [m for m in _mentions(scene, told.reference) if told.reference.end <= m.start and m.end <= told.step.end]
    run = re.match(r"\s+(?:with|by)\s+", scene.body[told.step.end : told.step.end + 12])
    joined = list(_run(scene.body, told.step.end + run.end(), list(_mentions(scene, told.reference)))) if run else []
    placed = (m for m in (*inside, *joined) if not _PLACED.search(scene.body[told.reference.end : m.start]))
    return [p for m in placed if m.kind != "place" for p in _powers(scene, m)]


def _combined(text: str) -> list[str]:
    """The states in "Anglo-German" and the like that no lexicon lists."""
    found = (load_pacts().combining.get(w) for w in re.findall(r"\b([a-z]+)-(?=[A-Z])", text[:1].lower() + text[1:]))
    first = (load_pacts().combining.get(w.lower()) for w in re.findall(r"\b([A-Z][a-z]+)-(?=[A-Z])", text))
    return list(dict.fromkeys(f for f in (*found, *first) if f))
