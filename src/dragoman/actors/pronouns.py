"""Who "he", "she", "it" and "they" are.

Every mention within reach that agrees with the pronoun is weighed by its position in the clause and its distance. An
object is never the subject of its own clause: in "Kenya asked Uganda to back it", Uganda backs Kenya.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from dragoman.actors.entities import Actor
from dragoman.actors.memory import NEAREST, Heard, Memory, noun_of
from dragoman.actors.mentions import Mention
from dragoman.actors.positions import NEAR, OBJECT, OBLIQUE, SUBJECT, before_verb, word_before
from dragoman.actors.senses import HEAD, WEAK
from dragoman.actors.tokens import fold

# How much of a referent's weight is left one sentence later
FADE = 0.5
# What "X said they" adds for X
SPOKE = 1.0
_SHE = frozenset({"she", "her", "hers", "herself"})
_HE = frozenset({"he", "him", "his", "himself"})
_IT = frozenset({"it", "its", "itself"})
_THEM = frozenset({"them", "it"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_PLURAL = ("people", "police", "men", "women", "children", "troops", "crew", "staff", "rank and file")
# "It is clear that", "it remained to be seen": no actor
_EMPTY = re.compile(
    r"\s+(?:(?:is|was|remains|remained|seems|seemed|appears|appeared|became|(?:would|will|may|might|could) be)\s+"
    r"(?:not\s+|also\s+|still\s+|un|im)*(?:clear|likely|possible|true|necessary|important|time|too|hard|difficult|easy"
    r"|certain|reported|expected|hoped|feared|thought|believed|said|to be|up to|the (?:first|second|third|latest))"
    r"|(?:remains|remained)\s+to\b|(?:took|takes|emerged|turned out|rained|snowed)\b)"
)
_REST = re.compile(r",| (?:in|of|at|from|on|for|with|near|to|around|under|across) ")
_SAID = re.compile(
    r"\s+(?:\w+ly |also |has |had |have )?(?:\w+ed|said|says|say|told (?:\w+ ){1,2}|knew|thought)(?: that)? \Z"
)
# "accused Uribe of lying to him": who lies is not "him".
_CONTROL = re.compile(r",?\s+(?:(?:of|for|from|into|with|by)\s+(?:having\s+)?\w+(?:ing|ed)|to\s+\w+)\b")
_WHO = re.compile(r",? (?:who|which|that) (?!\w+ (?:\w+ )?(?:said|says))")
_ASKED = re.compile(r"\b(?:demand|urg|ask|insist|propos|want|request|order|requir|suggest)\w*\s+(?:that\s+)?\Z")


def referents(word: str, mention: Mention, memory: Memory) -> Iterable[Actor]:
    """The actors that the pronoun ``word`` at ``mention`` stands for; none where they cannot be told."""
    if word in _HE or word in _SHE:
        gender = "she" if word in _SHE else "he"
        found = _best(word, mention, memory, lambda heard: is_person(heard, gender, memory))
        if found is not None and len(found.actors) == 1:
            memory.genders[found.actors[0].id] = gender
    elif word in _IT:
        if _EMPTY.match(memory.body, mention.end):
            return ()
        found = _best(word, mention, memory, lambda heard: _single_body(heard, memory))
    else:
        found = _best(word, mention, memory, _plural)
    return found.actors if found is not None else ()


def _best(word: str, mention: Mention, memory: Memory, fits: Callable[[Heard], bool]) -> Heard | None:
    lists = [one for one in memory.series[-NEAREST:] if one.joined and one.sentence > mention.sentence - 4]
    known = [heard for heard in (*memory.near(mention.sentence), *lists) if heard.mention.end <= mention.start]
    known.sort(key=lambda heard: heard.mention.start)
    avoided = _clause_mate(word, mention, memory, known)
    best: tuple[float, Heard] | None = None
    for heard in known:
        if not fits(heard) or (avoided is not None and _same_words(heard, avoided)):
            continue
        if avoided is not None and word in _THEM and _same_state(heard, avoided):
            continue
        score = heard.weight * FADE ** (mention.sentence - heard.sentence)
        if _SAID.match(memory.body[heard.mention.end : mention.start][:NEAR]):
            score += SPOKE
        # Of two subjects the first is the sentence's own; of what may be an object the last is nearest.
        if best is None or score > best[0] or (score == best[0] and avoided is not None):
            best = score, heard
    return best[1] if best else None


def _same_words(one: Heard, other: Heard) -> bool:
    """Whether one mention is the other, a part of it, or a list that it is in."""
    inside = one.mention.start <= other.mention.end and other.mention.start <= one.mention.end
    return one.actors == other.actors or (inside and one.mention.start != one.mention.end)


def _same_state(one: Heard, other: Heard) -> bool:
    return {actor.country for actor in one.actors} == {actor.country for actor in other.actors}


def _clause_mate(word: str, mention: Mention, memory: Memory, known: Sequence[Heard]) -> Heard | None:
    """The subject of the pronoun's own clause, where the pronoun is its object; or whoever is asked by "that it"."""
    here = [heard for heard in known if heard.sentence == mention.sentence]
    before, after = memory.body[: mention.start][-NEAR:], memory.body[mention.end : mention.end + NEAR]
    subjects = [heard for heard in here if heard.weight == SUBJECT]
    if _ASKED.search(before):
        return subjects[-1] if subjects else None
    if word in _POSSESSIVE and word != "her":
        return None
    last = here[-1] if here else None
    if last is not None and word not in {"he", "she", "they"} and _WHO.match(memory.body, last.mention.end):
        return last
    if word in {"he", "she", "they"} or (word == "it" and _is_subject(mention, after, memory)):
        return None
    if last is not None and last.weight in {OBJECT, OBLIQUE}:
        between = memory.body[last.mention.end : mention.start]
        if _CONTROL.match(between) and len(between) < NEAR and "," not in between[1:]:
            return last
    return _outermost(subjects)


