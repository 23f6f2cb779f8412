"""Simulated states of mind with regard to attachment, as the Adult Attachment Interview would class them.

They are **never inferred from a questionnaire**. An interview of an hour, coded by certified coders, and a sheet of 36
ticks measure different things: in 961 people security in the interview correlated .09 on average with the dimensions of
self-report (Roisman et al. 2007). So a state of mind is drawn from base rates and from a stream of its own, and traits
shift it only by as much as that correlation asks. No answer is ever looked at.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from io import StringIO

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from withinreach.content.resources import data_text
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.simulate import check_traits
from withinreach.psychometrics.streams import stream

CLASSES = ("secure-autonomous", "dismissing", "preoccupied")
"""F, Ds, E: the order of every array of classes."""
OVERLAP = 0.09
"""Correlation of security in the interview with low anxiety, and with low avoidance, in self-report (Roisman 2007)."""


@dataclass(frozen=True)
class BaseRates:
    """How often each class was given in one sample.

    Attributes
    ----------
    shares : F, Ds, E, adding up to 1
    unresolved : share classed unresolved or "cannot classify" in addition; None where not reported
    people, source : who they were, and where the figures stand
    """

    shares: tuple[float, float, float]
    unresolved: float | None
    people: str
    source: str


@dataclass(frozen=True, eq=False)
class StatesOfMind:
    """Classes of simulated people.

    Attributes
    ----------
    state : (n_persons,) int8, index into `CLASSES`
    unresolved : (n_persons,) whether unresolved in addition; None where the sample does not report it
    """

    state: NDArray[np.int8]
    unresolved: NDArray[np.bool_] | None


@cache
def base_rates(sample: str = "mothers") -> BaseRates:
    """Base rates of one sample of ``data/aai_base_rates.csv``.

    Raises
    ------
    ValueError : there is no such sample
    """
    rows = {row["sample"]: row for row in csv.DictReader(StringIO(data_text("aai_base_rates.csv")))}
    if sample not in rows:
        raise ValueError(f"There are no base rates of {sample!r}. Choose from {', '.join(rows)}.")
    row = rows[sample]
    counts = [float(row[name]) for name in ("secure", "dismissing", "preoccupied")]
    secure, dismissing, preoccupied = (count / sum(counts) for count in counts)
    unresolved = float(row["unresolved"]) / 100.0 if row["unresolved"] else None
    return BaseRates((secure, dismissing, preoccupied), unresolved, row["people"], row["source"])


def states_of_mind(theta: ArrayLike, seed: int, sample: str = "mothers", calibration: Name = "english") -> StatesOfMind:
    """Draw a state of mind for each simulated person, nearly independent of her traits.

    Traits enter for one reason: that being classed secure correlates .09 with low anxiety and .09 with low avoidance in
    a population whose traits are those of the calibration. Which insecure class, and whether unresolved, is chance
    alone; that this does not hang on traits is author-set, for want of figures. The first n people are the same however
    many follow.

    Parameters
    ----------
    theta : (n_persons, 2) traits of simulated people, SD units; nothing that was ticked or scored
    seed : any whole number from 0
    sample : whose base rates, as in `base_rates`
    calibration : whose correlation of the traits

    Raises
    ------
    ValueError : no such sample, or traits of another shape
    """
    rates = base_rates(sample)
    traits = check_traits(theta)
    weight, rest, threshold = _mixture(rates.shares[0], item_model(calibration).phi)
    noise = stream(seed, "interview", 0).standard_normal(len(traits))
    chance = stream(seed, "interview", 1).random((len(traits), 2))
    secure = rest * noise - weight * traits.sum(axis=1) > threshold
    dismissing = chance[:, 0] < rates.shares[1] / (rates.shares[1] + rates.shares[2])
    state = np.where(secure, 0, np.where(dismissing, 1, 2)).astype(np.int8)
    return StatesOfMind(state, None if rates.unresolved is None else chance[:, 1] < rates.unresolved)


def _mixture(secure: float, phi: float) -> tuple[float, float, float]:
    """Weight of each trait, weight of chance, and threshold of a normal variable that says who is secure.

    y = √(1 − 2(1 + φ)w²)·e − w(θ₁ + θ₂) has variance 1 and correlates −w(1 + φ) with each trait. Cutting it at t
    shrinks that to w(1 + φ)·f(t) / √(p(1 − p)), f the normal density and p the share above t: w follows.
    """
    threshold = float(ndtri(1.0 - secure))
    density = np.exp(-(threshold**2) / 2.0) / np.sqrt(2.0 * np.pi)
    weight = OVERLAP * np.sqrt(secure * (1.0 - secure)) / density / (1.0 + phi)
    return float(weight), float(np.sqrt(1.0 - 2.0 * (1.0 + phi) * weight**2)), threshold
