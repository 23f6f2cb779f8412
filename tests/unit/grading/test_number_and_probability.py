"""Number and probability: parts, words for the instructor, and any JSON at all."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from withinreach.content.answers import Line
from withinreach.content.kinds.number import NumberKey, NumberTask
from withinreach.content.kinds.probability import ProbabilityTask
from withinreach.content.tasks import Base
from withinreach.grading import number, probability, score
from withinreach.grading.gate import capped
from withinreach.render.task import review_html, task_html

from tests.golden.table import loaded
from tests.unit.grading.marking import CONFIDENCE, LEAVES, any_json, in_range, refused

REFUSED: list[tuple[str, str, Any, str]] = [
    ("number", "score", [], "invalid answer: not a mapping of fields to what was typed"),
    ("number", "score", {}, "invalid answer: no field filled in"),
    ("number", "score", {"r9": "1"}, "invalid answer: a field that the task does not have, or that was given"),
    ("number", "band", {"sum": "25"}, "invalid answer: a field that the task does not have, or that was given"),
    ("number", "score", {"r1": "1.234,5"}, "invalid answer: a field that holds no number, or no option of its own"),
    ("number", "band", {"place": "5"}, "invalid answer: a field that holds no number, or no option of its own"),
    ("probability", "shares", [], "invalid answer: not a share for each option"),
    ("probability", "shares", {"a": 100}, "invalid answer: not a share for each option"),
    ("probability", "one", {"a": "70"}, "invalid answer: a share that is no number"),
    ("probability", "one", {"a": True}, "invalid answer: a share that is no number"),
    ("probability", "one", {"a": math.nan}, "invalid answer: a share that is no whole number from 0 to 100"),
    ("probability", "one", {"a": 10**400}, "invalid answer: a share that is no whole number from 0 to 100"),
    ("probability", "shares", {"a": 1, "b": 2, "c": 3, "d": 4}, "invalid answer: shares that come to 10"),
    ("probability", "ines", {"d": 100}, "invalid answer: not shares for each clue"),
    ("probability", "half", dict.fromkeys(("c1", "c2", "c3", "c4")), "invalid answer: not shares for each clue"),
    ("probability", "half", dict.fromkeys(("c2", "c3", "c4")), "invalid answer: not a share for each option"),
]


@pytest.mark.parametrize("kind,name,answer,words", REFUSED)
def test_an_answer_that_cannot_be_scored_earns_nothing_and_says_why(
    kind: str, name: str, answer: Any, words: str
) -> None:
    refused(kind, name, answer, words)


def test_each_field_is_a_part_with_the_way_to_it() -> None:
    task, key = loaded("number", "score")

    parts = number.parts(task, key, {"r1": "7", "r2": "3", "mean": "3.83"})  # type: ignore[arg-type]

    assert [(part.id, part.share) for part in parts] == [("r1", 1.0), ("r2", 0.0), ("mean", 1.0), ("low", 0.0)]
    assert parts[0].reason == "8 - 1"


def test_a_field_that_follows_is_told_from_one_that_is_ours() -> None:
    task, key = loaded("number", "score")
    assert isinstance(task, NumberTask)
    assert isinstance(key, NumberKey)

    roles = key.roles(task, task.values({"r1": "1", "r2": "3", "mean": "2,83", "low": "3.58"}))

    assert roles == {"r1": "differ", "r2": "differ", "mean": "follows", "low": "same"}


def test_what_follows_a_given_field_is_taken_from_the_key() -> None:
    """The sum is given as 25: a sixth of anything else is right for nothing."""
    task, key = loaded("number", "band")
    assert isinstance(task, NumberTask)
    assert isinstance(key, NumberKey)

    assert key.roles(task, task.values({"mean": "5.17"}))["mean"] == "differ"
    assert key.fields["mean"].following({"sum": 31.0}) == pytest.approx(5.1667, abs=1e-4)


def test_steps_that_count_are_the_parts_of_shares_clue_by_clue() -> None:
    task, key = loaded("probability", "ines")
    even = {"d": 34, "f": 33, "x": 33}

    parts = probability.parts(task, key, dict.fromkeys(("c1", "c2", "c3", "c4", "c5", "c6"), even))  # type: ignore[arg-type]

    assert [(part.id, round(part.share, 6)) for part in parts] == [("c4", 0.24), ("c5", 0.0), ("c6", 0.0)]


def test_each_number_and_each_border_is_a_part() -> None:
    one, one_key = loaded("probability", "numbers")
    boxes, boxes_key = loaded("probability", "outcome")

    alone = probability.parts(one, one_key, {"a": 22, "b": 85, "c": 70})  # type: ignore[arg-type]
    borders = probability.parts(boxes, boxes_key, {"s8": 0, "s16": 60, "s24": 40, "later": 0, "never": 0})  # type: ignore[arg-type]

    assert [round(part.share, 4) for part in alone] == [0.8889, 1, 0]
    # Cumulated 0 .6 1 1 against 0 1 1 1: one border, .4 squared off.
    assert {part.id: round(part.share, 2) for part in borders} == {
        "up-to-s8": 1, "up-to-s16": 0.84, "up-to-s24": 1, "up-to-later": 1,
    }  # fmt: skip


def test_confidence_makes_no_difference_to_shares() -> None:
    task, key = loaded("probability", "one")

    marks = {score(task, key, {"a": 60}, sure).points for sure in (None, 0.0, 1.0)}  # type: ignore[arg-type]

    assert len(marks) == 1


def test_neither_kind_puts_anything_where_a_gate_could_ask() -> None:
    for kind, name in (("number", "score"), ("probability", "one")):
        task, key = loaded(kind, name)
        places = {"number": number, "probability": probability}[kind].places(task, {})  # type: ignore[attr-defined]
        assert capped(key, 0.4, places) == (0.4, ())


TABLES = [
    *(("number", name) for name in ("score", "change", "band")),
    *(("probability", name) for name in ("one", "numbers", "shares", "ines", "half", "outcome")),
]
IDS = [
    "r1",
    "r2",
    "mean",
    "low",
    "diff",
    "rci",
    "place",
    "a",
    "b",
    "c",
    "d",
    "s8",
    "c1",
    "c2",
    "",
    "__proto__",
    "toString",
]
TYPED = ["4.17", "4,17", "1.234,5", "7", "−1", "\x00", "mid"]
ANY_JSON = any_json(IDS, words=TYPED)


def near(task: Base) -> st.SearchStrategy[Any]:
    """Answers of the right form with the task's own ids: many of them are valid."""
    if isinstance(task, NumberTask):
        names = [field.id for field in task.open_fields]
        return st.dictionaries(
            st.sampled_from(names), LEAVES | st.sampled_from(TYPED) | st.floats(-9, 9).map(str), max_size=4
        )
    assert isinstance(task, ProbabilityTask)
    names = list(task.lists()["options"])
    cuts = st.lists(st.integers(0, 100), min_size=len(names) - 1, max_size=len(names) - 1).map(sorted)
    shares = cuts.map(
        lambda at: dict(zip(names, (b - a for a, b in zip([0, *at], [*at, 100], strict=True)), strict=True))
    )
    return st.fixed_dictionaries({clue.id: shares for clue in task.open_clues}) if task.clues else shares


