"""A zip file whose bytes depend on its content alone, with the SHA-256 of every file in it."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from typing import BinaryIO, TypeVar

T = TypeVar("T")

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
_MODE = 0o644 << 16
CHECKSUMS = "SHA256SUMS"


class Package:
    """A zip being written: ``put`` its files in the order wanted, then ``close``."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(out, "w")
        self._sums: list[tuple[str, str]] = []

    def put(self, name: str, write: Callable[[BinaryIO], T], *, packed: bool = True) -> T:
        """Add the file that ``write`` writes; ``packed`` compresses it. Returns what ``write`` returns."""
        with tempfile.TemporaryFile() as held:
            result = write(held)  # pyarrow closes nothing that it is given, and seeks: so to a file of its own first
            held.seek(0)
            self._sums.append((hashlib.file_digest(held, "sha256").hexdigest(), name))
            held.seek(0)
            with self._zip.open(_entry(name, packed=packed), "w", force_zip64=True) as file:
                shutil.copyfileobj(held, file, 1 << 20)
        return result

    def put_text(self, name: str, text: str) -> None:
        """Add a text file in UTF-8."""
        self.put(name, lambda out: out.write(text.encode("utf-8", "replace")))

    def close(self) -> None:
        """Add the checksums, as ``sha256sum -c`` reads them, and end the zip."""
        text = "".join(f"{digest}  {name}\n" for digest, name in self._sums)
        self._zip.writestr(_entry(CHECKSUMS, packed=True), text)
        self._zip.close()


def _entry(name: str, *, packed: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.external_attr = _MODE
    entry.create_system = 3  # Unix, also when made on Windows
    return entry
