"""Words of a text, folded so that they match the tables however they are spelt.

"U.S." and "US", "Ki-moon" and "Ki moon", "Erdoğan" and "Erdogan", "el-Sisi" and "al-Sisi" fold
to the same words. A possessive
ending is a word of its own, and so is a comma or bracket.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

POSSESSIVE = "'s"

# Every branch is linear: no repeated group can match the same text in two ways.
_WORD = re.compile(
    r"(?P<initials>(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?)"
    r"|(?P<initial>\b[A-Z]\.)(?=\ ?[A-Z])"
    r"|(?P<saint>\bSt\.)(?=\ [A-Z])"
    r"|(?P<genitive>['’]s\b|(?<=[sS])['’](?!\w))"
    r"|(?P<number>\d+(?:[.,]\d+)*)(?!\w)"
    r"|(?P<word>\w+(?:['’](?!s\b)\w+)*)"
    r"|(?P<mark>[,;:()\[\]\"“”!?&/—–%$.])"
)
_SIMPLE = str.maketrans("", "", "'’.")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"})


class Token(NamedTuple):
    """A word at ``text[start:end]``; ``key`` is what the tables are asked for."""

    start: int
    end: int
    text: str
    key: str
    mark: bool = False


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """``word`` in lower case without accents, dots and apostrophes."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
        word = "".join(character for character in decomposed if not unicodedata.combining(character))
        word = word.casefold().translate(_LETTERS)
    return word.translate(_SIMPLE).lower()


def tokenize(text: str) -> list[Token]:
    """The words and marks of ``text`` in order."""
    tokens = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        surface = match.group()
        match match.lastgroup:
            case "genitive":
                tokens.append(Token(start, end, surface, POSSESSIVE, True))
            case "mark":
                tokens.append(Token(start, end, surface, surface, True))
            case _:
                key = fold(surface)
                if key == "el" and text[end : end + 1] == "-":
                    key = "al"
                if key:
                    tokens.append(Token(start, end, surface, key))
    return tokens


def key_of(name: str) -> str:
    """The key under which the tables keep ``name``: its folded words, parted by spaces."""
    return " ".join(token.key for token in tokenize(name) if not token.mark or token.key in {"&", POSSESSIVE})
