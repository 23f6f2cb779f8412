"""How near shares are to others, and how near tokens in ordered boxes: 1 for the same, 0 for knowing nothing.

``near``    max(0, 1 - mean squared difference ÷ k), shares as proportions. k = 0.09 for one number (10 points off cost
            11 %, 20 off 44 %, 30 off everything), k = 0.06 for three or more (17 %, 67 %); both author-set.
``ranked``  1 - ranked probability score ÷ that of equal shares, not below 0. The ranked probability score is the sum,
            over the borders between boxes, of the squared difference between the two cumulated shares: being near
            counts. Against one outcome the cumulated shares are a step, against the shares of many runs a staircase.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

WHOLE = 100
ONE, SEVERAL = 0.09, 0.06


def near(given: Mapping[str, float], ours: Mapping[str, float]) -> float:
    """s of one number or of one distribution, in percent by the same names; 0 to 1."""
    squared = [((given[name] - share) / WHOLE) ** 2 for name, share in ours.items()]
    k = ONE if len(squared) == 1 else SEVERAL
    return max(0.0, 1 - sum(squared) / len(squared) / k)


def borders(given: Sequence[float], ours: Sequence[float]) -> list[float]:
    """The squared difference between the cumulated shares at each border between two boxes, 0 to 1."""
    pairs = zip(accumulate(given), accumulate(ours), strict=True)
    return [((one - two) / WHOLE) ** 2 for one, two in list(pairs)[:-1]]


def ranked(given: Sequence[float], ours: Sequence[float]) -> float:
    """s of tokens in ordered boxes against the shares that came out, both in percent; 0 to 1."""
    equal = [WHOLE / len(ours)] * len(ours)
    return max(0.0, 1 - sum(borders(given, ours)) / sum(borders(equal, ours)))


def even(names: Sequence[str]) -> dict[str, float]:
    """A hundred in whole numbers, as even as can be: the first ones get what is left over."""
    each, over = divmod(WHOLE, len(names))
    return {name: float(each + (number < over)) for number, name in enumerate(names)}
