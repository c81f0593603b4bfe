"""Phrases to actors: lists taken apart, descriptions joined to the names beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors import senses as c
from dragoman.actors.entities import Actor
from dragoman.actors.lexicon import Lexicon, load_lexicon
from dragoman.actors.phrases import read
from dragoman.actors.readings import Context, Reading, to_actor
from dragoman.actors.segments import MARK, UNKNOWN_NAME, Segment, segments

# A noun phrase is never longer; what a hostile page puts after that is not read.
LONGEST_PHRASE = 1_000


def resolve(text: str, *, date: str | None = None, lexicon: Lexicon | None = None) -> list[Actor]:
    """The actors that a phrase names or describes, in order; an empty list where it speaks of none that can be known.

    ``date`` (ISO 8601, today if None) decides who holds which office and which group governs. A list gives one actor
    for
    each of its members. A country that the words do not tell is None.
    """
    context = Context(lexicon or load_lexicon(), date)
    parts = segments(text[:LONGEST_PHRASE], lexicon=context.lexicon)
    if parts and not parts[0].names and parts[0].key in context.lexicon.payload["classes"]["locating_prepositions"]:
        # "in Seoul" is a place and nobody.
        return []
    return resolve_segments(parts, context)


def resolve_segments(parts: Sequence[Segment], context: Context) -> list[Actor]:
    """The actors of a phrase that is already in segments."""
    together = context.lexicon.payload["classes"]["together"]
    if states := next((together[part.key] for part in parts if part.key in together), None):
        return [context.lexicon.state(country) for country in states]
    pieces = _pieces(parts)
    if len(pieces) == 1:
        actor = to_actor(read(pieces[0][1], context), context)
        return [actor] if actor else []
    readings = _appositions([(mark, read(piece, context), piece) for mark, piece in pieces])
    actors = [to_actor(reading, context) for reading in _shared(readings)]
    return list(dict.fromkeys(actor for actor in actors if actor is not None))


_Piece = tuple[str, Reading, Sequence[Segment]]


def _pieces(parts: Sequence[Segment]) -> list[tuple[str, list[Segment]]]:
    """The members of a list, each with the mark before it: a comma, "and", or nothing for the first."""
    pieces: list[tuple[str, list[Segment]]] = [("", [])]
    depth = 0
    for place, part in enumerate(parts):
        if part.other == MARK and part.key in {"(", "[", ")", "]"}:
            depth += 1 if part.key in "([" else -1
        joined = not part.names and part.word_of(c.AND) is not None and not _within_a_body(parts, place)
        if depth <= 0 and (joined or (part.other == MARK and part.key in {",", ";", "/", "–", "—"})):
            mark = "and" if joined else ","
            if pieces[-1][1]:
                pieces.append((mark, []))
            elif joined:
                pieces[-1] = (mark, [])
        else:
            pieces[-1][1].append(part)
    return [piece for piece in pieces if piece[1]] or [("", [])]


def _within_a_body(parts: Sequence[Segment], place: int) -> bool:
    """Whether "and" at ``place`` joins the charges of one body: "the Ministry of Energy and Mines"."""
    after = parts[place + 1] if place + 1 < len(parts) else None
    if after is None or after.names or after.word_of(c.DETERMINER) or not after.text[:1].isupper():
        return False
    for back in range(place - 1, max(place - 8, 0), -1):
        part = parts[back]
        if part.names or part.other == MARK:
            return False
        if part.key in {"of", "for"}:
            head = parts[back - 1].word_of(c.HEAD, c.WEAK)
            return head is not None and head[1] == "GOV" and not head[3] and not parts[back - 1].names
    return False


def _is_name(reading: Reading, piece: Sequence[Segment]) -> bool:
    """Whether a piece is only a person's name: a known person, or nothing but unknown capitalised words."""
    if reading.actor is not None:
        return reading.actor.kind == "person" and reading.head is None
    return all(part.other == UNKNOWN_NAME or part.text.islower() for part in piece) and piece[0].other == UNKNOWN_NAME


def _is_description(reading: Reading) -> bool:
    named = reading.actor is not None and reading.actor.kind == "person"
    return reading.head is not None and reading.name is None and not named and reading.person


def _appositions(pieces: list[_Piece]) -> list[_Piece]:
    """Join "Kang Kyung-wha, South Korea's foreign minister" and the other way round into one reading each."""
    merged: list[_Piece] = []
    for piece in pieces:
        mark, reading, parts = piece
        before = merged[-1] if merged else None
        if before is None or mark != ",":
            merged.append(piece)
        elif _is_name(before[1], before[2]) and _is_description(reading) and not reading.plural:
            merged[-1] = (before[0], _join(before, piece), before[2])
        elif _is_name(reading, parts) and _is_description(before[1]) and not before[1].plural:
            merged[-1] = (before[0], _join(piece, before), parts)
        else:
            merged.append(piece)
    return merged


def _join(name: _Piece, description: _Piece) -> Reading:
    reading = name[1]
    if reading.actor is not None:
        same = description[1].country in {None, reading.actor.country}
        if same or reading.actor.country in {"UNO", "EUR", "IGO"}:
            return reading
        return replace(description[1], name=reading.actor.name, actor=None)
    owner = description[1].actor
    sectors = description[1].sectors or (owner.sectors if owner else ())
    name_words = " ".join(part.text for part in name[2])
    return replace(description[1], name=name_words, actor=None, sectors=sectors)


def _shared(pieces: list[_Piece]) -> list[Reading]:
    """Give each member of a list the head or the country that only one of them is written with."""
    readings = [reading for _, reading, _ in pieces]
    if not any(mark == "and" for mark, _, _ in pieces):
        # Commas alone: an apposition or an afterthought, unless all members are of one sort.
        if not all(reading.owner_only for reading in readings):
            readings = [reading for reading in readings if reading.known][:1] or readings[:1]
        return readings
    last, first = readings[-1], readings[0]
    if last.head and last.country and not last.name:
        readings = [_headed(r, last) if _bare(r) else r for r in readings]
    elif first.head and first.country and first.plural and not first.name:
        readings = [_headed(r, first) if r.owner_only else r for r in readings]
    if first.head and first.plural and first.name:
        readings = [_titled(r, piece[2], first) for r, piece in zip(readings, pieces, strict=True)]
    return _same_country(readings)


def _bare(reading: Reading) -> bool:
    """Whether a piece is a country or its adjective and no more: "US, Japanese and South Korean officials"."""
    return reading.country is not None and reading.name is None and (reading.owner_only or not reading.known)


def _headed(reading: Reading, model: Reading) -> Reading:
    if not (model.plural or not model.person):
        return reading
    if model.actor is not None and model.actor.kind != "person":
        # "Venezuelan and Red Cross officials"
        return replace(model, country=reading.country, actor=None, sectors=("GOV",) if model.weak else model.sectors)
    return replace(model, country=reading.country, actor=None)


def _titled(reading: Reading, piece: Sequence[Segment], model: Reading) -> Reading:
    if reading.known or not piece or piece[0].other != UNKNOWN_NAME:
        return reading
    return replace(model, name=" ".join(part.text for part in piece), actor=None)


def _same_country(readings: list[Reading]) -> list[Reading]:
    """ "Turkish police, experts and prosecutors": a description without a country takes that of the one before or
    after."""
    first = readings[0].country if readings[0].head else None
    last = readings[-1].country if readings[-1].head else None
    country = first or last
    return [
        replace(r, country=country) if country and r.head and r.country is None and r.actor is None else r
        for r in readings
    ]
