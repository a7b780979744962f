"""Outlines on a radar that leave out axes without a value."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import pi, sin


def without_gaps(values: Sequence[float | None]) -> list[float] | None:
    """Return the values of an outline that runs straight past axes without one, from the last axis that has
    a value to the next; None where these two are half the circle apart or more.

    ECharts draws a missing value in the centre, as if it were 0.

    >>> without_gaps([50.0, None, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0])[1]
    35.355
    >>> without_gaps([50.0, None, None, None, 50.0, 50.0, 50.0, 50.0]) is None
    True
    """
    size = len(values)
    known = [at for at, value in enumerate(values) if value is not None]
    outline: list[float] = []
    for start, end in pairwise([*known, *(at + size for at in known[:1])]):
        if 2 * (end - start) >= size:
            return None
        ends = values[start] or 0.0, values[end % size] or 0.0
        angle = 2 * pi / size
        outline += [_crossing(*ends, step * angle, (end - start) * angle) for step in range(end - start)]
    first = known[0] if known else 0
    return outline[size - first :] + outline[: size - first] or None


def _crossing(start: float, end: float, angle: float, whole: float) -> float:
    """The distance from the centre at which the line from one axis to another, ``whole`` radians further,
    crosses the ray ``angle`` radians after the first."""
    across = start * sin(angle) + end * sin(whole - angle)
    return start if not angle else round(start * end * sin(whole) / across, 3) if across else 0.0
