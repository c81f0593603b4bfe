"""What a phrase says, and the actor that this makes."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.actors import senses as c
from dragoman.actors.entities import Actor, kind_of, named_id, unnamed_id
from dragoman.actors.lexicon import Lexicon, today
from dragoman.actors.segments import Segment

HOMES = (c.COUNTRY, c.ADJECTIVE, c.CAPITAL, c.SEAT, c.PLACE, c.CITY, c.CLAIMED, c.NATIONAL)
# A former holder of an office of these sectors is a notable (ELI); a former soldier or rebel is not.
_OFFICES = frozenset({"GOV", "LEG", "JUD", "SPY"})
ARMED = frozenset({"REB", "UAF", "PRM", "CRM"})
_CODE_NAMES = {"UNO": "United Nations", "EUR": "European Union"}


@dataclass(frozen=True)
class Reading:
    """What a phrase says, before it is made an actor."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    head: str | None = None
    plural: bool = False
    person: bool = True
    name: str | None = None
    actor: Actor | None = None
    former: bool = False
    weak: bool = False
    owner_only: bool = False
    owners: tuple[str, ...] = field(default=())

    @property
    def known(self) -> bool:
        """Whether the phrase speaks of an actor at all."""
        return self.actor is not None or self.head is not None or (self.name is not None and self.country is not None)


@dataclass(frozen=True)
class Context:
    """What readings are made with; ``loose`` takes the owner of a thing ("Iran's programme") for the actor."""

    lexicon: Lexicon
    date: str | None
    loose: bool = False
    country: str | None = None

    @property
    def day(self) -> str:
        """The day at which actors are taken."""
        return self.date or today()


def home(segment: Segment) -> str | None:
    """The country that a name stands for or lies in."""
    sense = segment.name_of(*HOMES)
    return sense[1] if sense else None


def to_actor(reading: Reading, context: Context) -> Actor | None:
    """The actor that a reading speaks of; None where it speaks of none."""
    if reading.actor is not None:
        return reading.actor
    if not reading.known:
        return None
    country = reading.country or context.country
    sectors = reading.sectors
    if country is None and not reading.name and reading.head in context.lexicon.payload["classes"]["ngos"]:
        country = "NGO"
    if reading.former and sectors and sectors[0] in _OFFICES:
        sectors = ("ELI",)
    sector = sectors[0] if sectors else None
    if reading.name:
        kind = "person" if reading.person else "organisation"
        home_sector = reading.sectors[0] if reading.sectors else None
        identity = named_id(reading.name, country=country, sector=home_sector)
        if not reading.person and reading.sectors and reading.sectors[0] in ARMED:
            kind = "group"
        return Actor(identity, reading.name, kind, country, sectors, reading.role)  # type: ignore[arg-type]
    words = reading.head or ""
    name = _unnamed(country, sector, words, context.lexicon)
    return Actor(
        unnamed_id(words, country=country, sector=sector), name, kind_of(sectors), country, sectors, reading.role
    )


def _unnamed(country: str | None, sector: str | None, words: str, lexicon: Lexicon) -> str:
    label = lexicon.payload["classes"]["labels"].get(sector, words)
    if country is None:
        return words
    return f"{lexicon.payload['countries'].get(country, _CODE_NAMES.get(country, country))}: {label}"
