"""What one request may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` that a question may take, bytes of a request's body, and rows that a file holds at most."""

    seconds: float = 20.0
    body: int = 2_000_000
    file_rows: int = 1_000_000
    coding_seconds: float = 60.0
    codings: int = 2  # pages coded at the same time
