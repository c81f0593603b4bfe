"""Fetching, against a server on loopback: politeness, limits, and what is refused."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from dragoman.errors import PageError
from dragoman.pages import connecting
from dragoman.pages.feeds import iter_feed
from dragoman.pages.fetching import AGENT, Fetcher, Limits, iter_url
from dragoman.pages.sources import Page

HTML = "<html><body><p>Café talks resumed.</p></body></html>"
FEED = '<rss version="2.0"><channel><title>T</title><item><title>A</title><link>/page</link></item></channel></rss>'


class Site(ThreadingHTTPServer):
    """What the site answers, by path: status, headers and body; and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.agents: set[str | None] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def put(self, path: str, body: bytes | str = HTML, *, status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        told = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
        self.answers[path] = status, told, data


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.agents.add(self.headers["User-Agent"])
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            if self.path.startswith("/drip"):
                for _ in range(50):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            else:
                self.wfile.write(body)
        except OSError:
            return  # the fetcher has hung up

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def fetcher(**limits: float | int) -> Fetcher:
    return Fetcher(Limits(private=True, **({"delay": 0.0, "seconds": 5.0} | limits)))  # type: ignore[arg-type]


def refusal(url: str, polite: Fetcher) -> str:
    with pytest.raises(PageError) as caught:
        polite.page(url)
    return caught.value.reason


def test_a_page(site: Site) -> None:
    site.put("/page?q=1", "Café".encode("cp1252"), Content_Type="text/html; charset=windows-1252")
    url = site.url + "/page?q=1#part"
    page = fetcher().page(url)
    assert (page.source, page.data.decode("utf-8-sig")) == (url, "Café")
    assert site.agents == {AGENT}
    assert site.asked == ["/robots.txt", "/page?q=1"]


def test_packed_answers(site: Site) -> None:
    site.put("/page", gzip.compress(HTML.encode()), Content_Encoding="gzip")
    assert fetcher().page(site.url + "/page").data.decode() == HTML


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", "/private/1", False),
        ("User-agent: *\nDisallow: /private/", "/page", True),
        ("User-agent: dragoman\nDisallow: /\n\nUser-agent: *\nAllow: /", "/page", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /\nAllow: /page", "/page", True),
        ("<html>no rules at all</html>", "/page", True),
    ],
)
def test_robots_are_obeyed(site: Site, rules: str, path: str, allowed: bool) -> None:
    site.put("/robots.txt", rules, Content_Type="text/plain")
    site.put(path)
    polite = fetcher()
    if allowed:
        polite.page(site.url + path)
    else:
        assert "robots.txt forbids it" in refusal(site.url + path, polite)
    assert (path in site.asked) == allowed


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_whose_robots_cannot_be_had_is_left_alone(site: Site, status: int) -> None:
    site.put("/robots.txt", "", status=status)
    site.put("/page")
    polite = fetcher()
    for _ in range(2):
        assert "robots.txt" in refusal(site.url + "/page", polite)
    assert site.asked == ["/robots.txt"]


def test_requests_to_a_host_keep_their_distance(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7", Content_Type="text/plain")
    site.put("/page")
    pauses: list[float] = []
    polite = Fetcher(Limits(private=True, delay=2.0), sleep=pauses.append)
    polite.page(site.url + "/page")
    polite.page(site.url + "/page")
    assert [round(pause) for pause in pauses] == [7, 7]  # robots.txt was the first request


def test_a_site_that_wants_very_long_pauses_is_left_alone(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 3600", Content_Type="text/plain")
    assert "3600 seconds" in refusal(site.url + "/page", fetcher())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, status: int) -> None:
    site.put("/old", "", status=status, Location="/page")
    site.put("/page")
    assert fetcher().page(site.url + "/old").source == site.url + "/page"


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/old", "more than 5 redirects"),
        ("file:///etc/hostname", "not an http or https address"),
        ("ftp://127.0.0.1/x", "not an http or https address"),
        ("http://[broken", "no valid address"),
        ("http://user:secret@127.0.0.1/", "user name"),
        ("/secret", "robots.txt forbids it"),
    ],
)
def test_redirects_are_checked_as_addresses_are(site: Site, location: str, reason: str) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret", Content_Type="text/plain")
    site.put("/old", "", status=302, Location=location)
    assert reason in refusal(site.url + "/old", fetcher())


