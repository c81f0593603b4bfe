"""The application: what is mounted where, and what an error becomes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from dragoman import __version__
from dragoman.errors import DragomanError, StoreError, UsageError
from dragoman.store import Store
from dragoman.web import api, feeds, ledger_api, views
from dragoman.web.limits import Limits
from dragoman.web.reading import TooLongError
from dragoman.web.security import HEADERS, LimitedBody, SecureHeaders, StoreTags
from dragoman.web.templating import render

HOSTS = ("localhost", "127.0.0.1", "[::1]")
_log = logging.getLogger(__name__)


def create_app(store: Store, *, hosts: Sequence[str] = HOSTS, limits: Limits | None = None) -> FastAPI:
    """The reading room of a store as an ASGI application.

    ``hosts`` are the names that it answers to: a page elsewhere that points its own name at this address gets nothing.
    """
    limits = limits or Limits()
    app = FastAPI(
        title="Dragoman",
        version=__version__,
        summary="Who did what to whom, when and where, and who says so",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.store, app.state.limits = store, limits
    app.include_router(api.router)
    app.include_router(ledger_api.router)
    app.include_router(feeds.router)
    for router in views.ROUTERS:
        app.include_router(router)
    static = StaticFiles(directory=str(files("dragoman.web").joinpath("static")))
    app.mount("/static", static, name="static")
    app.add_exception_handler(DragomanError, _failed)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(StoreTags, path=Path(store.path), fresh=lambda path: path.startswith("/static"))
    app.add_middleware(LimitedBody, most=limits.body)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[host.strip("[]") for host in hosts], www_redirect=False)
    app.add_middleware(SecureHeaders)
    return app


def _answer(request: Request, status: int, message: str) -> Response:
    """An error as the caller reads it: JSON under /api, a page elsewhere; never more than its message."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": message}, status_code=status)
    return render(request, "error.html", status=status, code=status, message=message)


async def _failed(request: Request, error: Exception) -> Response:
    if isinstance(error, UsageError):
        missing = "in the store" in str(error)
        return _answer(request, 404 if missing else 400, str(error))
    if isinstance(error, (StoreError, TooLongError)):
        return _answer(request, 503, str(error))
    return _answer(request, 422, str(error))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = _answer(request, error.status_code, str(error.detail))
    response.headers.update(error.headers or {})
    return response


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = "; ".join(f"{'.'.join(map(str, e['loc'][1:])) or e['loc'][0]}: {e['msg']}" for e in error.errors()[:5])
    return _answer(request, 422, said)


async def _broken(request: Request, error: Exception) -> Response:
    """What nobody foresaw: the trace is for the log alone."""
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    response = _answer(request, 500, "something went wrong here; the server's log says what")
    response.headers.update(HEADERS)  # this answer is given outside of all that stands between
    return response
