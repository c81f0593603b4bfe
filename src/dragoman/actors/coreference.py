"""Who is meant by "Motegi", "the minister", "she", "the two countries" or "the bloc" later in an article.

One pass in reading order over a memory of what was named so far. A title goes to the last person who bears it, a common
noun to the last actor that was described by it; pronouns and phrases for several have modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from dragoman.actors import pronouns, several
from dragoman.actors.entities import Actor, unnamed_id
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.memory import ARMED, FARTHEST, Heard, Memory, census, head_of
from dragoman.actors.mentions import Mention
from dragoman.actors.senses import HEAD
from dragoman.actors.several import at_home
from dragoman.actors.tables import CODES
from dragoman.actors.tokens import POSSESSIVE, fold, tokenize

# Agents that, without an owner, are those of the state that the text speaks of
_DOMESTIC = frozenset(
    {"GOV", "LEG", "MIL", "COP", "JUD", "OPP", "PTY", "SPY", "CVL", "LAB", "ELI", "EDU", "REL", "AGR"}
)
_POSSESSIVES = frozenset({"its", "his", "her", "their"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", *_POSSESSIVES})
_BLOCS = frozenset({"EUR", "UNO", "IGO"})
_HEADS = re.compile(
    r",? who (?:\w+ )?(?:(?:head|lead|command|chair|run|represent|oversee|direct|govern)(?:s|ed)?|led|ran|speaks for) "
)
# A common noun goes back to an actor so described over this many sentences, a body of the state over fewer.
_FAR, _CLOSE = 40, 3


def resolve_mentions(
    mentions: Sequence[Mention],
    *,
    body: str,
    lexicon: Lexicon,
    starts: Sequence[int] = (),
    start: str | None = None,
) -> list[Mention]:
    """The mentions of an article, in order, with what they refer to.

    ``starts`` are the offsets at which the sentences of ``body`` begin; ``start`` is the state of the dateline, if any:
    it is spoken of if the text names it. A mention whose referent cannot be told keeps no actors.
    """
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    offsets = dict(enumerate(starts))
    # Who the article is about tells who "the two sides" are, and what "the rebels" means tells who it is about.
    first = _pass(ordered, Memory(body, lexicon, census(ordered), offsets), start)
    return _pass(ordered, Memory(body, lexicon, census(first), offsets), start)


def _pass(ordered: Sequence[Mention], memory: Memory, start: str | None) -> list[Mention]:
    if start and memory.count[start]:
        memory.weights[start] += 0.5
        memory.parties[start] = memory.lexicon.state(start)
    resolved = []
    for place, mention in enumerate(ordered):
        after = next((other for other in ordered[place + 1 : place + 6] if other.start >= mention.end), None)
        memory.place = _place_of(mention, after, memory.body)
        memory.move_to(mention.sentence)
        actors = tuple(_referents(mention, memory))
        known = replace(mention, actors=actors)
        if actors:
            memory.hear(known)
        resolved.append(known)
    return resolved


def _place_of(mention: Mention, after: Mention | None, body: str) -> str | None:
    """The state of a place named right after a mention, or of what its bearer heads: "lawmakers in Skopje", "General
    Kimani, who commands Kenya's police"."""
    if after is not None and after.actors and _HEADS.fullmatch(body, mention.end, max(after.start, mention.end)):
        country = after.actors[0].country
        return country if country not in CODES else None
    near = after is not None and after.kind == "place" and 0 <= after.start - mention.end <= len(" in southwestern ")
    return after.actors[0].country if near and after is not None and after.actors else None


@lru_cache(maxsize=4096)
def _keys(text: str) -> tuple[str, ...]:
    """The words of a mention, folded: each is asked for twice, and names come again and again."""
    return tuple(token.key for token in tokenize(text))


