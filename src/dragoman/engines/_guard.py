"""A coder in a process of its own, watched: a page that hangs, crashes or eats memory costs that process, not the run.

Every engine of many processes codes through a guard, so that poison pages are met alike everywhere: a page that takes
too long is rejected and its process ended; one whose process dies is tried again in fresh ones, as something else
may have ended it, and rejected if they die too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from types import TracebackType

from dragoman.engines._base import Coded, Outcome, Settings, too_slow
from dragoman.engines._child import receive, send
from dragoman.errors import DragomanError, PageError
from dragoman.pages.sources import Page

MOST_MEMORY = 1_000_000_000  # bytes: a process that has held more makes room for a fresh one
STARTING = 60.0  # seconds more for the first page of a process, which loads the models and tables
TRIES = 3


class Guard:
    """Codes one page at a time in a process of its own. Close it, or use it as a context."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._child: subprocess.Popen[bytes] | None = None
        self._fresh = True

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def code(self, page: Page) -> Outcome:
        """The page's record, or why it has none. Raises the package's errors that are not the page's fault."""
        for _ in range(TRIES):
            child = self._child or self._start()
            late = threading.Event()
            limit = self._settings.seconds + (STARTING if self._fresh else 0)
            watch = threading.Timer(limit, lambda child=child, late=late: (late.set(), child.kill()))
            watch.daemon = True
            watch.start()
            try:
                assert child.stdin is not None and child.stdout is not None
                send(child.stdin, page)
                outcome, memory = receive(child.stdout)
            except (EOFError, BrokenPipeError, ConnectionError):
                code = self._end()
                if late.is_set():
                    return too_slow(page, self._settings.seconds)
                reason = f"signal {-code}" if code < 0 else f"status {code}"
            else:
                self._fresh = False
                if memory > MOST_MEMORY:
                    self._end()
                return self._checked(outcome)
            finally:
                watch.cancel()
        return PageError(
            page.source, f"ended the process that coded it {TRIES} times ({reason}); please report the page"
        )

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._end()

    @staticmethod
    def _checked(outcome: Outcome | DragomanError) -> Outcome:
        if isinstance(outcome, Coded | PageError):
            return outcome
        raise outcome

    def _start(self) -> subprocess.Popen[bytes]:
        # the same packages as here, wherever they are: engines start their workers with paths of their own
        paths = os.pathsep.join(path for path in sys.path if path)
        self._child = subprocess.Popen(
            [sys.executable, "-m", "dragoman.engines._child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._fresh = True
        assert self._child.stdin is not None
        send(self._child.stdin, self._settings)
        return self._child

    def _end(self) -> int:
        child, self._child = self._child, None
        assert child is not None and child.stdin is not None and child.stdout is not None
        child.kill()
        code = child.wait()
        for stream in (child.stdin, child.stdout):
            with suppress(BrokenPipeError):  # what was still to be written to a process that has gone
                stream.close()
        return code
