"""Mean scores of the ECR-R."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from withinreach.psychometrics.answers import MISSING, Answers
from withinreach.psychometrics.instrument import SCALES, ecr_r

NEEDED = 15
"""Answers a scale of 18 needs for a mean score.

No author's rule was found; published practice tolerates up to a fifth of the answers missing, which is 3 of 18.
"""


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
    key, recoded = ecr_r(), recode(answers)
    scores = np.empty((len(recoded), len(SCALES)))
    for scale in range(len(SCALES)):
        own = recoded[:, key.columns(scale)]
        given = np.count_nonzero(own != MISSING, axis=1)
        total = own.sum(axis=1, dtype=np.int64)
        scores[:, scale] = np.where(given >= NEEDED, total / np.maximum(given, 1), np.nan)
    return scores
