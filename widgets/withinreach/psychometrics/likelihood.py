"""How likely answers are at each point of a grid of traits, on the log scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_expit

from withinreach.psychometrics.calibration import Calibration

REACH = 6.0
"""Grids run from -6 to 6: the range the item parameters were estimated over; 2 in a thousand million lie outside."""


def grid(nodes: int) -> NDArray[np.float64]:
    """Equally spaced traits from -6 to 6. Returns (nodes,).

    Raises
    ------
    ValueError : fewer points than a posterior SD of .2 needs
    """
    if nodes < 41:
        raise ValueError(
            f"A grid of {nodes} points is too coarse: one person's posterior is about .2 wide and would fall between "
            "them. Use 41 points or more."
        )
    return np.linspace(-REACH, REACH, nodes)


def log_probabilities(theta: ArrayLike, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Logarithm of the probability of each of the K answers; finite also far out, where the plain difference is 0.

    With u and v the logits of two neighbouring boundaries, their difference is ``expit(u) expit(-v) (1 - exp(v - u))``.

    Parameters
    ----------
    theta : (n_nodes,) trait, standard normal units
    a : (n_items,) slopes, above 0
    b : (n_items, K - 1) locations, increasing along each row

    Returns
    -------
    (n_nodes, n_items, K), at most 0
    """
    trait = np.atleast_1d(np.asarray(theta, dtype=np.float64))[:, None, None]
    slopes, locations = np.asarray(a, dtype=np.float64)[:, None], np.asarray(b, dtype=np.float64)
    logit = slopes[None] * (trait - locations[None])
    above, below = log_expit(logit), log_expit(-logit)
    apart = np.log(-np.expm1(-slopes * np.diff(locations, axis=1)))
    between = above[:, :, :-1] + below[:, :, 1:] + apart
    return np.concatenate([below[:, :, :1], between, above[:, :, -1:]], axis=2)


def answer_table(theta: NDArray[np.float64], model: Calibration, scale: int) -> NDArray[np.float64]:
    """Log-probability of each answer *as ticked* to each item of one scale: reverse-keyed items are turned round here.

    Returns (items of the scale, 7, n_nodes): what an answer adds to the log-likelihood at each node.
    """
    own = np.flatnonzero(model.subscale == scale)
    table = log_probabilities(theta, model.a[own], model.b[own]).transpose(1, 2, 0)
    turned = model.reverse[own]
    return np.where(turned[:, None, None], table[:, ::-1], table)


def trait_prior(first: NDArray[np.float64], second: NDArray[np.float64], phi: float) -> NDArray[np.float64]:
    """Density of two standard normal traits that correlate `phi`, at each pair of points, up to a constant.

    Returns (len(first), len(second)): anxiety along the rows, avoidance along the columns.
    """
    x, y = first[:, None], second[None, :]
    return np.asarray(np.exp(-0.5 * (x**2 - 2.0 * phi * x * y + y**2) / (1.0 - phi**2)))
