"""Bytes of a page → its text, and whether that text is HTML."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from dragoman.errors import PageError

Kind = Literal["html", "text"]

LARGEST = 50_000_000  # bytes; no news page comes near it

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF; extract its text first"),
    (b"PK\x03\x04", "a ZIP archive or office document; extract its text first"),
    (b"\x1f\x8b", "compressed with gzip; decompress it first"),
    (b"BZh", "compressed with bzip2; decompress it first"),
    (b"\xfd7zXZ", "compressed with xz; decompress it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; decompress it first"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or sound file"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file; export its text as JSONL first"),
    (b"SQLite format 3", "a database"),
)
# Encodings that browsers read under another, wider name (WHATWG Encoding Standard).
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-9": "cp1254",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
}
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_TAGS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|section|header|nav|div|p|h1|h2|meta|script|table|span|br)\b[^<>]{0,2000}>",
    re.I,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 200_000


def check_size(data: bytes, *, source: str) -> None:
    """Refuse what is empty, too large, or known not to be text."""
    if len(data) > LARGEST:
        raise PageError(source, f"larger than {LARGEST // 1_000_000} MB; split it into pages, one a file or JSONL line")
    if not data.strip():
        raise PageError(source, "empty; fetch the page again")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise PageError(source, f"not text but {what}")


def _declared(data: bytes) -> str | None:
    found = _XML.match(data[:400].lstrip()) or _META.search(data[:20_000])
    if not found:
        return None
    name = found.group(1).decode("ascii").lower()
    try:
        return _WIDER.get(name) or codecs.lookup(name).name
    except LookupError:
        return None


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """An error handler: one undecodable byte is read as cp1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error("dragoman.cp1252", _as_cp1252)


def _utf8_with_strays(data: bytes) -> str | None:
    """UTF-8 in which single bytes of cp1252 are strewn, or None when UTF-8 explains too little of it."""
    whole = sum(1 for character in data.decode("utf-8", "ignore") if ord(character) > 0x7F)
    text = data.decode("utf-8", "dragoman.cp1252")
    strays = sum(1 for character in text if ord(character) > 0x7F) - whole
    return text if whole >= strays else None


def _without_bom(data: bytes) -> str | None:
    """UTF-16 without a mark shows as every second byte NUL in text of the Latin alphabet."""
    sample = data[:2000]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_exclusion=["utf_7"]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def decode(data: bytes, *, source: str) -> str:
    """The text of a page's bytes.

    Byte-order mark first, then UTF-8 if the bytes are valid in it (whatever the page declares), the declared encoding,
    UTF-8 with stray bytes of cp1252, and last a guess by charset-normalizer. Raises ``PageError`` for what is no text.
    """
    check_size(data, source=source)
    text = _decode(data)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) + sample.count("\ufffd") > 0.1 * len(sample) + 1:
        raise PageError(source, "binary data, not text; give the page's HTML or plain text")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if unmarked := _without_bom(data):
        return data.decode(unmarked, "replace")
    declared = _declared(data)
    if declared and declared.startswith("iso2022"):  # seven-bit: valid as UTF-8, but it is not
        return data.decode(declared, "replace")
    if b"\x1b$" in data[:4000]:  # how it switches to Japanese
        return data.decode("iso2022_jp", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and declared != "utf-8":
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    return _utf8_with_strays(data) or (
        data.decode(declared, "replace") if declared and declared != "utf-8" else _guess(data)
    )


def sniff(text: str, *, source: str) -> Kind:
    """Whether a text is HTML: by its tags, with the source's suffix where the tags leave doubt."""
    head = text[:50_000]
    tags = len(_TAGS.findall(head))
    if tags >= 3 or (tags and text.lstrip()[:1] == "<"):
        return "html"
    suffix = source.lower().split("?", 1)[0].rsplit(".", 1)[-1]
    return "html" if tags and suffix in {"html", "htm", "xhtml"} else "text"
