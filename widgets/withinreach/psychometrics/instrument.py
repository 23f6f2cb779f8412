"""The ECR-R's key: which item belongs to which scale, and which are reverse-keyed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from io import StringIO

import numpy as np
from numpy.typing import NDArray

from withinreach.content.resources import data_text

SCALES = ("anxiety", "avoidance")
"""The order of the two scales in every array of scores and traits."""


@dataclass(frozen=True, eq=False)
class Instrument:
    """A questionnaire of two scales with one answer format.

    Attributes
    ----------
    subscale : (n_items,) 0 for anxiety, 1 for avoidance
    reverse : (n_items,) True where the raw answer is recoded as ``low + high - answer``
    topics : what each item is about, in our words
    low, high : first and last answer category
    """

    subscale: NDArray[np.intp]
    reverse: NDArray[np.bool_]
    topics: tuple[str, ...]
    low: int = 1
    high: int = 7

    @property
    def items(self) -> int:
        """How many items it has."""
        return len(self.topics)

    def columns(self, scale: int) -> NDArray[np.intp]:
        """Column numbers of one scale's items."""
        return np.flatnonzero(self.subscale == scale)


@cache
def ecr_r() -> Instrument:
    """The ECR-R in its published order: items 1 to 18 anxiety, 19 to 36 avoidance, answers 1 to 7."""
    rows = list(csv.DictReader(StringIO(data_text("instruments", "ecr-r.csv"))))
    return Instrument(
        subscale=np.array([SCALES.index(row["subscale"]) for row in rows]),
        reverse=np.array([row["reverse_keyed"] == "1" for row in rows]),
        topics=tuple(row["topic"] for row in rows),
    )
