from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from withinreach.psychometrics.answers import Answers, read_answers
from withinreach.psychometrics.eap import score
from withinreach.psychometrics.orders import arrangement
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import simulate
from withinreach.psychometrics.table import ITEMS, score_table

COLUMNS = [
    "anxiety", "avoidance", "anxiety_answers", "avoidance_answers", "theta_anxiety", "se_anxiety", "theta_avoidance",
    "se_avoidance", "wording", "why",
]  # fmt: skip
PEOPLE = simulate(6, 1)


def sheets(**cells: float | str) -> pd.DataFrame:
    """Six people p1 to p6 as floats; cells by person and column, ``p2_i05=9``."""
    frame = pd.DataFrame(PEOPLE.raw.astype(float), columns=list(ITEMS)).astype(object)
    frame.insert(0, "person", [f"p{n}" for n in range(1, 7)])
    for cell, value in cells.items():
        person, column = cell.split("_")
        frame.loc[frame["person"] == person, column] = value
    return frame


def scored(frame: pd.DataFrame, order: str = "published") -> pd.DataFrame:
    return score_table(frame, wording="paraphrase", order=order)


def refusal(frame: pd.DataFrame) -> str:
    with pytest.raises(ValueError, match=r"Row|Scoring") as refused:
        scored(frame)
    return str(refused.value)


def test_the_table_holds_what_the_engine_computes() -> None:
    found = scored(sheets())
    assert list(found.columns) == ["person", *COLUMNS]
    assert found[["anxiety", "avoidance"]].to_numpy() == pytest.approx(mean_scores(PEOPLE))
    traits = score(PEOPLE)
    assert found[["theta_anxiety", "theta_avoidance"]].to_numpy(float) == pytest.approx(traits.mean)
    assert found[["se_anxiety", "se_avoidance"]].to_numpy(float) == pytest.approx(traits.sd)
    assert set(found["wording"]) == {"paraphrase"}
    assert set(found["why"]) == {""}


def test_people_may_stand_in_the_index() -> None:
    found = scored(sheets().set_index("person"))
    assert list(found.index) == [f"p{n}" for n in range(1, 7)]
    assert list(found.columns) == COLUMNS
    assert found.index.name == "person"


def test_columns_may_come_in_any_order_and_rows_keep_theirs() -> None:
    frame = sheets()
    mixed = frame[list(reversed(frame.columns))].iloc[[4, 0, 2, 1, 5, 3]]
    found = scored(mixed)
    assert list(found["person"]) == ["p5", "p1", "p3", "p2", "p6", "p4"]
    assert list(found.index) == [4, 0, 2, 1, 5, 3]
    pd.testing.assert_frame_equal(found.sort_index(), scored(frame), atol=1e-6)


def test_no_row_is_lost_and_every_missing_number_has_its_reason() -> None:
    frame = sheets()
    frame.loc[0, list(ITEMS[:4])] = math.nan
    frame.loc[1, list(ITEMS)] = math.nan
    found = scored(frame)
    assert len(found) == 6
    assert found.loc[0, "why"] == "No anxiety score: 14 of 18 answers are there, 15 are needed."
    assert found.loc[1, "why"] == (
        "No anxiety score: 0 of 18 answers are there, 15 are needed. "
        "No avoidance score: 0 of 18 answers are there, 15 are needed."
    )
    assert found["anxiety"].isna().tolist() == [True, True, False, False, False, False]
    assert found.loc[0, ["anxiety_answers", "avoidance_answers"]].tolist() == [14, 18]
    assert found[["theta_anxiety", "se_anxiety", "theta_avoidance", "se_avoidance"]].notna().all(axis=None)
    assert found.loc[1, ["theta_anxiety", "se_anxiety"]].tolist() == pytest.approx([0.0, 1.0], abs=1e-6)


def test_a_named_alternating_order_gives_mean_scores_and_says_why_no_traits() -> None:
    raw = np.empty_like(PEOPLE.raw)
    raw[:, arrangement("alternating").columns] = PEOPLE.raw
    frame = pd.DataFrame(raw, columns=list(ITEMS))
    frame.loc[0, "i02"] = math.nan
    found = scored(frame, "alternating")
    assert found.loc[1:, ["anxiety", "avoidance"]].to_numpy() == pytest.approx(mean_scores(Answers(PEOPLE.raw[1:])))
    # Position 2 is an anxiety item.
    assert found.loc[0, ["anxiety_answers", "avoidance_answers"]].tolist() == [17, 18]
    assert found[["theta_anxiety", "se_anxiety", "theta_avoidance", "se_avoidance"]].isna().all(axis=None)
    assert set(found["why"]) == {"No trait estimates: which item stood where is not known in this order."}


