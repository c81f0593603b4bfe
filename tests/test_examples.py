"""The example pages become the records that stand beside them, and the README shows what the program prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from examples.records import golden, pages, record_of

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("page", list(pages()), ids=lambda page: page.stem)
def test_record(page: Path) -> None:
    assert _rounded(record_of(page)) == _rounded(json.loads(golden(page).read_text("utf-8")))


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    """Without confidences: processors differ in their last bits."""
    return {**row, "events": [{**event, "confidence": None} for event in row["events"]]}


def test_readme() -> None:
    subprocess.run([sys.executable, "docs/render.py", "--check"], cwd=ROOT, check=True)
