"""How well pages are read: body against furniture, line by line, and the fields, on layouts of the project's own.

    python -m benchmarks.pages [--verbose] [--split dev|held]

Each layout is a page in the manner of some kind of outlet with what it should become beside it (see layouts/README.md).
``dev`` layouts were looked at while the rules were written, ``held`` ones were written before and only scored. On the
HTML pages trafilatura alone is scored beside.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.pages import read_page
from dragoman.record import Article

LAYOUTS = Path(__file__).parent / "layouts"
FIELDS = ("title", "place", "country", "section", "byline", "agency", "published", "language")


@dataclass
class Tally:
    """Counts over the pages of one split."""

    pages: int = 0
    kept: int = 0
    lost: int = 0
    leaked: int = 0
    furniture: int = 0
    kinds: int = 0
    named: int = 0
    perfect: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def norm(text: str | None) -> str:
    """Words only, so that quotes and spacing do not count."""
    return " ".join(re.findall(r"\w+", (text or "").lower()))


def _got(article: Article) -> dict[str, str | None]:
    line = article.dateline
    return {
        "title": article.title,
        "place": line.place if line else None,
        "country": line.country if line else None,
        "section": article.section,
        "byline": article.byline,
        "agency": article.agency,
        "published": article.published,
        "language": article.language,
    }


def _field_ok(name: str, wanted: str | None, got: str | None) -> bool:
    if name == "byline":  # "By" is as the page prints it or not at all
        return re.sub(r"^(?:by|author) ", "", norm(wanted)) == re.sub(r"^(?:by|author) ", "", norm(got))
    return norm(wanted) == norm(got)


def score_body(tally: Tally, name: str, wanted: dict[str, Any], paragraphs: Iterable[str]) -> bool:
    """Count body paragraphs kept and lost, and others that leaked in; whether the body is right in order and whole."""
    have = [norm(paragraph) for paragraph in paragraphs if norm(paragraph)]
    want = [norm(paragraph) for paragraph in wanted["body"]]
    missing = Counter(want) - Counter(have)
    extra = Counter(have) - Counter(want)
    tally.kept += len(want) - missing.total()
    tally.lost += missing.total()
    tally.leaked += extra.total()
    tally.notes += [f"  {name}: lost   {line[:100]}" for line in missing] + [
        f"  {name}: leaked {line[:100]}" for line in extra
    ]
    tally.pages += 1
    tally.perfect += have == want
    return have == want


def score_article(tally: Tally, name: str, wanted: dict[str, Any], article: Article) -> None:
    """Add one page to the counts."""
    score_body(tally, name, wanted, article.body.split("\n\n"))
    found = {norm(piece.text): piece.kind for piece in article.furniture}
    for piece in wanted["furniture"]:
        key = norm(piece["text"])
        if not key:
            continue
        tally.furniture += 1
        tally.named += key in found
        right = found.get(key) == piece["kind"]
        tally.kinds += right
        if key in found and not right:
            tally.notes.append(f"  {name}: {piece['kind']} read as {found[key]}: {piece['text'][:80]}")
    for one, got in _got(article).items():
        if _field_ok(one, wanted[one], got):
            tally.fields[one] += 1
        else:
            tally.notes.append(f"  {name}: {one} {got!r}, not {wanted[one]!r}")


def _trafilatura(data: bytes) -> list[str]:
    from trafilatura import extract

    text = extract(data, favor_precision=True, include_comments=False, include_tables=False) or ""
    return text.split("\n")


def run(split: str) -> tuple[Tally, Tally, Tally]:
    """Score a split: all pages, the HTML pages, and trafilatura alone on these."""
    ours, ours_html, other = Tally(), Tally(), Tally()
    for path in sorted((LAYOUTS / split).glob("*.json")):
        page = next(path.with_suffix(suffix) for suffix in (".txt", ".html") if path.with_suffix(suffix).exists())
        wanted = json.loads(path.read_text(encoding="utf-8"))
        article = read_page(page.read_bytes(), source=page.name)
        score_article(ours, path.stem, wanted, article)
        if page.suffix == ".html":
            score_body(ours_html, path.stem, wanted, article.body.split("\n\n"))
            score_body(other, path.stem, wanted, _trafilatura(page.read_bytes()))
    return ours, ours_html, other


def describe(name: str, tally: Tally) -> str:
    """One line of figures on the body."""
    precision = tally.kept / max(1, tally.kept + tally.leaked)
    recall = tally.kept / max(1, tally.kept + tally.lost)
    return (
        f"{name:28s} pages {tally.pages:3d}  body lines P {precision:.3f} R {recall:.3f}  "
        f"leaked {tally.leaked}  lost {tally.lost}  whole pages right {tally.perfect}/{tally.pages}"
    )


def report(split: str, *, verbose: bool) -> list[str]:
    """The lines of the report on a split."""
    started = time.perf_counter()
    ours, ours_html, other = run(split)
    spent = time.perf_counter() - started
    rows = [describe(split, ours), describe(f"{split}, HTML", ours_html), describe(f"{split}, trafilatura", other)]
    rows.append(f"  furniture found {ours.named}/{ours.furniture}, of the right kind {ours.kinds}/{ours.furniture}")
    rows.append(
        "  fields " + "  ".join(f"{one} {ours.fields[one]}/{ours.pages}" for one in FIELDS) + f"  ({spent:.1f} s)"
    )
    return rows + (ours.notes if verbose else [])


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="name every line and field that is wrong")
    parser.add_argument("--split", choices=("dev", "held"), help="only this split")
    options = parser.parse_args()
    for split in [options.split] if options.split else ["dev", "held"]:
        sys.stdout.write("\n".join(report(split, verbose=options.verbose)) + "\n")


if __name__ == "__main__":
    main()
