"""What an article has named so far, and how much it speaks of each party."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.actors.entities import Actor
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.mentions import Mention
from dragoman.actors.positions import before_verb, position
from dragoman.actors.tables import CODES
from dragoman.actors.tokens import POSSESSIVE, fold, tokenize

# How much of a party's weight is left one sentence later
DECAY = 0.75
# A pronoun does not reach back over more sentences than this.
REACH = 4
# Nor over more mentions, and no description over more than the second number: prose never needs it.
NEAREST, FARTHEST = 80, 800
ARMED = frozenset({"REB", "UAF", "PRM", "CRM"})
# Between two members of a list: "A, B and C", "A as well as B"
_JOINT = re.compile(r"(?:,|,? and|,? as well as|,? along with|,? together with)\s+(?:by\s+|with\s+|for\s+)?\Z")
_FINAL = re.compile(r"and|as|with")
_LINKS = frozenset({"of", "in", "at", "from", "for", "on", "near", "to"})


@dataclass
class Heard:
    """A mention whose actors are known; ``weight`` is its position in the clause, ``joined`` that it is in a list."""

    mention: Mention
    weight: float
    joined: bool = False

    @property
    def actors(self) -> tuple[Actor, ...]:
        return self.mention.actors

    @property
    def sentence(self) -> int:
        return self.mention.sentence

    @property
    def acts(self) -> bool:
        """Whether it is no mere place or adjective."""
        return self.mention.kind not in {"place", "adjective"}


def party_of(actor: Actor) -> str | None:
    """Whose side an actor is on: its state, its organisation, or itself if it is a band under arms."""
    if ":" in actor.id and actor.sectors and actor.sectors[0] in ARMED and not actor.id.startswith("ORG:"):
        return actor.id
    if actor.country in CODES:
        return actor.id if actor.country not in {"UNO", "EUR"} else actor.country
    return actor.country


def census(mentions: Sequence[Mention]) -> Counter[str]:
    """How often each party is named in the article by words of its own."""
    count: Counter[str] = Counter()
    for mention in mentions:
        for actor in mention.actors if mention.kind != "place" else ():
            if party := party_of(actor):
                count[party] += 1
    return count


@dataclass
class Memory:
    """What was named so far; ``count`` is the census of the whole article, ``starts`` where its sentences begin."""

    body: str
    lexicon: Lexicon
    count: Counter[str]
    starts: dict[int, int]
    heard: list[Heard] = field(default_factory=list)
    series: list[Heard] = field(default_factory=list)
    by_word: dict[str, list[Actor]] = field(default_factory=lambda: defaultdict(list))
    by_head: dict[str, Heard] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    parties: dict[str, Actor] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    sentence: int = 0
    place: str | None = None

    def move_to(self, sentence: int) -> None:
        """Let the weights of parties fade up to ``sentence``."""
        for _ in range(min(sentence - self.sentence, 20)):
            for party in self.weights:
                self.weights[party] *= DECAY
        self.sentence = sentence

    def hear(self, mention: Mention) -> None:
        """Remember a mention whose actors are known."""
        start = self.starts.get(mention.sentence, 0)
        heard = Heard(mention, position(self.body, mention.start, mention.end, start, self.lexicon))
        self._join(heard)
        self.heard.append(heard)
        for actor in mention.actors:
            self._weigh(actor, 0.5 if mention.kind in {"adjective", "pronoun", "place"} else 1.0)
            if mention.kind == "name" and ":" in actor.id:
                for word in words_of(actor.name):
                    if actor not in self.by_word[word]:
                        self.by_word[word].append(actor)
        if heard.acts and mention.kind != "pronoun" and any(a.country and a.kind != "state" for a in mention.actors):
            self.by_head[head_of(mention.text)] = heard
        bracket = mention.text.rpartition("(")[2].rstrip(")") if mention.text.endswith(")") else ""
        if bracket:
            self.by_word[fold(bracket)].append(mention.actors[0])

    def _weigh(self, actor: Actor, weight: float) -> None:
        if party := party_of(actor):
            self.weights[party] += weight
            known = self.lexicon.payload["countries"]
            if party in known:
                self.parties[party] = self.lexicon.state(party)
            elif party not in self.parties or actor.id == party:
                self.parties[party] = actor

    def _join(self, heard: Heard) -> None:
        """Note that a mention goes on a list: "Ghana and Togo"."""
        before = next((h for h in reversed(self.heard) if h.mention.end <= heard.mention.start), None)
        if before is None or before.sentence != heard.sentence or not (heard.acts and before.acts):
            return
        between = self.body[before.mention.end : heard.mention.start]
        # A person does not go on a list of states: "Wang thanked Oman, and China …"
        if not _JOINT.match(between) or (before.actors[0].kind == "person") != (heard.actors[0].kind == "person"):
            return
        verb = before_verb(self.body[heard.mention.end :][:60], self.lexicon)
        last = self.series[-1] if self.series and self.series[-1].mention.end == before.mention.end else None
        if last is None and verb and between.startswith(", and"):
            # "fled with his fighters, and officials said": another clause
            return
        first = last or before
        whole = Mention(
            first.mention.start,
            heard.mention.end,
            self.body[first.mention.start : heard.mention.end],
            tuple(dict.fromkeys((*first.actors, *heard.actors))),
            "name",
            heard.sentence,
        )
        if last is not None:
            self.series.pop()
        before.joined = heard.joined = True
        self.series.append(Heard(whole, first.weight, bool(_FINAL.search(between))))

    def scene(self) -> str | None:
        """The state of the place with which this sentence begins: "In Calabar, youth leaders threatened"."""
        first = next((h for h in self.heard[-24:] if h.sentence == self.sentence), None)
        if first is None or first.mention.kind != "place" or not first.actors:
            return None
        near = first.mention.start - self.starts.get(self.sentence, 0) <= len("Across southwestern ")
        return first.actors[0].country if near else None

    def near(self, sentence: int) -> Iterator[Heard]:
        """What was heard within reach of ``sentence``, the latest first."""
        for heard in self.heard[: -NEAREST - 1 : -1]:
            if heard.sentence <= sentence - REACH:
                return
            if heard.acts:
                yield heard

    def latest(self, fits: Callable[[Actor], bool], *, sentence: int | None = None) -> Actor | None:
        """The actor last heard that fits; no further back than ``REACH`` sentences if ``sentence`` is given."""
        for heard in self.heard[: -FARTHEST - 1 : -1]:
            if sentence is not None and heard.sentence < sentence - REACH:
                return None
            for actor in heard.actors:
                if fits(actor):
                    return actor
        return None

    def standing(self, party: str) -> float:
        """How much the article speaks of a party: here, and as a whole."""
        here = self.weights.get(party, 0.0) / max(max(self.weights.values(), default=1.0), 0.01)
        return here + self.count[party] / max(max(self.count.values(), default=1), 1)

    def states(self, count: int, *, sides: bool = False) -> list[str]:
        """The states (or with ``sides`` also the bodies and bands) most spoken of, in the order in which they were
        first named."""
        known = self.lexicon.payload["countries"]
        # The United Nations stands between sides.
        found = [party for party in self.weights if (sides and party != "UNO") or party in known]
        # Whoever speaks of "both sides" in the same sentence is mostly neither: "Washington urged both parties"
        here = {party_of(a) for h in self.heard[-24:] if h.sentence == self.sentence and h.acts for a in h.actors}
        ranked = sorted(found, key=lambda party: ((party in here) - self.standing(party), party))[:count]
        return [party for party in found if party in ranked]

    def main(self) -> str | None:
        """The state that the text speaks of here: its sentence's subject, else the one most spoken of.

        Words after a quotation are its speaker's, and the sentence before tells of whose state."""
        known = self.lexicon.payload["countries"]
        start = self.starts.get(self.sentence, 0)
        number = self.sentence - (self.body[start : start + 1] in {"“", '"'})
        here = [h for h in self.heard[-24:] if h.sentence == number and h.acts]
        for heard in here:
            for actor in heard.actors:
                if actor.country in known:
                    return actor.country
        if self.heard and self.heard[-1].sentence == self.sentence and self.heard[-1].mention.kind == "place":
            return self.heard[-1].actors[0].country
        states = [party for party in self.weights if party in known]
        return max(states, key=lambda party: (self.weights[party], party), default=None)


def words_of(name: str) -> set[str]:
    """The words of a name by which it may be called later."""
    return {fold(part) for part in name.replace("-", " ").split() if len(part) > 1} | {fold(name.split()[-1])}


def head_of(text: str) -> str:
    """The noun of a description, without its plural ending: "the M23 rebels in Congo" is about a rebel."""
    last = noun_of(text)
    if last.endswith("ies"):
        return last[:-3] + "y"
    return last[:-1] if last.endswith("s") and not last.endswith("ss") else last


@lru_cache(maxsize=4096)
def noun_of(text: str) -> str:
    """The last word of a phrase before its first preposition, folded."""
    words: list[str] = []
    for token in tokenize(text):
        if token.key == POSSESSIVE:
            words = []
        elif words and (token.key in _LINKS or token.mark):
            break
        elif not token.mark:
            words.append(token.key)
    return words[-1] if words else ""