def test_a_redirect_does_not_lead_to_private_hosts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "is_public", lambda address: str(address) == "127.0.0.1")
    site.put("/old", "", status=302, Location=f"http://127.0.0.2:{site.server_port}/page")
    reason = refusal(site.url + "/old", Fetcher(Limits(delay=0.0)))
    assert "not on the public internet" in reason


def test_private_hosts_are_refused_before_anything_is_sent(site: Site) -> None:
    assert "not on the public internet" in refusal(site.url + "/page", Fetcher(Limits(delay=0.0)))
    assert "not on the public internet" in refusal(f"http://localhost:{site.server_port}/", Fetcher(Limits(delay=0.0)))
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:1::", False),  # 6to4 around 127.0.0.1
        ("64:ff9b::7f00:1", False),  # NAT64 around 127.0.0.1
        ("64:ff9b::a9fe:a9fe", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert connecting.is_public(ip_address(address)) == public


@pytest.mark.parametrize(
    "url", ["", "page.html", "file:///etc/hostname", "ftp://a.example/", "http://", "http://a.example:99999/"]
)
def test_only_addresses_of_the_web_are_taken(url: str) -> None:
    assert refusal(url, fetcher())


def test_what_is_too_large_is_refused(site: Site) -> None:
    site.put("/large", b"x" * 5_000)
    site.put("/bomb", gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip")
    site.put("/fits", b"x" * 1_000)
    assert "larger than 1,000 bytes" in refusal(site.url + "/large", fetcher(size=1_000))
    assert "larger than 1,000 bytes" in refusal(site.url + "/bomb", fetcher(size=1_000))
    assert len(fetcher(size=1_000).page(site.url + "/fits").data) == 1_000


def test_what_is_too_slow_is_cut_off(site: Site) -> None:
    site.put("/drip")
    start = time.monotonic()
    assert "no whole answer in 0.3 seconds" in refusal(site.url + "/drip", fetcher(seconds=0.3))
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "status 404"),
        ("/image", "image/png, which is no page of text"),
        ("/short", "broken off"),
        ("/cut", "broken off"),
        ("/strange", "packed as br"),
        ("/lie", "cannot be fetched"),
    ],
)
def test_answers_that_are_no_pages(site: Site, path: str, reason: str) -> None:
    site.put("/image", b"", Content_Type="image/png")
    site.put("/short", b"abc", Content_Length="10")
    site.put("/cut", gzip.compress(HTML.encode())[:-9], Content_Encoding="gzip")
    site.put("/strange", b"abc", Content_Encoding="br")
    site.put("/lie", b"abc", Content_Encoding="gzip")
    assert reason in refusal(site.url + path, fetcher())


def test_nobody_there(site: Site) -> None:
    closed = Site()
    closed.server_close()
    assert "cannot be fetched" in refusal(closed.url + "/page", fetcher())


def test_lists_of_addresses(site: Site) -> None:
    site.put("/page")
    first, second = iter_url([site.url + "/missing", site.url + "/page"], fetcher=fetcher())
    assert isinstance(first, PageError)
    assert isinstance(second, Page)


def test_feeds_and_their_pages(site: Site) -> None:
    site.put("/feed", FEED, Content_Type="application/rss+xml")
    site.put("/page")
    (page,) = iter_feed([site.url + "/feed"], fetch=fetcher().page)
    assert isinstance(page, Page)
    assert page.data.decode() == HTML


def test_https_with_a_site_that_does_not_speak_it(site: Site) -> None:
    assert "cannot be fetched" in refusal(site.url.replace("http:", "https:") + "/page", fetcher(seconds=2.0))
