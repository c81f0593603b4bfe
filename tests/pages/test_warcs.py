"""Web archives: which records are pages, in which encoding, and what becomes of broken ones."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import PageError
from dragoman.pages.sources import Page
from dragoman.pages.warcs import iter_warc

HTML = b"<html><body><p>Norway recalled its envoy.</p></body></html>"


def record(
    block: bytes, *, kind: str = "response", url: str = "http://a.example/1", type_: str = "application/http"
) -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2020-01-01T00:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        f"Content-Type: {type_}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(body: bytes = HTML, *, status: str = "200 OK", headers: str = "Content-Type: text/html") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body


def read(data: bytes) -> list[Page | PageError]:
    return list(iter_warc(["-"], stdin=io.BytesIO(data)))


def test_a_response_is_a_page() -> None:
    url = "http://a.example/1"
    assert read(record(response())) == [Page(source=url, data=HTML, url=url, kind="html")]


def test_extracted_text_is_a_page() -> None:
    (page,) = read(record(b"Just text.", kind="conversion", type_="text/plain"))
    assert isinstance(page, Page)
    assert (page.data, page.kind) == (b"Just text.", "text")


@pytest.mark.parametrize(
    "data",
    [
        record(response(status="404 Not Found")),
        record(response(status="301 Moved\r\nLocation: /2")),
        record(response(headers="Content-Type: image/png")),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(b"software: x", kind="warcinfo", type_="application/warc-fields"),
        record(b"{}", kind="resource", type_="application/json"),
    ],
)
def test_what_is_no_page_is_passed_over(data: bytes) -> None:
    pages = read(data + record(response(), url="http://a.example/2"))
    assert [page.source for page in pages] == ["http://a.example/2"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(HTML), "Content-Type: text/html\r\nContent-Encoding: gzip"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML), "Content-Type: text/html\r\nTransfer-Encoding: chunked"),
        (HTML, "Content-Type: text/html\r\nContent-Encoding: gzip"),  # unpacked by the crawler, header left
        (HTML, "Content-Type: text/html; charset=UTF-8"),
        (HTML, "Content-Type: text/html; charset=nonsense"),
        (HTML, "X: no type"),
    ],
    ids=["gzip", "chunked", "unpacked", "utf-8", "nonsense", "untyped"],
)
def test_bodies_are_unpacked(body: bytes, headers: str) -> None:
    (page,) = read(record(response(body, headers=headers)))
    assert isinstance(page, Page)
    assert page.data == HTML


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("Café".encode("cp1252"), "windows-1252", "\ufeffCafé"),
        ("Café".encode(), "windows-1252", "Café"),  # a header that is wrong
        ("東京".encode("shift_jis"), "Shift_JIS", "\ufeff東京"),
    ],
)
def test_the_encoding_that_the_response_names(data: bytes, charset: str, text: str) -> None:
    (page,) = read(record(response(data, headers=f"Content-Type: text/html; charset={charset}")))
    assert isinstance(page, Page)
    assert page.data.decode() == text


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd.compress])
def test_many_records_packed_each_by_itself(tmp_path: Path, pack: type[bytes]) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(pack(record(response(), url=f"http://a.example/{n}")) for n in range(5)))
    assert [page.source for page in iter_warc([str(tmp_path)])] == [f"http://a.example/{n}" for n in range(5)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd.compress])
@pytest.mark.parametrize("cut", [20, 60, 200])
def test_an_archive_that_breaks_off(tmp_path: Path, pack: type[bytes], cut: int) -> None:
    broken, whole = tmp_path / "a.warc", tmp_path / "b.warc"
    records = [pack(record(response(), url=f"http://a.example/{n}")) for n in range(3)]
    broken.write_bytes(b"".join(records)[:-cut])
    whole.write_bytes(record(response(), url="http://b.example/"))
    results = list(iter_warc([str(tmp_path)]))
    assert [item.source for item in results if isinstance(item, Page)] == [
        "http://a.example/0",
        "http://a.example/1",
        "http://b.example/",
    ]
    errors = [item.reason for item in results if isinstance(item, PageError)]
    assert errors
    assert all("cut short" in reason or "broken off" in reason for reason in errors)


@pytest.mark.parametrize("data", [b"", b"hello", b"hello\r\n\r\n" * 100, b"\x1f\x8b\x08junk", HTML])
def test_what_is_no_archive_is_an_error(data: bytes) -> None:
    results = read(data)
    assert len(results) == 1
    assert isinstance(results[0], PageError)


def test_a_response_that_is_none() -> None:
    error, page = read(record(b"\xff\xfe nothing") + record(response()))
    assert isinstance(error, PageError)
    assert isinstance(page, Page)


@given(st.binary(max_size=300), st.integers(0, 600))
def test_any_damage_gives_pages_or_errors(junk: bytes, place: int) -> None:
    data = record(response()) * 3
    for item in read(data[:place] + junk + data[place:]):
        assert isinstance(item, Page | PageError)
        assert len(str(item)) < 3000
