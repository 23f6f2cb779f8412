"""Scores of the Relationship Questionnaire (Bartholomew & Horowitz 1991): four paragraphs rated, one of them chosen."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from withinreach.content.instruments import Questionnaire, Wording, questionnaire
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

CHOICE = "choice"
"""The column of the paragraph that a person kept when asked for one."""
RULE = (
    "The models and the highest rating need all four ratings. Where ratings tie for the highest, all of them are named "
    "and none is drawn; the chosen paragraph is reported beside the ratings and changes none of them."
)
CAVEATS = (
    "The four ratings are to be used as they are. Its authors advise against making one type of them.",
    "Each prototype is one rating of one paragraph; nothing in it averages out a slip or a mood.",
    DIRECTIONS,
    *LIMITS,
)


class RqScores(PrototypeScores):
    """Scores of the RQ.

    Attributes
    ----------
    table : one row a person, as handed in. ``secure``, ``fearful``, ``preoccupied``, ``dismissing``: ratings, 1 to 7;
        `MODELS`: -12 to 12, a positive model is a favourable one; NaN where there is none; ``choice``: the prototype of
        the chosen paragraph, empty without one; ``highest``: the prototypes that share the highest rating, separated
        by ", "; ``tie``: whether there are several; ``said``: a sentence on ties, missing ratings and a choice that
        is not the highest, empty where there is nothing to say
    """


def rq_scores(answers: pd.DataFrame, wording: Wording = "paraphrase") -> RqScores:
    """Score ratings and choices of the RQ.

    Parameters
    ----------
    answers : one row a person; columns ``i01`` to ``i04`` with whole numbers 1 to 7, NaN where there is no rating, and
        ``choice`` with the id of the chosen paragraph (``i02``), NaN where none was chosen
    wording : whose paragraphs were rated

    Raises
    ------
    ValueError : a column missing, unknown or doubled, a value that is no rating, a choice that is no paragraph
    """
    form = questionnaire("rq")
    ids = {item.scales[0]: item.id for item in form.entries}
    four = take_in(answers, form, [ids[name] for name in PROTOTYPES], [CHOICE])
    chosen = _choices(answers, form)
    table = pd.DataFrame(np.hstack([four, models(four)]), index=answers.index, columns=[*PROTOTYPES, *MODELS])
    highest = [_highest(ratings) for ratings in four]
    table[CHOICE] = chosen
    table["highest"] = [", ".join(names) for names in highest]
    table["tie"] = [len(names) > 1 for names in highest]
    table["said"] = [_said(*person) for person in zip(four, highest, chosen, strict=True)]
    return RqScores(table, wording, RULE, said_with(CAVEATS, wording))


def _choices(answers: pd.DataFrame, form: Questionnaire) -> list[str]:
    """The chosen prototype of each person, empty without one."""
    if CHOICE not in answers.columns:
        raise ValueError("The column 'choice' is missing. Give it with NaN in it where nobody was asked to choose one.")
    prototypes = {item.id: item.scales[0] for item in form.entries}
    wrong = ~(answers[CHOICE].isna() | answers[CHOICE].isin(list(prototypes)))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise ValueError(
            f"Row {row + 1}, choice: {str(answers[CHOICE].iloc[row])!r} is no paragraph of the RQ. Give one of "
            f"{', '.join(prototypes)}, or NaN where none was chosen."
        )
    return [prototypes.get(value, "") for value in answers[CHOICE]]


def _highest(ratings: NDArray[np.float64]) -> list[str]:
    """The prototypes that share the highest rating; none where a rating is missing."""
    if np.isnan(ratings).any():
        return []
    return [name for name, rating in zip(PROTOTYPES, ratings, strict=True) if rating == ratings.max()]


def _said(ratings: NDArray[np.float64], highest: list[str], chosen: str) -> str:
    said = []
    if not highest:
        without = ", ".join(name for name, rating in zip(PROTOTYPES, ratings, strict=True) if np.isnan(rating))
        said.append(f"Not rated: {without}. So there are no models and no highest rating.")
    if len(highest) > 1:
        names = f"{', '.join(highest[:-1])} and {highest[-1]}"
        said.append(f"A tie: {names} share the highest rating ({ratings.max():g}). None of them is drawn; ask.")
    if highest and chosen and chosen not in highest:
        said.append(f"Chosen was {chosen}, rated highest {' and '.join(highest)}: both stand as given.")
    return " ".join(said)
