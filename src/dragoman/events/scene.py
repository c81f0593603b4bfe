"""What the stages before the events say of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.actors import Actor, Mention
from dragoman.events.encoder import Reading
from dragoman.events.sides import power_of
from dragoman.language.dates import DateMention
from dragoman.language.sentences import Sentence
from dragoman.language.story import Timeline, timeline_of
from dragoman.places import PlaceMention
from dragoman.record import Statement


@dataclass(frozen=True)
class Scene:
    """What is known of an article when its events are coded. Mentions, dates and places are in the body's offsets."""

    article_id: str
    body: str
    published: str | None
    sentences: Sequence[Sentence]
    readings: Sequence[Reading]
    mentions: Sequence[Mention]
    dates: Sequence[DateMention]
    places: Sequence[PlaceMention]
    statements: Sequence[Statement]
    contexts: Sequence[str]
    employers: Mapping[str, Actor] = field(default_factory=dict)

    @cached_property
    def weights(self) -> Counter[str]:
        """How often the article's mentions name each power as an actor."""
        named = (a for m in self.mentions if m.kind != "place" for a in m.actors if not is_thing(a))
        return Counter(self.power(self.employers.get(a.id, a).id) for a in named)

    def power(self, id_: str) -> str:
        """The power that an entity belongs to."""
        known = self._powers.get(id_)
        return power_of(id_, id_) if known is None else known

    @cached_property
    def _powers(self) -> dict[str, str]:
        return {id_: power_of(code, id_) for id_, code in self.codes.items()}

    def named_in(self, number: int) -> frozenset[str]:
        """The powers that a sentence, by its number, names as actors; none for a number out of range."""
        return self._named[number] if 0 <= number < len(self.sentences) else frozenset()

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence begins."""
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _named(self) -> list[frozenset[str]]:
        named: dict[int, set[str]] = {}
        for mention in self.mentions:
            if mention.kind != "place":
                powers = named.setdefault(bisect_right(self.starts, mention.start) - 1, set())
                powers.update(self.power(a.id) for a in mention.actors if not is_thing(a))
        return [frozenset(named.get(number, ())) for number in range(len(self.starts))]

    @cached_property
    def timeline(self) -> Timeline:
        """The dates that the article tells and the day that its story is on."""
        return timeline_of(self.sentences, self.dates, published=self.published)

    @cached_property
    def codes(self) -> dict[str, str]:
        """Country and primary sector of each actor that the article mentions, by id."""
        known = {actor.id: actor.code or actor.id for mention in self.mentions for actor in mention.actors}
        return known | {actor.id: actor.id for actor in self.employers.values()}

    def ids(self, mentions: Sequence[Mention]) -> list[str]:
        """The entities that mentions stand for; an organisation's official acts for the organisation."""
        actors = (actor for mention in mentions for actor in mention.actors if not is_thing(actor))
        return list(dict.fromkeys(self.employers.get(actor.id, actor).id for actor in actors))


def is_thing(actor: Actor) -> bool:
    """Whether a phrase that the encoder took for an actor means nobody that can act: "the mines", "ships"."""
    return actor.country is None and not actor.sectors