def _outermost(subjects: Sequence[Heard]) -> Heard | None:
    """The last of the subjects, the whole phrase and not a part: "Beijing's ships", not "ships"."""
    if not subjects:
        return None
    end = subjects[-1].mention.end
    return min((one for one in subjects if one.mention.end >= end), key=lambda one: one.mention.start)


def _is_subject(mention: Mention, after: str, memory: Memory) -> bool:
    if before_verb(after, memory.lexicon):
        return True
    word, _ = word_before(memory.body, mention.start, memory.starts.get(mention.sentence, 0))
    return not word or word in memory.lexicon.payload["classes"]["clause_openers"]


def is_person(heard: Heard, gender: str, memory: Memory) -> bool:
    """Whether a mention is one person whom the pronoun ``gender`` may mean."""
    if len(heard.actors) != 1 or heard.actors[0].kind not in {"person", "government"}:
        return False
    actor = heard.actors[0]
    if actor.kind == "government" and not _one_person(heard, memory):
        return False
    usual = memory.lexicon.payload["classes"]["genders"].get(fold(actor.name.split()[0]), gender)
    return bool(memory.genders.get(actor.id, usual) == gender)


def _one_person(heard: Heard, memory: Memory) -> bool:
    """Whether an unnamed member of a government is one person, as "a Japanese official" is."""
    noun = noun_of(heard.mention.text)
    senses = (
        memory.lexicon.payload["words"].get(noun, ())
        if noun not in memory.lexicon.payload["classes"]["weak_bodies"]
        else ()
    )
    return any(sense[0] in {HEAD, WEAK} and sense[2] and not sense[3] for sense in senses)


def _single_body(heard: Heard, memory: Memory) -> bool:
    if heard.joined or len(heard.actors) != 1 or heard.actors[0].kind == "person":
        return False
    if heard.mention.kind == "pronoun" and heard.mention.text.lower() not in _IT:
        return False
    actor = heard.actors[0]
    if actor.kind == "government" and _one_person(heard, memory):
        return False
    return actor.kind == "state" or not _plural(heard)


def _plural(heard: Heard) -> bool:
    """Whether a mention is of several: a list, a plural of people, a band that is called by one."""
    if len(heard.actors) > 1:
        return True
    # "the Saudis" are a people, "the Philippines" a state.
    if heard.joined or not heard.actors or heard.actors[0].kind in {"person", "state"}:
        return False
    words = _REST.split(heard.mention.text.lower().replace("’", "'"), maxsplit=1)[0]
    return words.endswith(_PLURAL) or (words.endswith("s") and not words.endswith(("'s", "ss", "us", "is")))
