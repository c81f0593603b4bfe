"""Where pages come from: files, folders, standard input, and JSONL of any size, one page at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from dragoman.errors import PageError
from dragoman.pages.decoding import LARGEST, Kind
from dragoman.pages.reading import read_page
from dragoman.record import Article

_PAGES = frozenset({".txt", ".html", ".htm", ".xhtml"})
_JSONL = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one page and what is known of it from outside; None where nothing is."""

    source: str
    data: bytes
    published: str | None = None
    title: str | None = None
    id: str | None = None
    url: str | None = None
    kind: Kind | None = None

    def read(self, *, published: str | None = None) -> Article:
        """The page's article; ``published`` wins over the day that came with the page. Raises ``PageError``."""
        return read_page(
            self.data, source=self.source, published=published or self.published, title=self.title, kind=self.kind
        )


def iter_pages(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Page | PageError]:
    """The pages of files, folders and ``-`` (standard input), in order.

    Folders are walked, sorted, for .txt, .html, .htm, .xhtml, .jsonl and .ndjson; hidden ones are left out. JSONL
    holds ``{"id", "url", "published", "title", "text" | "html"}`` a line and is never read whole. What cannot be read
    comes as a ``PageError`` in its place (``file.jsonl:12`` for a line), and the rest goes on.
    """
    for path in paths:
        if path == "-":
            yield from _from_stdin(stdin)
        else:
            yield from _from_path(Path(path), given=path)


def _from_path(path: Path, *, given: str) -> Iterator[Page | PageError]:
    try:
        if path.is_dir():
            for child in _walk(path):
                yield from _from_file(child, source=str(child))
        elif path.exists():
            yield from _from_file(path, source=given)
        else:
            yield PageError(given, "no such file or folder; check the path")
    except (OSError, ValueError) as error:
        yield _unreadable(given, error)


def _walk(folder: Path) -> Iterator[Path]:
    """The files of pages under a folder, sorted; links to folders are not followed, so that no walk runs in circles."""
    for child in sorted(folder.iterdir()):
        if child.name.startswith("."):
            continue
        if child.is_dir():
            if not child.is_symlink():
                yield from _walk(child)
        elif child.suffix.lower() in _PAGES | _JSONL:
            yield child


def _from_file(path: Path, *, source: str) -> Iterator[Page | PageError]:
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() in _JSONL:
                yield from _from_jsonl(stream, source=source)
            else:
                yield _whole(stream, b"", source=source)
    except OSError as error:
        yield _unreadable(source, error)


def _from_stdin(stdin: BinaryIO | None) -> Iterator[Page | PageError]:
    """JSONL when the first line is a JSON object, else one page."""
    if stdin is None:
        yield PageError("-", "no standard input; pipe a page into the command")
        return
    try:
        first = stdin.readline(LARGEST + 2)
        while first and not first.strip():
            first = stdin.readline(LARGEST + 2)
        if first.lstrip().startswith(b"{") and isinstance(_parse(first), dict):
            yield from _from_jsonl(chain([first], _lines(stdin)), source="-")
        else:
            yield _whole(stdin, first, source="-")
    except OSError as error:
        yield _unreadable("-", error)


def _whole(stream: BinaryIO, head: bytes, *, source: str) -> Page:
    """One page; a byte more than the largest is read, so that the reader can refuse it."""
    return Page(source=source, data=head + stream.read(max(0, LARGEST + 1 - len(head))))


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines of a stream; one that is longer than the largest page is cut there and its rest passed over."""
    while line := stream.readline(LARGEST + 2):
        yield line
        while line and not line.endswith(b"\n") and len(line) > LARGEST:
            line = stream.readline(LARGEST + 2)


def _parse(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None


def _from_jsonl(stream: BinaryIO | Iterator[bytes], *, source: str) -> Iterator[Page | PageError]:
    lines = stream if isinstance(stream, chain) else _lines(stream)  # type: ignore[arg-type]
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, where=f"{source}:{number}")


def _row(line: bytes, *, where: str) -> Page | PageError:
    if len(line) > LARGEST:
        return PageError(where, f"a line larger than {LARGEST // 1_000_000} MB; give one page a line")
    row = _parse(line)
    if not isinstance(row, dict):
        return PageError(where, "not a JSON object; the line is truncated or damaged, write it again")
    kind: Kind = "html" if isinstance(row.get("html"), str) and row["html"].strip() else "text"
    content = row.get(kind)
    if not isinstance(content, str) or not content.strip():
        return PageError(where, 'neither "text" nor "html" with content; give the page under one of them')
    url, name = _string(row.get("url")), _string(row.get("id"))
    return Page(
        source=url or name or where,
        data=content.encode("utf-8", "replace"),
        published=_string(row.get("published")),
        title=_string(row.get("title")),
        id=name,
        url=url,
        kind=kind,
    )


def _string(value: object) -> str | None:
    """A field as a string; numbers count as ids are often numbers."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def _unreadable(source: str, error: Exception) -> PageError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return PageError(source, f"cannot be read ({reason}); check the path and its permissions")
