"""Files of a lake on this machine or wherever fsspec reaches: s3, gs, memory and the like."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


class Folder:
    """A folder by its path or URL. Raises DragomanError for a URL whose protocol nothing here speaks."""

    def __init__(self, where: str | Path) -> None:
        import fsspec

        self.where = str(where)
        try:
            self._system, path = fsspec.core.url_to_fs(self.where)
        except (ImportError, ValueError) as error:
            raise DragomanError(
                f"{self.where}: {error}; install what reads it, or give a path of this machine"
            ) from error
        self.path: str = path.rstrip("/") or "/"
        self.local = self._system.protocol == "file" or "file" in self._system.protocol

    @property
    def system(self) -> AbstractFileSystem:
        """What reads and writes here."""
        return self._system

    def url(self, name: str) -> str:
        """A file as DuckDB asks for it."""
        protocol = self._system.protocol if isinstance(self._system.protocol, str) else self._system.protocol[0]
        return f"{self.path}/{name}" if self.local else f"{protocol}://{self.path.lstrip('/')}/{name}"

    def make(self) -> None:
        """Make the folder if it is not there; what a killed run left half written is removed."""
        try:
            self._system.makedirs(self.path, exist_ok=True)
            if self.local:
                for left in Path(self.path).glob(".*.unfinished"):
                    left.unlink(missing_ok=True)
        except OSError as error:
            raise DragomanError(f"{self.where}: cannot be made ({error.strerror or error})") from error

    def names(self) -> list[str]:
        """The files in it, sorted."""
        self._system.invalidate_cache()
        if not self._system.isdir(self.path):
            return []
        return sorted(str(name).rsplit("/", 1)[-1] for name in self._system.ls(self.path, detail=False))

    def read(self, name: str) -> bytes:
        """A file. Raises FileNotFoundError where there is none."""
        data: bytes = self._system.cat_file(f"{self.path}/{name}")
        return data

    def write(self, name: str, data: bytes) -> None:
        """A file, whole or not at all: object stores put it so by themselves, here it is moved into its place."""
        if not self.local:
            self._system.pipe_file(f"{self.path}/{name}", data)
            return
        with tempfile.NamedTemporaryFile(dir=self.path, prefix=f".{name}.", suffix=".unfinished", delete=False) as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(out.name).chmod(0o644)
        Path(out.name).replace(f"{self.path}/{name}")
