"""Corpora: what their rows become, plain and packed, whole and damaged."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import PageError
from dragoman.pages.corpora import iter_csv, iter_jsonl
from dragoman.pages.sources import Page

TABLE = """url,Date,Headline,Body
https://a.example/1,2019-11-23,"Talks, at last","Line one.
Line two."
https://a.example/2,20191124,Second,Café “open”
"""


def csv_of(text: str | bytes) -> list[Page | PageError]:
    data = text.encode() if isinstance(text, str) else text
    return list(iter_csv(["-"], stdin=io.BytesIO(data)))


def jsonl_of(text: str | bytes) -> list[Page | PageError]:
    data = text.encode() if isinstance(text, str) else text
    return list(iter_jsonl(["-"], stdin=io.BytesIO(data)))


def said(results: list[Page | PageError]) -> list[str]:
    """The text of pages and the messages of errors."""
    return [item.data.decode() if isinstance(item, Page) else str(item) for item in results]


def test_rows_become_pages() -> None:
    first, second = csv_of(TABLE)
    assert first == Page(
        source="https://a.example/1",
        data=b"Line one.\nLine two.",
        published="2019-11-23",
        title="Talks, at last",
        url="https://a.example/1",
        kind="text",
    )
    assert isinstance(second, Page)
    assert (second.published, second.data.decode()) == ("2019-11-24", "Café “open”")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    assert said(csv_of(f"id{delimiter}text\nx1{delimiter}Words.\n")) == ["Words."]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("text\nCafé".encode(), "Café"),
        ("text\nCafé".encode("cp1252"), "Café"),
        ("\ufefftext\nCafé".encode(), "Café"),
        (b"text\r\nTwo\r\n\r\n", "Two"),
        (b"text\nA\0B", "A\0B"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert said(csv_of(data)) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,age\nx,1\n", ["-:1: no column for text, html or file; name it text, body, content or html"]),
        ("", ["-:1: no column for text, html or file; name it text, body, content or html"]),
        ("id,text\n1,\n2,B\n", ["-:2: nothing under text, html or file; give the page under one of them", "B"]),
        ("id,text\n1,A,x\n2,B\n", ["-:2: 3 cells under 2 columns; check its quotes", "B"]),
        ('text\n"A\nB"\n1,2\n', ["A\nB", "-:4: 2 cells under 1 columns; check its quotes"]),
        ("text,file\n,x.txt\n", ["-:2: x.txt: cannot be read (standard input has no folder)"]),
    ],
)
def test_bad_rows_are_named_and_the_rest_goes_on(text: str, expected: list[str]) -> None:
    assert said(csv_of(text)) == expected


def test_articles_longer_than_the_csv_module_likes() -> None:
    assert said(csv_of("text\n" + "a" * 200_000)) == ["a" * 200_000]


def test_lists_of_addresses_with_files_beside_them(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not yours")
    folder = tmp_path / "corpus"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "1.html").write_text("<p>Hi</p>")
    table = folder / "list.csv"
    rows = [
        "https://a.example/1\tpages/1.html",
        "https://a.example/2\t../secret.txt",
        f"x\t{tmp_path}/secret.txt",
        "y\tno",
    ]
    table.write_text("SOURCEURL\tfile\n" + "\n".join(rows))
    page, *errors = iter_csv([str(table)])
    assert page == Page(source="https://a.example/1", data=b"<p>Hi</p>", url="https://a.example/1")
    assert [str(error).removeprefix(str(table)) for error in errors] == [
        ":3: ../secret.txt: cannot be read (outside the table's folder)",
        f":4: {tmp_path}/secret.txt: cannot be read (outside the table's folder)",
        ":5: no: cannot be read (No such file or directory)",
    ]


def test_json_fields_by_other_names() -> None:
    line = {"link": "https://a.example/1", "headline": "H", "content": "Words.", "pubDate": "5 Mar 2019", "guid": 7}
    assert jsonl_of(json.dumps(line)) == [
        Page(
            source="https://a.example/1",
            data=b"Words.",
            published="2019-03-05",
            title="H",
            id="7",
            url="https://a.example/1",
            kind="text",
        )
    ]


def test_html_goes_before_text() -> None:
    page = jsonl_of('{"text": "plain", "html": "<p>marked</p>"}')[0]
    assert isinstance(page, Page)
    assert (page.kind, page.data, page.source) == ("html", b"<p>marked</p>", "-:1")


@pytest.mark.parametrize(
    "line", ["{", "[1]", "7", '{"text": 5.5}', '{"text": ""}', '{"text": true}', "[" * 100_000, "9" * 5000]
)
def test_bad_lines_are_named_and_the_rest_goes_on(line: str) -> None:
    error, page = jsonl_of(line + '\n{"text": "B"}\n')
    assert isinstance(error, PageError)
    assert error.source == "-:1"
    assert said([page]) == ["B"]


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
def test_packed_files(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    path = tmp_path / "corpus.jsonl.packed"
    path.write_bytes(pack(b'{"text": "A"}\n{"text": "B"}\n'))
    assert said(list(iter_jsonl([str(path)]))) == ["A", "B"]


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
@pytest.mark.parametrize("cut", [1, 4, 3000])
def test_archives_that_break_off_give_what_stands_before(tmp_path: Path, pack: object, cut: int) -> None:
    assert callable(pack)
    broken, whole = tmp_path / "a.csv.gz", tmp_path / "b.csv.zst"
    numbers = [str(n * n * 7919 % 104729) for n in range(60_000)]
    broken.write_bytes(pack("\n".join(["text", *numbers]).encode())[:-cut])
    whole.write_bytes(pack(b"text\nnext"))
    *pages, error, after = iter_csv([str(broken), str(whole)])
    assert isinstance(error, PageError)
    assert error.source == str(broken)
    assert "broken off or damaged" in error.reason
    assert len(pages) > 20_000  # zstd gives whole blocks of 128 KiB
    assert said(pages) == numbers[: len(pages)]
    assert said([after]) == ["next"]


def test_damage_in_the_middle() -> None:
    data = bytearray(gzip.compress("\n".join(["text", *(str(n * n) for n in range(30_000))]).encode()))
    data[len(data) // 2] ^= 0xFF
    assert isinstance(csv_of(bytes(data))[-1], PageError)


def test_folders_are_walked(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.ndjson.gz", ".hidden.jsonl", "c.txt", "d/e.JSONL"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        line = json.dumps({"text": name}).encode()
        path.write_bytes(gzip.compress(line) if name.endswith(".gz") else line)
    assert said(list(iter_jsonl([str(tmp_path)]))) == ["a.ndjson.gz", "b.jsonl", "d/e.JSONL"]


@pytest.mark.parametrize("path", ["nowhere.csv", "nul\0.csv", "-"])
def test_what_is_not_there_is_an_error(path: str) -> None:
    (error,) = iter_csv([path])
    assert isinstance(error, PageError)


@given(st.binary(max_size=400))
def test_any_bytes_give_pages_or_errors(data: bytes) -> None:
    for head in (b"", b"text,id\n", b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd"):
        for item in (*csv_of(head + data), *jsonl_of(head + data)):
            assert isinstance(item, Page | PageError)