def _referents(mention: Mention, memory: Memory) -> Iterable[Actor]:
    if mention.kind in {"place", "adjective"}:
        return mention.actors
    keys = list(_keys(mention.text))
    if mention.kind == "pronoun":
        return pronouns.referents(keys[0] if keys else "", mention, memory)
    if keys and keys[-1] in {"korea", "koreans", "korean"} and "south" not in keys and "north" not in keys:
        return _korea(mention, memory)
    if mention.text == "Brussels" and memory.count["EUR"] and "Belgi" not in memory.body:
        # The page is about the Union, and Belgium is not in it.
        return [memory.parties.get("EUR", Actor("EUR", "European Union", "organisation", "EUR"))]
    classes = memory.lexicon.payload["classes"]
    regional = keys and keys[-1] in classes["anaphors"]["states"] and set(keys) & set(classes["regions"])
    if regional and (found := several.referents(keys, (), memory)) is not None:
        return found
    if mention.kind == "name":
        return _name(_of_this_state(mention, keys, memory), keys, memory)
    return _description(mention, [key for key in keys if key != POSSESSIVE], memory)


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
    return [_placed(actor, memory) for actor in own]


def _of_this_state(mention: Mention, keys: list[str], memory: Memory) -> Mention:
    """ "The Senate" in an article on Kenya is Kenya's, though another one is best known by that name."""
    words = memory.lexicon.payload["words"].get(" ".join(keys[1:] if keys[:1] == ["the"] else keys), ())
    head = next((sense for sense in words if sense[0] == HEAD), None)
    own = mention.actors
    if head is None or len(own) != 1 or own[0].country in CODES or not memory.weights:
        return mention
    if memory.weights.get(own[0].country or ""):
        return mention
    body = Actor(unnamed_id(keys[-1], country=None, sector=head[1]), keys[-1], "organisation", None, (head[1],), None)
    return replace(mention, actors=(_placed(body, memory),))


def _full_name(own: Sequence[Actor], mention: Mention) -> bool:
    return bool(own) and len(own[0].name.split()) > 1 and fold(own[0].name.split()[0]) in fold(mention.text).split()


def _placed(actor: Actor, memory: Memory) -> Actor:
    """An office-holder or body without a state is that of the state the text speaks of."""
    if actor.country is not None or not actor.sectors or actor.sectors[0] not in _DOMESTIC:
        return actor
    country = memory.place or memory.main()
    return at_home(actor, country) if country else actor


def _korea(mention: Mention, memory: Memory) -> Iterable[Actor]:
    known = [country for country in ("KOR", "PRK") if memory.weights.get(country)]
    if len(known) == 1 or (known and memory.count["KOR"] >= 3 * memory.count["PRK"]):
        return [memory.lexicon.state(known[0])]
    return mention.actors


def _description(mention: Mention, words: list[str], memory: Memory) -> Iterable[Actor]:
    """A phrase without a name: an anaphor, an owned description, or one whose owner the article tells."""
    anaphors = memory.lexicon.payload["classes"]["anaphors"]
    own = mention.actors
    if words[1:2] == ["the"] and words[0] != "of":
        # "by 13 votes to three the judges upheld"
        words = words[words.index("the") :]
    if own and (own[0].country is not None or len(own) > 1):
        return own
    if (found := several.referents(words, own, memory)) is not None:
        return found
    if "of" in words and own:
        owners = several.referents(words[words.index("of") + 1 :], (), memory)
        if owners:
            return [at_home(own[0], owner.country) for owner in owners if owner.country]
    first, last = (words[0], words[-1]) if words else ("", "")
    if first in _POSSESSIVES:
        return _owned(first, last, mention, memory, anaphors)
    if first in _DEFINITE:
        known = _definite(last, mention, memory, anaphors)
        if known is not None:
            return [known]
        if last in anaphors["country"] and not own:
            country = _called(last, memory)
            return [memory.lexicon.state(country)] if country else ()
    local = [actor for actor in own if actor.kind == "group" and actor.country is None]
    if local and first not in _DEFINITE and (scene := memory.place or memory.scene()):
        return [at_home(actor, scene) for actor in own]
    if first in {"a", "an", "another"} and own and own[0].sectors[:1] not in {("GOV",), ("LEG",), ("COP",)}:
        return own
    if first not in _DEFINITE and memory.place is None and last in memory.lexicon.payload["classes"]["stateless"]:
        return own
    return [_placed(actor, memory) for actor in own]


