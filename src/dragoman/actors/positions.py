"""How a mention stands in its clause, told by the words beside it: who acts is the likelier referent of a pronoun.

There is no parser here: a mention before a finite verb, or at the head of a clause, is its subject; one after a
preposition is oblique; one before a possessive is an owner; the rest are objects.
"""

from __future__ import annotations

import re

from dragoman.actors.lexicon import Lexicon
from dragoman.actors.tokens import fold

# The weights order referents as in Lappin and Leass (1994): subject, object, oblique, owner.
SUBJECT, OBJECT, OBLIQUE, OWNER = 3.0, 2.0, 1.2, 1.0
# Code points around a mention that are looked at
NEAR = 60

_BEFORE = re.compile(r"(?P<word>\w[\w'’-]*)?(?P<gap>\W*)$")
_AFTER = re.compile(r"\s+(?:\w+ly\s+|(?:also|then|later|now|still|once|never|already|again|twice|soon|both)\s+)*(\w+)")
_RELATIVE = re.compile(r",? wh(?:o|ich)\b")
_POSSESSIVE = re.compile(r"['’]s\b|['’](?!\w)")
_OPENING = frozenset(',;:“"(—–')


def position(body: str, start: int, end: int, sentence: int, lexicon: Lexicon) -> float:
    """The weight of the mention ``body[start:end]`` whose sentence begins at ``sentence``."""
    if _RELATIVE.match(body, end):
        # "word from Obasanjo, who pledged": the subject of its own relative clause
        return SUBJECT if not word_before(body, start, sentence)[0] else OBJECT
    classes = lexicon.payload["classes"]
    after = body[end : end + NEAR]
    if _POSSESSIVE.match(after) or body[start:end].endswith(("'s", "’s")):
        return OWNER
    word, gap = word_before(body, start, sentence)
    verb = before_verb(after, lexicon)
    if word in classes["prepositions"] and not _OPENING & set(gap):
        return SUBJECT if verb and word in classes["clause_openers"] else OBLIQUE
    if verb or not word or _OPENING & set(gap) or word in classes["clause_openers"]:
        return SUBJECT
    return OBJECT


def word_before(body: str, start: int, sentence: int) -> tuple[str, str]:
    """The folded word before ``start`` in its sentence, empty if there is none, and what stands between."""
    match = _BEFORE.search(body[max(sentence, start - NEAR) : start])
    if match is None:
        return "", ""
    return fold(match["word"] or ""), match["gap"]


def before_verb(after: str, lexicon: Lexicon) -> bool:
    """Whether ``after`` goes on with a finite verb."""
    match = _AFTER.match(after)
    if match is None:
        return False
    word = fold(match.group(1))
    classes = lexicon.payload["classes"]
    return word in classes["auxiliaries"] or word in classes["verbs"] or (word.endswith("ed") and len(word) > 3)
