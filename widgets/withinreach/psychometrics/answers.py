"""Sheets of answers, as people gave them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from withinreach.psychometrics.instrument import Instrument, ecr_r

MISSING = 0
"""No answer, inside the engine: whole numbers have no NaN. Tables that come in and go out use NaN."""


@dataclass(frozen=True, eq=False)
class Answers:
    """Answers of n people to the 36 items of the ECR-R.

    Attributes
    ----------
    raw : (n_persons, 36) int8, 1 to 7 as answered (reverse-keyed items are *not* recoded), 0 where there is none
    theta : (n_persons, 2) the traits that simulated people have; None for real ones
    """

    raw: NDArray[np.int8]
    theta: NDArray[np.float64] | None = None


def read_answers(table: ArrayLike) -> Answers:
    """Check a table of raw answers, NaN where there is none, and take it in.

    Parameters
    ----------
    table : (n_persons, 36), whole numbers 1 to 7 or NaN, published item order

    Raises
    ------
    ValueError : wrong number of columns, or a value that is no answer (its row and item are named)
    """
    key = ecr_r()
    values = np.atleast_2d(np.asarray(table, dtype=np.float64))
    if values.ndim != 2 or values.shape[1] != key.items:
        raise ValueError(
            f"The table of answers has shape {values.shape}; one row a person and {key.items} columns are "
            "needed, items in the published order. Use NaN where an answer is missing."
        )
    _refuse_odd_values(values, key)
    return Answers(np.where(np.isnan(values), MISSING, values).astype(np.int8))


def _refuse_odd_values(values: NDArray[np.float64], key: Instrument) -> None:
    allowed = np.isnan(values) | ((values >= key.low) & (values <= key.high) & (values == np.floor(values)))
    if allowed.all():
        return
    row, column = np.argwhere(~allowed)[0]
    raise ValueError(
        f"Row {row + 1}, item {column + 1}: the answer is {values[row, column]:g}. Answers are whole numbers from "
        f"{key.low} to {key.high}, or NaN where there is none."
    )
