"""Laws of the score of a choice that no table can list."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from withinreach.content.keys import ChoiceKey, OptionKey, TextKey
from withinreach.content.tasks import ChoiceTask, Option, TextTask
from withinreach.grading import score

IDS = ("a", "b", "c", "d", "e")
VALUES = {1: (1, 0.6, 0, 0, 0), 2: (1, 1, 0, 0, 0)}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(IDS),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
ANSWERS = JSON | st.lists(st.sampled_from((*IDS, "z")), max_size=6)


def task(pick: int) -> ChoiceTask:
    options = tuple(Option(id=name, text=name) for name in IDS)
    return ChoiceTask(
        id="x", edition=1, title="x", prompt="x", use="graded", points=3, confidence=True, pick=pick, options=options
    )


def key(pick: int) -> ChoiceKey:
    return ChoiceKey(
        {name: OptionKey(value, f"why {name}", "none") for name, value in zip(IDS, VALUES[pick], strict=True)}
    )


@given(pick=st.sampled_from((1, 2)), answer=ANSWERS, confidence=JSON)
def test_no_json_makes_scoring_raise_or_leave_its_range(pick: int, answer: Any, confidence: Any) -> None:
    found = score(task(pick), key(pick), answer, confidence)

    assert type(found.points) is float
    assert math.isfinite(found.points)
    assert 0 <= found.points <= found.maximum == 3.0
    assert 0 <= found.share <= 1
    assert found == score(task(pick), key(pick), answer, confidence)


@given(answer=st.permutations(IDS[:2]) | st.permutations(IDS[1:3]), confidence=st.floats(0, 1))
def test_the_order_of_tapping_changes_no_mark(answer: list[str], confidence: float) -> None:
    one, other = (score(task(2), key(2), each, confidence) for each in (answer, answer[::-1]))

    assert one == other


@given(belief=st.sampled_from((0.0, 0.25, 0.5, 0.75, 1.0)), said=st.floats(0, 1))
def test_nothing_pays_better_than_saying_what_one_expects(belief: float, said: float) -> None:
    # somebody who gets "a" with probability ``belief``, else the wrong "c"
    def expected(confidence: float) -> float:
        right, wrong = (score(task(1), key(1), [each], confidence).points for each in "ac")
        return belief * right + (1 - belief) * wrong

    assert expected(belief) >= expected(said) - 1e-12


@given(confidence=st.floats(0, 1))
def test_a_better_answer_always_earns_more(confidence: float) -> None:
    best, defensible, wrong = (score(task(1), key(1), [each], confidence).points for each in "abc")

    assert best > defensible > wrong


@pytest.mark.parametrize(
    "answer, said",
    [
        (None, "not answered"),
        ([], "no option chosen"),
        (["a", "b", "c"], "3 options chosen where 2 may be"),
        (["a", "a"], "an option named twice"),
        (["a", "z"], "an option that the task does not have"),
        ("a", "not a list of option ids"),
        ([["a"]], "not a list of option ids"),
    ],
)
def test_an_answer_that_cannot_be_scored_is_flagged_for_a_human(answer: Any, said: str) -> None:
    found = score(task(2), key(2), answer, 0.0)

    assert said in found.flags[0]
    assert found.points == 0.0


@pytest.mark.parametrize("confidence", [1.5, -0.1, True, "sure", float("nan"), [0.5]])
def test_a_confidence_that_is_none_counts_as_a_half_and_is_flagged(confidence: Any) -> None:
    found = score(task(1), key(1), ["a"], confidence)

    assert found.points == pytest.approx(2.925)  # 3 × (0.9 + 0.1 × 0.75)
    assert "counts as a half" in found.flags[0]


def test_the_parts_give_the_reason_for_every_option_in_the_order_of_the_task() -> None:
    parts = score(task(1), key(1), ["b"], 0.5).parts

    assert [(part.id, part.share, part.reason) for part in parts][:2] == [("a", 1.0, "why a"), ("b", 0.6, "why b")]
    assert len(parts) == 5


def test_a_written_answer_is_left_to_a_person() -> None:
    text = TextTask(id="x", edition=1, title="x", prompt="x", use="graded", points=10, criteria=())

    with pytest.raises(ValueError, match=r"x is a text: it is marked by a person. Marked here: choice."):
        score(text, TextKey({}, "model"), "words", None)
