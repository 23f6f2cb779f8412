"""Counts and shares in plain words."""

from __future__ import annotations

import math

# Shares a reader has a feeling for. Beyond the ends, words say "fewer than" and "nearly all".
SPOKEN = (
    (1 / 50, "one in fifty"),
    (1 / 20, "one in twenty"),
    (1 / 10, "one in ten"),
    (1 / 7, "one in seven"),
    (1 / 5, "one in five"),
    (1 / 4, "one in four"),
    (1 / 3, "one in three"),
    (2 / 5, "two in five"),
    (1 / 2, "half"),
    (3 / 5, "three in five"),
    (2 / 3, "two in three"),
    (3 / 4, "three in four"),
    (4 / 5, "four in five"),
    (9 / 10, "nine in ten"),
)


def spoken_share(count: int, of: int) -> str:
    """A share in words ("about one in ten"): the nearest of `SPOKEN` in odds, or what lies beyond its ends.

    `count` lies between 0 and `of`, which is 1 or more.
    """
    share = count / of
    if count == 0:
        return "none of them"
    if count == of:
        return "all of them"
    if share < 0.015:
        return "fewer than one in fifty"
    if share > 0.95:
        return "nearly all"
    nearest, words = min(SPOKEN, key=lambda entry: abs(_odds(entry[0]) - _odds(share)))
    return words if math.isclose(nearest, share) else f"about {words}"


def percent(count: int, of: int) -> str:
    """A share as a whole percentage; what is there but rounds to nothing is "<1%", and likewise ">99%"."""
    share = 100 * count / of
    if 0 < share < 0.5:
        return "<1%"
    if 99.5 <= share < 100:
        return ">99%"
    return f"{share:.0f}%"


def _odds(share: float) -> float:
    return math.log(share / (1 - share))
