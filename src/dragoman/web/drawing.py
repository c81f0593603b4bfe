"""Small drawings in the text, as numbers for SVG: the policy allows no inline style, and they need no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def bar(row: Mapping[str, Any], *, width: float = 100.0) -> list[tuple[int, float, float]]:
    """A row's quads as parts of one bar: quad, where it begins, how wide it is."""
    total = sum(int(row[f"quad{quad}"]) for quad in (2, 1, 3, 4)) or 1
    parts, x = [], 0.0
    for quad in (2, 1, 3, 4):  # material cooperation, verbal, verbal conflict, material: from friend to foe
        wide = width * int(row[f"quad{quad}"]) / total
        if wide:
            parts.append((quad, round(x, 2), round(wide, 2)))
        x += wide
    return parts


def spark(values: Sequence[float | None], *, width: float = 120.0, height: float = 28.0, most: float = 10.0) -> str:
    """Points of a line through the values (-``most`` to ``most``); None leaves its place out."""
    step = width / max(1, len(values) - 1)
    points = [
        f"{round(i * step, 1)},{round(height / 2 - value / most * height / 2, 1)}"
        for i, value in enumerate(values)
        if value is not None
    ]
    return " ".join(points)


def needle(score: float | None, *, width: float = 100.0) -> float:
    """Where a score (-10 to 10) stands on a scale."""
    return round((max(-10.0, min(10.0, score or 0.0)) + 10) / 20 * width, 2)
