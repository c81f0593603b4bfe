"""Streams of files that hold many pages: plain, gzip or zstd, each read as it comes and never whole."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

from backports import zstd

from dragoman.errors import PageError
from dragoman.pages.decoding import LARGEST
from dragoman.pages.sources import Page

Reader = Callable[[BinaryIO, str], Iterator[Page | PageError]]

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_PACKED = ("", ".gz", ".zst", ".zstd")
DAMAGE = (EOFError, OSError, zlib.error, zstd.ZstdError)  # what reading a broken stream raises
_TAIL = 4  # bytes
_REASON = 200  # characters of another program's message at most


class Watched(io.RawIOBase):
    """A stream that ends where it is damaged, for readers that read ahead of what they give out.

    ``damage`` is the error that a plain read would have raised, ``tail`` the last four bytes.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = cast(io.BufferedIOBase, stream)  # whose read would lose what stands before the damage
        self._place = 0
        self.damage: Exception | None = None
        self.tail = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes given out so far."""
        return self._place

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer as far as there is anything whole."""
        try:
            data = self._stream.read1(len(buffer)) if self.damage is None else b""
        except DAMAGE as error:
            self.damage, data = error, b""
        buffer[: len(data)] = data
        self._place += len(data)
        self.tail = (self.tail + data[-_TAIL:])[-_TAIL:]
        return len(data)


def read_each(
    paths: Sequence[str], read: Reader, *, suffixes: Collection[str], stdin: BinaryIO | None = None
) -> Iterator[Page | PageError]:
    """What ``read`` makes of the unpacked stream of each file and its name, in order.

    A folder is walked, sorted, for names that end in one of ``suffixes``, packed or not, hidden ones left out; ``-`` is
    standard input. A file that cannot be opened, or breaks off, gives a ``PageError`` and the next one is read.
    """
    for path in paths:
        if path == "-":
            yield from _from_stdin(read, stdin)
        else:
            yield from _from_path(path, read, suffixes)


def unpacked(stream: BinaryIO) -> BinaryIO:
    """The stream, or what it holds if it is packed with gzip or zstd; reading raises EOFError where that breaks off."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    head = buffered.peek(4)[:4]
    if head.startswith(_GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=buffered))
    if head.startswith(_ZSTD):
        return cast(BinaryIO, zstd.ZstdFile(buffered))
    return buffered


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is longer than the largest page, its beginning, a byte more than that page."""
    while line := stream.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = stream.readline(LARGEST + 1)


def reason_of(error: BaseException) -> str:
    """What an error says, short enough to print."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split())[:_REASON] or type(error).__name__


def _from_stdin(read: Reader, stdin: BinaryIO | None) -> Iterator[Page | PageError]:
    if stdin is None:
        yield PageError("-", "no standard input; pipe the file into the command")
    else:
        yield from _read(stdin, "-", read)


def _from_path(path: str, read: Reader, suffixes: Collection[str]) -> Iterator[Page | PageError]:
    endings = tuple(suffix + packed for suffix in suffixes for packed in _PACKED)
    try:
        names = _walk(Path(path), endings) if Path(path).is_dir() else iter((path,))
        for name in names:
            with Path(name).open("rb") as stream:
                yield from _read(stream, name, read)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield PageError(path, f"cannot be read ({reason_of(error)}); check the path and its permissions")


def _walk(folder: Path, endings: tuple[str, ...]) -> Iterator[str]:
    for child in sorted(folder.iterdir()):
        if child.name.startswith("."):
            continue
        if child.is_dir() and not child.is_symlink():
            yield from _walk(child, endings)
        elif child.name.lower().endswith(endings):
            yield str(child)


def _read(stream: BinaryIO, name: str, read: Reader) -> Iterator[Page | PageError]:
    try:
        yield from read(unpacked(stream), name)
    except DAMAGE as error:
        yield PageError(name, f"broken off or damaged ({reason_of(error)}); what stands before that was read")
