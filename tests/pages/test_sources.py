"""Pages from files, folders, standard input and JSONL."""

from __future__ import annotations

import io
import json
from pathlib import Path

from dragoman.errors import PageError
from dragoman.pages import Page, iter_pages

TEXT = "Border talks resume\n\nGENEVA – The two sides met on Friday and said that they would meet again."


def _pages(*paths: Path | str, stdin: bytes | None = None) -> list[Page | PageError]:
    return list(iter_pages([str(path) for path in paths], stdin=io.BytesIO(stdin) if stdin is not None else None))


def _jsonl(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "sub/c.htm", "sub/.hidden.txt", ".git/d.txt", "gold.json", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    pages = _pages(tmp_path)
    assert [Path(page.source).name for page in pages] == ["a.HTML", "b.txt", "c.htm"]


def test_a_missing_path_does_not_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    missing, page = _pages(tmp_path / "gone.txt", tmp_path / "page.txt")
    assert isinstance(missing, PageError)
    assert missing.source.endswith("gone.txt")
    assert "no such file" in missing.reason
    assert isinstance(page, Page)
    assert page.data == TEXT.encode()


def test_jsonl_rows_carry_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_bytes(
        _jsonl(
            {"id": 7, "text": TEXT, "published": "2020-02-03", "title": "Another title"},
            {"url": "https://x.example/1", "html": f"<p>{TEXT}</p>"},
            {"text": TEXT},
        )
    )
    first, second, third = _pages(path)
    assert isinstance(first, Page) and isinstance(second, Page) and isinstance(third, Page)
    assert (first.source, first.id, first.published, first.kind) == ("7", "7", "2020-02-03", "text")
    assert (second.source, second.kind) == ("https://x.example/1", "html")
    assert third.source == f"{path}:3"
    article = first.read()
    assert (article.title, article.published) == ("Another title", "2020-02-03")
    assert first.read(published="2021-01-01").published == "2021-01-01"


def test_bad_jsonl_lines_are_named_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "pages.ndjson"
    path.write_bytes(
        _jsonl({"text": TEXT})
        + b"\n"
        + b'{"text": "cut off\n'
        + b"[1, 2]\n"
        + _jsonl({"id": "x"})
        + b'{"text": "'
        + TEXT[:5].encode()
        + b'"}'
    )
    pages = _pages(path)
    assert [isinstance(page, PageError) for page in pages] == [False, True, True, True, False]
    assert [page.source for page in pages if isinstance(page, PageError)] == [f"{path}:{line}" for line in (3, 4, 5)]


def test_standard_input_is_jsonl_or_one_page() -> None:
    rows = _pages("-", stdin=_jsonl({"text": TEXT}, {"text": TEXT}) + b"{broken")
    assert [page.source for page in rows] == ["-:1", "-:2", "-:3"]
    assert isinstance(rows[-1], PageError)
    (page,) = _pages("-", stdin=b"\n{not json} " + TEXT.encode())
    assert isinstance(page, Page)
    assert page.source == "-"
    (none,) = _pages("-")
    assert isinstance(none, PageError)


class _Counting(io.BytesIO):
    """A stream that counts the lines taken from it and refuses to be read whole."""

    taken = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        self.taken += 1
        return super().readline(size)

    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("read whole")


def test_jsonl_is_read_a_line_at_a_time() -> None:
    stream = _Counting(_jsonl({"text": TEXT}) * 50)
    pages = iter_pages(["-"], stdin=stream)
    assert isinstance(next(pages), Page)
    assert stream.taken == 1
    assert sum(1 for _ in pages) == 49


def test_an_unreadable_file_is_an_error(tmp_path: Path) -> None:
    (one,) = _pages(str(tmp_path / "a\0b"))
    assert isinstance(one, PageError)
