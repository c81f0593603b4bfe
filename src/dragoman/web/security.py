"""What stands between the network and the views: headers, sizes, and the store's state as ETag."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman import __version__

# Scripts, styles, fonts and data come from this origin alone, and nothing stands inline: text of a page that should
# ever reach a document as markup would still not run.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SecureHeaders:
    """Every response with the headers above."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, send_with if scope["type"] == "http" else send)


class LimitedBody:
    """Requests with a body of more than ``most`` bytes are answered 413, whether or not they say its length."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = f"a request holds {self.most} bytes at most"
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or len(length) > 12 or int(length) > self.most:
            await PlainTextResponse(f"{said}\n", status_code=413)(scope, receive, send)
            return
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most:
                raise HTTPException(413, said)
            return message

        await self.app(scope, receive_some, send)


class StoreTags:
    """ETags from the state of the store's file: what is asked again of an unchanged store is answered 304 at once.

    ``fresh`` says of a path that its answer depends on more than the store and the address.
    """

    def __init__(self, app: ASGIApp, path: Path, fresh: Callable[[str], bool]) -> None:
        self.app = app
        self.path = path
        self.fresh = fresh

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or self.fresh(scope["path"]):
            await self.app(scope, receive, send)
            return
        tag = self._tag(scope)
        if tag in [
            part.strip().removeprefix("W/") for part in Headers(scope=scope).get("if-none-match", "").split(",")
        ]:
            await Response(status_code=304, headers={"ETag": tag, "Cache-Control": "no-cache"})(scope, receive, send)
            return

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                headers["ETag"] = tag
                headers["Cache-Control"] = "no-cache"
            await send(message)

        await self.app(scope, receive, send_with)

    def _tag(self, scope: Scope) -> str:
        state = [__version__, scope["path"], scope["query_string"].decode("latin-1")]
        for file in (self.path, self.path.with_name(self.path.name + ".wal")):
            try:
                stat = file.stat()
                state.append(f"{stat.st_mtime_ns} {stat.st_size}")
            except OSError:
                state.append("-")
        return f'"{hashlib.sha256(chr(31).join(state).encode()).hexdigest()[:32]}"'
