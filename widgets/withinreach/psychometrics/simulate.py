"""Simulated people who answer the ECR-R."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.calibration import Calibration, Name
from withinreach.psychometrics.calibration import calibration as item_model

CHUNK = 8192
"""People per round, so that a million of them do not need gigabytes. It changes no answer."""


def simulate(
    persons: int,
    seed: int,
    mean: tuple[float, float] = (0.0, 0.0),
    phi: float | None = None,
    calibration: Name = "english",
) -> Answers:
    """Answers of simulated people under the graded response model with two correlated traits.

    Traits are bivariate normal with SD 1. People and answers come from two independent streams of `seed`, drawn
    before anything is computed: with the same seed the same people only move when `mean` or `phi` change, none of
    them answers lower when a mean rises, and the first n people are the same however many follow.

    Parameters
    ----------
    persons : how many, 1 or more
    seed : any whole number from 0
    mean : means of the latent traits anxiety and avoidance (SD units, 0 = the calibration sample)
    phi : correlation of the two traits, -1 to 1; None takes the calibration's
    calibration : ``english`` or ``all``

    Returns
    -------
    Answers as a person would tick them, 1 to 7, with the traits behind them

    Raises
    ------
    ValueError : no people, or a correlation outside -1 to 1
    """
    model = item_model(calibration)
    correlation = model.phi if phi is None else phi
    if persons < 1:
        raise ValueError(f"Cannot simulate {persons} people. Ask for one or more.")
    if not -1.0 <= correlation <= 1.0:
        raise ValueError(f"phi is {correlation}; a correlation lies between -1 and 1.")
    people, ticks = (np.random.default_rng(stream) for stream in np.random.SeedSequence(seed).spawn(2))
    theta = _traits(people.standard_normal((persons, 2)), mean, correlation)
    raw = np.empty((persons, len(model.a)), dtype=np.int8)
    for start in range(0, persons, CHUNK):
        rows = slice(start, start + CHUNK)
        uniform = ticks.random((len(theta[rows]), len(model.a)))
        raw[rows] = _as_answered(_categories(theta[rows], uniform, model), model)
    return Answers(raw, theta)


def _traits(normal: NDArray[np.float64], mean: tuple[float, float], phi: float) -> NDArray[np.float64]:
    """Correlate two columns of independent standard normals and shift them."""
    second = phi * normal[:, 0] + np.sqrt(1.0 - phi**2) * normal[:, 1]
    return np.column_stack([normal[:, 0], second]) + np.asarray(mean, dtype=np.float64)


def _categories(theta: NDArray[np.float64], uniform: NDArray[np.float64], model: Calibration) -> NDArray[np.int8]:
    """Categories 1 to 7: one plus the number of boundaries b_k with u < P*_k.

    Written on the logit side (a·theta - logit(u) > a·b_k), which needs one logarithm an answer instead of six
    exponentials and is the same inequality. Returns (n_persons, n_items).
    """
    strength = model.a * theta[:, model.subscale] - logit(uniform)
    category = np.ones(strength.shape, dtype=np.int8)
    for boundary in (model.a[:, None] * model.b).T:
        category += strength > boundary
    return category


def _as_answered(category: NDArray[np.int8], model: Calibration) -> NDArray[np.int8]:
    return np.where(model.reverse, np.int8(8) - category, category)
