"""Memory of one coder process over many pages, and what a page of 50 MB does to it.

``python -m benchmarks.memory --pages 1000`` codes the project's own pages over and over, each time under another name
and with its paragraphs in another order, and prints the most that the process has held.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator

from benchmarks.scaling import FOLDERS, ROOT
from dragoman.engines._base import Settings, code_page_once
from dragoman.engines._child import memory
from dragoman.pages import Page, iter_pages

HUGE = Page("huge.txt", b"Japan met South Korea. " * 2_170_000)


def shuffled(count: int) -> Iterator[Page]:
    """``count`` pages of text."""
    found = [p.read().body for p in iter_pages([str(ROOT / folder) for folder in FOLDERS]) if isinstance(p, Page)]
    chance = random.Random(5)
    for number in range(count):
        paragraphs = found[number % len(found)].split("\n\n")
        chance.shuffle(paragraphs)
        yield Page(f"https://memory.example/{number}", "\n\n".join(paragraphs).encode(), kind="text")


def main() -> None:
    """Print the memory at 1, 2, 4, … pages, and after the huge one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=256)
    settings, mark = Settings(published="2019-11-23"), 1
    options = parser.parse_args()
    for number, page in enumerate(shuffled(options.pages), 1):
        code_page_once(page, settings)
        if number in (mark, options.pages):
            print(f"{number:6} pages {memory() / 1e6:6.0f} MB", flush=True)
            mark = number * 2
    print(f"  {len(HUGE.data) / 1e6:.0f} MB: {code_page_once(HUGE, settings)}")
    print(f"  then        {memory() / 1e6:6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
