"""A questionnaire that under-reads: what a low score leaves possible where some people keep avoidance out of awareness.

A teaching model. Some people's answers on avoidance are pulled towards the secure end
(`psychometrics.responding.KeptOutOfAwareness`); the form shows only the score. What is known from it is a posterior
over two readings: it is as the form says, or it was kept out. Share and strength, the person and the informant's error
are **author-set**; no study tells how much is kept out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.eap import WIDENED
from withinreach.psychometrics.grm import probabilities
from withinreach.psychometrics.likelihood import trait_prior

TRUE = (2.4, 4.8)
"""The person's anxiety and avoidance, as mean scores: author-set, in the dismissing region."""
REACH, NODES = 3.5, 141
WITHIN = 1.0
"""Somebody is what the form says if the avoidance behind it is less than a point higher than the score."""
INFORMANT_ERROR = 0.8
"""Standard error of an informant's rating of avoidance, in points of the scale: author-set."""

Grid = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Reading:
    """One person's form, and what it leaves possible.

    Attributes
    ----------
    true : the person's anxiety and avoidance, built in
    said : the mean scores that the form shows
    scores : (Q, 2) expected mean scores of the grid's nodes: anxiety, avoidance
    before : (Q, Q) posterior mass, anxiety along the rows, avoidance along the columns, from the form alone
    after : the same with the informant, None where nobody was asked
    as_said : chance that somebody with this score is what the form says, from the form alone, 0 to 1
    as_said_after : the same of this person with the informant, None where nobody was asked
    """

    true: tuple[float, float]
    said: tuple[float, float]
    scores: Grid
    before: Grid
    after: Grid | None
    as_said: float
    as_said_after: float | None


def read(strength: float, share: float, *, informant: bool = False, widen: float = WIDENED) -> Reading:
    """What the form says of the person, and what that leaves possible.

    The score's likelihood is normal, with the mean and variance that the item model gives it at each trait; under
    keeping out, answers move `strength` of the way to 1 and are rounded so that the mean is exact. Both readings are
    weighed by `share` and by the population (two correlated traits).

    Parameters
    ----------
    strength : how far this person's answers on avoidance, and those of the others who do it, are pulled to the secure
        end, 0 to below 1
    share : of the population that does it, 0 to 1
    informant : whether somebody who sees the person as she is rates her avoidance too
    widen : factor of the score's standard deviation for local dependence

    Raises
    ------
    ValueError : a strength or share outside its range
    """
    if not (0 <= strength < 1 and 0 <= share <= 1):
        raise ValueError(
            f"strength is {strength:g} and share is {share:g}; strength lies from 0 to below 1, share from 0 to 1. At "
            "strength 1 every form would say 1 throughout."
        )
    said = (TRUE[0], 1 + (1 - strength) * (TRUE[1] - 1))
    mean, variance = _score(0.0)
    likely_anxiety = _normal(said[0], mean[:, 0], widen**2 * variance[:, 0])
    likely = (1 - share) * _normal(said[1], mean[:, 1], widen**2 * variance[:, 1])
    pulled, spread = _score(strength)
    likely = likely + share * _normal(said[1], pulled[:, 1], widen**2 * spread[:, 1])
    before = likely_anxiety[:, None] * _prior() * likely[None, :]
    before = before / before.sum()
    after = None
    if informant:
        after = before * _normal(TRUE[1], mean[:, 1], np.full(NODES, INFORMANT_ERROR**2))[None, :]
        after = after / after.sum()
    return Reading(TRUE, said, mean, before, after, *_as_said(said[1], mean[:, 1], before, after))


def _as_said(said: float, avoidance: Grid, before: Grid, after: Grid | None) -> tuple[float, float | None]:
    inside = avoidance < said + WITHIN
    chances = [None if mass is None else float(mass[:, inside].sum()) for mass in (before, after)]
    assert chances[0] is not None
    return chances[0], chances[1]


@cache
def _prior() -> Grid:
    nodes = np.linspace(-REACH, REACH, NODES)
    return np.asarray(trait_prior(nodes, nodes, item_model("english").phi))


@cache
def _score(strength: float) -> tuple[Grid, Grid]:
    """Mean and variance of both scales' mean scores at each node, avoidance pulled; (NODES, 2) each."""
    model = item_model("english")
    shares = probabilities(np.linspace(-REACH, REACH, NODES), model.a, model.b)
    means, variances = np.empty((NODES, 2)), np.empty((NODES, 2))
    for scale in (0, 1):
        way = np.arange(7.0) * (strength if scale else 0.0)
        kept, part = np.arange(1.0, 8.0) - way, way - np.floor(way)
        own = shares[:, model.subscale == scale]
        mean = own @ kept
        variance = own @ (kept**2 + part * (1 - part)) - mean**2
        means[:, scale] = mean.mean(axis=1)
        variances[:, scale] = variance.sum(axis=1) / own.shape[1] ** 2
    return means, variances


def _normal(value: float, mean: Grid, variance: Grid) -> Grid:
    return np.asarray(np.exp(-((value - mean) ** 2) / (2 * variance)) / np.sqrt(variance))
