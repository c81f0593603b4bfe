"""The corpus split by topic, and the human codings in folds: nothing near-same stands in two of them."""

from __future__ import annotations

import hashlib


def split_of(topic: str) -> str:
    """``train`` (84 %), ``dev`` (8 %) or ``test`` (8 %), by a hash of the topic, so that it never moves."""
    bucket = int(hashlib.sha256(topic.encode()).hexdigest()[:8], 16) % 100
    return "test" if bucket < 8 else "dev" if bucket < 16 else "train"


def fold_of(group: str, folds: int = 5) -> int:
    """The fold of a human coding, by the key that near-same sentences share."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % folds
