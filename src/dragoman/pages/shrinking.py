"""HTML made small and shallow enough to parse: scripts, styles and embedded images out, absurd nesting flattened."""

from __future__ import annotations

import re

from dragoman.pages.tables import tags

DEEPEST = 180  # the parser drops what lies below 256 levels
_LONG = 200_000  # shorter markup is parsed as it is
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
_DATA_URI = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,40};base64,[A-Za-z0-9+/=\s]*")
_WHOLE_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]{0,30})[^<>]{0,4000}>")


def _cut_elements(text: str, name: str) -> str:
    """Text without the elements of a name, JSON-LD scripts kept; linear in its length."""
    lowered = text.lower()
    opening, closing = f"<{name}", f"</{name}"
    kept: list[str] = []
    at = 0
    while (start := lowered.find(opening, at)) >= 0:
        end = lowered.find(closing, start)
        stop = lowered.find(">", end) + 1 if end >= 0 else 0
        if end < 0 or not stop:  # never closed: browsers, too, take the rest for its content
            kept.append(text[at:start])
            return "".join(kept)
        if name == "script" and "ld+json" in lowered[start : start + 200]:
            kept.append(text[at:stop])
        else:
            kept.append(text[at:start])
        at = stop
    kept.append(text[at:])
    return "".join(kept)


def _cut_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start)
        if end < 0:
            return "".join(kept)
        at = end + 3
    kept.append(text[at:])
    return "".join(kept)


def depth(text: str) -> int:
    """How deep the elements of a page nest, as its tags have it."""
    level = deepest = 0
    for closing, name in _TAG.findall(text):
        if name.lower() in tags("open"):
            continue
        level = max(0, level - 1) if closing else level + 1
        deepest = max(deepest, level)
    return deepest


def _flatten_tag(match: re.Match[str]) -> str:
    name = match.group(1).lower()
    if name in tags("kept"):
        return match.group()
    return "" if name in tags("inline") else "<br><br>"


def strip(text: str) -> str:
    """A large page's HTML without scripts (JSON-LD apart), styles, comments and embedded images."""
    if len(text) <= _LONG:
        return text
    for name in ("script", "style", "svg", "noscript", "template"):
        text = _cut_elements(text, name)
    return _DATA_URI.sub("", _cut_comments(text))


def _flatten_more(match: re.Match[str]) -> str:
    return match.group() if match.group(1).lower() in ("p", "h1", "title") else "<br><br>"


def flatten(text: str) -> str:
    """HTML that nests no deeper than the parser follows: nothing is lost that is text, only what enclosed it."""
    if depth(text) <= DEEPEST:
        return text
    text = _WHOLE_TAG.sub(_flatten_tag, text)
    return text if depth(text) <= DEEPEST else _WHOLE_TAG.sub(_flatten_more, text)