@pytest.mark.parametrize("kind,name", TABLES)
@settings(max_examples=150, deadline=None)
@given(data=st.data(), confidence=CONFIDENCE)
def test_any_json_is_marked_in_range_the_same_twice_and_can_be_shown(
    kind: str, name: str, data: st.DataObject, confidence: Any
) -> None:
    task, key = loaded(kind, name)
    answer = data.draw(ANY_JSON | near(task))

    one = in_range(task, key, answer, confidence)

    practice = msgspec.structs.replace(task, use="practice", points=None, confidence=False, attempts="open", key=key)
    given_ = Line(at="2026-11-24T12:00:00Z", task=task.id, edition=1, answer=answer)
    pages = [task_html(task, given_), task_html(practice, given_), review_html(task, key, answer, None, one)]  # type: ignore[arg-type]
    assert all(page.startswith('<section class="task"') for page in pages)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_shares_nearer_to_ours_never_earn_less(data: st.DataObject) -> None:
    """Half way from any answer to ours: every distance shrinks, so the mark cannot fall."""
    from withinreach.content.kinds.distances import near as nearness
    from withinreach.content.kinds.distances import ranked

    def shares() -> list[float]:
        at = sorted(data.draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
        return [float(b - a) for a, b in zip([0, *at], [*at, 100], strict=True)]

    given_, ours = shares(), shares()
    half = [(one + two) / 2 for one, two in zip(given_, ours, strict=True)]
    by_name = [dict(zip("abcd", each, strict=True)) for each in (given_, half, ours)]

    assert nearness(by_name[1], by_name[2]) >= nearness(by_name[0], by_name[2]) - 1e-12
    if ours != [25.0] * 4:
        assert ranked(half, ours) >= ranked(given_, ours) - 1e-12
