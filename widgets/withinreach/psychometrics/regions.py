"""The four regions of the attachment plane, as plain counting.

The cut at 4 is the middle of the answer scale. No boundary was found there in people: attachment varies
continuously, so shares describe a sample and a cut, and diagnose nobody.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

MIDPOINT = 4.0
REGIONS = ("secure", "preoccupied", "dismissing", "fearful")
"""Bit 0: anxiety high; bit 1: avoidance high."""


def region_of(scores: NDArray[np.float64], cut: float = MIDPOINT) -> NDArray[np.intp]:
    """Region number of each person, an index into `REGIONS`; -1 where a score is missing.

    Parameters
    ----------
    scores : (n_persons, 2) anxiety and avoidance, 1 to 7, NaN where missing
    cut : a score of at least this counts as high
    """
    high = (scores >= cut) @ np.array([1, 2])
    return np.where(np.isnan(scores).any(axis=1), -1, high)


def region_shares(scores: NDArray[np.float64], cut: float = MIDPOINT) -> Mapping[str, int]:
    """How many people answer in each region, in the order of `REGIONS`; people without both scores are left out."""
    numbers = region_of(scores, cut)
    counts = np.bincount(numbers[numbers >= 0], minlength=len(REGIONS))
    return {name: int(count) for name, count in zip(REGIONS, counts, strict=True)}
