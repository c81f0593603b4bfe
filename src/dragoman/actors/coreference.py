"""Who is meant by "Motegi", "the minister", "she", "the two countries" or "the bloc" later in an article.

One pass in reading order over a memory of what was named so far. A pronoun goes to the first fitting actor of its own
sentence, else of the sentences before (the grammatical subject mostly comes first); a title goes to the last person who
bears it; a pair to the two states most spoken of of late.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dragoman.actors.entities import Actor, unnamed_id
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.mentions import Mention
from dragoman.actors.senses import HEAD
from dragoman.actors.tables import CODES
from dragoman.actors.tokens import POSSESSIVE, fold, tokenize

# How much of a state's weight is left one sentence later
DECAY = 0.75
# A pronoun does not reach back over more sentences than this.
REACH = 4
# Agents that, without an owner, are those of the state that the text speaks of
_DOMESTIC = frozenset(
    {"GOV", "LEG", "MIL", "COP", "JUD", "OPP", "PTY", "SPY", "CVL", "LAB", "ELI", "EDU", "REL", "AGR"}
)
_ARMED = frozenset({"REB", "UAF", "PRM", "CRM"})
_POSSESSIVES = frozenset({"its", "his", "her", "their"})
# Ends of roles that no single person has
_BODIES = ("s", "ministry", "government", "department", "regime", "office", "cabinet", "embassy", "administration")
_BLOCS = frozenset({"EUR", "UNO", "IGO"})


@dataclass
class Memory:
    """What was named so far."""

    heard: list[Mention] = field(default_factory=list)
    by_word: dict[str, list[Actor]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    genders: dict[str, str] = field(default_factory=dict)
    sentence: int = 0
    place: str | None = None

    def move_to(self, sentence: int) -> None:
        """Let the weights of states fade up to ``sentence``."""
        for _ in range(min(sentence - self.sentence, 20)):
            for country in self.weights:
                self.weights[country] *= DECAY
        self.sentence = sentence

    def hear(self, mention: Mention) -> None:
        """Remember a mention whose actors are known."""
        self.heard.append(mention)
        for actor in mention.actors:
            if actor.country and actor.country not in CODES:
                self.weights[actor.country] += 0.5 if mention.kind in {"adjective", "pronoun"} else 1.0
                self.counts[actor.country] += 1
            if mention.kind == "name" and ":" in actor.id:
                for word in _words(actor.name):
                    if actor not in self.by_word[word]:
                        self.by_word[word].append(actor)
        bracket = mention.text.rpartition("(")[2].rstrip(")") if mention.text.endswith(")") else ""
        if bracket and mention.actors:
            self.by_word[fold(bracket)].append(mention.actors[0])

    def latest(self, fits: Callable[[Actor], bool], *, sentence: int | None = None) -> Actor | None:
        """The actor last heard that fits; no further back than ``REACH`` sentences if ``sentence`` is given."""
        for mention in reversed(self.heard):
            if sentence is not None and mention.sentence < sentence - REACH:
                return None
            for actor in mention.actors:
                if fits(actor):
                    return actor
        return None

    def subject(self, fits: Callable[[Mention], bool], sentence: int) -> Mention | None:
        """The first fitting mention of this sentence, or of the nearest sentence before it."""
        for number in range(sentence, sentence - REACH, -1):
            for mention in self.heard:
                if mention.sentence == number and mention.kind not in {"place", "adjective"} and fits(mention):
                    return mention
        return None

    def states(self, count: int) -> list[str]:
        """The states most spoken of, in the order in which they were first named; empty if there are fewer."""
        ranked = sorted(self.weights, key=lambda country: (-self.weights[country], country))[:count]
        order = {country: place for place, country in enumerate(self.weights)}
        return sorted(ranked, key=lambda country: order[country]) if len(ranked) == count else []

    def main(self) -> str | None:
        """The state that the text speaks of here: its sentence's subject, else the one most spoken of."""
        for heard in self.heard[::-1][:12][::-1]:
            if heard.sentence == self.sentence and heard.kind not in {"place", "adjective"}:
                for actor in heard.actors:
                    if actor.country in self.counts:
                        return actor.country
        if self.heard and self.heard[-1].sentence == self.sentence and self.heard[-1].kind == "place":
            return self.heard[-1].actors[0].country
        return max(self.weights, key=lambda country: (self.weights[country], country), default=None)


