"""Scores of the Relationship Scales Questionnaire (Griffin & Bartholomew 1994): four prototypes and two models."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from withinreach.content.instruments import Questionnaire, Wording, questionnaire
from withinreach.content.words import count
from withinreach.psychometrics.prototypes import (
    DIRECTIONS,
    LIMITS,
    MODELS,
    PROTOTYPES,
    PrototypeScores,
    models,
    said_with,
    take_in,
)

ITEMS = 30
"""Items of the original; seventeen of them are scored here, item 6 twice."""
SPARED = 0.2
"""The share of a scale's answers that may be missing: no author's rule was found; the ECR-R's practice is a fifth."""
RULE = (
    "A scale's score is the mean of the answers given where at most a fifth of them are missing: one of the five of "
    "secure and dismissing, none of the four of fearful and preoccupied. The models need all four scales. This rule is "
    "ours; no author's rule was found."
)
LOW_ALPHA = (
    "Each scale describes a prototype and so mixes two dimensions. Its items need not agree with one another: a low "
    "alpha is to be expected here and does not show that people answered carelessly."
)
CAVEATS = (
    LOW_ALPHA,
    "Item 6 counts for dismissing and, turned round, for preoccupied: those two scales are not independent.",
    DIRECTIONS,
    *LIMITS,
)


class RsqScores(PrototypeScores):
    """Scores of the RSQ.

    Attributes
    ----------
    table : one row a person, as handed in. ``secure``, ``fearful``, ``preoccupied``, ``dismissing``: means, 1 to 5,
        higher is more like it; `MODELS`: -8 to 8, a positive model is a favourable one; NaN where there is no score;
        ``why_missing``: a sentence, empty where every score is there
    """


def rsq_scores(answers: pd.DataFrame, wording: Wording = "paraphrase") -> RsqScores:
    """Score answers to the RSQ.

    Parameters
    ----------
    answers : one row a person; columns ``i01`` … by the published number, the seventeen scored ones or more of the
        thirty; whole numbers 1 to 5 as answered (nothing recoded), NaN where there is none
    wording : whose statements were answered

    Raises
    ------
    ValueError : a column missing, unknown or doubled, or a value that is no answer (its row and item are named)
    """
    form = questionnaire("rsq")
    given = take_in(answers, form, [item.id for item in form.entries], [f"i{n:02d}" for n in range(1, ITEMS + 1)])
    scales = [_turned(given, form, scale) for scale in PROTOTYPES]
    four = np.column_stack([_mean(own) for own in scales])
    table = pd.DataFrame(np.hstack([four, models(four)]), index=answers.index, columns=[*PROTOTYPES, *MODELS])
    table["why_missing"] = [_why(person, scales) for person in range(len(table))]
    return RsqScores(table, wording, RULE, said_with(CAVEATS, wording))


def _turned(given: NDArray[np.float64], form: Questionnaire, scale: str) -> NDArray[np.float64]:
    """The answers that count for a scale, recoded where it is reverse-keyed (6 - answer); (n_persons, its items)."""
    own = [(at, item) for at, item in enumerate(form.entries) if scale in item.scales]
    turned = np.array([item.reverse[item.scales.index(scale)] for _, item in own])
    answers = given[:, [at for at, _ in own]]
    return np.where(turned, form.low + form.high - answers, answers)


def _mean(own: NDArray[np.float64]) -> NDArray[np.float64]:
    there = np.count_nonzero(~np.isnan(own), axis=1)
    enough = own.shape[1] - there <= SPARED * own.shape[1]
    return np.where(enough, np.nansum(own, axis=1) / np.maximum(there, 1), np.nan)


def _why(person: int, scales: list[NDArray[np.float64]]) -> str:
    counted = [(int(np.count_nonzero(~np.isnan(own[person]))), own.shape[1]) for own in scales]
    short = [
        f"{name} {count(there)} of {count(items)}"
        for name, (there, items) in zip(PROTOTYPES, counted, strict=True)
        if items - there > SPARED * items
    ]
    return f"Too few answers for a score ({', '.join(short)}), and so no models." if short else ""
