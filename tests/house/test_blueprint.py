"""The blueprint adds up as the course was designed, and every module that there is keeps to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from withinreach.content.blueprint import NO_TASK, Row, blueprint, rows_of
from withinreach.content.course import course
from withinreach.content.load import load_module
from withinreach.content.tasks import KINDS as BUILT
from withinreach.content.tasks import Module, Task

from tests.conftest import CHECKOUT

MODULES = [info.name for info in course().modules]
THERE = sorted(path.parent for path in (CHECKOUT / "source").glob("*/tasks.yaml"))
# Minutes and graded points by outcome, as the design's tables print them.
MINUTES = dict(zip(MODULES, (69, 72, 74, 70, 69, 68, 70, 75), strict=True))
POINTS = {
    "LO1": (13, 12, 7, 0, 0, 0, 0, 3),
    "LO2": (3, 8, 0, 1, 0, 0, 0, 2),
    "LO3": (2, 0, 13, 0, 0, 0, 0, 3),
    "LO4": (0, 0, 0, 19, 2, 0, 0, 0),
    "LO5": (0, 0, 0, 0, 18, 0, 0, 0),
    "LO6": (2, 0, 0, 0, 0, 20, 0, 2),
    "LO7": (0, 0, 0, 0, 0, 0, 16, 1),
    "LO8": (0, 0, 0, 0, 0, 0, 4, 9),
}
KINDS = {*BUILT, "transcript", "likert", "number", "probability", "dialogue", "simulation"}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_worth_twenty_points_and_ten_and_takes_about_an_hour(module: str) -> None:
    rows = rows_of(module)

    assert sum(row.points for row in rows if row.kind != "text") == 20
    assert sum(row.points for row in rows if row.kind == "text") == 10
    assert sum(row.minutes for row in rows) == pytest.approx(MINUTES[module])
    assert 60 <= MINUTES[module] <= 75


def test_every_outcome_has_its_points_in_the_modules_that_the_design_gives_it() -> None:
    found = {
        name: tuple(sum(row.outcome_points.get(name, 0) for row in rows_of(m)) for m in MODULES) for name in POINTS
    }

    assert found == POINTS
    assert min(map(sum, found.values())) >= 13


def test_there_are_fifty_six_graded_tasks() -> None:
    """A row of the design that is written out (-1, -2 …) counts as one."""
    rows = {re.sub(r"-\d$", "", row.task) for row in blueprint() if row.use == "graded" and row.kind != "text"}

    assert len(rows) == 56


def test_each_row_is_whole() -> None:
    for row in blueprint():
        assert row.module in MODULES
        assert row.skill in {"", "A", "B", "C"}
        assert row.kind in {*KINDS, *NO_TASK}, row.task
        assert set(row.outcome_names) <= set(POINTS), row.task
        assert (row.points > 0) == (row.use == "graded"), row.task
        assert row.keep == {"graded": "handin", "": ""}.get(row.use, row.keep), row.task
        assert row.keep in {"", "handin", "local", "private"}, row.task
        if row.use == "graded" and row.kind != "text":
            assert sum(row.outcome_points.values()) == row.points, row.task
    assert max(Counter(row.task for row in blueprint()).values()) == 1


def differences(module: Module, rows: Sequence[Row]) -> list[str]:
    """What a module's task file and its rows do not agree on, in words."""
    planned = {row.task: row for row in rows if row.kind not in NO_TASK}
    found = {task.id: task for task in module.tasks}
    words = [f"{name} is planned and not there" for name in planned if name not in found]
    words += [f"{name} is there and not planned" for name in found if name not in planned]
    for name in planned.keys() & found.keys():
        words += _different(found[name], planned[name])
    return sorted(words)


def _different(task: Task, row: Row) -> list[str]:
    pairs = {
        "kind": (task.kind, row.kind),
        "use": (task.use, row.use),
        "keep": (task.keep, row.keep),
        "points": (task.points or 0, row.points),
        "outcomes": (set(task.outcomes), set(row.outcome_names)),
    }
    return [f"{task.id}: {name} {one!r}, planned {two!r}" for name, (one, two) in pairs.items() if one != two]


@pytest.mark.parametrize("folder", THERE, ids=lambda path: path.name)
def test_a_module_that_there_is_keeps_to_its_rows(folder: Path) -> None:
    assert differences(load_module(folder, folder.name), rows_of(folder.name)) == []


def test_the_comparison_sees_what_differs() -> None:
    module = load_module(CHECKOUT / "source" / MODULES[0], MODULES[0])
    rows = [row for row in rows_of(MODULES[0]) if row.task != "m1-load"]
    wrong = Row("m", "A", "m1-new", "w", "sort", "graded", "handin", 9, 1.0, "LO1:9")
    bent = Row("m", "A", "m1-note", "w", "text", "graded", "handin", 3, 1.0, "LO2")

    assert differences(module, [*(row for row in rows if row.task != "m1-note"), wrong, bent]) == [
        "m1-load is there and not planned",
        "m1-new is planned and not there",
        "m1-note: keep 'private', planned 'handin'",
        "m1-note: kind 'note', planned 'text'",
        "m1-note: outcomes set(), planned {'LO2'}",
        "m1-note: points 0, planned 3",
        "m1-note: use 'ask', planned 'graded'",
    ]
