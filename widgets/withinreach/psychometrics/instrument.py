"""The ECR-R's key: which item belongs to which scale, and which are reverse-keyed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from withinreach.content.instruments import Order, questionnaire

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
    order : the order in which the items stand; a sheet in another order may not be scored with this key
    """

    subscale: NDArray[np.intp]
    reverse: NDArray[np.bool_]
    topics: tuple[str, ...]
    low: int = 1
    high: int = 7
    order: Order = "published"

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
    form = questionnaire("ecr-r")
    return Instrument(
        subscale=np.array([SCALES.index(item.scales[0]) for item in form.entries]),
        reverse=np.array([item.reverse[0] for item in form.entries]),
        topics=tuple(item.topic for item in form.entries),
        low=form.low,
        high=form.high,
        order=form.order,
    )
