"""Item parameters of the ECR-R, estimated from open data; see ``data/CODEBOOK.md``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from withinreach.content.resources import data_text
from withinreach.psychometrics.instrument import SCALES

Name = Literal["english", "all"]


@dataclass(frozen=True, eq=False)
class Calibration:
    """A graded response model with two correlated traits, each item measuring one of them.

    Attributes
    ----------
    name : ``english`` or ``all``
    a : (36,) slopes, logistic metric, above 0
    b : (36, 6) locations on the trait, increasing along each row; answers after recoding
    phi : correlation of the two latent traits (not of the two mean scores)
    subscale : (36,) 0 for anxiety, 1 for avoidance
    reverse : (36,) True where the raw answer is 8 - category
    persons : people the parameters were estimated from
    """

    name: Name
    a: NDArray[np.float64]
    b: NDArray[np.float64]
    phi: float
    subscale: NDArray[np.intp]
    reverse: NDArray[np.bool_]
    persons: int


@cache
def calibration(name: Name = "english") -> Calibration:
    """Read one table of item parameters.

    Raises
    ------
    ValueError : there is no such table
    """
    if name not in get_args(Name):
        raise ValueError(f"There is no calibration {name!r}. Choose 'english' or 'all'.")
    rows = _rows(f"ecrr_{name}.csv")
    sample = next(row for row in _rows("ecrr_samples.csv") if row["calibration"] == name)
    return Calibration(
        name=name,
        a=np.array([float(row["a_logistic"]) for row in rows]),
        b=np.array([[float(row[f"b{k}"]) for k in range(1, 7)] for row in rows]),
        phi=float(sample["phi"]),
        subscale=np.array([SCALES.index(row["subscale"]) for row in rows]),
        reverse=np.array([row["reverse_keyed_raw"] == "1" for row in rows]),
        persons=int(sample["persons"]),
    )


def _rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data_text("calibration", file))))
