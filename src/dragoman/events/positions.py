"""How a mention lies to a trigger: what the role head knows of word order. Used alike in training and in coding."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

# upper ends of the buckets of tokens between trigger and mention
_STEPS = (0, 1, 3, 6, 10, 16, 25)
_MOST_BETWEEN = 3
DISTANCES = 2 * (len(_STEPS) + 1) + 1
BETWEEN = 2 * (_MOST_BETWEEN + 1) + 1

Extent = tuple[int, int]
Tokens = NDArray[np.intp]


def extent(tokens: Tokens) -> Extent:
    """First token and the one after the last."""
    return int(tokens[0]), int(tokens[-1]) + 1


def position(trigger: Extent, mention: Extent, mentions: Iterable[Extent]) -> tuple[int, int]:
    """Indices for the distance (0 to DISTANCES-1) and for the mentions between (0 to BETWEEN-1); 0 where they overlap.

    Both are signed: the lower half is for mentions before their trigger.
    """
    if mention[1] <= trigger[0]:
        gap, side = (mention[1], trigger[0]), 0
    elif trigger[1] <= mention[0]:
        gap, side = (trigger[1], mention[0]), 1
    else:
        return 0, 0
    bucket = bisect_right(_STEPS, gap[1] - gap[0] - 1) if gap[1] > gap[0] else 0
    between = min(_MOST_BETWEEN, sum(gap[0] <= m[0] and m[1] <= gap[1] for m in mentions))
    return 1 + side * (len(_STEPS) + 1) + bucket, 1 + side * (_MOST_BETWEEN + 1) + between
