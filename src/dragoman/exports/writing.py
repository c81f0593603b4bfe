"""Finding a format by its name and writing a file of it, whole or not at all."""

from __future__ import annotations

import importlib
import pkgutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import DragomanError, UsageError
from dragoman.events.ontology import AUXILIARIES
from dragoman.exports import formats
from dragoman.exports.rows import Material
from dragoman.record import Auxiliary


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is, how it is written, and the auxiliaries that it can tell apart from mere fact."""

    name: str
    about: str
    write: Callable[[Material, BinaryIO], int]
    auxiliaries: tuple[Auxiliary, ...]


def format_names() -> tuple[str, ...]:
    """The names of all formats, sorted, without importing any."""
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(formats.__path__)))


def load_format(name: str) -> Format:
    """The format of that name. Raises UsageError where there is none."""
    if name not in format_names():
        raise UsageError(f"no export format {name!r}; there are {', '.join(format_names())}")
    module = importlib.import_module(f"{formats.__name__}.{name.replace('-', '_')}")
    return Format(name, module.ABOUT, module.write, getattr(module, "AUXILIARIES", AUXILIARIES))


def export(material: Material, path: Path, *, format: str, auxiliaries: Sequence[Auxiliary] | None = None) -> int:
    """Write the material to ``path``; returns how many rows (of ``label-studio``: pages) it holds.

    ``auxiliaries`` narrows or widens what is written; by default everything that the format can tell apart: the formats
    of older datasets hold only what is said to have happened. The file is replaced only when the new one is complete.
    Raises UsageError for an unknown format and DragomanError where the file cannot be written.
    """
    chosen = load_format(format)
    with _replacing(path) as out:
        return chosen.write(material.only(auxiliaries or chosen.auxiliaries), out)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` when the block ends well, and vanishes when it does not."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as out:
            unfinished = Path(out.name)
            try:
                yield cast(BinaryIO, out)
                out.flush()
                unfinished.chmod(0o644)
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise DragomanError(f"{path}: cannot be written ({error.strerror or error}); give another -o FILE") from error
