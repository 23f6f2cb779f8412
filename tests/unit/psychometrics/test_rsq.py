"""The RSQ by hand: four scales of four or five answers, item 6 twice, and two models made of them."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from withinreach.psychometrics.prototypes import PARAPHRASED
from withinreach.psychometrics.rsq import LOW_ALPHA, rsq_scores

NAN = math.nan
SCORED = [1, 2, 3, 5, 6, 8, 9, 10, 12, 15, 16, 19, 22, 24, 25, 26, 28]
SCALES = ["secure", "fearful", "preoccupied", "dismissing"]
MODELS = ["model_of_self", "model_of_other", "anxiety_direction", "avoidance_direction"]

# Secure: 3, 9R, 10, 15, 28R. Fearful: 1, 5, 12, 24. Preoccupied: 6R, 8, 16, 25. Dismissing: 2, 6, 19, 22, 26.
ANSWERS = {
    "i03": 4, "i09": 2, "i10": 5, "i15": 3, "i28": 1,  # 4 + (6-2) + 5 + 3 + (6-1) = 21; / 5 = 4.2
    "i01": 2, "i05": 1, "i12": 3, "i24": 2,            # 2 + 1 + 3 + 2 = 8; / 4 = 2.0
    "i06": 4, "i08": 3, "i16": 2, "i25": 1,            # (6-4) + 3 + 2 + 1 = 8; / 4 = 2.0
    "i02": 5, "i19": 5, "i22": 2, "i26": 4,            # 5 + 4 (item 6) + 5 + 2 + 4 = 20; / 5 = 4.0
}  # fmt: skip


def sheet(**changes: float) -> pd.DataFrame:
    """One person with the answers above, some of them changed."""
    return pd.DataFrame([ANSWERS | changes])


def constant(answer: float) -> pd.DataFrame:
    return pd.DataFrame([{f"i{number:02d}": answer for number in SCORED}])


def person(table: pd.DataFrame) -> pd.Series:
    return rsq_scores(table).table.iloc[0]


def test_scales_and_models_are_those_worked_out_by_hand() -> None:
    scores = person(sheet())

    assert scores[SCALES].tolist() == pytest.approx([4.2, 2.0, 2.0, 4.0])
    # self (4.2 + 4.0) - (2.0 + 2.0) = 4.2; others (4.2 + 2.0) - (2.0 + 4.0) = 0.2
    assert scores[MODELS].tolist() == pytest.approx([4.2, 0.2, -4.2, -0.2])
    assert scores["why_missing"] == ""


def test_the_lowest_answer_everywhere_scores_by_the_key() -> None:
    # Secure (1+5+1+1+5)/5, fearful 1, preoccupied (5+1+1+1)/4, dismissing 1; self 3.6 - 3, others 4.6 - 2.
    scores = person(constant(1))

    assert scores[SCALES].tolist() == pytest.approx([2.6, 1.0, 2.0, 1.0])
    assert scores[MODELS].tolist() == pytest.approx([0.6, 2.6, -0.6, -2.6])


def test_the_middle_answer_everywhere_says_nothing_in_either_direction() -> None:
    scores = person(constant(3))

    assert scores[SCALES].tolist() == [3.0] * 4
    assert scores[MODELS].tolist() == [0.0] * 4


def test_answers_mirrored_at_the_middle_mirror_every_score() -> None:
    answers = pd.DataFrame(
        np.random.default_rng(4).integers(1, 6, (50, 17)), columns=[f"i{number:02d}" for number in SCORED]
    )
    scores, mirrored = rsq_scores(answers).table, rsq_scores(6 - answers).table

    assert mirrored[SCALES].to_numpy() == pytest.approx(6 - scores[SCALES].to_numpy())
    assert mirrored[MODELS].to_numpy() == pytest.approx(-scores[MODELS].to_numpy())


def test_item_six_raises_dismissing_and_lowers_preoccupied() -> None:
    # One more on item 6: dismissing + 1/5, preoccupied - 1/4, so self + 0.45 and others - 0.45.
    before, after = person(sheet())[[*SCALES, *MODELS]], person(sheet(i06=5))[[*SCALES, *MODELS]]

    assert (after - before).tolist() == pytest.approx([0, 0, -0.25, 0.2, 0.45, -0.45, -0.45, 0.45])


def test_models_reach_eight_at_most() -> None:
    best = {"i06": 5, "i03": 5, "i09": 1, "i10": 5, "i15": 5, "i28": 1, "i02": 5, "i19": 5, "i22": 5, "i26": 5}
    rest = dict.fromkeys(["i01", "i05", "i12", "i24", "i08", "i16", "i25"], 1)

    # secure 5, dismissing 5, fearful 1, preoccupied (1+1+1+1)/4 = 1: 10 - 2
    assert person(pd.DataFrame([best | rest]))["model_of_self"] == pytest.approx(8)


def test_one_of_five_answers_may_be_missing() -> None:
    scores = person(sheet(i10=NAN))

    assert scores["secure"] == pytest.approx((4 + 4 + 3 + 5) / 4)
    assert scores["model_of_self"] == pytest.approx((4.0 + 4.0) - (2.0 + 2.0))
    assert scores["why_missing"] == ""


def test_two_of_five_or_one_of_four_missing_give_no_score_no_models_and_the_reason() -> None:
    scores = person(sheet(i10=NAN, i15=NAN, i24=NAN))

    assert scores[[*SCALES, *MODELS]].isna().tolist() == [True, True, False, False, True, True, True, True]
    assert scores["why_missing"] == (
        "Too few answers for a score (secure three of five, fearful three of four), and so no models."
    )


def test_a_missing_answer_to_item_six_costs_preoccupied_and_not_dismissing() -> None:
    scores = person(sheet(i06=NAN))

    assert scores["dismissing"] == pytest.approx((5 + 5 + 2 + 4) / 4)
    assert math.isnan(scores["preoccupied"])


def test_a_sheet_without_any_answer_keeps_its_row() -> None:
    scores = rsq_scores(pd.concat([constant(NAN), sheet()], ignore_index=True)).table

    assert len(scores) == 2
    assert scores[SCALES].isna().to_numpy().tolist() == [[True] * 4, [False] * 4]


def test_rows_keep_their_labels_and_columns_may_stand_in_any_order() -> None:
    turned = sheet()[sorted(ANSWERS, reverse=True)].set_axis(["Ines"])

    assert rsq_scores(turned).table.index.tolist() == ["Ines"]
    assert person(turned)[SCALES].tolist() == pytest.approx([4.2, 2.0, 2.0, 4.0])


def test_the_thirteen_unscored_items_may_stand_there_and_change_nothing() -> None:
    whole = sheet().assign(**{f"i{n:02d}": 99 for n in range(1, 31) if n not in SCORED})

    assert whole.shape == (1, 30)
    assert person(whole)[SCALES].tolist() == pytest.approx([4.2, 2.0, 2.0, 4.0])


@pytest.mark.parametrize("answer,shown", [(0, "0"), (6, "6"), (7, "7"), (2.5, "2.5"), (math.inf, "inf"), ("x", "x")])
def test_what_is_no_answer_is_refused_with_its_place(answer: object, shown: str) -> None:
    table = pd.concat([sheet(), sheet()], ignore_index=True).astype(object)
    table.loc[1, "i06"] = answer

    with pytest.raises(ValueError, match="Row 2") as refused:
        rsq_scores(table)
    assert str(refused.value) == (
        f"Row 2, item i06: the answer is {shown}. Answers to the RSQ are whole numbers from 1 to 5, or NaN where there "
        "is none. A sheet with another answer scale cannot be scored here."
    )


@pytest.mark.parametrize(
    "table,said",
    [
        (sheet().drop(columns=["i06", "i28"]), "missing i06, i28"),
        (sheet().assign(i31=1, name="x"), "unknown i31, name"),
        (pd.concat([sheet(), sheet()[["i03"]]], axis=1), "doubled i03"),
        (sheet().rename(columns={"i03": "3"}), "missing i03; unknown 3"),
    ],
)
def test_a_table_with_other_columns_is_refused(table: pd.DataFrame, said: str) -> None:
    with pytest.raises(ValueError, match="The columns") as refused:
        rsq_scores(table)
    listed = ", ".join(f"i{number:02d}" for number in SCORED)
    assert str(refused.value) == (
        f"The columns of this table are not those of the RSQ: {said}. One column for each of {listed} is needed, named "
        "by the item's published number; NaN where an answer is missing."
    )


def test_the_result_says_whose_words_were_answered_what_was_done_and_what_it_is_not() -> None:
    ours, official = rsq_scores(sheet()), rsq_scores(sheet(), "official")

    assert (ours.wording, official.wording) == ("paraphrase", "official")
    assert ours.caveats == (PARAPHRASED, *official.caveats)
    assert LOW_ALPHA in official.caveats
    assert "Item 6 counts for dismissing and, turned round, for preoccupied" in " ".join(official.caveats)
    assert "This is no diagnosis" in " ".join(official.caveats)
    assert "at most a fifth" in ours.rule


def test_a_wording_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="There is no wording") as refused:
        rsq_scores(sheet(), "Official")  # type: ignore[arg-type]
    assert str(refused.value) == (
        "There is no wording 'Official'. Say 'paraphrase' or 'official': whose statements were answered."
    )
