"""In which order the 36 items stood on the sheet. Two orders circulate, and no answer betrays a wrong one.

``published`` : items 1 to 18 anxiety, 19 to 36 avoidance, as in every file of ``data/``.
``alternating`` : the administration order, odd positions avoidance, even positions anxiety. Of it we know which scale
each position belongs to and which positions are reverse-keyed (from a public scoring script), not which item stands
there: mean scores can be computed, trait estimates and item profiles cannot.
36 numbers : the published number of the item at each position, for any other order, also an alternating one whose
items are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from withinreach.psychometrics.instrument import ecr_r

PUBLISHED, ALTERNATING = "published", "alternating"
Order = str | Sequence[int]

ALTERNATING_REVERSED = (2, 3, 5, 11, 15, 17, 19, 22, 25, 27, 29, 31, 33, 35)
"""Reverse-keyed positions of the administration order: two of the anxiety items, twelve of the avoidance items."""


@dataclass(frozen=True, eq=False)
class Arrangement:
    """How to bring columns into the published order.

    Attributes
    ----------
    columns : (36,) for each published item the column, from 0, that takes its place
    items_known : True where that column holds this very item; False where it is only known to belong to the same scale
        and to be keyed the same way
    """

    columns: NDArray[np.intp]
    items_known: bool


def arrangement(order: Order) -> Arrangement:
    """What a named order says about each column.

    Raises
    ------
    ValueError : neither a known name nor the numbers 1 to 36, each once
    """
    if order == PUBLISHED:
        return Arrangement(np.arange(ecr_r().items), items_known=True)
    if order == ALTERNATING:
        return Arrangement(_by_key(), items_known=False)
    if isinstance(order, str) or sorted(order) != list(range(1, ecr_r().items + 1)):
        raise ValueError(
            f"{order!r} is no item order. Say which one the sheet had: 'published' (items 1 to 18 anxiety, 19 to 36 "
            "avoidance), 'alternating' (odd avoidance, even anxiety; mean scores only), or 36 numbers, the published "
            "number of the item at each position."
        )
    return Arrangement(np.argsort(np.asarray(order)), items_known=True)


def _by_key() -> NDArray[np.intp]:
    """Alternating columns in the place of published items of the same scale and keying, in the order they come."""
    key, columns = ecr_r(), np.empty(ecr_r().items, dtype=np.intp)
    positions = np.arange(1, key.items + 1)
    avoidance, reverse = positions % 2 == 1, np.isin(positions, ALTERNATING_REVERSED)
    for scale in (0, 1):
        for turned in (False, True):
            here = (avoidance == bool(scale)) & (reverse == turned)
            columns[(key.subscale == scale) & (key.reverse == turned)] = np.flatnonzero(here)
    return columns
