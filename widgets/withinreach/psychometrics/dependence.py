"""Simulated people with known traits whose answers share more than the traits: the hard case for a score.

Two traits summarise the data, they do not exhaust them (`data/CODEBOOK.md`): some pairs of items stay correlated. The
graded response model of `simulate` leaves that out; a standard error that is honest there is too small in real life.
"""

from __future__ import annotations

from concurrent.futures import Executor
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.copula import BLOCK, as_ticked, copula, normals
from withinreach.psychometrics.matrices import Mended, nearest_definite
from withinreach.psychometrics.rounds import gather, rounds
from withinreach.psychometrics.simulate import check_population, correlate
from withinreach.psychometrics.streams import sequence, stream


def simulate_dependent(
    persons: int,
    seed: int,
    mean: tuple[float, float] = (0.0, 0.0),
    calibration: Name = "english",
    *,
    executor: Executor | None = None,
) -> Answers:
    """Answers of people with known traits, with the residual correlations of the open data.

    The variable behind an item is λ·θ plus a residual; residuals correlate as what the two factors leave of the
    polychoric correlations, mended where that is impossible (see `residuals`). The people are those of `simulate` with
    the same seed.

    Parameters
    ----------
    persons, seed, mean, calibration, executor : as in `simulate`; the traits' correlation is the calibration's

    Returns
    -------
    Answers as a person would tick them, 1 to 7, with the traits behind them

    Raises
    ------
    ValueError : no people
    """
    phi = check_population(persons, item_model(calibration).phi)
    theta = correlate(stream(seed, "people").standard_normal((persons, 2)), phi) + np.asarray(mean, dtype=np.float64)
    rows = rounds(persons, BLOCK)
    keys = [sequence(seed, "residuals", number) for number in range(len(rows))]
    work = partial(_ticks, calibration=calibration)
    return Answers(gather(work, rows, [theta[part] for part in rows], keys, executor=executor), theta)


@cache
def residuals(name: Name = "english") -> Mended:
    """Covariances (36, 36) of the residuals: what is left of the polychoric correlations once both traits are known.

    The two-factor fit asks more of some pairs than the data hold, so that the plain difference is no covariance matrix;
    `moved` says by how much the entry that was mended most has changed, on the scale of the polychoric correlations.
    """
    model, table = item_model(name), copula(name)
    traits = np.array([[1.0, model.phi], [model.phi, 1.0]])
    explained = np.outer(table.loading, table.loading) * traits[np.ix_(model.subscale, model.subscale)]
    return nearest_definite(table.correlation - explained)


@cache
def _factor(name: Name) -> NDArray[np.float64]:
    return np.asarray(np.linalg.cholesky(residuals(name).matrix))


def _ticks(theta: NDArray[np.float64], key: np.random.SeedSequence, calibration: Name) -> NDArray[np.int8]:
    latent = _factor(calibration) @ normals(len(theta), key)
    latent += copula(calibration).loading[:, None] * theta.T[item_model(calibration).subscale]
    return as_ticked(latent, calibration)
