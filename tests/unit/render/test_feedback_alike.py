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

from tests.golden.rows import KINDS, every_row, practised
from tests.golden.table import loaded
from tests.shown import shown
from tests.unit.samples import line

DIFFER = Differ(because="he waits", other="he is late")
ROWS = [row for row in every_row() if row[1].graded]


@pytest.mark.parametrize(
    "task,key,answer", [row[1:] for row in ROWS], ids=[f"{number} {row[0]}" for number, row in enumerate(ROWS)]
)
def test_the_reasons_are_the_same_elements_with_the_same_words(task: Any, key: Any, answer: Any) -> None:
    key = msgspec.structs.replace(key, experts_differ=True, differ=(DIFFER,))
    form, _, reasons = task_html(practised(task, key), line(task.id, answer)).partition('<div class="answered"')
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
    assert {task.kind for _, task, *_ in ROWS} == {*KINDS, "choice"}
    assert len(ROWS) > 100


@pytest.mark.parametrize("actions", [("watch", "stop", "who", "day"), ("watch", "stop", "day", "who")])
def test_a_course_is_looked_back_on_alike(actions: tuple[str, ...]) -> None:
    task, plain = loaded("simulation", "watch")
    key = msgspec.structs.replace(plain, experts_differ=True, differ=(DIFFER,))
    answer = {"variant": "owen", "seed": 0, "actions": list(actions)}

    live = shown(stage_html(practised(task, key), play(MODEL, Log("owen", 0, actions))))
    marked = shown(review_html(task, key, answer, None, score(task, key, answer, None)))  # type: ignore[arg-type]

    assert {"debrief", "differ", "authority"} <= {name for name, _ in marked}
    assert [part for part in live if part[0] != "scene"] == marked
