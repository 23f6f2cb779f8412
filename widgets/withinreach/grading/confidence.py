"""A tenth of each mark is for knowing how much you know."""

from __future__ import annotations

import math
from typing import Any

SKIPPED = 0.5
"""What an answered task counts as when its confidence was not tapped."""


def readable(confidence: Any) -> float | None:
    """``confidence`` as a plain float from 0 to 1, or none where it is nothing of the sort."""
    if isinstance(confidence, bool) or not isinstance(confidence, (int, float)):
        return None
    return float(confidence) if 0 <= confidence <= 1 else None


def mark(points: float, share: float, confidence: float | None) -> float:
    """points × (0.9·s + 0.1·(1 − (c − s)²)), never above ``points`` and never below 0.

    Whatever somebody believes, the expected mark is highest when c is the expected s, and the mark
    rises strictly with s (its slope lies between 0.7 and 1.1 times ``points``).

    Parameters
    ----------
    points : what the task is worth, at least 0
    share : s, the share earned, 0 to 1
    confidence : c, the share expected, 0 to 1; none counts as 0.5
    """
    expected = SKIPPED if confidence is None else confidence
    earned = points * (0.9 * share + 0.1 * (1 - (expected - share) ** 2))
    assert math.isfinite(earned), "points, share and confidence are finite and in range"
    return min(max(float(earned), 0.0), float(points))
