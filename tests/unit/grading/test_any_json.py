"""Whatever JSON somebody hands in: a finite mark in range, the same twice, never an exception, never more by order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from withinreach.content.answers import Line
from withinreach.content.handin import HandIn, HandInTask
from withinreach.content.keys import ChoiceKey, OptionKey
from withinreach.content.load import load_keys, load_module
from withinreach.content.tasks import ChoiceTask, Option, Task
from withinreach.grading import machine_marked, score, score_hand_in
from withinreach.render.task import review_html, task_html

from tests.conftest import CHECKOUT
from tests.golden.table import loaded
from tests.unit.grading.marking import CONFIDENCE, any_json, in_range

NAME = "01-foundations"
MODULE = load_module(CHECKOUT / "source" / NAME, NAME)
KEYS = load_keys(CHECKOUT / "keys" / f"{NAME}.yaml", MODULE)
MARKED = [task for task in MODULE.tasks if machine_marked(task)]

IDS = sorted({part for task in MARKED for ids in task.lists().values() for part in ids} | {"", "o9", "__proto__"})
ANY_JSON = any_json(IDS)
SORTED = st.dictionaries(st.sampled_from(("i1", "i2", "i3", "i4")), st.sampled_from("abc"), min_size=1)


def near(task: Task) -> st.SearchStrategy[Any]:
    """Answers of the right form with the task's own ids: most of them are valid."""
    lists = task.lists()
    if "options" in lists:
        return st.lists(st.sampled_from(lists["options"]), max_size=3)
    if "items" in lists:
        return st.dictionaries(st.sampled_from(lists["items"]), st.sampled_from(lists["columns"]))
    if "cards" in lists:
        return st.permutations(lists["cards"])
    return st.lists(st.tuples(st.integers(0, 360), st.integers(0, 360)).map(sorted), max_size=8)


@pytest.mark.parametrize("task", MARKED, ids=lambda task: task.id)
@settings(max_examples=300, deadline=None)
@given(answer=ANY_JSON, confidence=CONFIDENCE)
def test_any_json_is_marked_without_a_word_of_complaint(task: Task, answer: Any, confidence: Any) -> None:
    in_range(task, KEYS[task.id], answer, confidence)


@pytest.mark.parametrize("task", MARKED, ids=lambda task: task.id)
@settings(max_examples=200, deadline=None)
@given(data=st.data(), confidence=CONFIDENCE)
def test_answers_of_the_right_form_are_marked_in_range(task: Task, data: st.DataObject, confidence: Any) -> None:
    in_range(task, KEYS[task.id], data.draw(near(task)), confidence)


@pytest.mark.parametrize("task", MARKED, ids=lambda task: task.id)
@settings(max_examples=150, deadline=None)
@given(answer=ANY_JSON, confidence=st.sampled_from([None, 0.0, 0.3, 1.0]))
def test_any_json_can_be_shown_on_the_marked_page_and_on_the_page_it_came_from(
    task: Task, answer: Any, confidence: float | None
) -> None:
    line = Line(at="2026-11-24T12:00:00Z", task=task.id, edition=1, answer=answer, confidence=confidence)

    page = review_html(task, KEYS[task.id], answer, confidence, score(task, KEYS[task.id], answer, confidence))
    assert page.startswith('<section class="task"')
    assert task_html(task, line).startswith('<section class="task"')


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_the_order_of_a_hand_in_and_of_its_answers_changes_no_mark(data: st.DataObject) -> None:
    tasks = [
        HandInTask(
            id=task.id,
            edition=task.edition,
            variant=None,
            answer=data.draw(near(task)),
            confidence=data.draw(st.sampled_from([None, 0.0, 0.5, 1.0])),
            changed="2026-11-24T12:00:00Z",
        )
        for task in MARKED
    ]

    def marks(given_: list[HandInTask]) -> dict[str, float]:
        hand_in = HandIn(course="within-reach", module=NAME, edition="workshop", tasks=tuple(given_))
        return {name: found.points for name, found in score_hand_in(MODULE, KEYS, hand_in).items()}

    assert marks(tasks) == marks(data.draw(st.permutations(tasks)))


@settings(max_examples=200, deadline=None)
@given(
    answer=st.dictionaries(st.sampled_from(["i1", "i2", "i3", "i4"]), st.sampled_from("abc"), min_size=1),
    data=st.data(),
)
def test_the_order_of_sorting_changes_no_mark(answer: dict[str, str], data: st.DataObject) -> None:
    task, key = loaded("sort", "four")
    turned = {item: answer[item] for item in data.draw(st.permutations(list(answer)))}

    assert score(task, key, answer, 0.5) == score(task, key, turned, 0.5)  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(share=st.floats(0, 1), confidence=st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), step=st.floats(1e-3, 0.2))
def test_the_mark_rises_with_the_share_whatever_was_expected(share: float, confidence: float, step: float) -> None:
    """Slope 0.7 to 1.1 times the points, as the rule promises; here with options of two values close together."""
    better = min(1.0, share + step)
    options = (Option(id="a", text="A"), Option(id="b", text="B"), Option(id="c", text="C"))
    fixed: dict[str, Any] = {"id": "x", "edition": 1, "title": "x", "prompt": "x", "use": "graded", "keep": "handin"}
    task = ChoiceTask(**fixed, points=10, confidence=True, options=options)
    key = ChoiceKey(
        {"a": OptionKey(share, "r", "none"), "b": OptionKey(better, "r", "none"), "c": OptionKey(1, "r", "none")}
    )

    low, high = (score(task, key, [name], confidence).points for name in "ab")

    rise = 10 * (better - share)
    assert 0.7 * rise - 1e-9 <= high - low <= 1.1 * rise + 1e-9
