"""The RQ by hand: four ratings, one choice, two models, and ties that are said."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from withinreach.content.instruments import questionnaire
from withinreach.psychometrics.prototypes import PARAPHRASED
from withinreach.psychometrics.rq import rq_scores

NAN = math.nan
PROTOTYPES = ["secure", "fearful", "preoccupied", "dismissing"]
MODELS = ["model_of_self", "model_of_other", "anxiety_direction", "avoidance_direction"]
ID = {item.scales[0]: item.id for item in questionnaire("rq").entries}


def sheet(secure: float, fearful: float, preoccupied: float, dismissing: float, choice: object = NAN) -> pd.DataFrame:
    ratings = dict(zip(PROTOTYPES, (secure, fearful, preoccupied, dismissing), strict=True))
    return pd.DataFrame([{ID[name]: value for name, value in ratings.items()} | {"choice": ID.get(choice, choice)}])


def person(table: pd.DataFrame) -> pd.Series:
    return rq_scores(table).table.iloc[0]


@pytest.mark.parametrize(
    "ratings,models",
    [
        # self (6 + 5) - (2 + 3) = 6; others (6 + 3) - (2 + 5) = 2
        ((6, 2, 3, 5), [6, 2, -6, -2]),
        # The ends: secure and dismissing favour the self, secure and preoccupied the others.
        ((7, 1, 1, 7), [12, 0, -12, 0]),
        ((7, 1, 7, 1), [0, 12, 0, -12]),
        ((1, 7, 7, 1), [-12, 0, 12, 0]),
        ((1, 7, 1, 7), [0, -12, 0, 12]),
        # One prototype alone, as published: secure + +, fearful - -, preoccupied - +, dismissing + -.
        ((7, 1, 1, 1), [6, 6, -6, -6]),
        ((1, 7, 1, 1), [-6, -6, 6, 6]),
        ((1, 1, 7, 1), [-6, 6, 6, -6]),
        ((1, 1, 1, 7), [6, -6, -6, 6]),
        ((4, 4, 4, 4), [0, 0, 0, 0]),
    ],
)
def test_models_of_self_and_others_are_those_worked_out_by_hand(
    ratings: tuple[int, int, int, int], models: list[int]
) -> None:
    scores = person(sheet(*ratings))

    assert scores[PROTOTYPES].tolist() == list(ratings)
    assert scores[MODELS].tolist() == models


def test_the_highest_rating_and_the_choice_are_named_by_prototype() -> None:
    scores = person(sheet(6, 2, 3, 5, "secure"))

    assert (scores["highest"], scores["choice"], scores["tie"], scores["said"]) == ("secure", "secure", False, "")


@pytest.mark.parametrize(
    "ratings,choice,highest,said",
    [
        (
            (6, 6, 3, 5),
            NAN,
            "secure, fearful",
            "A tie: secure and fearful share the highest rating (6). None of them is drawn; ask.",
        ),
        (
            (5, 2, 5, 5),
            "dismissing",
            "secure, preoccupied, dismissing",
            "A tie: secure, preoccupied and dismissing share the highest rating (5). None of them is drawn; ask.",
        ),
        (
            (6, 2, 3, 5),
            "dismissing",
            "secure",
            "Chosen was dismissing, rated highest secure: both stand as given.",
        ),
        (
            (NAN, 2, 3, NAN),
            "secure",
            "",
            "Not rated: secure, dismissing. So there are no models and no highest rating.",
        ),
    ],
)
def test_ties_contradictions_and_gaps_are_said_and_not_resolved(
    ratings: tuple[float, float, float, float], choice: object, highest: str, said: str
) -> None:
    scores = person(sheet(*ratings, choice))

    assert scores["highest"] == highest
    assert scores["tie"] == (", " in highest)
    assert scores["said"] == said


def test_a_tie_is_the_same_every_time_and_the_choice_changes_no_number() -> None:
    without, with_choice = person(sheet(6, 6, 3, 5)), person(sheet(6, 6, 3, 5, "fearful"))

    assert without.equals(person(sheet(6, 6, 3, 5)))
    assert with_choice["highest"] == "secure, fearful"
    assert with_choice[[*PROTOTYPES, *MODELS]].equals(without[[*PROTOTYPES, *MODELS]])


def test_without_one_rating_there_are_no_models_and_the_others_stand() -> None:
    scores = person(sheet(6, NAN, 3, 5))

    assert scores[["secure", "preoccupied", "dismissing"]].tolist() == [6, 3, 5]
    assert scores[MODELS].isna().all()


def test_no_row_is_lost_and_labels_stay() -> None:
    table = pd.concat([sheet(6, 2, 3, 5), sheet(NAN, NAN, NAN, NAN)]).set_axis(["Ines", "Owen"])

    assert rq_scores(table).table.index.tolist() == ["Ines", "Owen"]


def test_turning_every_rating_round_turns_the_models() -> None:
    ratings = np.random.default_rng(9).integers(1, 8, (40, 4))
    table = pd.concat([sheet(*row) for row in ratings])
    mirrored = pd.concat([sheet(*row) for row in 8 - ratings])

    assert (rq_scores(mirrored).table[MODELS].to_numpy() == -rq_scores(table).table[MODELS].to_numpy()).all()


@pytest.mark.parametrize("rating,shown", [(0, "0"), (8, "8"), (3.5, "3.5")])
def test_what_is_no_rating_is_refused_with_its_place(rating: float, shown: str) -> None:
    table = pd.concat([sheet(6, 2, 3, 5), sheet(6, rating, 3, 5)]).astype({ID["fearful"]: float})

    with pytest.raises(ValueError, match="Row 2") as refused:
        rq_scores(table)
    assert str(refused.value) == (
        f"Row 2, item {ID['fearful']}: the answer is {shown}. Answers to the RQ are whole numbers from 1 to 7, or NaN "
        "where there is none. A sheet with another answer scale cannot be scored here."
    )


@pytest.mark.parametrize("choice", ["i05", "none", 2, ""])
def test_a_choice_that_is_no_paragraph_is_refused(choice: object) -> None:
    with pytest.raises(ValueError, match="Row 1") as refused:
        rq_scores(sheet(6, 2, 3, 5, choice))
    assert str(refused.value) == (
        f"Row 1, choice: '{choice}' is no paragraph of the RQ. Give one of i01, i02, i03, i04, or NaN where none was "
        "chosen."
    )


def test_a_table_that_never_asked_for_a_choice_says_so_with_a_column() -> None:
    with pytest.raises(ValueError, match="The column") as refused:
        rq_scores(sheet(6, 2, 3, 5).drop(columns="choice"))
    assert str(refused.value) == (
        "The column 'choice' is missing. Give it with NaN in it where nobody was asked to choose one."
    )


def test_the_result_says_whose_words_were_rated_and_what_it_is_not() -> None:
    ours, official = rq_scores(sheet(6, 2, 3, 5)), rq_scores(sheet(6, 2, 3, 5), "official")

    assert (ours.wording, official.wording) == ("paraphrase", "official")
    assert ours.caveats == (PARAPHRASED, *official.caveats)
    assert "advise against making one type" in " ".join(official.caveats)
    assert "none is drawn" in ours.rule