def _owned(
    pronoun: str, last: str, mention: Mention, memory: Memory, anaphors: dict[str, frozenset[str]]
) -> Iterable[Actor]:
    """ "His country", "its ambassador", "their rival"."""
    own = mention.actors
    head = replace(mention, end=mention.start + len(pronoun), text=mention.text[: len(pronoun)])
    owners = list(pronouns.referents(pronoun, head, memory))
    homes = list(dict.fromkeys(owner.country for owner in owners if owner.country))
    if last in anaphors["other"] and not own:
        others = [c for c in memory.weights if c in memory.lexicon.payload["countries"] and c not in homes]
        nearest = max(others, key=lambda country: (memory.standing(country), country), default=None)
        return [memory.lexicon.state(nearest)] if nearest else ()
    if last in anaphors["country"] and not own and pronoun != "its":
        return [memory.lexicon.state(home) for home in homes if home not in CODES]
    if not own or not homes:
        return [_placed(actor, memory) for actor in own] if pronoun != "its" else own
    if any(home in CODES for home in homes):
        return owners if own[0].sectors[:1] == ("GOV",) and len(owners) == 1 else own
    return [at_home(own[0], home) for home in homes]


def _called(word: str, memory: Memory) -> str | None:
    """The state that "the island" or "the kingdom" means: the one of that sort, else the one spoken of here."""
    sorts = memory.lexicon.payload["classes"]["called"]
    if word not in sorts:
        return memory.main()
    known = [country for country in memory.weights if country in sorts[word]]
    return max(known, key=lambda country: (memory.weights[country], country), default=None)


def _definite(last: str, mention: Mention, memory: Memory, anaphors: dict[str, frozenset[str]]) -> Actor | None:
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
    if last in anaphors["court"] and (bench := _bench(memory, anaphors["court"])):
        return bench
    if (same := _same_head(mention, memory)) is not None:
        return same
    if last in anaphors["group"]:
        named = memory.latest(
            lambda actor: (
                ":" in actor.id and actor.kind != "person" and actor.sectors[:1] != () and actor.sectors[0] in ARMED
            )
        )
        return named or memory.latest(lambda actor: ":" in actor.id and actor.kind in {"group", "organisation"})
    return _same_sector(mention, memory)


def _bench(memory: Memory, words: frozenset[str]) -> Actor | None:
    """The court last named; its judges are the court, other parties' lawyers are not."""
    for heard in memory.heard[: -FARTHEST - 1 : -1]:
        known = [actor for actor in heard.actors if "JUD" in actor.sectors and actor.country is not None]
        if known and any(token.key in words for token in tokenize(f"{heard.mention.text} {known[0].name}")):
            return known[0]
    return None


def _same_head(mention: Mention, memory: Memory) -> Actor | None:
    """The actor last described by the same noun; a body that every state has is rather that of the sentence's own."""
    heard = memory.by_head.get(head_of(mention.text))
    if heard is None or len(heard.actors) != 1:
        return None
    actor = heard.actors[0]
    if actor.kind == "person" and mention.text.endswith("s"):
        return None
    own = mention.actors[0].sectors[:1] if mention.actors else ()
    if own and own != actor.sectors[:1]:
        return None
    national = head_of(mention.text) in memory.lexicon.payload["classes"]["national_bodies"]
    reach = _CLOSE if national else _FAR
    if mention.sentence - heard.sentence > reach:
        return None
    if reach == _CLOSE and heard.sentence != mention.sentence and (here := _here(memory)) and here != actor.country:
        return None
    return actor


def _here(memory: Memory) -> str | None:
    """The state that this sentence has named so far."""
    here: list[Heard] = [h for h in memory.heard[-24:] if h.sentence == memory.sentence and h.acts]
    return next((a.country for h in here for a in h.actors if a.country), None)


def _same_sector(mention: Mention, memory: Memory) -> Actor | None:
    """The forces or people just spoken of, by another noun: "commandos … the marines"."""
    sectors = mention.actors[0].sectors[:1] if mention.actors else ()
    plural = mention.text.endswith(("s", "men", "women", "people"))
    if not plural or not sectors or sectors[0] not in {"MIL", "COP", "REB", "PRM", "UAF", "CRM", "LEG", "REF"}:
        return None
    return memory.latest(
        lambda actor: actor.sectors[:1] == sectors and actor.country is not None and actor.kind != "person",
        sentence=mention.sentence,
    )
