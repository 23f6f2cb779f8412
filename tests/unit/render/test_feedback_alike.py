"""Reasons at once in practice, and on the marked page after feedback is released: the same elements, the same words."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from withinreach.content.kinds.base import Differ
from withinreach.grading import score
from withinreach.render.task import review_html, stage_html, task_html
from withinreach.simulations.shell import Log, play
from withinreach.simulations.watch import MODEL

from tests.golden import test_because as because
from tests.golden.table import loaded, table
from tests.golden.test_choice_table import TABLE as CHOICES
from tests.golden.test_choice_table import loaded as loaded_choice
from tests.shown import shown
from tests.unit.samples import line

KINDS = ("sort", "order", "interval", "number", "probability", "transcript", "dialogue")
DIFFER = Differ(because="he waits", other="he is late")


def cases() -> list[Any]:
    """(task, key, answer) of every row of the tables that a person could have committed."""
    rows = [(*loaded(kind, row["task"]), row["answer"]) for kind in KINDS for row in table(kind)["rows"]]
    rows += [(*loaded_choice(row["task"]), row["answer"]) for row in CHOICES["rows"]]
    rows += [(*because.both(), {"option": option, "because": picked}) for option, picked, *_ in because.BY_HAND]
    graded = [(task, key, answer) for task, key, answer in rows if task.graded]
    return [case for case in graded if not score(*case, None).flags]


CASES = cases()


def in_practice(task: Any, key: Any, answer: Any) -> str:
    """The page of the same task in practice, after the answer was committed; of it the form and the reasons."""
    practice = msgspec.structs.replace(
        task, use="practice", points=None, confidence=False, keep="local", attempts="open", key=key
    )
    return task_html(practice, line(task.id, answer))


@pytest.mark.parametrize(
    "task,key,answer", CASES, ids=[f"{number} {task.kind} {task.title}" for number, (task, *_) in enumerate(CASES)]
)
def test_the_reasons_are_the_same_elements_with_the_same_words(task: Any, key: Any, answer: Any) -> None:
    key = msgspec.structs.replace(key, experts_differ=True, differ=(DIFFER,))
    form, _, reasons = in_practice(task, key, answer).partition('<div class="answered"')
    marked = shown(review_html(task, key, answer, 0.5, score(task, key, answer, 0.5)))
    beside = [part for part in shown(form) if part[0] == "heard"]

    assert [part for part in marked if part[0] != "heard"] == shown('<section><div class="answered"' + reasons)
    assert [part for part in marked if part[0] == "heard"] == beside
    assert {"reason", "heard"}.intersection(name for name, words in marked if words)
    assert (
        "differ",
        "Colleagues differ here. We chose this because he waits; the other is defensible when he is late.",
    ) in marked


def test_every_kind_is_among_them() -> None:
    assert {task.kind for task, *_ in CASES} == {*KINDS, "choice"}
    assert len(CASES) > 100


@pytest.mark.parametrize("actions", [("watch", "stop", "who", "day"), ("watch", "stop", "day", "who")])
def test_a_course_is_looked_back_on_alike(actions: tuple[str, ...]) -> None:
    task, plain = loaded("simulation", "watch")
    key = msgspec.structs.replace(plain, experts_differ=True, differ=(DIFFER,))
    answer = {"variant": "owen", "seed": 0, "actions": list(actions)}
    practice: Any = msgspec.structs.replace(task, use="practice", attempts="open", points=None, keep="local", key=key)

    live = shown(stage_html(practice, play(MODEL, Log("owen", 0, actions))))
    marked = shown(review_html(task, key, answer, None, score(task, key, answer, None)))  # type: ignore[arg-type]

    assert {"debrief", "differ", "authority"} <= {name for name, _ in marked}
    assert [part for part in live if part[0] != "scene"] == marked
