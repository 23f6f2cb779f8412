"""Rings that hold a given part of a cloud of people."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def ring(scores: NDArray[np.float64], share: float, points: int = 90) -> NDArray[np.float64]:
    """An ellipse around the cloud that holds at least `share` of it, and not a person more than needed.

    Its middle is the cloud's mean and its shape the cloud's covariance (both computed with n); its size is that
    of the person at the wanted rank of distance from the middle, measured in the cloud's own spread (Mahalanobis). So
    the ring holds what it says even where the cloud is not normal.

    Parameters
    ----------
    scores : (n_persons, 2) with some spread in both columns
    share : above 0, up to 1

    Returns
    -------
    (points, 2), first and last point the same
    """
    middle = scores.mean(axis=0)
    spread = np.linalg.cholesky(np.cov(scores.T, bias=True))
    standard = np.linalg.solve(spread, (scores - middle).T)
    distance = np.sort(np.hypot(standard[0], standard[1]))
    radius = distance[int(np.ceil(share * len(scores))) - 1]
    angle = np.linspace(0.0, 2.0 * np.pi, points)
    return np.asarray(middle + radius * np.column_stack([np.cos(angle), np.sin(angle)]) @ spread.T)
