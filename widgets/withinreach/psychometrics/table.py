"""Tables of answers in, tables of scores out: the edge where pandas is spoken."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from withinreach.content.instruments import Wording
from withinreach.psychometrics.answers import MISSING, Answers
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.eap import score
from withinreach.psychometrics.instrument import ecr_r
from withinreach.psychometrics.orders import Order, arrangement
from withinreach.psychometrics.scores import explained_scores

PERSON = "person"
ITEMS = tuple(f"i{item:02d}" for item in range(1, 37))
NO_TRAIT = "No trait estimates: which item stood where is not known in this order."


def score_table(
    frame: pd.DataFrame,
    *,
    wording: Wording,
    order: Order,
    calibration: Name = "english",
    executor: Executor | None = None,
) -> pd.DataFrame:
    """Score a table of ECR-R answers: mean scores, trait estimates with standard errors, and why a number is missing.

    Parameters
    ----------
    frame : one row a person; columns ``i01`` … ``i36``, as ticked, 1 to 7, NaN where missing; the person's name in a
        column ``person`` or in the index
    wording : which wording was answered: with paraphrases, norms and errors of the original need not hold
    order : the order of the items on the sheet: ``published``, ``alternating``, or 36 numbers; see `orders`
    executor : as in `eap.score`

    Returns
    -------
    Every row of `frame`, its index and its ``person`` column, with ``anxiety``, ``avoidance`` (1 to 7),
    ``anxiety_answers``, ``avoidance_answers`` (0 to 18), ``theta_anxiety``, ``se_anxiety``, ``theta_avoidance``,
    ``se_avoidance`` (widened), ``wording`` and ``why``: a sentence for each number that is not there, else empty

    Raises
    ------
    ValueError : a column or an answer that does not belong, a person twice, wording or order not named
    """
    scored = score_sheets(_raw(frame), wording=wording, order=order, calibration=calibration, executor=executor)
    scored.index = frame.index
    if PERSON in frame:
        scored.insert(0, PERSON, frame[PERSON].to_numpy())
    return scored


def score_sheets(
    raw: NDArray[np.int8],
    *,
    wording: Wording,
    order: Order,
    calibration: Name = "english",
    executor: Executor | None = None,
) -> pd.DataFrame:
    """Scores of answers that have been checked already: the columns of `score_table`, without the person.

    Parameters
    ----------
    raw : (n_persons, 36) as ticked, 1 to 7, 0 where missing, columns in the order of the sheet
    wording, order, calibration, executor : as in `score_table`

    Raises
    ------
    ValueError : wording or order not named
    """
    if wording not in get_args(Wording):
        raise ValueError(f"{wording!r} is no wording. Say which one was answered: 'paraphrase' or 'official'.")
    placed = arrangement(order)
    answers = Answers(raw[:, placed.columns])
    means, traits = explained_scores(answers), score(answers, calibration=calibration, executor=executor)
    known = np.where(placed.items_known, 1.0, np.nan)
    sentences = means.why if placed.items_known else tuple(f"{why} {NO_TRAIT}".strip() for why in means.why)
    columns = {
        "anxiety": means.mean[:, 0],
        "avoidance": means.mean[:, 1],
        "anxiety_answers": means.given[:, 0],
        "avoidance_answers": means.given[:, 1],
        "theta_anxiety": known * traits.mean[:, 0],
        "se_anxiety": known * traits.sd[:, 0],
        "theta_avoidance": known * traits.mean[:, 1],
        "se_avoidance": known * traits.sd[:, 1],
        "wording": wording,
        "why": list(sentences),
    }
    return pd.DataFrame(columns)


def _raw(frame: pd.DataFrame) -> NDArray[np.int8]:
    """The answers as numbers, 0 where missing, once everything that does not belong has been refused."""
    _refuse_odd_columns(list(frame.columns))
    _refuse_repeated_people(frame)
    items = frame[list(ITEMS)]
    values = items.apply(pd.to_numeric, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    low, high = ecr_r().low, ecr_r().high
    absent = items.isna().to_numpy()
    belongs = absent | ((values >= low) & (values <= high) & (values == np.floor(values)))
    if not belongs.all():
        row, column = np.argwhere(~belongs)[0].tolist()
        raise ValueError(
            f"{_place(frame, row)}, column {ITEMS[column]}: the answer is {items.iloc[row, column]!s}. Answers are "
            f"whole numbers from {low} to {high}; leave the cell empty where there is none."
        )
    return np.where(absent, MISSING, values).astype(np.int8)


def _refuse_odd_columns(columns: list[object]) -> None:
    unknown = [str(name) for name in columns if name not in {PERSON, *ITEMS}]
    absent = [name for name in ITEMS if name not in columns]
    twice = sorted({str(name) for name in columns if columns.count(name) > 1})
    for words, found in (("does not know", unknown), ("lacks", absent), ("finds more than once", twice)):
        if found:
            raise ValueError(
                f"Scoring {words} the columns {', '.join(found)}. It takes i01 to i36, one for each item, and person."
            )


def _refuse_repeated_people(frame: pd.DataFrame) -> None:
    people = frame[PERSON] if PERSON in frame else frame.index.to_series()
    if people.isna().any():
        row = int(np.flatnonzero(people.isna())[0])
        raise ValueError(f"Row {row + 1}: the person has no name. Give every row one, so that scores find their way.")
    if people.duplicated().any():
        row = int(np.flatnonzero(people.duplicated())[0])
        first = int(np.flatnonzero(people == people.iloc[row])[0])
        raise ValueError(
            f"Row {row + 1}: person {people.iloc[row]!s} stands in row {first + 1} already. Give each sheet a name of "
            "its own, for example with the date."
        )


def _place(frame: pd.DataFrame, row: int) -> str:
    """``Row 3 (person ada)``, counted from 1 without the line of column names."""
    person = frame[PERSON].iloc[row] if PERSON in frame else frame.index[row]
    return f"Row {row + 1} (person {person!s})"
