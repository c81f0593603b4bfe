"""Write the records of the example pages, the golden files that ``tests/test_examples.py`` holds the coder to.

``python -m examples.records`` rewrites ``examples/*/records/``; read the difference before you commit it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.coder import code_page

ROOT = Path(__file__).parent


def pages() -> Iterator[Path]:
    """The example pages in order."""
    yield from sorted(path for path in ROOT.glob("*/*") if path.suffix in (".txt", ".html"))


def record_of(page: Path) -> dict[str, Any]:
    """A page's record as it is kept: the coder's version apart, which changes more often than what it says."""
    row = code_page(page.read_bytes(), source=f"examples/{page.parent.name}/{page.name}").model_dump(mode="json")
    del row["coder"]
    return row


def golden(page: Path) -> Path:
    """Where the record of ``page`` is kept."""
    return page.parent / "records" / f"{page.stem}.json"


def main() -> None:
    for page in pages():
        golden(page).parent.mkdir(exist_ok=True)
        golden(page).write_text(json.dumps(record_of(page), indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