def resolve_mentions(mentions: Sequence[Mention], *, lexicon: Lexicon, start: str | None = None) -> list[Mention]:
    """The mentions of an article, in order, with what they refer to; ``start`` is the state of the dateline, if any.

    A mention whose referent cannot be told keeps no actors.
    """
    memory = Memory()
    if start:
        memory.weights[start] += 0.5
    resolved = []
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    for place, mention in enumerate(ordered):
        after = ordered[place + 1] if place + 1 < len(ordered) else None
        memory.place = _place_of(mention, after)
        memory.move_to(mention.sentence)
        actors = tuple(_referents(mention, memory, lexicon))
        known = replace(mention, actors=actors)
        if actors:
            memory.hear(known)
        resolved.append(known)
    return resolved


def _place_of(mention: Mention, after: Mention | None) -> str | None:
    """The state of a place named right after a mention: "lawmakers in Skopje"."""
    near = after is not None and after.kind == "place" and 0 <= after.start - mention.end <= len(" inside the ")
    return after.actors[0].country if near and after is not None and after.actors else None


def _referents(mention: Mention, memory: Memory, lexicon: Lexicon) -> Iterable[Actor]:
    if mention.kind in {"place", "adjective"}:
        return mention.actors
    keys = [token.key for token in tokenize(mention.text)]
    if mention.kind == "pronoun":
        return _pronoun(keys[0] if keys else "", mention, memory, lexicon)
    if keys and keys[-1] in {"korea", "koreans", "korean"} and "south" not in keys and "north" not in keys:
        return _korea(mention, memory, lexicon)
    if mention.kind == "name":
        return _name(_of_this_state(mention, keys, memory, lexicon), keys, memory)
    return _description(mention, keys, memory, lexicon)


def _words(name: str) -> set[str]:
    return {fold(part) for part in name.replace("-", " ").split() if len(part) > 1} | {fold(name.split()[-1])}


def _name(mention: Mention, keys: list[str], memory: Memory) -> Iterable[Actor]:
    """A later, shorter name: "Motegi", "South Korea's Kang", "Mr Lee", "the IAEA"."""
    last = (
        fold(mention.text.replace("’s", "").replace("'s", "").split()[-1].strip("()")) if mention.text.split() else ""
    )
    known = memory.by_word.get(last) or memory.by_word.get(keys[-1] if keys else "")
    own = mention.actors
    countries = {actor.country for actor in own if actor.country}
    if known and (not own or (len(own) == 1 and own[0].kind in {"person", "organisation"})):
        fitting = [actor for actor in known if not countries or actor.country in countries]
        # A name that the lexicon holds in full is not overruled by a namesake of the article.
        if fitting and (not own or own[0] not in known) and not _full_name(own, mention):
            return [fitting[-1]]
    return [_placed(actor, mention, memory) for actor in own]


def _of_this_state(mention: Mention, keys: list[str], memory: Memory, lexicon: Lexicon) -> Mention:
    """ "The Senate" in an article on Kenya is Kenya's, though another one is best known by that name."""
    words = lexicon.payload["words"].get(" ".join(keys[1:] if keys[:1] == ["the"] else keys), ())
    head = next((sense for sense in words if sense[0] == HEAD), None)
    if (
        head is None
        or len(mention.actors) != 1
        or not memory.counts
        or memory.counts.get(mention.actors[0].country or "")
    ):
        return mention
    body = Actor(unnamed_id(keys[-1], country=None, sector=head[1]), keys[-1], "organisation", None, (head[1],), None)
    return replace(mention, actors=(_placed(body, mention, memory),))


def _full_name(own: Sequence[Actor], mention: Mention) -> bool:
    return bool(own) and len(own[0].name.split()) > 1 and fold(own[0].name.split()[0]) in fold(mention.text).split()


def _placed(actor: Actor, mention: Mention, memory: Memory) -> Actor:
    """An office-holder or body without a state is that of the state the text speaks of."""
    if actor.country is not None or not actor.sectors or actor.sectors[0] not in _DOMESTIC:
        return actor
    country = memory.place or memory.main()
    return _at_home(actor, country) if country else actor


