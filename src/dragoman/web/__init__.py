"""The reading room: the store as web pages, as an API, as feeds, and as tools for language-model agents.

::

    from dragoman.store import Store
    from dragoman.web import create_app

    app = create_app(Store("dragoman.duckdb", read_only=True))     # an ASGI application

Pages are drawn on the server; the address says everything that a page shows. Each request opens the store for reading
and closes it again, so that pages can be added meanwhile.
"""

from __future__ import annotations

from dragoman.web.app import create_app

__all__ = ["create_app"]
