"""What RSQ and RQ share: four prototypes, two models made of them, and a table of answers taken in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from withinreach.content.instruments import Questionnaire, Wording

PROTOTYPES = ("secure", "fearful", "preoccupied", "dismissing")
MODELS = ("model_of_self", "model_of_other", "anxiety_direction", "avoidance_direction")

DIRECTIONS = (
    "Anxiety and avoidance are the models of self and of others with their signs turned: directions, by convention. "
    "They are not ECR-R scores and have no norms here."
)
LIMITS = (
    "The original studies tested the two models with interviews, not with this form.",
    "This is no diagnosis, and it says nothing about an attachment interview.",
)
PARAPHRASED = (
    "The answers were given to our paraphrases: norms and reliabilities of the original need not hold for them."
)


@dataclass(frozen=True, eq=False)
class PrototypeScores:
    """Scores of a prototype form, and what has to be said with them.

    Attributes
    ----------
    table : one row a person, as handed in; its columns are those of the form
    wording : whose statements or paragraphs were answered
    rule : what was done about missing answers and ties
    caveats : sentences that belong beside the scores
    """

    table: pd.DataFrame
    wording: Wording
    rule: str
    caveats: tuple[str, ...]


def models(four: NDArray[np.float64]) -> NDArray[np.float64]:
    """Model of self, model of others, and the two with their signs turned (anxiety, avoidance).

    Griffin & Bartholomew (1994): self = (secure + dismissing) - (fearful + preoccupied), others = (secure +
    preoccupied) - (fearful + dismissing). Takes (n_persons, 4) in the order of `PROTOTYPES`, all on one answer scale.
    Returns (n_persons, 4) in the order of `MODELS`, from -2 to 2 times the width of that scale (-12 to 12 for answers
    from 1 to 7); NaN where one of the four is missing.
    """
    secure, fearful, preoccupied, dismissing = four.T
    own = (secure + dismissing) - (fearful + preoccupied)
    other = (secure + preoccupied) - (fearful + dismissing)
    return np.column_stack([own, other, 0.0 - own, 0.0 - other])


def said_with(caveats: Sequence[str], wording: Wording) -> tuple[str, ...]:
    """The caveats of a result in one wording: with our paraphrases, what follows from that stands first.

    Raises
    ------
    ValueError : there is no such wording
    """
    if wording not in get_args(Wording):
        raise ValueError(
            f"There is no wording {wording!r}. Say 'paraphrase' or 'official': whose statements were answered."
        )
    return (PARAPHRASED, *caveats) if wording == "paraphrase" else tuple(caveats)


def take_in(
    table: pd.DataFrame, form: Questionnaire, needed: Sequence[str], others: Collection[str] = ()
) -> NDArray[np.float64]:
    """The answers of a table as numbers, NaN where there is none.

    Parameters
    ----------
    table : one row a person, one column an item under its id (``i01``)
    needed : the columns that are read, in the order of the result
    others : columns that may stand there too

    Raises
    ------
    ValueError : a column missing, unknown or doubled, or a value that is no answer (its row and item are named)
    """
    _refuse_columns(list(table.columns), form, needed, others)
    columns = [_column(table[name], name, form) for name in needed]
    return np.column_stack(columns)


def _refuse_columns(found: list[str], form: Questionnaire, needed: Sequence[str], others: Collection[str]) -> None:
    said = [
        f"{words} {', '.join(str(name) for name in names)}"
        for words, names in (
            ("missing", [name for name in needed if name not in found]),
            ("unknown", [name for name in found if name not in {*needed, *others}]),
            ("doubled", sorted({str(name) for name in found if found.count(name) > 1})),
        )
        if names
    ]
    if said:
        raise ValueError(
            f"The columns of this table are not those of the {form.name}: {'; '.join(said)}. One column for each of "
            f"{', '.join(needed)} is needed, named by the item's published number; NaN where an answer is missing."
        )


def _column(column: pd.Series, name: str, form: Questionnaire) -> NDArray[np.float64]:
    values = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64)
    whole = (values >= form.low) & (values <= form.high) & (values == np.floor(values))
    allowed = np.where(np.isnan(values), column.isna().to_numpy(), whole)
    if not allowed.all():
        row = int(np.argmin(allowed))
        said = column.iloc[row] if np.isnan(values[row]) else f"{values[row]:g}"
        raise ValueError(
            f"Row {row + 1}, item {name}: the answer is {said}. Answers to the {form.name} are whole "
            f"numbers from {form.low} to {form.high}, or NaN where there is none. A sheet with another answer scale "
            "cannot be scored here."
        )
    return values
