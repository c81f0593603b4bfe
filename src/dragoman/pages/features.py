"""What a line looks like by itself: running prose, a caption, a credit, a menu, a headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.pages.dates import all_days, is_date_line
from dragoman.pages.lines import Line
from dragoman.pages.tables import Cue, captions, cues, words

_WORD = re.compile(r"[^\W\d_][\w'’.-]*|\d[\d,.]*")
_END = re.compile(r"[.!?。！？؟।][\"”’'»)\]]*$|[.!?,][\"”’']+$")
_CUT = re.compile(r"(?:\.\.\.+|…|\. \. \.)\s*[\])]?$")
_QUOTES = "\"“”‘’'«»„"
_NETWORKS = re.compile(
    r"(?i)^\W*(?:(?:share|tweet|email|e-mail|print|facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|"
    r"copy link|copy|link|save|line|wechat|weibo|messenger|instagram|youtube|comments?|\d+)\W*){2,}$"
)
_SEPARATORS = re.compile(r"\s{2,}|\s(?:[|•·>»/]|::)\s|\]\s*\[|\t|\s[–—-]\s")
_BREADCRUMB = re.compile(r"\s*(?:>|»|›|::|→)\s*")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_BEFORE_INFINITIVES = frozenset(
    "to the a an would will could may might can should must not ".split()  # noqa: SIM905
)
# A sentence, then a name and no more: the photographer's.
_SIGNED = re.compile(
    r"[a-z\d)]{3}[.!?][\"”’']?\s+(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]+(?:\s?[/,]\s?[A-Z][\w. ]{1,25})?$"
)
_LONG = 4000  # characters of a line that the features look at
_HEAD = 600  # and of its head, where its words are asked for


@dataclass(frozen=True, slots=True)
class Features:
    """Measures of one line. ``prose`` and ``caption`` are scores: prose from 3 up, a caption from 3 up."""

    words: tuple[str, ...]
    count: int
    ends: bool
    cut: bool
    caps: bool
    quoted: bool
    cue: Cue | None
    dated: bool
    menu: bool
    crumbs: bool
    credit: bool
    promo: bool
    prose: float
    caption: float


def ascii_quotes(text: str) -> str:
    """Typographic apostrophes as the plain one, for look-ups."""
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


def word_count(text: str) -> int:
    """Words of a line; scripts that write without spaces count half a word a character."""
    dense = len(_CJK.findall(text))
    return len(_WORD.findall(text)) if dense < 4 else _dense_count(text, dense)


def _dense_count(text: str, dense: int) -> int:
    return dense // 2 + len(re.findall(r"[A-Za-z\d]+", text))


def find_cue(text: str, count: int) -> Cue | None:
    """The first group of cue phrases that a line matches."""
    lowered = ascii_quotes(text[:_HEAD]).lower()
    return next((cue for cue in cues() if count <= cue.longest and cue.pattern.search(lowered)), None)


def is_caps(text: str) -> bool:
    """Whether a line is printed in capitals."""
    letters = "".join(filter(str.isalpha, text[:400]))
    if not letters.isascii():
        letters = "".join(letter for letter in letters if letter.upper() != letter.lower())
    return len(letters) >= 3 and sum(map(str.isupper, letters)) > 0.85 * len(letters)


def section_in(text: str) -> str | None:
    """The section that a short label names: "AFRICA | Great Lakes" → AFRICA."""
    if len(text) > 60:
        return None
    known = words("sections")
    if text.strip().lower() in known:
        return text.strip()
    pieces = [piece.strip() for piece in re.split(r"[/|]", text)]
    if len(pieces) > 3 or not all(0 < len(piece.split()) <= 3 for piece in pieces):
        return None
    return next(
        (piece for piece in pieces if any(part.strip().lower() in known for part in re.split(r"[&,]", piece))), None
    )


def is_menu(text: str, count: int) -> bool:
    """Whether a line lists the parts of a site or the networks to share on."""
    if count == 0 or count > 40:
        return False
    if _NETWORKS.match(text):
        return True
    pieces = [piece.strip(" []|•·>»/-–—\t").lower() for piece in _SEPARATORS.split(text)]
    pieces = [piece for piece in pieces if piece]
    known = _parts_of_site()
    hits = sum(piece in known for piece in pieces)
    if len(pieces) >= 3 and max(len(piece.split()) for piece in pieces) <= 4 and (hits >= 2 or hits >= len(pieces) / 3):
        return True
    tokens = text.lower().split()
    return len(tokens) >= 4 and sum(token.strip(",|") in known for token in tokens) >= 0.7 * len(tokens)


@cache
def _parts_of_site() -> frozenset[str]:
    return words("navigation") | words("sections")


def _s_form(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


@cache
def _shown() -> frozenset[str]:
    """The verbs of captions in the third person."""
    return frozenset(_s_form(verb) for verb in words("caption_verbs"))


def _third_person(tokens: list[str]) -> bool:
    """Whether a verb of captions stands among the first words in the present tense, before any word of telling."""
    plain = words("caption_verbs")
    for at, token in enumerate(tokens[:24]):
        if token in {"said", "was", "were", "had", "would", "has", "have", "will", "told"}:
            return False
        if at and token in _shown():
            return tokens[at - 1] not in {"the", "a", "his", "her", "their", "of", "its", "and"}
        if at and token in plain and tokens[at - 1] not in _BEFORE_INFINITIVES:
            return tokens[at - 1].endswith("s") or tokens[at - 1] in {"people", "women", "men", "police", "crowd"}
    return False


def caption_score(text: str, count: int, *, credit: bool, tokens: Sequence[str]) -> float:
    """How much a line looks like the caption of a picture; 3 and more is one.

    ``credit``: it holds a picture's credit; ``tokens`` are its words in lower case.
    """
    if count < 3 or count > 90:
        return 0.0
    table = captions()
    lowered = ascii_quotes(text).lower()
    score = 0.0
    tokens = [token.strip(".") for token in tokens]
    if lowered.lstrip("([ ").startswith(table.starts) or lowered.startswith(table.starts):
        score += 2.5 if lowered.startswith(("view of", "a view of", "from left", "in this", "above", "below")) else 3.5
    if credit:
        score += 2.5
    if _SIGNED.search(text[-120:]):
        score += 3.5
    score += min(2.0, 1.2 * sum(phrase in lowered for phrase in table.phrases))
    if _third_person(tokens):
        score += 1.2
    if all_days(text):
        score += 0.8
    telling = words("telling")
    told = sum(token in telling for token in tokens[:40])
    score -= 0.4 * min(told, 4)
    if {"said", "told", "added", "says"} & set(tokens):
        score -= 1.2
    if text[:1] in _QUOTES:
        score -= 1.0
    return score if count <= 60 else score - 1.0


def prose_score(text: str, count: int, *, tokens: Sequence[str], ends: bool, cut: bool, caps: bool) -> float:
    """How much a line, with its words in lower case, looks like a paragraph of running text; 3 and more is one."""
    if caps and count > 1:
        return -2.0 if count < 25 else 1.0
    share = sum(map(words("function_words").__contains__, tokens)) / max(1, len(tokens))
    told = sum(map(words("telling").__contains__, tokens))
    score = 2.0 if ends and not cut else 0.0
    score += (count >= 5) * 0.5 + (count >= 9) * 0.7 + (count >= 16) * 0.8 + (count >= 26) * 1.0
    score += 0.5 if share >= 0.2 else 0.0
    score += 0.6 * min(told, 2)
    if text[:1] in '"“«„' and ends:
        score += 1.0
    if cut and count < 30 and text[-1:] not in _QUOTES:
        score -= 2.0
    if not ends and _SEPARATORS.search(text):
        score -= 0.7
    return score


def is_promo(tokens: set[str], count: int) -> bool:
    """Whether a line speaks to the reader of the outlet's own products, and tells nothing."""
    return (
        count <= 45
        and bool(tokens & words("products"))
        and bool(tokens & words("addressing"))
        and not tokens & {"said", "told", "says", "added", "according"}
    )


def features_of(line: Line) -> Features:
    """The measures of a line."""
    text = line.text[:_LONG]
    tokens = [token.lower() for token in _WORD.findall(text)]
    dense = len(_CJK.findall(text))
    count = len(tokens) if dense < 4 else _dense_count(text, dense)
    head = tokens if len(text) <= _HEAD else [token.lower() for token in _WORD.findall(text[:_HEAD])]
    credit = bool(captions().credit.search(text))
    ends = bool(_END.search(line.text[-12:]))
    cut = bool(_CUT.search(line.text[-12:]))
    caps = is_caps(text)
    return Features(
        words=tuple(ascii_quotes(token).strip(".'’") for token in head),
        count=count,
        ends=ends and not cut,
        cut=cut,
        caps=caps,
        quoted=text[:1] in _QUOTES,
        cue=find_cue(text, count),
        dated=is_date_line(text),
        menu=is_menu(line.text, count),
        crumbs=count <= 25 and bool(_BREADCRUMB.search(text)) and not ends,
        credit=count <= 25 and credit,
        promo=is_promo(set(head), count),
        prose=prose_score(text, count, tokens=tokens, ends=ends, cut=cut, caps=caps),
        caption=caption_score(text, count, credit=credit, tokens=tokens),
    )
