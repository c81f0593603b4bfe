"""The store open for one request: read-only, and never for longer than a question may take."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from dragoman.errors import DragomanError
from dragoman.store import Store
from dragoman.web.limits import Limits

if TYPE_CHECKING:
    import duckdb


class TooLongError(DragomanError):
    """A question that took longer than a request may."""


@contextmanager
def reading(store: Store, limits: Limits) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store open for questions; raises TooLongError once they have taken ``limits.seconds`` together."""
    import duckdb

    with store.reading() as connection:
        # nothing that a page's address holds may reach other files, whatever SQL it should smuggle in
        connection.execute("SET enable_external_access = false")
        timer = threading.Timer(limits.seconds, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield connection
        except duckdb.InterruptException as error:
            raise TooLongError(
                f"the question took longer than {limits.seconds:g} seconds; ask for less: fewer days, one dyad"
            ) from error
        finally:
            timer.cancel()


def _connection(request: Request) -> Iterator[duckdb.DuckDBPyConnection]:
    with reading(request.app.state.store, request.app.state.limits) as connection:
        yield connection


if TYPE_CHECKING:
    Connection = duckdb.DuckDBPyConnection
else:
    Connection = Annotated[object, Depends(_connection)]
