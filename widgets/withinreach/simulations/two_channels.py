"""Two channels of an interview of six minutes: the calm that a person reports, and skin conductance.

Every value is author-set for teaching: how quickly a response rises and fades, the drift, the noise. No trace was
recorded from anybody.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

SECONDS = 360
HELD = 20
"""Seconds for which one rating stands."""
LOWEST, CALMEST = 1, 7
"""Ends of the rating of calm; 7 is quite calm."""
BASE, DRIFT, DRIFT_PERIOD, NOISE = 2.0, 0.1, 240.0, 0.03
"""Skin conductance without responses, in µS; height of its slow drift in µS and the drift's period in s; SD of the
noise in µS."""
RISE, DECAY = 2.0, 6.0
"""Time constants of a response, in s."""
PEAK = RISE * DECAY / (DECAY - RISE) * math.log(DECAY / RISE)
"""Seconds from the beginning of a response to its peak: 3 ln 3, or 3.3."""
SLIP = 4
"""Seconds for which a device that slips reads 0."""
SHORTEST, DIP, AROUND = 6, 3, 5
"""`parted`, in s: the least that a stretch lasts; the longest dip that does not end it; how near to it a change of
rating still belongs to it."""


@dataclass(frozen=True)
class Recipe:
    """What a trace is made of.

    Attributes
    ----------
    seed : whole number from 0; it sets noise and phase of the drift
    ratings : 18 whole numbers 1 to 7, one for each 20 s; 7 is quite calm
    responses : of the skin, each (second it begins, height of its peak in µS)
    slips : seconds, 0 to 356, from which the device reads 0 for 4 s

    Raises
    ------
    ValueError : a value outside these ranges
    """

    seed: int
    ratings: tuple[int, ...]
    responses: tuple[tuple[int, float], ...] = ()
    slips: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.seed < 0:
            raise ValueError(f"The seed is {self.seed}; a seed is a whole number from 0. Choose any.")
        self._check_ratings()
        for at, size in self.responses:
            if not (0 <= at < SECONDS and math.isfinite(size) and size > 0):
                raise ValueError(
                    f"A response begins at second {at} with {size} µS. It begins at second 0 to {SECONDS - 1}, and its "
                    "size is above 0. Move it, or leave it out."
                )
        for at in self.slips:
            if not 0 <= at <= SECONDS - SLIP:
                raise ValueError(
                    f"The device slips at second {at}. A slip takes {SLIP} s and begins at second 0 to "
                    f"{SECONDS - SLIP}. Move it."
                )

    def _check_ratings(self) -> None:
        needed = SECONDS // HELD
        if len(self.ratings) != needed:
            raise ValueError(f"There are {len(self.ratings)} ratings; {needed} are needed. Give one for each {HELD} s.")
        for number, rating in enumerate(self.ratings, start=1):
            if not LOWEST <= rating <= CALMEST:
                raise ValueError(
                    f"Rating {number} is {rating}. A rating is a whole number from {LOWEST} to {CALMEST}; "
                    f"{CALMEST} is quite calm."
                )


@dataclass(frozen=True, eq=False)
class Trace:
    """Both channels, one sample a second.

    Attributes
    ----------
    report : (360,) reported calm, 1 to 7
    skin : (360,) skin conductance in µS, two decimals, 0.0 where the device slipped
    """

    report: NDArray[np.int64]
    skin: NDArray[np.float64]


def recipe_from(mapping: Mapping[str, object]) -> Recipe:
    """A recipe from a parsed file with the fields ``seed``, ``ratings``, ``responses``, ``slips``; others are ignored.

    Raises
    ------
    ValueError : a field is missing, of another type, or out of its range; the field is named
    """
    try:
        return msgspec.convert(mapping, Recipe)
    except msgspec.ValidationError as error:
        raise ValueError(
            f"{error}. A recipe has seed, ratings, and where there are any, responses and slips."
        ) from error


def simulate(recipe: Recipe) -> Trace:
    """Both channels of one recipe; the same recipe gives the same trace.

    Skin is 2 µS + drift + the sum of all responses + noise, never below 0, and 0 for 4 s at a slip.
    """
    random = np.random.default_rng(recipe.seed)
    second = np.arange(SECONDS)
    phase = random.uniform(0, 2 * math.pi)
    skin = BASE + DRIFT * np.sin(2 * math.pi * second / DRIFT_PERIOD + phase)
    for at, size in recipe.responses:
        skin += response(second - at, size)
    skin = np.round(np.maximum(skin + random.normal(0, NOISE, SECONDS), 0), 2)
    for at in recipe.slips:
        skin[at : at + SLIP] = 0.0
    return Trace(np.repeat(np.array(recipe.ratings, dtype=np.int64), HELD), skin)


def response(since: NDArray[np.int64], size: float) -> NDArray[np.float64]:
    """One response of the skin in µS, `since` seconds after it began: 0 before, `size` at its peak after 3.3 s.

    The difference of two exponentials, ``exp(-t / 6) - exp(-t / 2)``, scaled to its peak. Author-set.
    """
    t = np.maximum(since, 0.0)
    top = math.exp(-PEAK / DECAY) - math.exp(-PEAK / RISE)
    return size * (np.exp(-t / DECAY) - np.exp(-t / RISE)) / top


def level(trace: Trace) -> float:
    """Where the skin usually stands, in µS: the median of all seconds in which the device did not slip."""
    return float(np.median(trace.skin[trace.skin > 0]))


def raised(trace: Trace, *, rise: float) -> list[tuple[int, int]]:
    """Runs of at least 6 s in which the skin stands `rise` µS or more above its level; dips of 3 s or less are in them.

    Returns (first second, first second after it), in order.
    """
    up = np.flatnonzero(trace.skin >= level(trace) + rise)
    runs = np.split(up, np.flatnonzero(np.diff(up) > DIP + 1) + 1) if len(up) else []
    return [(int(run[0]), int(run[-1]) + 1) for run in runs if run[-1] + 1 - run[0] >= SHORTEST]


def parted(trace: Trace, *, rise: float) -> list[tuple[int, int]]:
    """Stretches in which the skin is up while the report is flat, by one simple rule.

    The skin stands at least `rise` µS above its level for at least 6 s, and from 5 s before to 5 s after, the rating
    does not change. A rating comes every 20 s, so one that changes just then speaks of the same moment.

    Returns (first second, first second after it), in order.
    """
    return [(start, end) for start, end in raised(trace, rise=rise) if _flat(trace.report, start, end)]


def _flat(report: NDArray[np.int64], start: int, end: int) -> bool:
    # A change at a second is seen against the second before it.
    around = report[max(start - AROUND - 1, 0) : end + AROUND]
    return bool((around == around[0]).all())
