"""People in groups that differ by an explicit shift of the traits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.simulate import simulate
from withinreach.psychometrics.streams import child_seed


@dataclass(frozen=True)
class Group:
    """A group to simulate.

    Attributes
    ----------
    name : as it will be shown; no two groups share one
    persons : how many, 1 or more
    shift : of the means of anxiety and avoidance, in SD units of the traits; 0 is the calibration sample. For wanted
        mean scores take `population.trait_means`
    """

    name: str
    persons: int
    shift: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, eq=False)
class Grouped:
    """Simulated people and where they belong.

    Attributes
    ----------
    answers : of all people, group after group
    group : (n_persons,) int64, each person's place in `names`
    names : of the groups, in the order they were given
    """

    answers: Answers
    group: NDArray[np.int64]
    names: tuple[str, ...]


def simulate_groups(
    groups: Sequence[Group],
    seed: int,
    phi: float | None = None,
    calibration: Name = "english",
    *,
    executor: Executor | None = None,
) -> Grouped:
    """Answers of several groups under the graded response model; traits have SD 1 within each.

    Each group has streams of its own: its people stay the same when another group grows, shrinks or is shifted, and
    when its own shift changes they only move.

    Parameters
    ----------
    groups : one or more
    seed, phi, calibration, executor : as in `simulate`

    Raises
    ------
    ValueError : no groups, two of one name, a group without people
    """
    names = tuple(group.name for group in groups)
    if not names:
        raise ValueError("There is no group to simulate. Give one or more.")
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ValueError(f"Two groups are called {twice[0]!r}. Give each a name of its own.")
    parts = [
        simulate(group.persons, child_seed(seed, "groups", place), group.shift, phi, calibration, executor=executor)
        for place, group in enumerate(groups)
    ]
    return Grouped(
        answers=Answers(
            np.concatenate([part.raw for part in parts]),
            np.concatenate([part.theta for part in parts if part.theta is not None]),
        ),
        group=np.repeat(np.arange(len(names), dtype=np.int64), [len(part.raw) for part in parts]),
        names=names,
    )
