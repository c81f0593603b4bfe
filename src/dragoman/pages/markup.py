"""HTML → the lines of a page, each with what the markup says of it, and the page's own metadata.

The body's candidates come from trafilatura; the page is walked a second time for the lines that trafilatura leaves out,
so that captions, bylines and related links are kept as furniture, and a paragraph dropped among kept ones comes back.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from dragoman.errors import PageError
from dragoman.pages.blocks import Block, walk
from dragoman.pages.bylines import agency_in, is_byline
from dragoman.pages.cleaning import clean, squeeze
from dragoman.pages.lines import Line
from dragoman.pages.metadata import Metadata, metadata_of, without_site
from dragoman.pages.shrinking import flatten, strip

LARGEST_MARKUP = 4_000_000  # characters of markup, less scripts and styles
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_FEWEST = 200  # characters below which trafilatura's body is none


class Marked(NamedTuple):
    """A page of HTML as the classifier reads it; None for what its markup does not say."""

    lines: list[Line]
    title: str | None
    section: str | None
    byline: str | None
    agency: str | None
    published: str | None


def read_markup(text: str, *, source: str) -> Marked:
    """Read HTML; ``PageError`` when there is nothing in it or far too much."""
    text = strip(_DECLARATION.sub("", text))
    if len(text) > LARGEST_MARKUP:
        raise PageError(
            source, f"more than {LARGEST_MARKUP:,} characters of HTML without its scripts; not one news page"
        )
    tree = _parse(flatten(text), source=source)
    data = metadata_of(tree)
    blocks = walk(tree)
    published = data.published or _htmldate(tree)
    kept = _extracted(tree)
    lines = _lines(blocks, kept)
    if not any(line.hint == "paragraph" for line in lines) and data.body and len(data.body) > _FEWEST:
        lines += [Line(squeeze(row), hint="paragraph") for row in clean(data.body).split("\n") if row.strip()]
    title = _title(blocks, data, tree)
    byline = _byline(blocks, data)
    agency = agency_in(byline) if byline else None
    return Marked(lines, title, data.section, byline, agency, published)


def _parse(text: str, *, source: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "ignore"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise PageError(source, f"HTML without content ({error}); fetch the page again") from error
    return tree


def _htmldate(tree: Any) -> str | None:
    from copy import deepcopy

    from htmldate import find_date

    try:
        return find_date(deepcopy(tree), original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None


def _extracted(tree: Any) -> list[str]:
    """Trafilatura's body, a paragraph an item; empty when it finds none."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            tree, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []
    text = getattr(document, "text", None) or ""
    return [squeeze(row) for row in text.split("\n") if row.strip()] if len(text) >= _FEWEST else []


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _lines(blocks: list[Block], kept: list[str]) -> list[Line]:
    """Blocks as lines: kept paragraphs and their dropped neighbours are free to be body, the rest is not."""
    if not kept:
        return [Line(block.text, gap=True, bullet=block.tag == "li", hint=block.hint(set())) for block in blocks]
    whole = _key(" ".join(kept))
    keys = {_key(row) for row in kept}
    chosen = [_is_kept(_key(block.text), keys, whole) for block in blocks]
    regions = _body_regions(blocks, chosen)
    homes = {block.parent for block, yes in zip(blocks, chosen, strict=True) if yes and block.tag == "p"}
    lines = []
    for block, yes in zip(blocks, chosen, strict=True):
        hint = block.hint(regions)
        if hint is None:
            free = yes or (block.tag == "p" and block.parent in homes)
            hint = (
                ("heading" if block.heading else "paragraph" if block.tag in ("p", "blockquote") else None)
                if free
                else "outside"
            )
        lines.append(Line(block.text, gap=True, bullet=block.tag == "li", hint=hint))
    return lines


def _is_kept(key: str, keys: set[str], whole: str) -> bool:
    return bool(key) and (key in keys or (len(key) > 40 and key[:200] in whole))


def _body_regions(blocks: list[Block], chosen: list[bool]) -> set[int]:
    """Regions that hold much of the body: their class names say nothing of it."""
    total = sum(len(block.text) for block, yes in zip(blocks, chosen, strict=True) if yes)
    sizes: dict[int, int] = {}
    for block, yes in zip(blocks, chosen, strict=True):
        if yes:
            for region, _ in block.regions:
                sizes[region] = sizes.get(region, 0) + len(block.text)
    return {region for region, size in sizes.items() if size > 0.35 * total}


def _title(blocks: list[Block], data: Metadata, tree: Any) -> str | None:
    """The headline as readers see it, where the metadata bear it out."""
    seen = [block.text for block in blocks if block.tag == "h1"]
    stated = without_site(data.title, data.site) if data.title else None
    if stated:
        for text in seen:
            one, other = _key(text), _key(stated)
            if one and (one == other or one.startswith(other) or other.startswith(one)):
                return text
    if len(seen) == 1 and _key(seen[0]) != _key(data.site or ""):
        return seen[0]
    if stated:
        return stated
    element = tree.find(".//title")
    text = squeeze(element.text_content()) if element is not None else ""
    return without_site(text, data.site) if text and not seen else (seen[0] if seen else None)


def _byline(blocks: list[Block], data: Metadata) -> str | None:
    """The byline printed on the page, or the authors that the metadata name."""
    printed = [
        block.text for block in blocks if any(kind == "byline" for _, kind in block.regions) and is_byline(block.text)
    ]
    if printed:
        from dragoman.pages.bylines import byline_of

        return byline_of(printed[0])
    return " and ".join(data.authors) if data.authors else None
