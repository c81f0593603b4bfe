"""One noun phrase, read from its words: who it names, whose it is, and of what sector.

A phrase has a head ("minister", "rebels", a name), an owner before it ("South Korean", "Kenya's") or after it ("of
Brazil",
"at the Pentagon"), and modifiers that add a sector ("opposition", "police"). The owner gives the country, the head the
sector. What neither tells stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors import senses as c
from dragoman.actors.entities import Actor, named_id
from dragoman.actors.heads import choose, described, in_office, join, with_role
from dragoman.actors.readings import HOMES, Context, Reading, home, to_actor
from dragoman.actors.segments import MARK, NUMBER, UNKNOWN_NAME, UNKNOWN_WORD, Segment
from dragoman.actors.tables import CODES
from dragoman.actors.tokens import POSSESSIVE

# In segments; of a longer heap of words only the end is read.
LONGEST_PHRASE = 60


def read(parts: Sequence[Segment], context: Context) -> Reading:
    """Read one phrase that is no list."""
    parts = _of_others(_without_quantity(_without_brackets(parts[-LONGEST_PHRASE:]), context), context)
    cut = _first_preposition(parts)
    left, rest = parts[:cut], parts[cut:]
    reading = _read_left(left, context)
    return _with_owners(reading, left, rest, context) if rest else reading


def _without_brackets(parts: Sequence[Segment]) -> list[Segment]:
    kept, depth = [], 0
    for part in parts:
        if part.other == MARK and part.key != POSSESSIVE:
            depth = max(0, depth + (part.key in "([") - (part.key in ")]"))
        elif not depth:
            kept.append(part)
    # "(Hamas)" alone is still a phrase.
    return kept or [part for part in parts if part.other != MARK]


def _without_quantity(parts: list[Segment], context: Context) -> list[Segment]:
    """ "More than 300 soldiers", "at least two nuns": the comparison says nothing of who they are."""
    quantities = context.lexicon.payload["classes"]["quantities"]
    for length in (3, 2, 1):
        if " ".join(part.key for part in parts[:length]) in quantities and len(parts) > length:
            return parts[length:]
    return parts


def _of_others(parts: list[Segment], context: Context) -> list[Segment]:
    """ "Kenya's Senate" is no namesake's: a body's common name that the phrase gives to another state is a common
    noun."""
    countries = {country for part in parts if (country := home(part))}
    if not countries:
        return parts
    entries = context.lexicon.payload["entries"]

    def foreign(part: Segment) -> bool:
        sense = part.name_of(c.ENTRY)
        if sense is None or not part.word_of(c.HEAD, c.WEAK) or entries[sense[1]][3] in CODES:
            return False
        return entries[sense[1]][3] not in countries

    return [part._replace(names=()) if foreign(part) else part for part in parts]


def _first_preposition(parts: Sequence[Segment]) -> int:
    for place, part in enumerate(parts):
        if place and not part.names and part.word_of(c.OWNER, c.PLACING, c.OTHER):
            return place
    return len(parts)


def _detached(parts: Sequence[Segment], place: int, classes: dict[str, frozenset[str]]) -> bool:
    """Whether a state's name is only part of a compound such as "Iran-backed" or "pro-Russian"."""
    part = parts[place]
    after = parts[place + 1] if place + 1 < len(parts) else None
    before = parts[place - 1] if place else None
    if after is not None and after.start == part.end + 1 and after.key in classes["detached_after"]:
        return True
    return before is not None and before.end + 1 == part.start and before.key in classes["detached_before"]


