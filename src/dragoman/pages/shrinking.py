"""HTML made small and shallow enough to parse: scripts, styles and embedded images out, absurd nesting flattened."""

from __future__ import annotations

import re

DEEPEST = 180  # the parser drops what lies below 256 levels
_LONG = 200_000  # shorter markup is parsed as it is
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "th", "tr", "option"])
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
_KEPT = frozenset(
    ["html", "head", "body", "title", "meta", "link", "script", "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "br", "figure", "figcaption", "time", "article", "nav", "footer", "aside"]
)
_INLINE = frozenset(["span", "b", "i", "em", "strong", "u", "font", "small", "sup", "sub", "abbr", "cite", "code", "label", "s", "strike", "tt", "big"])
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
        if name.lower() in _VOID:
            continue
        level = max(0, level - 1) if closing else level + 1
        deepest = max(deepest, level)
    return deepest


def _flatten_tag(match: re.Match[str]) -> str:
    name = match.group(1).lower()
    if name in _KEPT:
        return match.group()
    return "" if name in _INLINE else "<br><br>"


def shrink(text: str) -> str:
    """A page's HTML, smaller and shallower if it is large or deep, with nothing lost that is text."""
    if len(text) > _LONG:
        for name in ("script", "style", "svg", "noscript", "template"):
            text = _cut_elements(text, name)
        text = _DATA_URI.sub("", _cut_comments(text))
    if depth(text) <= DEEPEST:
        return text
    text = _WHOLE_TAG.sub(_flatten_tag, text)
    return (
        text
        if depth(text) <= DEEPEST
        else _WHOLE_TAG.sub(
            lambda match: match.group() if match.group(1).lower() in ("p", "h1", "title") else "<br><br>", text
        )
    )
