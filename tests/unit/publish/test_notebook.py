"""A notebook as a text, and the metadata that the task file gives it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output
from withinreach.content.errors import ContentError
from withinreach.content.tasks import ChoiceTask, Criterion, Module, NoteTask, Option, TextTask
from withinreach.publish.derive import derived
from withinreach.publish.notebook import code_cell, read, skeleton, tidy, write

PATH = Path("01-foundations.ipynb")
MODULE = Module(
    "01-foundations",
    (
        ChoiceTask(
            id="m-one",
            edition=1,
            title="one?",
            prompt="x",
            use="graded",
            points=3,
            options=(Option("a", "A"), Option("b", "B")),
        ),
        TextTask(
            id="m-text", edition=1, title="text", prompt="x", use="graded", points=10, criteria=(Criterion("c1", "x"),)
        ),
        NoteTask(id="m-note", edition=1, title="note", prompt="x", use="ask", keep="private"),
    ),
)


def notebook() -> NotebookNode:
    return derived(PATH, skeleton(MODULE, "A title"), MODULE)


def cell(made: NotebookNode, name: str) -> Any:
    return next(each for each in made.cells if each.id == name)


def test_a_notebook_loses_outputs_counts_and_metadata_that_nobody_allowed() -> None:
    made = notebook()
    spoilt = cell(made, "t-m-one")
    spoilt.outputs, spoilt.execution_count = [new_output("stream", text="hello")], 7
    spoilt.metadata |= {"collapsed": True, "trusted": True, "tags": ["keep"]}
    made.metadata |= {"widgets": {"state": {}}, "kernelspec": {"name": "conda-env-mine"}}

    clean = tidy(made)

    found = cell(clean, "t-m-one")
    assert (found.outputs, found.execution_count) == ([], None)
    assert set(found.metadata) == {"deletable", "editable", "jupyter", "nbgrader", "tags"}
    assert clean.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "title": "A title",
    }


def test_tidying_and_deriving_twice_changes_nothing_more() -> None:
    once = notebook()

    assert write(tidy(once)) == write(once)
    assert write(derived(PATH, once, MODULE)) == write(once)


def test_points_and_grade_ids_come_from_the_task_file() -> None:
    made = notebook()
    cell(made, "t-m-one").metadata.nbgrader |= {"points": 99, "grade_id": "typed-by-hand"}

    fresh = derived(PATH, made, MODULE)

    graded = {each.metadata.nbgrader.grade_id: each for each in fresh.cells if "nbgrader" in each.metadata}
    assert graded["m-one"].metadata.nbgrader == {
        "cell_type": "code", "grade": True, "grade_id": "m-one", "locked": True, "points": 3,
        "schema_version": 3, "solution": False, "task": False,
    }  # fmt: skip
    assert graded["m-text"].metadata.nbgrader == {
        "cell_type": "markdown", "grade": True, "grade_id": "m-text", "locked": False, "points": 10,
        "schema_version": 3, "solution": True, "task": False,
    }  # fmt: skip
    assert graded["m-text"].metadata.editable is False
    ungraded = {name for name, each in graded.items() if not each.metadata.nbgrader.grade}
    assert ungraded == {"cell-open", "cell-t-m-text", "cell-t-m-note", "cell-handin"}


def without(made: NotebookNode, name: str) -> NotebookNode:
    made.cells = [each for each in made.cells if each.id != name]
    return made


def with_extra(made: NotebookNode, extra: NotebookNode) -> NotebookNode:
    made.cells.append(extra)
    return made


@pytest.mark.parametrize(
    "broken, words",
    [
        (without(notebook(), "t-m-one"), "(task m-one): 0 cells show this task. Accepted: one code cell with"),
        (
            with_extra(notebook(), code_cell("again", 'module.task("m-one")')),
            "(task m-one): 2 cells show this task.",
        ),
        (
            with_extra(notebook(), code_cell("other", 'module.task("m-other")')),
            "A cell shows the task 'm-other', which there is not. Accepted: m-one, m-text, m-note.",
        ),
        (without(notebook(), "t-m-text-answer"), "(task m-text): The cell below this written task is no manual cell."),
        (without(notebook(), "open"), "The first cell does not open the module."),
    ],
)
def test_a_notebook_that_does_not_fit_its_tasks_is_refused(broken: NotebookNode, words: str) -> None:
    with pytest.raises(ContentError) as refused:
        derived(PATH, broken, MODULE)

    assert words in str(refused.value)


def test_a_text_task_at_the_end_of_a_notebook_without_its_manual_cell_is_refused() -> None:
    made = without(notebook(), "t-m-text-answer")
    made.cells.sort(key=lambda each: each.id == "t-m-text")

    with pytest.raises(ContentError, match=r"\(task m-text\): The cell below this written task is no manual cell"):
        derived(PATH, made, MODULE)


@pytest.mark.parametrize(
    "change, words", [({"id": None}, "has the id ''"), ({"id": "Big_One"}, "has the id 'Big_One'")]
)
def test_a_cell_without_a_stable_id_is_refused(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    raw = json.loads(write(notebook()))
    raw["cells"][1] |= change
    raw["cells"][1] = {name: value for name, value in raw["cells"][1].items() if value is not None}
    file = tmp_path / PATH
    file.write_text(json.dumps(raw))

    with pytest.raises(ContentError) as refused:
        read(file)

    assert words in str(refused.value)
    assert "each id once" in str(refused.value)


def test_two_cells_of_one_id_are_refused(tmp_path: Path) -> None:
    made = notebook()
    made.cells.append(new_markdown_cell("x", id="opening"))
    file = tmp_path / PATH
    file.write_text(json.dumps(made))

    with pytest.raises(ContentError, match="has the id 'opening'"):
        read(file)


def test_an_older_notebook_format_is_refused(tmp_path: Path) -> None:
    file = tmp_path / PATH
    file.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "cells": [], "metadata": {}}))

    with pytest.raises(ContentError, match=r"has the format 4\.4\. Accepted: format 4\.5"):
        read(file)


def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / PATH
    file.write_text("not json")

    with pytest.raises(ContentError, match="The notebook cannot be read"):
        read(file)