def _read_left(parts: Sequence[Segment], context: Context) -> Reading:
    """Read what stands before the first preposition."""
    classes = context.lexicon.payload["classes"]
    owner: Reading | None = None
    last = max((place for place, part in enumerate(parts) if part.key == POSSESSIVE), default=-1)
    if last >= 0 and last < len(parts) - 1:
        owner = _read_left(parts[:last], context)
        parts = parts[last + 1 :]
    elif last >= 0:
        parts = parts[:last]
    homes = [
        (place, country)
        for place, part in enumerate(parts)
        if (country := home(part)) and not _detached(parts, place, classes)
    ]
    head_place = _head(parts)
    final = _final_name(parts, head_place, context)
    country = homes[0][1] if homes else None
    if country is None and owner is not None:
        country = owner.country or (owner.actor.country if owner.actor else None)
    reading = described(parts, head_place, country, owner, context)
    if final is not None:
        return _named(parts, final, head_place, reading, context)
    if head_place is not None and _heads_phrase(parts, head_place):
        return reading
    if homes and homes[-1][0] == _last_content(parts):
        return _state(parts[homes[-1][0]], homes[-1][0], reading, context)
    if context.loose:
        return _loose(reading, owner, context)
    return Reading(country=country, owners=reading.owners)


def _head(parts: Sequence[Segment]) -> int | None:
    """The place of the last common noun for an agent."""
    for place in range(len(parts) - 1, -1, -1):
        if parts[place].word_of(c.HEAD, c.WEAK) and not parts[place].name_of(*HOMES, c.ENTRY):
            return place
    return None


def _last_content(parts: Sequence[Segment]) -> int:
    return max((place for place, part in enumerate(parts) if part.other not in {MARK, NUMBER}), default=-1)


def _heads_phrase(parts: Sequence[Segment], place: int) -> bool:
    """Whether the noun at ``place`` is what the phrase is about: nothing but numbers follows, or it is a plural of
    people."""
    rest = [part for part in parts[place + 1 :] if part.other not in {MARK, NUMBER}]
    if not rest:
        return True
    sense = parts[place].word_of(c.HEAD, c.WEAK)
    return bool(sense and sense[2] and sense[3]) and not any(part.names for part in rest)


def _final_name(parts: Sequence[Segment], head: int | None, context: Context) -> int | None:
    """The place of the name that the phrase ends with: a known actor, or unknown capitalised words."""
    last = _last_content(parts)
    while last >= 0 and parts[last].other == UNKNOWN_WORD and head is not None and head < last:
        last -= 1
    if last < 0:
        return None
    part = parts[last]
    if part.name_of(c.ENTRY) and not part.name_of(*HOMES):
        return last
    if part.key in context.lexicon.payload["classes"]["happenings"]:
        return None
    if part.other == UNKNOWN_NAME:
        return last
    if part.key in context.lexicon.payload["classes"]["name_ends"] and part.text[:1].isupper() and last > 0:
        before = parts[last - 1]
        if before.other == UNKNOWN_NAME or (home(before) and len(parts) <= last + 1 and not before.text.islower()):
            sector = context.lexicon.payload["classes"]["name_ends"][part.key]
            return last if before.other == UNKNOWN_NAME or sector in {"BUS", "JRN"} else None
    return None


