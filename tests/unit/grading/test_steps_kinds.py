"""Dialogue and simulation: what is refused and in which words, parts, places, and any JSON at all."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, cast

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from withinreach.content.answers import Line
from withinreach.content.handin import HandIn, HandInTask
from withinreach.content.kinds.dialogue import DialogueKey, DialogueTask
from withinreach.content.kinds.simulation import SimulationTask
from withinreach.content.tasks import Module
from withinreach.grading import dialogue, score, score_hand_in
from withinreach.render.task import review_html, task_html

from tests.golden.table import loaded
from tests.unit.grading.marking import CONFIDENCE, any_json, in_range

TASKS: dict[str, Any] = {
    "dialogue": loaded("dialogue", "missed"),
    "gated": loaded("dialogue", "gated"),
    "simulation": loaded("simulation", "watch"),
}
BEST = [["n1", "r1"], ["n3", "r6"], ["n5", "r12"]]
COURSE = {"variant": "owen", "seed": 0, "actions": ["watch", "stop", "who", "day"]}
REFUSED: list[tuple[str, Any, str]] = [
    ("dialogue", {"n1": "r1"}, "invalid answer: not a list of pairs of node and reply"),
    ("dialogue", [["n3", "r6"]], "invalid answer: a path that does not fit the nodes"),
    ("dialogue", [], "begun, not finished: no steps, and no end reached"),
    ("dialogue", BEST[:1], "begun, not finished: one step, and no end reached"),
    ("dialogue", BEST[:2], "begun, not finished: two steps, and no end reached"),
    ("simulation", ["watch"], "invalid answer: not a log of variant, seed and actions"),
    ("simulation", COURSE | {"seed": 2**32}, "invalid answer: not a log of variant, seed and actions"),
    ("simulation", COURSE | {"variant": "ines"}, "there is no variant 'ines' of this task"),
    ("simulation", COURSE | {"actions": ["hug"]}, "invalid answer: an action that was not offered"),
    ("simulation", COURSE | {"actions": ["watch"] * 600}, "invalid answer: an action that was not offered"),
    ("simulation", COURSE | {"actions": ["watch", "stop"]}, "begun, not finished: two actions"),
]


@pytest.mark.parametrize("kind,answer,words", REFUSED)
def test_an_answer_that_cannot_be_scored_earns_nothing_and_says_why(kind: str, answer: Any, words: str) -> None:
    found = score(*TASKS[kind], answer, 1.0)

    assert (found.points, found.share, found.flags, found.told) == (0.0, 0.0, (words,), None)


def test_what_was_given_must_stand_at_the_beginning() -> None:
    talk, course = loaded("dialogue", "given"), loaded("simulation", "begun")
    other = COURSE | {"actions": ["stop", "watch", "who", "day"]}

    assert score(*talk, BEST, None).flags == ("invalid answer: a path that does not begin as given",)  # type: ignore[arg-type]
    assert score(*course, other, None).flags == ("invalid answer: a course that does not begin as given",)  # type: ignore[arg-type]


def test_each_reply_is_a_part_with_its_value_and_its_reason() -> None:
    task, key = TASKS["dialogue"]

    parts = dialogue.parts(task, key, [["n1", "r3"], ["n3", "r7"], ["n4", "r9"]])

    assert [(part.id, part.share) for part in parts] == [("n1", 0.5), ("n3", 0.6), ("n4", 1.0)]
    assert parts[0].reason.startswith("He is let off")


def test_where_a_path_put_things_is_what_gates_ask_for() -> None:
    places = dialogue.places(TASKS["dialogue"][0], BEST)

    assert [reply for reply, place in places.items() if place == "chosen"] == ["r1", "r6", "r12"]
    assert len(places) == 14


def test_a_course_comes_with_its_debrief_and_a_talk_with_none() -> None:
    told = score(*TASKS["simulation"], COURSE, None).told

    assert told is not None
    assert told.courses[0].turns[2].said == "Who is with your father between the nurse and you?"
    assert score(*TASKS["dialogue"], BEST, None).told is None


def test_who_says_anything_at_random_earns_about_half_of_the_missed_hour() -> None:
    """By hand. n3 is on average 1.6/3, n4 and n5 1.5/3: r1 brings 1 + 1.0333, r3 .5 + 1.0333, r2 .25 + 1.0333; ÷ 3."""
    task, key = cast("tuple[DialogueTask, DialogueKey]", TASKS["dialogue"])

    def average(path: list[list[str]]) -> float:
        walk = task.talk.walk(path)
        assert walk is not None
        if walk.here in task.talk.ends:
            return score(task, key, path, None).share
        node = task.talk.nodes[walk.here]
        return sum(average([*path, [node.id, reply.id]]) for reply in node.replies) / len(node.replies)

    assert average([]) == pytest.approx((2.0 + 1 / 30 + 1.5 + 1 / 30 + 1.25 + 1 / 30) / 3 / 3)


def hand_in(*tasks: HandInTask) -> HandIn:
    return HandIn(course="within-reach", module="x", edition="workshop", tasks=tasks)


@pytest.mark.parametrize(
    "variant,flags", [("owen", ()), (None, ()), ("ines", ("there is no variant 'ines' of this task",))]
)
def test_a_variant_that_the_task_lists_is_scored_and_another_is_flagged(
    variant: str | None, flags: tuple[str, ...]
) -> None:
    task, key = TASKS["simulation"]
    given_ = HandInTask(
        id="x", edition=1, variant=variant, answer=COURSE, confidence=None, changed="2026-11-25T12:00:00Z"
    )

    found = score_hand_in(Module("x", (task,)), {"x": key}, hand_in(given_))["x"]

    assert found.flags == flags
    assert found.points == (0.0 if flags else 4.0)


IDS = [*(f"n{n}" for n in range(6)), *(f"r{n}" for n in range(15)), "watch", "stop", "day", "who", "feel", "owen"]
IDS += ["variant", "seed", "actions", "e1", "", "__proto__"]
ANY_JSON = any_json(IDS)
LOGS = st.fixed_dictionaries(
    {
        "variant": st.sampled_from(["owen", "tomasz", "ines", None]),
        "seed": st.integers(-1, 2**32),
        "actions": st.lists(st.sampled_from(["watch", "stop", "day", "who", "feel", "hug"]), max_size=5),
    }
)


@st.composite
def paths(draw: st.DrawFn) -> list[list[str]]:
    """A walk that mostly fits: each step from where the one before it led."""
    talk, path = TASKS["dialogue"][0].talk, list[list[str]]()
    while (walk := talk.walk(path)) is not None and walk.here in talk.nodes and draw(st.integers(0, 19)):
        path = [*path, [walk.here, draw(st.sampled_from([reply.id for reply in talk.nodes[walk.here].replies]))]]
    return path


@pytest.mark.parametrize("name", TASKS)
@settings(max_examples=150, deadline=None)
@given(answer=ANY_JSON, confidence=CONFIDENCE)
def test_any_json_is_marked_without_a_word_of_complaint(name: str, answer: Any, confidence: Any) -> None:
    in_range(*TASKS[name], answer, confidence)


@settings(max_examples=150, deadline=None)
@given(path=paths(), course=LOGS, confidence=CONFIDENCE)
def test_answers_of_the_right_form_are_marked_in_range(path: Any, course: Any, confidence: Any) -> None:
    in_range(*TASKS["dialogue"], path, confidence)
    in_range(*TASKS["gated"], path, confidence)
    in_range(*TASKS["simulation"], course, confidence)


@pytest.mark.parametrize("name", TASKS)
@settings(max_examples=80, deadline=None)
@given(answer=ANY_JSON | paths() | LOGS, confidence=st.sampled_from([None, 0.0, 0.3, 1.0]))
def test_any_json_can_be_shown_on_the_marked_page_and_on_the_page_it_came_from(
    name: str, answer: Any, confidence: float | None
) -> None:
    task, key = TASKS[name]
    line = Line(at="2026-11-25T12:00:00Z", task=task.id, edition=1, answer=answer, confidence=confidence)
    practice = msgspec.structs.replace(task, use="practice", attempts="open", points=None, confidence=False, key=key)

    pages = [review_html(task, key, answer, confidence, score(task, key, answer, confidence))]
    pages += [task_html(task, line), task_html(practice, line)]
    assert all(page.startswith('<section class="task"') for page in pages)


@settings(max_examples=60, deadline=None)
@given(path=paths(), confidence=st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]))
def test_a_better_reply_at_the_last_scene_never_lowers_the_mark(path: list[list[str]], confidence: float) -> None:
    """The mark rises with s; two paths that differ in their last reply alone differ in s as its values do."""
    task, key = cast("tuple[DialogueTask, DialogueKey]", TASKS["dialogue"])
    if not task.finished(path):
        return
    *before, (node, _) = path
    values = key.values
    replies = sorted((reply.id for reply in task.talk.nodes[node].replies), key=values.__getitem__)
    marks = [(values[name], score(task, key, [*before, [node, name]], confidence).points) for name in replies]
    assert all(low < high for (a, low), (b, high) in pairwise(marks) if a < b)


def test_a_simulation_is_never_asked_how_sure() -> None:
    task = cast("SimulationTask", TASKS["simulation"][0])
    assert score(task, TASKS["simulation"][1], COURSE, 0.0).points == 4.0
