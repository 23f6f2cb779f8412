"""Between a population's traits and its mean scores, both ways.

A reader speaks the questionnaire's language (mean score 1 to 7); the model speaks traits. These functions compute what
scores a population with SD 1 on both traits is expected to give, and find the traits for wanted scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.polynomial.hermite_e import hermegauss, hermevander
from numpy.typing import NDArray

from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.grm import answer_variance, expected_answer

NODES = 61
DEGREE = 14
GRID = np.linspace(-4.0, 4.0, 161)
WIDEST = 0.97
"""Correlations of traits beyond this would say that anxiety and avoidance are one thing."""


@dataclass(frozen=True)
class Expected:
    """What a population's mean scores look like: mean and SD per scale (anxiety, avoidance) and their correlation."""

    mean: tuple[float, float]
    sd: tuple[float, float]
    r: float


@cache
def _curves(name: Name) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Per trait mean on `GRID` and scale: expected mean score, Hermite coefficients of it, error variance.

    Shapes (161, 2), (161, 2, DEGREE + 1), (161, 2). The expected score at trait mean m is the average of the scale's
    characteristic curve over m + z, z standard normal, by Gauss-Hermite quadrature; its expansion in normalised
    Hermite polynomials gives SD and correlation.
    """
    model = item_model(name)
    nodes, weights = hermegauss(NODES)
    weights = weights / weights.sum()
    factorial = np.cumprod(np.r_[1.0, np.arange(1.0, DEGREE + 1)])
    basis = hermevander(nodes, DEGREE) / np.sqrt(factorial) * weights[:, None]
    points = (GRID[:, None] + nodes).ravel()
    coefficients = np.empty((len(GRID), 2, DEGREE + 1))
    error = np.empty((len(GRID), 2))
    for scale in (0, 1):
        own = model.subscale == scale
        a, b = model.a[own], model.b[own]
        curve = expected_answer(points, a, b).mean(axis=1).reshape(len(GRID), NODES)
        noise = answer_variance(points, a, b).sum(axis=1).reshape(len(GRID), NODES) / own.sum() ** 2
        coefficients[:, scale] = curve @ basis
        error[:, scale] = noise @ weights
    return coefficients[:, :, 0], coefficients, error


def expected_scores(
    mean: tuple[float, float] = (0.0, 0.0), phi: float | None = None, calibration: Name = "english"
) -> Expected:
    """Mean, SD and correlation of the mean scores that a population gives.

    Parameters
    ----------
    mean : means of the latent traits, -4 to 4
    phi : correlation of the traits; None takes the calibration's
    """
    sd, products = _spread(mean, calibration)
    centre, _, _ = _curves(calibration)
    correlation = item_model(calibration).phi if phi is None else phi
    r = np.polynomial.polynomial.polyval(correlation, products) / (sd[0] * sd[1])
    at = [float(np.interp(m, GRID, centre[:, scale])) for scale, m in enumerate(mean)]
    return Expected((at[0], at[1]), sd, float(r))


def trait_means(anxiety: float, avoidance: float, calibration: Name = "english") -> tuple[float, float]:
    """Trait means of the population whose mean scores are `anxiety` and `avoidance` (1 to 7).

    The curve rises strictly, so a table turned round inverts it; wanted scores beyond its ends (about 1.1 and 6.7)
    get the end of the table.
    """
    centre, _, _ = _curves(calibration)
    first = np.interp(anxiety, centre[:, 0], GRID)
    second = np.interp(avoidance, centre[:, 1], GRID)
    return float(first), float(second)


def trait_correlation(r: float, mean: tuple[float, float], calibration: Name = "english") -> float:
    """Correlation of the traits for which the mean scores correlate `r`, at most .97 on either side of 0.

    It is a little further from 0 than `r`: scores carry error and are squeezed at the ends of the answer scale. Where
    the two means lie at opposite ends, scores cannot correlate highly at all, and the largest value is returned.
    """
    sd, products = _spread(mean, calibration)
    phi = np.linspace(-WIDEST, WIDEST, 389)
    curve = np.polynomial.polynomial.polyval(phi, products) / (sd[0] * sd[1])
    return float(np.interp(r, curve, phi))


def _spread(mean: tuple[float, float], name: Name) -> tuple[tuple[float, float], NDArray[np.float64]]:
    """SDs of the two mean scores, and the covariance as a polynomial in phi (Mehler: sum of c1_k c2_k phi^k)."""
    _, coefficients, error = _curves(name)
    at = [np.clip(np.searchsorted(GRID, m), 1, len(GRID) - 1) for m in mean]
    share = [(m - GRID[i - 1]) / (GRID[i] - GRID[i - 1]) for m, i in zip(mean, at, strict=True)]
    own = [
        (1 - w) * coefficients[i - 1, scale] + w * coefficients[i, scale]
        for scale, (i, w) in enumerate(zip(at, share, strict=True))
    ]
    noise = [float(np.interp(m, GRID, error[:, scale])) for scale, m in enumerate(mean)]
    sd = [float(np.sqrt((c[1:] ** 2).sum() + n)) for c, n in zip(own, noise, strict=True)]
    products = own[0] * own[1]
    products[0] = 0.0
    return (sd[0], sd[1]), products