def _named(parts: Sequence[Segment], final: int, head: int | None, reading: Reading, context: Context) -> Reading:
    """A phrase that ends in a name: a known actor, or an unknown one that the description places."""
    part = parts[final]
    titled = head is not None and head < final
    if part.name_of(c.ENTRY):
        # A person of that name whom the phrase gives to another state is somebody else.
        stated = reading.country if titled else None
        actor = choose(part, context, country=None if stated in CODES else stated, role=reading.role)
        actor = actor or (choose(part, context) if not titled or not reading.person else None)
        if actor is not None:
            if titled and "ELI" in actor.sectors and actor.role is None and reading.sectors and not reading.weak:
                # Before the first term that the tables know, the words say what the person is.
                actor = replace(actor, sectors=reading.sectors, role=reading.role)
            if titled and actor.kind == "person" and context.date is None and not reading.former:
                actor = in_office(actor, reading, context)
            return replace(reading, actor=actor, country=actor.country, sectors=actor.sectors, owner_only=False)
    start = final
    particles = context.lexicon.payload["classes"]["particles"]
    while start > 0 and (parts[start - 1].other == UNKNOWN_NAME or _inside_name(parts[start - 1], particles)):
        start -= 1
        if head is not None and start <= head:
            start = head + 1
            break
    while start < final and parts[start].text.islower():
        start += 1
    if part.key in context.lexicon.payload["classes"]["name_ends"] and start > 0 and start - 1 != head:
        # "Liberian carrier Monrovia Airways": the town is part of the name.
        start -= 1 if head is not None and head < start - 1 and home(parts[start - 1]) else 0
    name = " ".join(segment.text for segment in parts[start : final + 1])
    sector = context.lexicon.payload["classes"]["name_ends"].get(part.key)
    if not titled and sector:
        # "Kenya Airways", "Bangkok Post": the state's name is part of the name.
        first = start - 1 if start and home(parts[start - 1]) else start
        name = " ".join(segment.text for segment in parts[first : final + 1])
        return replace(reading, name=name, sectors=(sector,), person=False, head=None, role=None)
    if titled:
        owner = reading.actor
        if owner is not None and owner.kind != "person":
            # "Taliban spokesman Zabihullah Mujahid" is a person of that movement's state and sector.
            reading = replace(reading, actor=None, country=owner.country, sectors=owner.sectors or reading.sectors)
        return replace(reading, name=name, person=reading.person)
    # "Jordan Smith" and "Paris Hilton" are nobody's; "Kenya's Odinga" and "the Russian Ivanov" have a home.
    owned = bool(reading.owners) or (start > 0 and parts[start - 1].name_of(c.ADJECTIVE) is not None)
    return Reading(country=reading.country, name=name if owned and reading.country else None, person=False)


def _inside_name(part: Segment, particles: frozenset[str]) -> bool:
    if part.key in particles:
        return True
    return bool(part.names) and all(sense[0] in {c.ENTRY, c.CITY} for sense in part.names) and part.other == ""


def _state(part: Segment, place: int, reading: Reading, context: Context) -> Reading:
    """A phrase that ends in a state, a capital, a region or a people."""
    sense = part.name_of(*HOMES)
    assert sense is not None
    country = str(sense[1])
    lexicon = context.lexicon
    if part.name_of(c.COUNTRY, c.CAPITAL, c.SEAT):
        return Reading(country=country, actor=lexicon.state(country), owner_only=True)
    if claimed := part.name_of(c.CLAIMED):
        name = str(claimed[2])
        actor = Actor(named_id(name, country=country, sector="PRE"), name, "government", country, ("PRE",), None)
        return Reading(country=country, actor=actor, sectors=("PRE",), owner_only=True)
    if region := part.name_of(c.PLACE):
        name = str(region[2])
        actor = Actor(named_id(name, country=country, sector="GOV"), name, "government", country, ("GOV",), None)
        return Reading(country=country, actor=actor, sectors=("GOV",), owner_only=True)
    if part.name_of(c.NATIONAL):
        return Reading(country=country, sectors=("CVL",), head="people", plural=True, owner_only=not place)
    if part.name_of(c.ADJECTIVE) and context.loose:
        return Reading(country=country, actor=lexicon.state(country), owner_only=True)
    return Reading(country=country, owner_only=True)


def _loose(reading: Reading, owner: Reading | None, context: Context) -> Reading:
    """The owner of a thing, for those who already know that the phrase holds a role."""
    if owner is not None and owner.actor is not None:
        return owner
    if reading.country in context.lexicon.payload["countries"]:
        return replace(reading, actor=context.lexicon.state(str(reading.country)))
    return reading


