"""Correlation matrices that are none, mended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FLOOR = 1e-6
"""Smallest eigenvalue of a mended matrix: clear of 0, so that it can be factored alike on every machine."""
STEPS, CLOSE = 5000, 1e-12


@dataclass(frozen=True, eq=False)
class Mended:
    """A matrix of correlations or covariances that normal variables can have.

    Attributes
    ----------
    matrix : (n, n) symmetric, every eigenvalue above 0
    moved : how far the entry that was changed most has moved; 0 where nothing had to be
    """

    matrix: NDArray[np.float64]
    moved: float


def nearest_definite(matrix: NDArray[np.float64]) -> Mended:
    """The matrix nearest to a symmetric one (least sum of squared changes) that keeps its diagonal and can exist.

    Correlations estimated pair by pair need not fit together: some eigenvalues may be negative. Higham's alternating
    projections (2002, IMA Journal of Numerical Analysis 22, 329-343): cut negative eigenvalues to 0, put the diagonal
    back, and again, with Dykstra's correction of the first step. What comes out is drawn towards its diagonal by as
    little as lifts its smallest eigenvalue to `FLOOR`.

    Raises
    ------
    ValueError : not square and symmetric, or a diagonal that is not above 0
    """
    given = np.asarray(matrix, dtype=np.float64)
    square = given.ndim == 2 and given.shape[0] == given.shape[1]
    if not (square and np.allclose(given, given.T) and (np.diag(given) > FLOOR).all()):
        raise ValueError(
            f"A table of shape {given.shape} is no matrix of correlations: it has to be square, the same above and "
            "below its diagonal, all numbers, and above 0 on the diagonal."
        )
    found = given if np.linalg.eigvalsh(given)[0] >= FLOOR else _lifted(_projected(given))
    return Mended(found, float(np.abs(found - given).max()))


def _projected(given: NDArray[np.float64]) -> NDArray[np.float64]:
    diagonal = np.diag(given)
    found, correction = given, np.zeros_like(given)
    for _ in range(STEPS):
        before, shifted = found, found - correction
        values, vectors = np.linalg.eigh(shifted)
        cut = (vectors * np.maximum(values, 0.0)) @ vectors.T
        correction = cut - shifted
        found = (cut + cut.T) / 2
        np.fill_diagonal(found, diagonal)
        if np.abs(found - before).max() < CLOSE:
            break
    return found


def _lifted(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    lowest, diagonal = float(np.linalg.eigvalsh(matrix)[0]), np.diag(matrix)
    share = max(0.0, (FLOOR - lowest) / (float(diagonal.min()) - lowest))
    return np.asarray((1.0 - share) * matrix + share * np.diag(diagonal))
