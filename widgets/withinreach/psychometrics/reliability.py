"""How well the items of a scale hang together: alpha, omega, item-rest correlations.

All of it follows from the covariance matrix of the items, which is made first, in one of two ways with missing
answers: ``listwise`` takes the people who answered every item, ``pairwise`` for each pair of items those who answered
both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from withinreach.psychometrics.answers import MISSING, Answers
from withinreach.psychometrics.instrument import ecr_r
from withinreach.psychometrics.scores import recode

Missing = Literal["listwise", "pairwise"]


@dataclass(frozen=True, eq=False)
class Consistency:
    """How one scale hangs together in one sample.

    Attributes
    ----------
    alpha : coefficient alpha
    omega : omega total of one factor, from the covariance matrix
    item_rest : (n_items,) correlation of each item with the sum of the others
    persons : people behind the figures; with ``pairwise`` those behind the thinnest pair
    missing : how missing answers were handled
    """

    alpha: float
    omega: float
    item_rest: NDArray[np.float64]
    persons: int
    missing: Missing


def scale_items(answers: Answers, scale: int) -> NDArray[np.float64]:
    """Recoded answers to the items of one ECR-R scale, NaN where missing. Returns (n_persons, 18).

    Parameters
    ----------
    scale : 0 for anxiety, 1 for avoidance
    """
    own = recode(answers)[:, ecr_r().columns(scale)]
    return np.where(own == MISSING, np.nan, own)


def consistency(items: NDArray[np.float64], missing: Missing = "listwise") -> Consistency:
    """Alpha, omega and item-rest correlations of one scale.

    Parameters
    ----------
    items : (n_persons, n_items), recoded so that all point the same way, NaN where missing

    Raises
    ------
    ValueError : as `covariances`
    """
    matrix, persons = covariances(items, missing)
    return Consistency(alpha(matrix), omega(matrix), item_rest(matrix), persons, missing)


def covariances(items: NDArray[np.float64], missing: Missing = "listwise") -> tuple[NDArray[np.float64], int]:
    """Covariance matrix of the items (divisor n - 1) and the number of people behind it.

    Returns (n_items, n_items) and the people behind it, with ``pairwise`` those behind the thinnest pair.

    Raises
    ------
    ValueError : unknown handling, fewer than two items, or fewer than three people with the answers it takes
    """
    if missing not in get_args(Missing):
        raise ValueError(f"There is no handling {missing!r} of missing answers. Choose 'listwise' or 'pairwise'.")
    if items.ndim != 2 or items.shape[1] < 2:
        raise ValueError(f"Items have shape {items.shape}; one row a person and two or more columns are needed.")
    there: NDArray[np.bool_] = np.logical_not(np.isnan(items))
    complete = there.all(axis=1, keepdims=True)
    seen = (there & complete if missing == "listwise" else there).astype(np.float64)
    pairs = seen.T @ seen
    if (persons := int(pairs.min())) < 3:
        raise ValueError(
            f"Only {persons} people have the answers that {missing} handling takes; three or more are needed."
        )
    return _pair_covariances(np.where(seen > 0, items, 0.0), seen, pairs), persons


def _pair_covariances(
    values: NDArray[np.float64], seen: NDArray[np.float64], pairs: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Covariance of each two items over the people who have both, each mean taken over the same people."""
    # Centred first: covariances do not change, and sums of squares stay exact.
    values = np.where(seen > 0, values - values.sum(axis=0) / seen.sum(axis=0), 0.0)
    sums = values.T @ seen
    return np.asarray((values.T @ values - sums * sums.T / pairs) / (pairs - 1.0))


def alpha(matrix: NDArray[np.float64]) -> float:
    """Coefficient alpha, ``k / (k - 1) (1 - sum of variances / variance of the sum)``.

    Parameters
    ----------
    matrix : (n_items, n_items) covariances: raw alpha; correlations: standardised alpha
    """
    k = len(matrix)
    return float(k / (k - 1) * (1.0 - np.trace(matrix) / matrix.sum()))


def omega(matrix: NDArray[np.float64]) -> float:
    """Omega total of one factor, ``(sum of loadings)² / ((sum of loadings)² + sum of unique variances)``.

    Parameters
    ----------
    matrix : (n_items, n_items) covariances: omega of the mean score as it is computed; correlations: of standardised
        items, as some programs print it
    """
    loadings = one_factor(matrix)
    common = loadings.sum() ** 2
    unique = (np.diag(matrix) - loadings**2).sum()
    return float(common / (common + unique))


def one_factor(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Loadings of one factor by unweighted least squares (minimum residuals): off-diagonal residuals are smallest.

    An item's unique variance is kept at 0 or above. Returns (n_items,), their sum 0 or above.
    """
    spread = np.sqrt(np.diag(matrix))

    def misfit(loadings: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        residual = matrix - np.outer(loadings, loadings)
        np.fill_diagonal(residual, 0.0)
        return 0.5 * float((residual**2).sum()), -2.0 * residual @ loadings

    values, vectors = np.linalg.eigh(matrix)
    start = np.clip(vectors[:, -1] * np.sqrt(values[-1]), -0.99 * spread, 0.99 * spread)
    bounds = list(zip(-spread, spread, strict=True))
    found = minimize(
        misfit, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-15, "gtol": 1e-10}
    ).x
    return np.asarray(found if found.sum() >= 0.0 else -found)


def item_rest(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Correlation of each item with the sum of the other items; NaN where one of the two does not vary.

    Parameters
    ----------
    matrix : (n_items, n_items) covariances

    Returns
    -------
    (n_items,)
    """
    variances = np.diag(matrix)
    with_rest = matrix.sum(axis=1) - variances
    rest = matrix.sum() - variances - 2.0 * with_rest
    product = variances * rest
    return np.asarray(np.where(product > 0.0, with_rest / np.sqrt(np.where(product > 0.0, product, 1.0)), np.nan))
