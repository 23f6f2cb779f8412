"""Simulated people who answer the ECR-R."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.calibration import Calibration, Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.rounds import gather, rounds
from withinreach.psychometrics.streams import sequence, stream

CHUNK = 8192
"""People per round, so that a million of them do not need gigabytes. It changes no answer."""


def simulate(
    persons: int,
    seed: int,
    mean: tuple[float, float] = (0.0, 0.0),
    phi: float | None = None,
    calibration: Name = "english",
    *,
    executor: Executor | None = None,
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
    executor : threads or processes that share the work; the answers are the same with any and without

    Returns
    -------
    Answers as a person would tick them, 1 to 7, with the traits behind them

    Raises
    ------
    ValueError : no people, or a correlation outside -1 to 1
    """
    (whole,) = simulate_rounds(persons, seed, mean, phi, calibration, size=max(persons, 1), executor=executor)
    return whole


def simulate_rounds(
    persons: int,
    seed: int,
    mean: tuple[float, float] = (0.0, 0.0),
    phi: float | None = None,
    calibration: Name = "english",
    *,
    size: int,
    executor: Executor | None = None,
) -> Iterator[Answers]:
    """The people of `simulate`, `size` of them at a time, for files larger than the memory.

    Parameters and errors as in `simulate`; the rounds put together are what it returns.
    """
    people = stream(seed, "people")
    correlation = check_population(persons, item_model(calibration).phi if phi is None else phi)
    for first in range(0, persons, size):
        normal = people.standard_normal((min(size, persons - first), 2))
        theta = correlate(normal, correlation) + np.asarray(mean, dtype=np.float64)
        yield answers_of(theta, seed, calibration, first=first, executor=executor)


def answers_of(
    theta: ArrayLike,
    seed: int,
    calibration: Name = "english",
    *,
    first: int = 0,
    occasion: int = 0,
    executor: Executor | None = None,
) -> Answers:
    """Answers of people whose traits are given.

    Parameters
    ----------
    theta : (n_persons, 2) anxiety and avoidance, SD units, 0 = the calibration sample
    seed, calibration, executor : as in `simulate`, whose own second step this is
    first : how many people of this seed were asked before these
    occasion : 0 for the first; on each further one the same people tick anew

    Raises
    ------
    ValueError : traits in another shape, or not all of them numbers
    """
    traits = check_traits(theta)
    key = sequence(seed, "ticks", *([occasion] if occasion else []))
    rows = rounds(len(traits), CHUNK)
    work = partial(_ticks, key=key, calibration=calibration)
    before = [first + part.start for part in rows]
    return Answers(gather(work, rows, [traits[part] for part in rows], before, executor=executor), traits)


def check_persons(persons: int) -> int:
    """The number of people, where there are any.

    Raises
    ------
    ValueError : there are none
    """
    if persons < 1:
        raise ValueError(f"Cannot simulate {persons} people. Ask for one or more.")
    return persons


def check_population(persons: int, phi: float) -> float:
    """The correlation, where people of this number and correlation can be drawn.

    Raises
    ------
    ValueError : they cannot
    """
    check_persons(persons)
    if not -1.0 <= phi <= 1.0:
        raise ValueError(f"phi is {phi}; a correlation lies between -1 and 1.")
    return phi


def correlate(normal: NDArray[np.float64], phi: float) -> NDArray[np.float64]:
    """Make two columns of independent standard normals correlate; the first stays as it is."""
    return np.column_stack([normal[:, 0], phi * normal[:, 0] + np.sqrt(1.0 - phi**2) * normal[:, 1]])


def _ticks(theta: NDArray[np.float64], first: int, key: np.random.SeedSequence, calibration: Name) -> NDArray[np.int8]:
    """One round's raw answers (n_persons, 36). One uniform an answer: a later round winds the stream forward."""
    model = item_model(calibration)
    bits = np.random.PCG64(key)
    bits.advance(first * len(model.a))
    category = _categories(theta, np.random.Generator(bits).random((len(theta), len(model.a))), model)
    np.subtract(np.int8(8), category, out=category, where=model.reverse[:, None])
    return category.T


def _categories(theta: NDArray[np.float64], uniform: NDArray[np.float64], model: Calibration) -> NDArray[np.int8]:
    """Categories 1 to 7: one plus the number of boundaries b_k with u < P*_k. Uses up `uniform`.

    Written on the logit side, a·theta + log(1/u - 1) > a·b_k: one logarithm an answer instead of six exponentials, and
    the same inequality. Items are rows here, so that a boundary is one number along each row. Returns
    (n_items, n_persons).
    """
    with np.errstate(divide="ignore"):  # u = 0 lies below every boundary, as infinity lies above every a·b
        np.divide(1.0, uniform, out=uniform)
    uniform -= 1.0
    np.log(uniform, out=uniform)
    strength = theta.T[model.subscale]
    strength *= model.a[:, None]
    strength += uniform.T
    return above((model.a[:, None] * model.b).T, strength)


def above(boundaries: NDArray[np.float64], strength: NDArray[np.float64]) -> NDArray[np.int8]:
    """One plus how many of its item's boundaries each value exceeds.

    Parameters
    ----------
    boundaries : (6, n_items), on the scale of `strength`
    strength : (n_items, n_persons)

    Returns
    -------
    (n_items, n_persons), 1 to 7
    """
    category = np.ones(strength.shape, dtype=np.int8)
    over = np.empty(strength.shape, dtype=np.bool_)
    for boundary in boundaries:
        np.greater(strength, boundary[:, None], out=over)
        category += over.view(np.int8)
    return category


def check_traits(theta: ArrayLike) -> NDArray[np.float64]:
    """Traits (n_persons, 2) that can answer.

    Raises
    ------
    ValueError : another shape, or not all of them numbers
    """
    traits = np.asarray(theta, dtype=np.float64)
    if traits.ndim != 2 or traits.shape[1] != 2 or not np.isfinite(traits).all():
        raise ValueError(
            f"Traits of shape {traits.shape} cannot answer: one row a person and two columns, anxiety and avoidance, "
            "are needed, every value a number."
        )
    return traits