def _with_owners(reading: Reading, left: Sequence[Segment], rest: Sequence[Segment], context: Context) -> Reading:
    """Add what the prepositions after the head say: "of India", "at the foreign ministry", "in Belarus"."""
    classes = context.lexicon.payload["classes"]
    # "its fleet at Sevastopol" is not the fleet of that place: the article tells whose it is.
    if left and left[0].word_of(c.PRONOUN) and not left[0].names:
        return reading
    reading = _named_last(reading, rest)
    counting = _counts(left, reading, classes)
    for kind, word, inner in _prepositions(rest):
        if kind == c.OTHER and not (word in {"to", "by"} and reading.head in classes["owner_after_to"]):
            break
        if not inner:
            continue
        if counting and word == "of":
            owned = read(inner, context)
            if owned.known:
                return replace(owned, plural=True) if owned.actor is None else owned
            # "tens of thousands of Syrians"
            if inner[-1].key in classes["counters"]:
                continue
        counting = False
        if kind == c.PLACING or (word in {"for", "at", "from", "within"} and reading.head in classes["abroad"]):
            if word in {"for", "in"} and reading.head in classes["abroad"] and not _organisation(inner, context):
                continue
            if kind == c.PLACING and (reading.country or reading.actor or (context.loose and not reading.head)):
                continue
        reading = _owned_by(reading, inner, context)
        if reading.country:
            break
    return reading


def _organisation(inner: Sequence[Segment], context: Context) -> bool:
    """Whether what an envoy or rapporteur is "for" is an organisation of states and no topic or place."""
    reading = _read_left(inner, context)
    return reading.actor is not None and reading.actor.country in CODES


def _named_last(reading: Reading, rest: Sequence[Segment]) -> Reading:
    """ "Russia's ambassador to Turkey Andrei Karlov": the name at the end is the head's."""
    if reading.head is None or not reading.person or reading.plural or reading.name or reading.actor:
        return reading
    name: list[str] = []
    for part in reversed(rest):
        if part.other != UNKNOWN_NAME:
            if home(part) and name:
                return replace(reading, name=" ".join(reversed(name)))
            break
        name.append(part.text)
    return reading


def _counts(left: Sequence[Segment], reading: Reading, classes: dict[str, frozenset[str]]) -> bool:
    last = left[_last_content(left)] if left else None
    return last is not None and reading.actor is None and last.key in classes["counters"] and not reading.country


def _prepositions(rest: Sequence[Segment]) -> list[tuple[str, str, list[Segment]]]:
    phrases: list[tuple[str, str, list[Segment]]] = []
    for part in rest:
        sense = None if part.names else part.word_of(c.OWNER, c.PLACING, c.OTHER)
        if sense:
            phrases.append((sense[0], part.key, []))
        elif phrases:
            phrases[-1][2].append(part)
    return phrases


def _owned_by(reading: Reading, inner: Sequence[Segment], context: Context) -> Reading:
    """The reading with the country, and for a weak head the sector, of the phrase that owns it."""
    if reading.actor is not None and reading.actor.country:
        return reading
    owner = _read_left(inner, replace(context, loose=False))
    country = owner.country or (owner.actor.country if owner.actor else None)
    presides = reading.head in context.lexicon.payload["classes"]["presiding"] and owner.sectors[:1] != ("GOV",)
    if presides and owner.head is not None and owner.actor is None and owner.sectors:
        # "the president of Brazil's Supreme Court" is no president of Brazil.
        return replace(reading, country=reading.country or country, sectors=owner.sectors)
    if reading.weak and owner.known and not (owner.actor and owner.actor.kind == "state"):
        actor = to_actor(owner, context)
        if actor is not None and actor.kind == "person":
            return replace(reading, country=country, sectors=() if "ELI" in actor.sectors else actor.sectors)
        if actor is not None and owner.actor is not None:
            return replace(reading, country=country, actor=with_role(actor, reading))
        if owner.sectors:
            return replace(reading, country=reading.country or country, sectors=owner.sectors)
    if owner.actor is not None and owner.actor.kind not in {"state", "person", "government"} and reading.head:
        joined = join(replace(reading, weak=False), owner.actor, inner[0], context)
        return joined if joined.country else reading
    return replace(reading, country=reading.country or country)
