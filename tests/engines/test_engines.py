"""Every engine gives the same, byte for byte, and no page can stop a run."""

from __future__ import annotations

import importlib.util
import os
import pickle
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.engines import Chunk, Coded, Outcome, Settings, _base, _guard, chunks_of, engine_names, load_engine
from dragoman.engines._base import outcomes
from dragoman.errors import PageError, UsageError
from dragoman.pages import Page, iter_pages

SLOW = Settings(seconds=600)  # a busy machine is no fault of a page
EXAMPLES = Path(__file__).parents[2] / "examples"
HERE = [
    name
    for name in engine_names()
    if importlib.util.find_spec({"spark": "pyspark"}.get(name, name)) or name in ("local", "processes")
]


def pages() -> list[Page | PageError]:
    found = list(iter_pages([str(EXAMPLES / "japan-south-korea")]))[:3]
    return [found[0], PageError("gone.txt", "no such file"), Page("empty.txt", b" "), *found[1:]]


def told(results: Iterator[list[Outcome]]) -> list[tuple[str, str]]:
    return [(o.source, o.json if isinstance(o, Coded) else o.reason) for chunk in results for o in chunk]


@pytest.fixture(scope="module")
def expected() -> list[tuple[str, str]]:
    return told(load_engine("local").run(outcomes, chunks_of(pages(), 1), SLOW, workers=1))


def test_the_engines_are_found_by_name() -> None:
    assert engine_names() == ("local", "processes", "ray", "spark")
    with pytest.raises(UsageError, match="no engine 'cloud'"):
        load_engine("cloud")


@pytest.mark.filterwarnings("ignore")  # of Ray and Spark themselves
@pytest.mark.parametrize(
    ("name", "workers", "size"), [(n, w, s) for n in HERE for w, s in ((1, 3), (2, 2)) if n != "local"]
)
def test_every_engine_gives_the_same_bytes(name: str, workers: int, size: int, expected: list[tuple[str, str]]) -> None:
    found = told(load_engine(name).run(outcomes, chunks_of(pages(), size), SLOW, workers=workers))
    assert found == expected
    assert [reason for source, reason in found if source in ("gone.txt", "empty.txt")] == [
        "no such file",
        "empty; fetch the page again",
    ]


def test_an_engine_that_is_not_installed_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.engines import ray

    monkeypatch.setattr(ray, "NEEDS", "no_such_package_here")
    with pytest.raises(UsageError, match=r"pip install 'dragoman\[ray\]'"):
        load_engine("ray")


def test_a_page_that_takes_too_long_is_rejected_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.engines.local.code_page_once", lambda page, settings: time.sleep(30))
    settings = Settings(seconds=0.05)
    found = list(load_engine("local").run(outcomes, [Chunk(0, [Page("slow.txt", b"x")])], settings, workers=1))
    assert found[0][0].reason.startswith("took over 0.05 s")


def test_a_page_that_takes_too_long_is_rejected_by_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_guard, "STARTING", 0.0)
    with _guard.Guard(Settings(seconds=0.01)) as guard:  # no process starts in so short a time
        outcome = guard.code(Page("slow.txt", b"x"))
    assert isinstance(outcome, PageError)
    assert "took over" in outcome.reason


def test_a_worker_that_is_killed_loses_nothing(expected: list[tuple[str, str]]) -> None:
    page = next(p for p in pages() if isinstance(p, Page))
    with _guard.Guard(SLOW) as guard:
        guard.code(Page("warm.txt", b" "))
        child = guard._child
        assert child is not None
        threading.Timer(0.02, os.kill, (child.pid, signal.SIGKILL)).start()
        outcome = guard.code(page)
        assert isinstance(outcome, Coded)
        assert guard._child is not child
    assert outcome.json == expected[0][1]


def test_a_page_that_kills_its_workers_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    class Poison(Page):
        __slots__ = ()

        def __reduce__(self) -> tuple[object, tuple[int]]:
            return os._exit, (3,)  # what the worker does when it reads the page

    with _guard.Guard(SLOW) as guard:
        outcome = guard.code(Poison("poison.txt", b""))
        assert isinstance(outcome, PageError)
        assert "3 times (status 3)" in outcome.reason
        after = guard.code(Page("empty.txt", b" "))
    assert isinstance(after, PageError)
    assert after.reason.startswith("empty")


def test_chunks_keep_the_order_and_the_rest() -> None:
    made = list(chunks_of([Page(str(n), b"") for n in range(7)], 3))
    assert [chunk.number for chunk in made] == [0, 1, 2]
    assert [page.source for chunk in made for page in chunk.pages] == [str(n) for n in range(7)]


def test_an_error_of_a_page_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(PageError("a.txt", "no text")))
    assert (error.source, error.reason, str(error)) == ("a.txt", "no text", "a.txt: no text")


def test_an_error_that_is_no_pages_fault_stops_the_run() -> None:
    settings = Settings(tables=(Path("no-such-table.yaml"),))
    text = (
        b"Japan's foreign minister met his South Korean counterpart in Tokyo on Monday to discuss trade between them."
    )
    for name in ("local", "processes"):
        with pytest.raises(Exception, match="no-such-table"):
            list(load_engine(name).run(outcomes, chunks_of([Page("a.txt", text)], 1), settings, workers=1))


def test_a_coder_that_fails_on_one_page_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **more: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("dragoman.coder.code_article", fail)
    page = next(p for p in pages() if isinstance(p, Page))
    outcome = _base.code_page_once(page, Settings())
    assert isinstance(outcome, PageError)
    assert "RuntimeError: broken" in outcome.reason
