"""The head of a phrase: its sector and role, the modifiers before it, and the known actors that a name may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors import senses as c
from dragoman.actors.entities import Actor
from dragoman.actors.readings import Context, Reading, home
from dragoman.actors.segments import MARK, NUMBER, Segment
from dragoman.actors.tables import CODES
from dragoman.actors.tokens import fold

# Members of an organisation by these sectors are the organisation itself; its workers or students are not.
_SAME = frozenset({"GOV", "REB", "UAF", "PRM", "MIL", "CRM", "BUS", "PTY"})
# What stands before a head and outweighs it: "opposition lawmakers", "rebel soldiers"
_OVERRIDING = frozenset({"OPP", "REB"})


def described(
    parts: Sequence[Segment], head: int | None, country: str | None, owner: Reading | None, context: Context
) -> Reading:
    """Sector, role and country of the description that the phrase holds, its name aside."""
    if head is None:
        return Reading(country=country, owners=_owners(owner))
    noun = parts[head]
    sense = noun.word_of(c.HEAD, c.WEAK)
    assert sense is not None
    before = _sectors_before(parts[:head])
    presides = noun.key in context.lexicon.payload["classes"]["presiding"] and _body_before(parts[:head])
    weak = sense[0] == c.WEAK or presides
    former = any(part.word_of(c.FORMER) for part in parts[:head])
    if weak and not before and owner is not None and owner.head is not None and owner.actor is None:
        # "the police's spokesman", "the prosecutor's aide"
        before = list(owner.sectors[:1])
    sectors = _weigh(sense[1], weak, before)
    reading = Reading(
        country=country,
        sectors=sectors,
        role=_role(parts, head),
        head=noun.key,
        plural=bool(sense[3]),
        person=bool(sense[2]),
        former=former,
        weak=weak and not before,
        owners=_owners(owner),
    )
    member = _member_of(parts, head, owner, context)
    return join(reading, member, noun, context) if member else reading


def _owners(owner: Reading | None) -> tuple[str, ...]:
    return (owner.country,) if owner and owner.country else ()


def _body_before(parts: Sequence[Segment]) -> bool:
    """Whether the last noun or modifier is a body outside the government: "National Assembly", "football"."""
    for part in reversed(parts):
        sense = part.word_of(c.MODIFIER, c.HEAD)
        if sense and not part.names and not part.word_of(c.NEUTRAL):
            return str(sense[1]) != "GOV" and (sense[0] == c.MODIFIER or not sense[2])
    return False


def _sectors_before(parts: Sequence[Segment]) -> list[str]:
    sectors = []
    for part in parts:
        sense = part.word_of(c.MODIFIER, c.HEAD)
        if sense and not part.name_of(c.ENTRY):
            sectors.append(str(sense[1]))
    return sectors


def _weigh(own: str, weak: bool, before: list[str]) -> tuple[str, ...]:
    if weak:
        return tuple(dict.fromkeys(reversed(before))) if before else (own,)
    if overriding := [sector for sector in before if sector in _OVERRIDING]:
        return tuple(dict.fromkeys((overriding[0], own)))
    return tuple(dict.fromkeys((own, *reversed(before))))


def _role(parts: Sequence[Segment], head: int) -> str | None:
    """The title as written, from after the owner to its noun: "Transport Minister", "former deputy foreign
    minister"."""
    start = head
    while start > 0:
        part = parts[start - 1]
        if part.names or part.other in {MARK, NUMBER} or part.word_of(c.DETERMINER):
            break
        start -= 1
    words = [part.text for part in parts[start : head + 1]]
    return " ".join(words) if words else None


def _member_of(parts: Sequence[Segment], head: int, owner: Reading | None, context: Context) -> Actor | None:
    """The named actor whose head this is: "Hamas fighters", "Putin's spokesman"."""
    for part in reversed(parts[:head]):
        if part.name_of(c.ENTRY) and not home(part):
            return choose(part, context)
    return owner.actor if owner and owner.actor and owner.actor.kind != "state" else None


def join(reading: Reading, member: Actor, noun: Segment, context: Context) -> Reading:
    """A head that belongs to a named actor: its officials and fighters are it, its workers are their own sector."""
    country = member.country
    sector = reading.sectors[0] if reading.sectors else None
    if member.kind == "person":
        sectors = member.sectors if reading.weak and "ELI" not in member.sectors else reading.sectors
        return replace(reading, country=reading.country or country, sectors=sectors)
    if reading.weak or (sector in _SAME and (member.sectors[:1] == (sector,) or member.kind == "group")):
        return replace(reading, country=country, sectors=member.sectors, actor=with_role(member, reading))
    if country in CODES:
        if sector in {"GOV", None}:
            return replace(reading, country=country, actor=with_role(member, reading))
        if country in {"IGO", "NGO", "IMG", "ISM", "MNC"}:
            kept = Actor(member.id, member.name, member.kind, country, reading.sectors, reading.role)
            return replace(reading, country=country, actor=kept)
    return replace(reading, country=country)


def with_role(member: Actor, reading: Reading) -> Actor:
    sectors = member.sectors or reading.sectors
    return replace(member, role=reading.role or member.role, sectors=sectors)


def choose(segment: Segment, context: Context, *, country: str | None = None, role: str | None = None) -> Actor | None:
    """The best of the known actors that share a name: of the stated country and office, full name, in office at the
    date."""
    senses = [sense for sense in segment.names if sense[0] == c.ENTRY]
    if not senses:
        return None
    entries = context.lexicon.payload["entries"]
    wanted = fold(role or "")

    def rank(sense: c.Sense) -> tuple[bool, bool, bool, tuple[int, str], int]:
        _, _, _, home_country, states = entries[sense[1]]
        offices = [fold(state[1]) for state in states if state[1]]
        fits = bool(wanted) and any(office in wanted or wanted in office for office in offices)
        same = country is None or home_country == country or any(state[2] == country for state in states)
        return same, len(sense) == 2, fits, context.lexicon.active(sense[1], context.day), -sense[1]

    best = max(senses, key=rank)
    if country is not None and not rank(best)[0]:
        return None
    return context.lexicon.at(best[1], date=context.date)


def in_office(actor: Actor, reading: Reading, context: Context) -> Actor:
    """With no date to go by, "Prime Minister Shinzo Abe" is Abe in that office, whoever holds it today."""
    wanted = fold(reading.role or "")
    for _, _, _, home_country, states in (e for e in context.lexicon.payload["entries"] if e[0] == actor.id):
        for state in reversed(states):
            office = fold(state[1] or "")
            if office and (office in wanted or wanted in office):
                return replace(actor, sectors=state[0], role=state[1], country=state[2] or home_country)
    return actor
