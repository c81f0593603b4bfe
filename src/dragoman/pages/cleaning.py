"""Characters that no reader sees or that were read in the wrong encoding: put right before anything counts them."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# UTF-8 read as cp1252: a lead byte's character and the characters of its continuation bytes (five of which cp1252
# leaves undefined and readers pass through as C1 controls).
_CP1252_HIGH = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xC0))
_TAIL = f"[{re.escape(_CP1252_HIGH)}\x80-\xbf]"
_MOJIBAKE = re.compile(f"[\u00c2-\u00df]{_TAIL}|[\u00e0-\u00ef]{_TAIL}{{2}}|[\u00f0-\u00f4]{_TAIL}{{3}}")
# What hardly stands in honest text: the broken forms of quotes and dashes, of accented letters and the no-break space.
_SURE = re.compile("â€|Ã[\u00a0-\u00bf\u0192\u2020\u2030\u0160\u2039\u0152\u017d€©¨§]|Â[\u00a0-\u00bf]")


def _byte(character: str) -> bytes:
    return character.encode("latin-1") if ord(character) < 0x100 else character.encode("cp1252")


def _unbroken(match: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte, match.group())).decode("utf-8")
    except UnicodeError:
        return match.group()


def repair_mojibake(text: str) -> str:
    """Undo UTF-8 that was read as cp1252, where the text shows sure signs of it.

    >>> repair_mojibake("Seoulâ€™s envoy")
    'Seoul’s envoy'
    """
    if "â€" not in text and len(_SURE.findall(text)) < 2:
        return text
    return _MOJIBAKE.sub(_unbroken, text)


def clean(text: str) -> str:
    """Text with ``\\n`` for line ends, spaces for spaces, and no controls, direction marks or zero-width characters."""
    text = repair_mojibake(text)
    text = _BREAKS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    return _UNSEEN.sub("", text)


def squeeze(text: str) -> str:
    """One line: runs of white space as one space, none at the ends."""
    return " ".join(text.split())
