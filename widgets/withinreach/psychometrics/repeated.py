"""The same people on several occasions: what changes in them, what only wavers, and what the questionnaire adds."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.simulate import answers_of, check_population, correlate
from withinreach.psychometrics.streams import stream

RETEST = 0.93
"""Latent retest correlation over six weeks (86 % shared variance; Sibley & Liu 2004)."""


@dataclass(frozen=True)
class Change:
    """How much people truly change between the first occasion and the last.

    Attributes
    ----------
    mean : of anxiety and avoidance, in SD units of the traits; below 0 means towards security
    spread : SD of the change from person to person, 0 or more, the same for both traits and independent between them
    """

    mean: tuple[float, float] = (0.0, 0.0)
    spread: float = 0.0


NO_CHANGE = Change()


@dataclass(frozen=True, eq=False)
class Repeated:
    """Simulated people, asked more than once.

    Attributes
    ----------
    occasions : their answers and traits at each occasion, the same people in the same rows
    change : (n_persons, 2) true change of each from the first occasion to the last, SD units, state left out
    """

    occasions: tuple[Answers, ...]
    change: NDArray[np.float64]


def simulate_repeated(
    persons: int,
    seed: int,
    change: Change = NO_CHANGE,
    retest: float = RETEST,
    *,
    course: Sequence[float] = (0.0, 1.0),
    mean: tuple[float, float] = (0.0, 0.0),
    calibration: Name = "english",
    executor: Executor | None = None,
) -> Repeated:
    """Answers on two or more occasions under the graded response model.

    A trait on occasion t is √r · stable + √(1 − r) · state_t + course_t · change. The stable part belongs to the
    person, the state to the occasion; both are standard normal with the calibration's correlation between anxiety and
    avoidance. So θ₂ = θ₁ + change + state noise with variance 2(1 − r); where nobody changes, traits have SD 1 on each
    occasion and any two occasions correlate r. Answers are ticked anew: people do not remember what they ticked.

    Parameters
    ----------
    persons, seed, mean, calibration, executor : as in `simulate`
    change : true change from first to last occasion
    retest : r, correlation of the *traits* of two occasions where nobody changes, 0 to 1. That of the scores is lower,
        since scores carry error
    course : one number an occasion, the share of the change that is done by then; two or more occasions

    Raises
    ------
    ValueError : no people, one occasion, a retest correlation outside 0 to 1, a spread below 0
    """
    phi = check_population(persons, item_model(calibration).phi)
    _check(change, retest, course)
    stable = correlate(stream(seed, "people").standard_normal((persons, 2)), phi)
    changes = np.asarray(change.mean) + change.spread * stream(seed, "change").standard_normal((persons, 2))

    def occasion(number: int, done: float) -> Answers:
        state = correlate(stream(seed, "states", number).standard_normal((persons, 2)), phi)
        theta = np.asarray(mean) + np.sqrt(retest) * stable + np.sqrt(1.0 - retest) * state + done * changes
        return answers_of(theta, seed, calibration, occasion=number, executor=executor)

    return Repeated(tuple(occasion(number, done) for number, done in enumerate(course)), changes)


def _check(change: Change, retest: float, course: ArrayLike) -> None:
    if not 0.0 <= retest <= 1.0:
        raise ValueError(f"The retest correlation is {retest}; it lies between 0 and 1 (1: no passing states).")
    if change.spread < 0.0:
        raise ValueError(f"The spread of change is {change.spread}; an SD is 0 or more.")
    if np.size(course) < 2:
        raise ValueError(f"The course has {np.size(course)} occasions; a repeated measurement needs two or more.")
