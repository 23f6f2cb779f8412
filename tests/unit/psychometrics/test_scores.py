from __future__ import annotations

import math

import numpy as np
import pytest
from withinreach.psychometrics.answers import Answers, read_answers
from withinreach.psychometrics.scores import explained_scores, mean_scores, recode

NAN = math.nan
ALL_ONES = [[1.0] * 36]


def person(**answers: float) -> Answers:
    """One person who ticks 1 everywhere but at the items named (i9=7)."""
    sheet = [1.0] * 36
    for name, answer in answers.items():
        sheet[int(name.removeprefix("i")) - 1] = answer
    return read_answers([sheet])


def test_recoding_turns_reverse_keyed_answers_round_and_no_others() -> None:
    turned = recode(read_answers(ALL_ONES))[0]
    # 1 becomes 7 at the fourteen published reverse items.
    assert [item + 1 for item in range(36) if turned[item] == 7] == [
        9, 11, 20, 22, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36,
    ]  # fmt: skip
    assert sorted(set(turned.tolist())) == [1, 7]


def test_recoding_leaves_missing_missing() -> None:
    recoded = recode(person(i9=NAN, i10=NAN))[0]
    assert recoded[8:10].tolist() == [0, 0]


def test_recoding_twice_gives_the_answers_back() -> None:
    sheet = read_answers(np.random.default_rng(5).integers(1, 8, (20, 36)).astype(float))
    assert (recode(Answers(recode(sheet))) == sheet.raw).all()


def test_the_score_of_the_same_tick_everywhere_is_that_of_the_key() -> None:
    # Anxiety: 16 ones and 2 turned to 7: (16 + 14) / 18. Avoidance: 6 ones and 12 turned to 7: (6 + 84) / 18.
    assert mean_scores(read_answers(ALL_ONES))[0] == pytest.approx([30 / 18, 90 / 18])


def test_the_middle_answer_everywhere_scores_four() -> None:
    assert mean_scores(read_answers([[4.0] * 36]))[0].tolist() == [4.0, 4.0]


def test_fifteen_answers_give_the_mean_of_the_fifteen() -> None:
    # Items 1, 2, 3 missing: 13 ones and two sevens over 15 answers.
    assert mean_scores(person(i1=NAN, i2=NAN, i3=NAN))[0, 0] == pytest.approx((13 + 14) / 15)


def test_fourteen_answers_give_no_score_and_leave_the_other_scale_alone() -> None:
    anxiety, avoidance = mean_scores(person(i1=NAN, i2=NAN, i3=NAN, i4=NAN))[0]
    assert math.isnan(anxiety)
    assert avoidance == pytest.approx(5.0)


def test_a_whole_number_that_is_no_answer_is_refused_with_its_place() -> None:
    with pytest.raises(ValueError, match="Row 1") as refused:
        person(i12=8)
    assert str(refused.value) == (
        "Row 1, item 12: the answer is 8. Answers are whole numbers from 1 to 7, or NaN where there is none."
    )


@pytest.mark.parametrize("answer", [0.0, 2.5, -1.0, math.inf])
def test_zero_halves_negatives_and_infinities_are_no_answers(answer: float) -> None:
    with pytest.raises(ValueError, match="Row 1, item 30: the answer is"):
        person(i30=answer)


def test_a_sheet_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="The table") as refused:
        read_answers([[4.0] * 30])
    assert str(refused.value) == (
        "The table of answers has shape (1, 30); one row a person and 36 columns are needed, items in the published "
        "order. Use NaN where an answer is missing."
    )


def test_a_missing_score_is_explained_with_the_answers_that_are_there() -> None:
    found = explained_scores(person(i1=NAN, i2=NAN, i3=NAN, i4=NAN))
    assert found.given.tolist() == [[14, 18]]
    assert found.why == ("No anxiety score: 14 of 18 answers are there, 15 are needed.",)
    assert math.isnan(found.mean[0, 0])


def test_a_score_that_is_there_needs_no_explanation() -> None:
    found = explained_scores(person(i1=NAN, i2=NAN, i3=NAN))
    assert found.given.tolist() == [[15, 18]]
    assert found.why == ("",)
    assert found.mean.tolist() == mean_scores(person(i1=NAN, i2=NAN, i3=NAN)).tolist()


def test_two_missing_scores_are_explained_one_by_one() -> None:
    found = explained_scores(read_answers([[NAN] * 36, [4.0] * 36]))
    assert found.why[1] == ""
    assert found.why[0] == (
        "No anxiety score: 0 of 18 answers are there, 15 are needed. "
        "No avoidance score: 0 of 18 answers are there, 15 are needed."
    )
