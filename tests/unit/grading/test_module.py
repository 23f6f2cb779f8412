"""All machine-marked tasks of one hand-in."""

from __future__ import annotations

from typing import Any

from withinreach.content.handin import HandIn, HandInTask
from withinreach.content.keys import ChoiceKey, CriterionKey, Key, OptionKey, TextKey
from withinreach.content.tasks import ChoiceTask, Criterion, Module, Option, TextTask
from withinreach.grading import score_hand_in
from withinreach.nbgrader_plugins.feedback import results

OPTIONS = (Option("a", "A"), Option("b", "B"))
GRADED = ChoiceTask(
    id="g", edition=2, title="g", prompt="g", use="graded", keep="handin", points=2, confidence=True, options=OPTIONS
)
MODULE = Module(
    "01-foundations",
    (
        ChoiceTask(id="p", edition=1, title="p", prompt="p", use="practice", keep="local", options=OPTIONS),
        GRADED,
        TextTask(
            id="w",
            edition=1,
            title="w",
            prompt="w",
            use="graded",
            keep="handin",
            points=10,
            criteria=(Criterion("c1", "x"),),
        ),
    ),
)
KEYS: dict[str, Key] = {
    "g": ChoiceKey({"a": OptionKey(1, "yes", "none"), "b": OptionKey(0, "no", "none")}),
    "w": TextKey({"c1": CriterionKey(("0", "1", "2"), ("0", "1", "2"))}, "model"),
}


def hand_in(**changes: Any) -> HandIn:
    given = {
        "id": "g",
        "edition": 2,
        "variant": None,
        "answer": ["a"],
        "confidence": 1.0,
        "changed": "2025-03-01T12:00:00Z",
    }
    return HandIn(
        course="within-reach", module="01-foundations", edition="workshop", tasks=(HandInTask(**given | changes),)
    )


def test_only_graded_tasks_that_a_program_marks_have_a_score() -> None:
    scores = score_hand_in(MODULE, KEYS, hand_in())

    assert {task: found.points for task, found in scores.items()} == {"g": 2.0}


def test_a_task_without_an_answer_scores_nothing_and_says_so() -> None:
    scores = score_hand_in(MODULE, KEYS, hand_in(id="w"))

    assert (scores["g"].points, scores["g"].maximum, scores["g"].flags) == (0.0, 2.0, ("not answered",))


def test_without_any_hand_in_every_task_is_there_and_earns_nothing() -> None:
    assert score_hand_in(MODULE, KEYS, None)["g"].flags == ("not answered",)


def test_an_answer_to_an_earlier_edition_waits_until_it_is_confirmed() -> None:
    found = score_hand_in(MODULE, KEYS, hand_in(edition=1))["g"]

    assert found.points == 0.0
    assert found.flags == ("given to edition 1, the task is now edition 2: not scored until it is confirmed",)


def test_a_variant_that_there_is_not_scores_nothing_and_says_so() -> None:
    found = score_hand_in(MODULE, KEYS, hand_in(variant="b"))["g"]

    assert found.points == 0.0
    assert found.flags == ("there is no variant 'b' of this task",)


def test_an_answer_that_was_not_looked_at_has_no_share_in_the_results() -> None:
    """So that no later module calls it missed and brings its practice back."""
    found = {}
    for edition in (1, 2):
        given = hand_in(edition=edition, answer=["b"])
        rows = results(MODULE, given, score_hand_in(MODULE, KEYS, given), {"g": 0.0, "w": 4.0})["tasks"]
        found[edition] = {row["task"]: row["share"] for row in rows}

    assert found == {1: {"g": None, "w": 0.4}, 2: {"g": 0.0, "w": 0.4}}