def _at_home(actor: Actor, country: str) -> Actor:
    """An actor without a country, in ``country``."""
    if actor.country is not None or not actor.sectors:
        return actor
    sector = actor.sectors[0]
    last = actor.id.partition(":")[2]
    identity = f"{country}.{sector}:{last}" if actor.kind == "person" else f"{country}.{sector}"
    return replace(actor, country=country, id=identity)


def _korea(mention: Mention, memory: Memory, lexicon: Lexicon) -> Iterable[Actor]:
    known = [country for country in ("KOR", "PRK") if memory.counts.get(country)]
    if len(known) == 1 or (known and memory.counts["KOR"] >= 3 * memory.counts["PRK"]):
        return [lexicon.state(known[0])]
    return mention.actors


def _pronoun(word: str, mention: Mention, memory: Memory, lexicon: Lexicon) -> Iterable[Actor]:
    if word in {"he", "him", "his", "himself", "she", "her", "hers", "herself"}:
        gender = "she" if word in {"she", "her", "hers", "herself"} else "he"
        avoided = next((heard for heard in memory.heard[-8:] if heard.sentence == mention.sentence), None)
        subject = avoided if word == "him" else None
        found = memory.subject(
            lambda heard: heard is not subject and _person(heard, gender, memory, lexicon), mention.sentence
        )
        if found:
            memory.genders[found.actors[0].id] = gender
        return found.actors if found else ()
    if word in {"it", "its", "itself"}:
        found = memory.subject(_single_body, mention.sentence)
        return found.actors if found else ()
    return _they(mention, memory, lexicon)


def _person(heard: Mention, gender: str, memory: Memory, lexicon: Lexicon) -> bool:
    if len(heard.actors) != 1 or heard.actors[0].kind not in {"person", "government"}:
        return False
    actor = heard.actors[0]
    if actor.kind == "government" and not _one_person(actor):
        return False
    usual = lexicon.payload["classes"]["genders"].get(fold(actor.name.split()[0]), gender)
    return bool(memory.genders.get(actor.id, usual) == gender)


def _one_person(actor: Actor) -> bool:
    """Whether an unnamed member of a government is one person, as "a Japanese official" is."""
    return bool(actor.role) and not fold(actor.role or "").endswith(_BODIES)


def _single_body(heard: Mention) -> bool:
    return (
        len(heard.actors) == 1
        and heard.actors[0].kind in {"state", "organisation", "government", "group"}
        and not (heard.actors[0].kind in {"government", "group"} and heard.text.lower().endswith("s"))
    )


def _they(mention: Mention, memory: Memory, lexicon: Lexicon) -> Iterable[Actor]:
    """The several that this sentence or the one before names together, or a plural of people."""
    for number in range(mention.sentence, mention.sentence - 2, -1):
        here = [
            heard for heard in memory.heard if heard.sentence == number and heard.kind not in {"place", "adjective"}
        ]
        for heard in here:
            if len(heard.actors) > 1 or (heard.kind == "description" and heard.text.lower().endswith("s")):
                return heard.actors
        for first, second in pairwise(here):
            if second.start - first.end <= 9 and first.actors != second.actors and first.kind == second.kind == "name":
                return (*first.actors, *second.actors)
        for heard in here:
            if (heard.actors and heard.actors[0].kind == "group") or heard.text.lower().endswith("s"):
                return heard.actors
    return ()


