"""Web archives: WARC files, packed or not, and the WET files of their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from dragoman.errors import PageError
from dragoman.pages.decoding import LARGEST, Kind
from dragoman.pages.packed import Watched, read_each, reason_of
from dragoman.pages.sources import Page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_KINDS: dict[str, Kind] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_BOM = b"\xef\xbb\xbf"
_OK = 200
_ENDS = (b"\r\n\r\n", b"\n\n")  # of a whole record


def iter_warc(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Page | PageError]:
    """The pages of web archives, under the addresses that they were fetched from.

    Read are responses with status 200, resources and conversions that are HTML or plain text; the rest is no page and
    passed over. The day on which a page was fetched is not the day of its publication, which its own text must tell. A
    record that is cut short comes as a ``PageError`` in its place; so does an archive that breaks off.
    """
    return read_each(paths, _warc, suffixes=(".warc", ".wet"), stdin=stdin)


def _warc(stream: BinaryIO, source: str) -> Iterator[Page | PageError]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion | WarcRecordType.warcinfo
    watched = Watched(stream)
    number = 0
    for number, record in enumerate(ArchiveIterator(cast(BinaryIO, watched), record_types=kinds, parse_http=False), 1):
        if record.record_type != WarcRecordType.warcinfo:
            page = _page(record, where=f"{source}:{number}")
            if page is not None:
                yield page
    if watched.damage is not None:
        raise watched.damage
    if number == 0:
        yield PageError(source, "no record of a web archive in it; check that it is a WARC file")
    elif not watched.tail.endswith(_ENDS):
        yield PageError(source, "broken off inside a record; what stands before that was read")


def _page(record: WarcRecord, *, where: str) -> Page | PageError | None:
    """The page of a record; None for what is no page."""
    url = record.headers.get("WARC-Target-URI") or None
    name = (url or where).strip("<>")
    length = record.content_length
    if length > LARGEST:
        return PageError(name, f"larger than {LARGEST // 1_000_000} MB; no news page is")
    block = record.reader.read(LARGEST)
    if len(block) < length:
        return PageError(name, f"cut short in the archive: {len(block)} of {length} bytes; fetch the archive again")
    type_ = (record.headers.get("Content-Type") or "").replace(" ", "").lower()
    if type_.startswith("application/http"):
        return _from_http(block, name)
    kind = _KINDS.get(type_.partition(";")[0])
    return Page(source=name, data=block, url=name, kind=kind) if kind else None


def _from_http(block: bytes, name: str) -> Page | PageError | None:
    try:
        response, data = _parsed(block, decode="none")
    except (OSError, ValueError) as error:
        return PageError(name, f"no readable response in the archive ({reason_of(error)})")
    headers = response.http_headers
    if headers is None or headers.status_code is None:
        return PageError(name, "no readable response in the archive")
    kind = _KINDS.get((response.http_content_type or "text/html").lower())
    if headers.status_code != _OK or kind is None:
        return None
    # Some crawlers unpack a body and leave the header that says it is packed: then it is taken as it stands.
    with suppress(OSError):
        data = _parsed(block, decode="all")[1]
    return Page(source=name, data=in_utf8(data, response.http_charset), url=name, kind=kind)


def _parsed(block: bytes, *, decode: Literal["none", "all"]) -> tuple[WarcRecord, bytes]:
    """The response in a record's block, and its body as it stands or decoded."""
    from fastwarc.warc import WarcRecord

    response = WarcRecord()
    response.set_bytes_content(block)
    response.is_http = True
    response.parse_http(auto_decode=decode)
    return response, response.reader.read(LARGEST + 1)


def in_utf8(data: bytes, charset: str | None) -> bytes:
    """The page in UTF-8 with its mark where the response names another encoding and the bytes are not UTF-8 anyway."""
    if charset is None:
        return data
    try:
        data.decode("utf-8")
        return data
    except UnicodeDecodeError:
        pass
    try:
        return _BOM + data.decode(charset, "replace").encode("utf-8", "replace")
    except (LookupError, ValueError):  # an encoding that nobody knows, or none of text
        return data
