"""Fetching pages from the web, politely. Nothing here runs unless it is asked to: coding needs no network."""

from __future__ import annotations

import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dragoman import __version__
from dragoman.errors import PageError
from dragoman.pages.connecting import connect
from dragoman.pages.packed import bounded_lines, reason_of
from dragoman.pages.sources import Page
from dragoman.pages.warcs import in_utf8

if TYPE_CHECKING:
    from protego import Protego

AGENT = f"dragoman/{__version__}"
_READABLE = ("text/", "application/xhtml+xml", "application/xml", "application/rss+xml", "application/atom+xml")
_ROBOTS_SIZE = 500_000  # bytes of robots.txt that are obeyed at least (RFC 9309)
_LONGEST_PAUSE = 60.0  # seconds; a site that wants longer pauses is left alone
_CHUNK = 65_536
_OK, _TOO_MANY, _BROKEN = 200, 429, 500
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How politely to fetch: seconds between two requests to a host and for one whole request, bytes, redirects.

    ``private`` allows hosts that are not on the public internet.
    """

    delay: float = 1.0
    seconds: float = 30.0
    size: int = 10_000_000
    redirects: int = 5
    private: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str | None
    kind: str
    charset: str | None
    data: bytes


class Fetcher:
    """Fetches pages one after the other; remembers each site's robots.txt and when its host was last asked."""

    def __init__(self, limits: Limits | None = None, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.limits = limits or Limits()
        self._sleep = sleep
        self._robots: dict[str, Protego | str] = {}  # by site: its rules, or why they cannot be had
        self._asked: dict[str, float] = {}  # by host: when it was last asked

    def page(self, url: str) -> Page:
        """The page at an address, under the address that redirects lead to.

        Raises PageError for what is not http(s), private, forbidden by robots.txt, too large, too slow, no text, or not
        there. Every redirect is checked as the first address was.
        """
        at = url
        for _ in range(self.limits.redirects + 1):
            parts = _checked(at)
            self._ask_robots(parts)
            answer = self._get(parts, size=self.limits.size)
            if answer.status not in _REDIRECTS or not answer.location:
                return _page(answer, at)
            at = _joined(at, answer.location)
        raise PageError(url, f"more than {self.limits.redirects} redirects; check the address")

    def _ask_robots(self, url: SplitResult) -> None:
        site = f"{url.scheme}://{url.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        rules = self._robots[site]
        if isinstance(rules, str):
            raise PageError(url.geturl(), f"the site's robots.txt, which would allow it, is not to be had: {rules}")
        if not rules.can_fetch(url.geturl(), AGENT):
            raise PageError(url.geturl(), "the site's robots.txt forbids it; give the page as a file")
        if self._pause(url) > _LONGEST_PAUSE:
            raise PageError(
                url.geturl(), f"the site wants {self._pause(url):.0f} seconds between pages; give it as a file"
            )

    def _read_robots(self, site: str) -> Protego | str:
        """The site's rules, which allow all where it has none; why they cannot be had, where that is so (RFC 9309)."""
        from protego import Protego

        at = site + "/robots.txt"
        try:
            for _ in range(self.limits.redirects + 1):
                answer = self._get(_checked(at), size=_ROBOTS_SIZE, cut=True)
                if answer.status not in _REDIRECTS or not answer.location:
                    break
                at = _joined(at, answer.location)
        except PageError as error:
            return error.reason
        if answer.status >= _BROKEN or answer.status == _TOO_MANY:
            return f"the site answers with status {answer.status}; try later"
        return Protego.parse(answer.data.decode("utf-8", "replace") if answer.status == _OK else "")

    def _get(self, url: SplitResult, *, size: int, cut: bool = False) -> _Answer:
        """One request, after the pause that its host is due."""
        pause = self._asked[url.netloc] + self._pause(url) - time.monotonic() if url.netloc in self._asked else 0.0
        if pause > 0:
            self._sleep(pause)
        try:
            return _request(url, self.limits, size=size, cut=cut)
        except (OSError, HTTPException, ValueError, zlib.error) as error:
            raise PageError(url.geturl(), f"cannot be fetched ({reason_of(error)}); try later") from error
        finally:
            self._asked[url.netloc] = time.monotonic()

    def _pause(self, url: SplitResult) -> float:
        """Seconds between two requests to the URL's host: ours, or the site's own if they are more."""
        rules = self._robots.get(f"{url.scheme}://{url.netloc}", "")
        asked = None if isinstance(rules, str) else rules.crawl_delay(AGENT)
        return max(self.limits.delay, asked or 0.0)


def iter_url(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, fetcher: Fetcher | None = None
) -> Iterator[Page | PageError]:
    """The pages at addresses, in order; ``-`` reads addresses from standard input, one a line."""
    polite = fetcher or Fetcher()
    for url in _addresses(paths, stdin):
        try:
            yield polite.page(url)
        except PageError as error:
            yield error


def _addresses(paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[str]:
    for path in paths:
        if path == "-" and stdin is not None:
            yield from (text for line in bounded_lines(stdin) if (text := line.decode("utf-8", "replace").strip()))
        else:
            yield path


def _checked(url: str) -> SplitResult:
    """The parts of an address in the form that is sent. Raises PageError for what is not plain http(s)."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname.encode("idna").decode() if parts.hostname else ""
    except ValueError:
        raise PageError(url, "no valid address; check it") from None
    if parts.scheme not in ("http", "https") or not host:
        raise PageError(url, "not an http or https address; give the page as a file")
    if parts.username is not None:
        raise PageError(url, "an address with a user name in it; leave that out")
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    path, query = (quote(text, safe="/%:@!$&'()*+,;=?-._~") for text in (parts.path or "/", parts.query))
    return SplitResult(parts.scheme, netloc, path, query, "")


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        raise PageError(base, "redirects to no valid address; check it") from None


def _request(url: SplitResult, limits: Limits, *, size: int, cut: bool) -> _Answer:
    connection = connect(url, private=limits.private, timeout=limits.seconds)
    with _deadline(connection.sock, limits.seconds) as is_late:
        try:
            target = url.path + (f"?{url.query}" if url.query else "")
            headers = {"Host": url.netloc, "User-Agent": AGENT, "Accept-Encoding": "gzip"}
            connection.request("GET", target, headers=headers)
            with closing(connection.getresponse()) as response:
                data = _body(response, size=size, cut=cut)
        except (OSError, HTTPException, ValueError) as error:
            raise (TimeoutError(f"no whole answer in {limits.seconds:g} seconds") if is_late() else error) from error
        finally:
            connection.close()
        if is_late():  # the end of a body without a length looks like any other end
            raise TimeoutError(f"no whole answer in {limits.seconds:g} seconds")
    told = response.headers
    return _Answer(response.status, told.get("Location"), told.get_content_type(), told.get_content_charset(), data)


@contextmanager
def _deadline(connected: socket.socket, seconds: float) -> Iterator[Callable[[], bool]]:
    """Cut the connection after so many seconds, however steadily it drips; yields whether that has happened."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        try:
            socket.socket.shutdown(connected, socket.SHUT_RDWR)  # not TLS's own, which would wait for an answer
        except OSError:
            return

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield late.is_set
    finally:
        timer.cancel()


def _body(response: HTTPResponse, *, size: int, cut: bool) -> bytes:
    """The body, unpacked: what is larger than ``size`` bytes is ``cut`` there or raises ValueError."""
    packed = (response.getheader("Content-Encoding") or "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise ValueError(f"packed as {packed[:20]}, which was not asked for")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed.endswith("gzip") else None
    data = bytearray()
    while len(data) <= size and (chunk := response.read(_CHUNK)):
        data += unpack.decompress(chunk, size + 1 - len(data)) if unpack else chunk
    if len(data) <= size and (response.length or (unpack is not None and data and not unpack.eof)):
        raise ValueError("broken off")
    if len(data) > size and not cut:
        raise ValueError(f"larger than {size:,} bytes")
    return bytes(data[:size])


def _page(answer: _Answer, url: str) -> Page:
    if answer.status != _OK:
        raise PageError(url, f"the site answers with status {answer.status}; check the address")
    if not answer.kind.startswith(_READABLE):
        raise PageError(url, f"{answer.kind[:60]}, which is no page of text")
    return Page(source=url, data=in_utf8(answer.data, answer.charset), url=url)
