"""In this process: nothing to start and nothing to wait for, one page after another."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from dragoman.engines._base import Chunk, Job, Outcome, Settings, code_page_once, too_slow
from dragoman.pages.sources import Page


class _TooSlow(BaseException):
    """Raised inside a page that takes too long; no handler of ordinary errors may take it for one."""


def run(job: Job[Any], chunks: Iterable[Chunk], settings: Settings, *, workers: int = 1) -> Iterator[Any]:
    """What ``job`` returns for each chunk. ``workers`` means nothing here."""

    def code(page: Page) -> Outcome:
        try:
            with _at_most(settings.seconds):
                return code_page_once(page, settings)
        except _TooSlow:
            return too_slow(page, settings.seconds)

    for chunk in chunks:
        yield job(chunk, code)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Interrupt the block after so many seconds, where the system can: on POSIX, in the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
