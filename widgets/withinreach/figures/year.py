"""Avoidance over a year in simulated people, twice: nobody truly changes, and with the change that a reader sets."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from withinreach.figures.drawing import Drawing
from withinreach.figures.trajectories import Courses, Measure, trajectories
from withinreach.psychometrics.information import trait_of_score
from withinreach.psychometrics.repeated import RETEST, Change, simulate_repeated
from withinreach.psychometrics.scores import mean_scores

PERSONS, SEED = 300, 12
START = (3.5, 4.6)
"""Mean scores of the simulated people before anything changes: author-set."""
MONTHS = tuple(range(0, 13, 2))
MEASURE = Measure("Attachment avoidance, mean score 1 to 7", 1, 7, tuple(range(1, 8)), "Month", MONTHS)


def year(change: float, spread: float, *, medians: bool = False, narrow: bool = False) -> Drawing:
    """The same 300 simulated people in two panels, asked every two months.

    Parameters
    ----------
    change : mean true change of avoidance over the year, in SDs; below 0 is towards security
    spread : SD of that change from person to person, 0 or more
    medians : draw the middle line too
    narrow : the edition for 340 pixels

    Raises
    ------
    ValueError : a spread below 0
    """
    groups = [Courses("No true change", _courses(Change()))]
    size = f"{change:+.1f} SD".replace("-", "\N{MINUS SIGN}") if round(change, 6) else "0"
    groups.append(Courses(f"True change: {size} on average", _courses(Change((0.0, change), spread))))
    return trajectories(groups, MEASURE, source=_source(change, spread), medians=medians, narrow=narrow)


@lru_cache(maxsize=32)
def _courses(change: Change) -> NDArray[np.float64]:
    """Avoidance scores (300, occasions); the change goes on evenly."""
    start = trait_of_score([START])[0]
    done = tuple(month / MONTHS[-1] for month in MONTHS)
    asked = simulate_repeated(PERSONS, SEED, change, course=done, mean=(float(start[0]), float(start[1])))
    return np.column_stack([mean_scores(answers)[:, 1] for answers in asked.occasions])


def _source(change: float, spread: float) -> str:
    retest = f"{RETEST:.2f}".removeprefix("0")
    size = f"{change:.1f}".replace("-", "\N{MINUS SIGN}")
    return (
        "Drawn from the English-language item model of the ECR-R. The two panels hold the same people; from one time "
        f"to another their traits correlate {retest} where nobody changes (six weeks: Sibley & Liu 2004). Start, true "
        f"change ({size} SD) and its spread ({spread:.1f} SD) are set, not measured."
    )
