"""Whole pages: each layout of the benchmark keeps every paragraph of its body and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dragoman.pages import read_page

LAYOUTS = Path(__file__).parents[2] / "benchmarks" / "layouts"


def _norm(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", text or "")).lower()


@pytest.mark.parametrize("expected", sorted((LAYOUTS / "dev").glob("*.json")), ids=lambda path: path.stem)
def test_dev_layouts(expected: Path) -> None:
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    page = next(path for path in (expected.with_suffix(".txt"), expected.with_suffix(".html")) if path.exists())
    article = read_page(page.read_bytes(), source=page.name)
    assert [_norm(paragraph) for paragraph in article.body.split("\n\n")] == [_norm(row) for row in wanted["body"]]
    assert _norm(article.title) == _norm(wanted["title"])
    assert article.published == wanted["published"]
    assert (article.dateline.place if article.dateline else None) == wanted["place"]
    assert article.agency == wanted["agency"]