def test_an_order_given_by_numbers_gives_everything() -> None:
    order = (np.random.default_rng(2).permutation(36) + 1).tolist()
    frame = pd.DataFrame(PEOPLE.raw[:, np.array(order) - 1], columns=list(ITEMS))
    found = score_table(frame, wording="official", order=order)
    pd.testing.assert_frame_equal(found.drop(columns="wording"), scored(sheets()).drop(columns=["wording", "person"]))
    assert set(found["wording"]) == {"official"}


def test_an_executor_changes_no_number() -> None:
    with ThreadPoolExecutor(2) as executor:
        found = score_table(sheets(), wording="paraphrase", order="published", executor=executor)
    pd.testing.assert_frame_equal(found, scored(sheets()), atol=1e-6)


@pytest.mark.parametrize("value, said", [(8, "8"), (0, "0"), (2.5, "2.5"), (math.inf, "inf"), ("often", "often")])
def test_an_answer_that_is_none_is_refused_with_its_row_person_and_column(value: float | str, said: str) -> None:
    assert refusal(sheets(p3_i12=value)) == (
        f"Row 3 (person p3), column i12: the answer is {said}. Answers are whole numbers from 1 to 7; leave the cell "
        "empty where there is none."
    )


def test_the_first_wrong_cell_is_named_also_where_the_order_is_another() -> None:
    frame = sheets(p2_i30=9).set_index("person")
    with pytest.raises(ValueError, match=r"Row 2 \(person p2\), column i30: the answer is 9"):
        scored(frame, "alternating")


def test_answers_may_be_whole_numbers_floats_or_nullable() -> None:
    frame = sheets(p1_i01=math.nan).set_index("person")
    nullable = frame.astype(float).astype("Int64")
    pd.testing.assert_frame_equal(scored(nullable), scored(frame))
    as_text = frame.apply(lambda column: column.map(lambda x: x if x != x else str(int(x))))  # noqa: PLR0124
    pd.testing.assert_frame_equal(scored(as_text), scored(frame))


def test_columns_that_do_not_belong_lack_or_repeat_are_named() -> None:
    takes = "It takes i01 to i36, one for each item, and person."
    assert refusal(sheets().assign(age=40, i37=2)) == f"Scoring does not know the columns age, i37. {takes}"
    assert refusal(sheets().drop(columns=["i04", "i36"])) == f"Scoring lacks the columns i04, i36. {takes}"
    twice = sheets()
    twice = pd.concat([twice, twice[["i04"]]], axis=1)
    assert refusal(twice) == f"Scoring finds more than once the columns i04. {takes}"


def test_a_person_twice_or_without_a_name_is_refused() -> None:
    frame = sheets()
    frame.loc[4, "person"] = "p2"
    assert refusal(frame) == (
        "Row 5: person p2 stands in row 2 already. Give each sheet a name of its own, for example with the date."
    )
    assert refusal(frame.set_index("person")).startswith("Row 5: person p2 stands in row 2 already.")
    frame.loc[4, "person"] = None
    assert refusal(frame) == ("Row 5: the person has no name. Give every row one, so that scores find their way.")


def test_wording_and_order_must_be_named() -> None:
    with pytest.raises(ValueError, match="is no wording") as refused:
        score_table(sheets(), wording="german", order="published")  # type: ignore[arg-type]
    assert str(refused.value) == "'german' is no wording. Say which one was answered: 'paraphrase' or 'official'."
    with pytest.raises(ValueError, match="'mixed' is no item order"):
        scored(sheets(), "mixed")
    with pytest.raises(TypeError, match="wording"):
        score_table(sheets(), order="published")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="order"):
        score_table(sheets(), wording="official")  # type: ignore[call-arg]


def test_a_table_without_people_gives_one_without_scores() -> None:
    found = scored(sheets().iloc[:0])
    assert list(found.columns) == ["person", *COLUMNS]
    assert len(found) == 0


def test_the_frame_that_came_in_is_left_alone() -> None:
    frame = sheets(p1_i01=math.nan)
    before = frame.copy(deep=True)
    scored(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert read_answers(frame[list(ITEMS)].to_numpy(float)).raw[0, 0] == 0
