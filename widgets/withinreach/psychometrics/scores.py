"""Mean scores of the ECR-R."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from withinreach.psychometrics.answers import MISSING, Answers
from withinreach.psychometrics.instrument import SCALES, ecr_r

NEEDED = 15
"""Answers a scale of 18 needs for a mean score.

No author's rule was found; published practice tolerates up to a fifth of the answers missing, which is 3 of 18.
"""


@dataclass(frozen=True, eq=False)
class MeanScores:
    """Mean scores of n people, and why some have none.

    Attributes
    ----------
    mean : (n_persons, 2) anxiety and avoidance, 1 to 7, NaN where there is none
    given : (n_persons, 2) how many of the 18 answers each scale had
    why : for each person a sentence for each score that is not there; empty where both are
    """

    mean: NDArray[np.float64]
    given: NDArray[np.intp]
    why: tuple[str, ...]


def recode(answers: Answers) -> NDArray[np.int8]:
    """Turn reverse-keyed answers round (8 - answer), so that high always means insecure.

    Returns (n_persons, 36) int8, 1 to 7; a missing answer stays missing (0).
    """
    key = ecr_r()
    turned = np.int8(key.low + key.high) - answers.raw
    return np.where(key.reverse & (answers.raw != MISSING), turned, answers.raw)


def mean_scores(answers: Answers) -> NDArray[np.float64]:
    """Mean of the recoded answers given, per scale.

    Returns (n_persons, 2): anxiety, avoidance, 1 to 7; NaN where fewer than 15 of the 18 answers are there. The
    mean is taken over what was answered: dividing by 18 regardless would push scores down.
    """
    return _means(answers, answers_given(answers))


def _means(answers: Answers, given: NDArray[np.intp]) -> NDArray[np.float64]:
    key, recoded = ecr_r(), recode(answers)
    total = np.stack([recoded[:, key.columns(s)].sum(axis=1, dtype=np.int64) for s in range(len(SCALES))], axis=1)
    return np.where(given >= NEEDED, total / np.maximum(given, 1), np.nan)


def answers_given(answers: Answers) -> NDArray[np.intp]:
    """How many answers of each scale are there. Returns (n_persons, 2): anxiety, avoidance, 0 to 18."""
    key = ecr_r()
    there = answers.raw != MISSING
    return np.stack([np.count_nonzero(there[:, key.columns(scale)], axis=1) for scale in range(len(SCALES))], axis=1)


def explained_scores(answers: Answers) -> MeanScores:
    """Mean scores with the number of answers behind each, and in words why there is none."""
    given = answers_given(answers)
    return MeanScores(_means(answers, given), given, why_none(given))


def why_none(given: NDArray[np.intp]) -> tuple[str, ...]:
    """For each person, why a mean score is not there; empty where both are.

    Parameters
    ----------
    given : (n_persons, 2) answers of each scale
    """
    why = [""] * len(given)
    for person in np.flatnonzero((given < NEEDED).any(axis=1)):
        short = [(name, count) for name, count in zip(SCALES, given[person], strict=True) if count < NEEDED]
        why[person] = " ".join(
            f"No {name} score: {count} of 18 answers are there, {NEEDED} are needed." for name, count in short
        )
    return tuple(why)
