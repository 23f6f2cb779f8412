"""Trait estimates: the mean and SD of what a person's answers leave possible (expected a posteriori).

Anxiety and avoidance are estimated together, because they go together in people: where one scale has few answers, the
other one helps. Any number of answers will do; none at all gives the population.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.calibration import Calibration, Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.instrument import SCALES
from withinreach.psychometrics.likelihood import answer_table, grid, trait_prior

NODES = 61
WIDENED = 1.2
"""A posterior SD is multiplied by this before it is shown.

The model has two traits and lets answers depend on nothing else; real answers to similar items go together more than
that (local dependence). People drawn with the dependence of the real samples and scored by this model had errors 1.16
to 1.26 times the posterior SD, and their nominal 95 % intervals held the true trait in 88 to 91 % (English and all
sites, both scales). Source: our calibrations of the Human Penguin Project (Hu et al. 2019,
doi 10.1038/s41597-019-0029-2), check of over-confidence. The result is never wider than the population, whose SD is 1:
a person without answers has its SD, not 1.2 times it.
"""

TILE = 32
"""People per matrix product: as many as OpenBLAS multiplies without starting threads of its own. For products of this
size threads that wait for each other cost more than they save, on a busy machine tenfold; the executor's do better."""
BLOCK = 64 * TILE
"""People per round, so that what they need stays in the processor's cache."""
CHUNK = 32 * BLOCK
"""People per task that an executor is given."""

_ONE_HOT = np.vstack([np.zeros(7), np.eye(7)])
"""Row k marks answer k; row 0, no answer, marks none and so adds nothing to the log-likelihood."""

Precision = Literal["float32", "float64"]
Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Scored:
    """Trait estimates of n people; trait 0 and SD 1 are the mean and spread of the calibration sample.

    Attributes
    ----------
    mean : (n_persons, 2) posterior means of anxiety and avoidance
    sd : (n_persons, 2) posterior SDs, widened: the standard error to show
    raw_sd : (n_persons, 2) posterior SDs as the model has them, too small for real people
    r : (n_persons,) correlation of the two traits in the person's own posterior
    given : (n_persons, 2) how many of the 18 answers each scale had
    calibration : the item parameters that were used
    widened : the factor between raw_sd and sd, where sd stays within the population's 1
    """

    mean: NDArray[np.float64]
    sd: NDArray[np.float64]
    raw_sd: NDArray[np.float64]
    r: NDArray[np.float64]
    given: NDArray[np.intp]
    calibration: Name
    widened: float


@dataclass(frozen=True, eq=False)
class _Tables:
    """What all people share, in one precision.

    Grid (Q,); which columns belong to each scale; log-likelihood of each answer as ticked, (18 items x 7 answers, Q)
    for each scale; weights of the two traits (Q, Q), symmetric, summing to 1; which answers are there, (8, 7).
    """

    nodes: Floats
    columns: tuple[NDArray[np.intp], ...]
    logs: tuple[Floats, ...]
    prior: Floats
    one_hot: Floats
    calibration: Name


def score(
    answers: Answers,
    *,
    calibration: Name | Calibration = "english",
    nodes: int = NODES,
    widen: float = WIDENED,
    precision: Precision = "float32",
    executor: Executor | None = None,
) -> Scored:
    """Estimate both traits of each person under the graded response model with two correlated traits.

    The prior is the calibration's population: two standard normal traits with its correlation. Each person's posterior
    is summed over the product grid, ``L1 * (A L2)`` for one margin and ``L2 * (L1 A)`` for the other, so that the grid
    of a person is never laid out. A person's estimates depend on nobody else's answers.

    Parameters
    ----------
    answers : n people, as ticked
    calibration : ``english``, ``all``, or item parameters of one's own
    nodes : points of the grid from -6 to 6 for each trait, 41 or more
    widen : factor of the posterior SD, see `WIDENED`
    precision : ``float32`` is within 2e-6 of ``float64`` and takes half the time
    executor : spreads chunks of people over threads, processes or machines; the estimates are the same without it

    Raises
    ------
    ValueError : unknown calibration, too coarse a grid, or a factor that would narrow
    """
    if widen < 1.0:
        raise ValueError(f"widen is {widen:g}; a posterior is widened, not narrowed. Use 1 for the model's own SD.")
    tables = _tables(calibration, nodes, precision)
    chunks = (answers.raw[start : start + CHUNK] for start in range(0, len(answers.raw), CHUNK))
    found = (executor.map if executor else map)(partial(_moments, tables), chunks)
    moments = np.concatenate([np.empty((0, 5)), *found])
    return Scored(
        mean=moments[:, :2],
        sd=widened(moments[:, 2:4], widen),
        raw_sd=moments[:, 2:4],
        r=moments[:, 4],
        given=np.stack([np.count_nonzero(answers.raw[:, own], axis=1) for own in tables.columns], axis=1),
        calibration=tables.calibration,
        widened=widen,
    )