def _description(mention: Mention, keys: list[str], memory: Memory, lexicon: Lexicon) -> Iterable[Actor]:
    """A phrase without a name: an anaphor, an owned description, or one whose owner the article tells."""
    anaphors = lexicon.payload["classes"]["anaphors"]
    words = [key for key in keys if key != POSSESSIVE]
    phrase = " ".join(words[1:] if words and words[0] in {"the", "its", "their", "these", "those"} else words)
    if (several := _several(phrase, mention.actors, memory, lexicon, anaphors)) is not None:
        return several
    own = mention.actors
    if own and (own[0].country is not None or len(own) > 1):
        return own
    if words and words[0] in _POSSESSIVES:
        owners = list(_pronoun(words[0], mention, memory, lexicon))
        if words[-1] in anaphors["country"] and not own:
            others = [country for country in memory.states(2) if country not in {owner.country for owner in owners}]
            return [lexicon.state(country) for country in others] if len(others) == 1 else ()
        home = owners[0].country if len({owner.country for owner in owners}) == 1 else None
        if home is not None and home not in CODES:
            return [_at_home(actor, home) for actor in own]
    definite = bool(words) and words[0] in {"the", "this", "that", "its", "his", "her", "their"}
    last = words[-1] if words else ""
    if definite:
        found = _definite(phrase, last, mention, memory, anaphors)
        if found is not None:
            return [found]
        if last in anaphors["country"] and not own:
            country = _called(last, memory, lexicon)
            return [lexicon.state(country)] if country else ()
    if (
        words
        and words[0] in {"a", "an", "another"}
        and own
        and own[0].sectors[:1] not in {("GOV",), ("LEG",), ("COP",)}
    ):
        return own
    return [_placed(actor, mention, memory) for actor in own]


def _called(word: str, memory: Memory, lexicon: Lexicon) -> str | None:
    """The state that "the island" or "the kingdom" means: the one of that sort, else the one spoken of here."""
    fitting = lexicon.payload["classes"]["called"].get(word, frozenset())
    known = [country for country in memory.weights if country in fitting]
    if known:
        return max(known, key=lambda country: (memory.weights[country], country))
    return memory.main()


def _several(
    phrase: str, own: Sequence[Actor], memory: Memory, lexicon: Lexicon, anaphors: dict[str, frozenset[str]]
) -> Iterable[Actor] | None:
    """Two, three or four states or people that belong together; None if the phrase does not speak of several."""
    for kind, count in (("pair", 2), ("triple", 3), ("quad", 4)):
        if phrase in anaphors[kind] or f"the {phrase}" in anaphors[kind]:
            if phrase.endswith(("leaders", "men", "ministers", "presidents", "secretaries", "the pair")):
                people = _last_people(memory, count)
                if people:
                    return people
            return [lexicon.state(country) for country in memory.states(count)]
    first, _, rest = phrase.partition(" ")
    count = {"both": 2, "two": 2, "three": 3, "four": 4}.get(first, 0)
    if count and rest and len(own) == 1 and own[0].country is None:
        return [_at_home(own[0], country) for country in memory.states(count)]
    return None


def _last_people(memory: Memory, count: int) -> list[Actor]:
    people: list[Actor] = []
    for heard in reversed(memory.heard):
        for actor in heard.actors:
            if actor.kind == "person" and actor not in people:
                people.append(actor)
        if len(people) >= count:
            return people[:count][::-1]
    return []


def _definite(
    phrase: str, last: str, mention: Mention, memory: Memory, anaphors: dict[str, frozenset[str]]
) -> Actor | None:
    """The actor last heard that "the minister", "the bloc", "the company" or "the court" may stand for."""
    if last in anaphors["man"]:
        found = memory.latest(lambda actor: actor.kind == "person" and last in fold(actor.role or "").split())
        if found is not None:
            return found
        if last in {"man", "woman", "leader", "politician", "veteran", "diplomat", "official"}:
            return memory.latest(lambda actor: actor.kind == "person", sentence=mention.sentence)
    if last in anaphors["bloc"] and (found := memory.latest(lambda actor: actor.country in _BLOCS)):
        return found
    if last in anaphors["alliance"]:
        return memory.latest(lambda actor: actor.id == "IGO:NATO" or actor.country == "IGO")
    if last in anaphors["company"] and (found := memory.latest(lambda actor: actor.sectors[:1] == ("BUS",))):
        return found
    if last in anaphors["court"]:
        return memory.latest(lambda actor: "JUD" in actor.sectors and actor.country is not None)
    if last in anaphors["group"]:
        named = memory.latest(lambda actor: ":" in actor.id and bool(actor.sectors) and actor.sectors[0] in _ARMED)
        return named or memory.latest(lambda actor: ":" in actor.id and actor.kind in {"group", "organisation"})
    return None
