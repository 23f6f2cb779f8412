"""How much a scale tells at each level of a trait, and the mean score that a trait is expected to give."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from withinreach.psychometrics.calibration import Calibration, Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.grm import boundaries, expected_answer
from withinreach.psychometrics.instrument import SCALES

FARTHEST = 40.0
"""Beyond this trait every expected score is 1 or 7 to more digits than a computer holds."""
HALVINGS = 60


def item_information(theta: ArrayLike, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Fisher information of each item: the sum over answers of P'² / P.

    For logistic boundaries ``P'_k / P_k = a (1 - P*_k - P*_k+1)``, so that nothing is divided by a vanishing P.

    Parameters
    ----------
    theta : (n_traits,) standard normal units
    a : (n_items,) slopes, above 0
    b : (n_items, K - 1) locations, increasing along each row

    Returns
    -------
    (n_traits, n_items), above 0, per unit of trait squared
    """
    above = boundaries(theta, a, b)
    edge = (*above.shape[:2], 1)
    steps = np.concatenate([np.ones(edge), above, np.zeros(edge)], axis=2)
    shares, slope = -np.diff(steps, axis=2), 1.0 - steps[:, :, :-1] - steps[:, :, 1:]
    return np.asarray(np.asarray(a, dtype=np.float64) ** 2 * (shares * slope**2).sum(axis=2))


def information(theta: ArrayLike, calibration: Name = "english") -> NDArray[np.float64]:
    """Test information of both scales, all 18 items answered. Returns (n_traits, 2): anxiety, avoidance."""
    model = item_model(calibration)
    items = item_information(theta, model.a, model.b)
    return np.stack([items[:, model.subscale == scale].sum(axis=1) for scale in range(len(SCALES))], axis=1)


def standard_error(theta: ArrayLike, calibration: Name = "english", *, with_prior: bool = False) -> NDArray[np.float64]:
    """Standard error of the trait at each level, from all 18 answers of its scale.

    Real answers depend on one another more than the model knows: multiply by `eap.WIDENED` before showing it as one
    person's uncertainty.

    Parameters
    ----------
    theta : (n_traits,) standard normal units
    with_prior : False: of the maximum-likelihood estimate, ``1 / sqrt(I)``; True: about the posterior SD under a
        standard normal prior, ``1 / sqrt(I + 1)``

    Returns
    -------
    (n_traits, 2): anxiety, avoidance
    """
    return np.asarray(1.0 / np.sqrt(information(theta, calibration) + (1.0 if with_prior else 0.0)))


def expected_score(theta: ArrayLike, calibration: Name = "english") -> NDArray[np.float64]:
    """Mean score that each trait level is expected to give, on both scales (test characteristic curve).

    Parameters
    ----------
    theta : (n_traits,) one level for both scales, or (n_traits, 2) anxiety and avoidance

    Returns
    -------
    (n_traits, 2), between 1 and 7, rising with the trait
    """
    traits, model = np.asarray(theta, dtype=np.float64), item_model(calibration)
    both = traits if traits.ndim == 2 else np.stack([np.atleast_1d(traits)] * len(SCALES), axis=1)
    return np.stack([_curve(both[:, scale], model, scale) for scale in range(len(SCALES))], axis=1)


def trait_of_score(scores: ArrayLike, calibration: Name = "english") -> NDArray[np.float64]:
    """The trait whose expected mean score is the one given: `expected_score` turned round, by halving an interval.

    It is no estimate of a person's trait (that is `eap.score`); it carries a point of the answer scale, such as the
    midpoint 4, over to the trait.

    Parameters
    ----------
    scores : (n_scores,) one score for both scales, or (n_scores, 2) anxiety and avoidance, 1 to 7 or NaN

    Returns
    -------
    (n_scores, 2); minus and plus infinity for exactly 1 and 7, NaN where there is no score

    Raises
    ------
    ValueError : a score outside 1 to 7
    """
    wanted, model = np.asarray(scores, dtype=np.float64), item_model(calibration)
    if (outside := wanted[(wanted < 1.0) | (wanted > 7.0)]).size:
        raise ValueError(f"{outside[0]:g} is no mean score of the ECR-R. Mean scores lie between 1 and 7.")
    both = wanted if wanted.ndim == 2 else np.stack([np.atleast_1d(wanted)] * len(SCALES), axis=1)
    traits: NDArray[np.float64] = np.empty(both.shape)
    for scale in range(len(SCALES)):
        traits[:, scale] = _turned_round(both[:, scale], model, scale)
    traits[both == 1.0], traits[both == 7.0], traits[np.isnan(both)] = -np.inf, np.inf, np.nan
    return traits


def _turned_round(scores: NDArray[np.float64], model: Calibration, scale: int) -> NDArray[np.float64]:
    low, high = np.full(scores.shape, -FARTHEST), np.full(scores.shape, FARTHEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        below = _curve(middle, model, scale) < scores
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray((low + high) / 2.0)


def _curve(theta: NDArray[np.float64], model: Calibration, scale: int) -> NDArray[np.float64]:
    own = model.subscale == scale
    return np.asarray(expected_answer(theta, model.a[own], model.b[own]).mean(axis=1))