def widened(raw_sd: NDArray[np.float64], factor: float = WIDENED) -> NDArray[np.float64]:
    """Posterior SDs times the factor, at most the population's SD of 1 (or the SD itself, were it larger)."""
    return np.minimum(factor * raw_sd, np.maximum(raw_sd, 1.0))


@lru_cache(maxsize=8)
def _tables(calibration: Name | Calibration, nodes: int, precision: Precision) -> _Tables:
    model = item_model(calibration) if isinstance(calibration, str) else calibration
    theta = grid(nodes)
    logs = [answer_table(theta, model, scale).reshape(-1, nodes) for scale in range(len(SCALES))]
    prior = trait_prior(theta, theta, model.phi)
    kind = np.dtype(precision)
    return _Tables(
        nodes=theta.astype(kind),
        columns=tuple(np.flatnonzero(model.subscale == scale) for scale in range(len(SCALES))),
        logs=tuple(table.astype(kind) for table in logs),
        prior=(prior / prior.sum()).astype(kind),
        one_hot=_ONE_HOT.astype(kind),
        calibration=model.name,
    )


def _moments(tables: _Tables, raw: NDArray[np.int8]) -> NDArray[np.float64]:
    """Posterior means, SDs and correlation of each row. Returns (n_persons, 5)."""
    found = np.empty((len(raw), 5))
    for start in range(0, len(raw), BLOCK):
        rows = raw[start : start + BLOCK]
        whole = np.pad(rows, ((0, -len(rows) % TILE), (0, 0)))
        first, second = (_likelihood(tables, whole, scale) for scale in range(len(SCALES)))
        found[start : start + BLOCK] = _moments_of(first, second, tables)[: len(rows)]
    return found


def _times(rows: Floats, table: Floats) -> Floats:
    """``rows @ table``, a tile of rows at a time."""
    tiles = rows.reshape(-1, TILE, rows.shape[1]) @ table
    return np.asarray(tiles.reshape(len(rows), -1))


def _likelihood(tables: _Tables, raw: NDArray[np.int8], scale: int) -> Floats:
    """Likelihood of each row's answers to one scale at each node, 1 at its highest. Returns (n_persons, Q)."""
    # Unchecked indices ("clip") are four times as fast, and answers are known to lie between 0 and 7.
    marked = np.take(tables.one_hot, raw[:, tables.columns[scale]], axis=0, mode="clip")
    logs = _times(marked.reshape(len(raw), -1), tables.logs[scale])
    logs -= logs.max(axis=1, keepdims=True)
    return np.exp(logs, out=logs)


def _moments_of(first: Floats, second: Floats, tables: _Tables) -> Floats:
    """Moments of the two traits from their likelihoods; deviations are taken before squaring, so that float32 will do.

    Returns (n_persons, 5): two means, two SDs, correlation.
    """
    weights = (first * _times(second, tables.prior), second * _times(first, tables.prior))
    total = [weight.sum(axis=1) for weight in weights]
    mean = [weight @ tables.nodes / whole for weight, whole in zip(weights, total, strict=True)]
    apart = [tables.nodes - centre[:, None] for centre in mean]
    square = [np.einsum("nq,nq,nq->n", w, d, d) for w, d in zip(weights, apart, strict=True)]
    sd = [np.sqrt(s / whole) for s, whole in zip(square, total, strict=True)]
    cross = np.einsum("nq,nq->n", first * apart[0], _times(second * apart[1], tables.prior)) / total[0]
    return np.column_stack([*mean, *sd, cross / (sd[0] * sd[1])])
