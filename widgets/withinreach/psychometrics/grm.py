"""Samejima's graded response model: how likely each answer is, given the trait."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit


def boundaries(theta: ArrayLike, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Probability of answering above each of the K - 1 boundaries: ``1 / (1 + exp(-a (theta - b_k)))``.

    Parameters
    ----------
    theta : (n_persons,) trait, standard normal units
    a : (n_items,) slopes, above 0
    b : (n_items, K - 1) locations, increasing along each row

    Returns
    -------
    (n_persons, n_items, K - 1), falling along the last axis
    """
    trait = np.atleast_1d(np.asarray(theta, dtype=np.float64))[:, None, None]
    slopes = np.asarray(a, dtype=np.float64)[None, :, None]
    return np.asarray(expit(slopes * (trait - np.asarray(b, dtype=np.float64)[None])))


def probabilities(theta: ArrayLike, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Probability of each of the K answers: the difference of two neighbouring boundaries.

    Parameters as in `boundaries`. Returns (n_persons, n_items, K), summing to 1 over the last axis.
    """
    above = boundaries(theta, a, b)
    edge = (*above.shape[:2], 1)
    return -np.diff(np.concatenate([np.ones(edge), above, np.zeros(edge)], axis=2), axis=2)


def expected_answer(theta: ArrayLike, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Mean answer to each item, coded 1…K: one plus the sum of the boundary probabilities.

    Returns (n_persons, n_items).
    """
    return np.asarray(1.0 + boundaries(theta, a, b).sum(axis=2))


def answer_variance(theta: ArrayLike, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Variance of the answer to each item around its mean, answers coded 1…K.

    With P*_k falling in k, the mean square of (answer - 1) is the sum of (2k - 1) P*_k. Returns (n_persons, n_items).
    """
    above = boundaries(theta, a, b)
    odd = 2.0 * np.arange(above.shape[2]) + 1.0
    return np.asarray((above * odd).sum(axis=2) - above.sum(axis=2) ** 2)
