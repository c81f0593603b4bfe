"""The one tree of errors that Dragoman raises.

::

    DragomanError
    ├── PageError       a page that cannot be read; the run goes on without it
    ├── DataError       a table or ontology file that is wrong; names file and line
    ├── ModelError      a model file that is missing or damaged
    ├── StoreError      a store that is missing, damaged, too new, or held by another process
    └── UsageError      a command or argument that makes no sense
"""

from __future__ import annotations


class DragomanError(Exception):
    """Whatever Dragoman raises on purpose; the message says what to do."""


class PageError(DragomanError):
    """A page that cannot be read.

    ``source`` is the path or URL as given, ``reason`` what is wrong and what to do about it.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[PageError], tuple[str, str]]:
        return type(self), (self.source, self.reason)  # between processes an exception is made anew from its arguments


class DataError(DragomanError):
    """A table or ontology file that is wrong; the message begins with ``file:line``."""


class ModelError(DragomanError):
    """A model file that is missing or damaged."""


class StoreError(DragomanError):
    """A store that is missing, damaged, too new for this version, or held by another process."""


class UsageError(DragomanError):
    """A command or argument that makes no sense."""
