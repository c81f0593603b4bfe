"""How the names of places are compared: folded to bare letters, and keyed by a 64-bit hash."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

# Letters that Unicode does not take apart into a letter and a mark.
_WHOLE = str.maketrans("ıłøđð", "ilodd")
_DROPPED = re.compile(r"['’‘ʻʼ`ʿʾ.]")
_OTHER = re.compile(r"[\W_]+")
_SAINT = re.compile(r"\b(?:st|ste|sainte)\b")
_MOUNT = re.compile(r"\bmt\b")
_FORT = re.compile(r"\bft\b")


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """``name`` in lower case without marks, dots and apostrophes; "St." is "saint", a leading "the" is dropped."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_WHOLE))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _OTHER.sub(" ", _DROPPED.sub("", bare)).strip()
    words = _FORT.sub("fort", _MOUNT.sub("mount", _SAINT.sub("saint", words)))
    return words.removeprefix("the ")


def key(folded: str) -> int:
    """The number under which a folded name is filed: its BLAKE2b hash, 64 bits."""
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
