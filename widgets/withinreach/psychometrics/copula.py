"""Simulated people whose answers hang together as those of real people did, beyond what two traits explain.

Behind each item stands a normal variable, cut into seven answers at the item's thresholds; the 36 variables correlate
as the polychoric correlations of the open data say. Nobody here has a trait: `dependence` is for people who have.
"""

from __future__ import annotations

import csv
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, partial
from io import StringIO

import numpy as np
from numpy.typing import NDArray

from withinreach.content.resources import data_text
from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.matrices import nearest_definite
from withinreach.psychometrics.rounds import gather, rounds
from withinreach.psychometrics.simulate import above, check_persons
from withinreach.psychometrics.streams import sequence

BLOCK = 8192
"""People who share a stream of random numbers. Another number means other people."""


@dataclass(frozen=True, eq=False)
class Copula:
    """Thresholds and correlations of the normal variables behind the 36 items, after recoding.

    Attributes
    ----------
    tau : (36, 6) thresholds between neighbouring answers, probit metric, increasing along each row
    loading : (36,) λ of each item on its own trait, in the two-factor fit of these correlations
    correlation : (36, 36) polychoric correlations, mended where no normal variables could have them
    moved : how far the entry that was mended most has moved (0 for both tables that ship)
    """

    tau: NDArray[np.float64]
    loading: NDArray[np.float64]
    correlation: NDArray[np.float64]
    moved: float


@cache
def copula(name: Name = "english") -> Copula:
    """The tables of one calibration.

    Raises
    ------
    ValueError : there is no such calibration
    """
    item_model(name)  # knows which there are
    items = _rows(f"ecrr_{name}.csv")
    table = [[float(row[f"i{item}"]) for item in range(1, 37)] for row in _rows(f"ecrr_polychoric_{name}.csv")]
    mended = nearest_definite(np.array(table))
    return Copula(
        tau=np.array([[float(row[f"tau{k}"]) for k in range(1, 7)] for row in items]),
        loading=np.array([float(row["loading"]) for row in items]),
        correlation=mended.matrix,
        moved=mended.moved,
    )


def simulate_copula(
    persons: int, seed: int, calibration: Name = "english", *, executor: Executor | None = None
) -> Answers:
    """Answers of simulated people like those of the calibration sample, local dependence included.

    The first n people are the same however many follow.

    Parameters
    ----------
    persons : how many, 1 or more
    seed : any whole number from 0
    calibration : ``english`` or ``all``
    executor : threads or processes that share the work; the answers are the same with any and without

    Returns
    -------
    Answers as a person would tick them, 1 to 7; `theta` is None

    Raises
    ------
    ValueError : no people
    """
    rows = rounds(check_persons(persons), BLOCK)
    work = partial(_ticks, calibration=calibration)
    keys = [sequence(seed, "latent", number) for number in range(len(rows))]
    return Answers(gather(work, rows, [part.stop - part.start for part in rows], keys, executor=executor))


@cache
def _factor(name: Name) -> NDArray[np.float64]:
    return np.asarray(np.linalg.cholesky(copula(name).correlation))


def _ticks(persons: int, key: np.random.SeedSequence, calibration: Name) -> NDArray[np.int8]:
    return as_ticked(_factor(calibration) @ normals(persons, key), calibration)


def normals(persons: int, key: np.random.SeedSequence) -> NDArray[np.float64]:
    """Independent standard normals (36, n_persons), drawn person by person."""
    return np.random.Generator(np.random.PCG64(key)).standard_normal((persons, 36)).T


def as_ticked(latent: NDArray[np.float64], calibration: Name) -> NDArray[np.int8]:
    """Cut the normal variables (36, n_persons) at their thresholds; raw answers (n_persons, 36)."""
    category = above(copula(calibration).tau.T, latent)
    np.subtract(np.int8(8), category, out=category, where=item_model(calibration).reverse[:, None])
    return category.T


def _rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data_text("calibration", file))))
