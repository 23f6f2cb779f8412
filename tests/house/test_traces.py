"""The samples of an interval task are what its recipe gives, and its key says what was built in."""

from __future__ import annotations

import pytest
from withinreach.content.errors import WithinReachError
from withinreach.content.keys import IntervalKey
from withinreach.content.load import load_keys, load_module
from withinreach.content.tasks import IntervalTask
from withinreach.publish.traces import block, recipe_of, samples

from tests.conftest import CHECKOUT

RISE = 0.5
"""Microsiemens that the body must go up while the report stays flat, as the design of the traces says."""


def tasks() -> list[tuple[IntervalTask, IntervalKey]]:
    found = []
    for folder in sorted(path.parent for path in (CHECKOUT / "source").glob("*/tasks.yaml")):
        module = load_module(folder, folder.name)
        keys = load_keys(CHECKOUT / "keys" / f"{folder.name}.yaml", module)
        for task in module.tasks:
            if isinstance(task, IntervalTask):
                key = task.key or keys[task.id]
                assert isinstance(key, IntervalKey)
                found.append((task, key))
    return found


TASKS = tasks()
EACH = pytest.mark.parametrize("task,key", TASKS, ids=[task.id for task, _ in TASKS])


@EACH
def test_the_samples_are_what_the_recipe_gives(task: IntervalTask, key: IntervalKey) -> None:
    recipe = recipe_of(task, CHECKOUT / "keys")

    assert (task.report, task.skin) == samples(recipe)
    assert [(topic.at, topic.words) for topic in task.topics] == [(topic.at, topic.words) for topic in recipe.topics]


@EACH
def test_the_key_names_what_was_built_in(task: IntervalTask, key: IntervalKey) -> None:
    recipe = recipe_of(task, CHECKOUT / "keys")

    assert sorted((span.start, span.end) for span in key.stretches.values()) == sorted(recipe.stretches)
    built = sorted((decoy.kind, *decoy.at) for decoy in recipe.decoys if decoy.kind != "said")
    assert sorted((decoy.what, decoy.start, decoy.end) for decoy in key.decoys.values()) == built


@EACH
def test_in_each_stretch_the_body_goes_up_while_the_report_stays(task: IntervalTask, key: IntervalKey) -> None:
    for span in key.stretches.values():
        before = sum(task.skin[span.start - 12 : span.start - 2]) / 10
        inside = task.skin[span.start + 3 : span.end]
        assert sum(value >= before + RISE for value in inside) >= 0.8 * len(inside)
        assert len(set(task.report[span.start // 20 : (span.end - 1) // 20 + 1])) == 1


@EACH
def test_a_decoy_is_what_it_says(task: IntervalTask, key: IntervalKey) -> None:
    for decoy in key.decoys.values():
        inside = task.skin[decoy.start : decoy.end]
        if decoy.what == "slip":
            assert set(inside) == {0.0}
            assert len(inside) == 4
        else:
            assert max(inside) - min(inside) < RISE


def test_the_four_traces_hold_what_the_design_asks() -> None:
    """One stretch; two and a slip; none, calm; graded: four, a slip and a calm."""
    held = {task.id: (len(key.stretches), sorted(d.what for d in key.decoys.values())) for task, key in TASKS}

    assert held["m1-channels-a"] == (1, [])
    assert held["m1-channels-b"] == (2, ["slip"])
    assert held["m1-channels-c"] == (0, ["calm"])
    assert held["m1-channels"] == (4, ["calm", "slip"])


def test_what_is_pasted_into_a_task_file_is_what_is_compared() -> None:
    task, _ = TASKS[0]
    pasted = block(recipe_of(task, CHECKOUT / "keys"))

    assert pasted in (CHECKOUT / "source" / "01-foundations" / "tasks.yaml").read_text(encoding="utf-8")


def test_an_unknown_trace_is_refused_with_those_there_are() -> None:
    task = IntervalTask(
        id="x", edition=1, title="x", prompt="x", use="practice", report=(), skin=(), topics=(), trace="ola"
    )

    with pytest.raises(WithinReachError) as refused:
        recipe_of(task, CHECKOUT / "keys")

    assert str(refused.value) == "There is no trace 'ola'. The traces are: ingrid, owen, henrik, together."
