"""Points and grade ids stand in the task file; a notebook's metadata are derived from it, never typed."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from withinreach.content.calls import shows
from withinreach.content.errors import ContentError
from withinreach.content.tasks import Module, Task, TextTask
from withinreach.publish.notebook import MANUAL, call, tidy


def derived(path: Path, notebook: NotebookNode, module: Module) -> NotebookNode:
    """The tidy notebook with the metadata that the task file gives its cells.

    Raises
    ------
    ContentError : a task without a cell or with two, a cell of a task that there is not, a written task whose next
        cell is no manual one, a first cell that opens nothing
    """
    fresh = tidy(copy.deepcopy(notebook))
    _check_opening(path, fresh, module)
    _check_calls(path, fresh, module)
    awaited: TextTask | None = None
    for cell in fresh.cells:
        cell.metadata.pop("nbgrader", None)
        if awaited is not None:
            _manual(path, cell, awaited)
            awaited = None
        elif cell.cell_type == "code":
            awaited = _code(cell, module)
    if awaited is not None:
        raise _no_manual(path, awaited)
    return fresh


def _code(cell: Any, module: Module) -> TextTask | None:
    """Lock a code cell; returns the written task whose manual cell must come next."""
    found = call(cell)
    task = module.task(found[1]) if found and found[0] == "task" and found[1] else None
    cell.metadata.update(deletable=False, editable=False, jupyter=nbformat.from_dict({"source_hidden": True}))
    if task is not None and task.graded and not isinstance(task, TextTask):
        cell.metadata["nbgrader"] = _nbgrader("code", task.id, points=task.points, locked=True)
        return None
    cell.metadata["nbgrader"] = _nbgrader("code", f"cell-{cell.id}", points=None, locked=True)
    return task if isinstance(task, TextTask) and task.graded else None


def _manual(path: Path, cell: Any, task: TextTask) -> None:
    if cell.cell_type != "markdown" or not cell.source.strip().startswith("<!--"):
        raise _no_manual(path, task)
    cell.source = MANUAL
    cell.metadata.update(deletable=False, editable=False)
    cell.metadata["nbgrader"] = _nbgrader("markdown", task.id, points=task.points, locked=False)


def _nbgrader(cell_type: str, grade_id: str, *, points: int | None, locked: bool) -> NotebookNode:
    graded = {} if points is None else {"points": points}
    return nbformat.from_dict(
        {
            "cell_type": cell_type,
            "grade": points is not None,
            "grade_id": grade_id,
            "locked": locked,
            "schema_version": 3,
            "solution": not locked,
            "task": False,
        }
        | graded
    )


def _no_manual(path: Path, task: Task) -> ContentError:
    return ContentError(
        path,
        "The cell below this written task is no manual cell.",
        f"right below, a Markdown cell that holds only: {MANUAL}",
        task=task.id,
    )


def _check_opening(path: Path, notebook: NotebookNode, module: Module) -> None:
    wanted = f'withinreach.open("{module.name}", edition="workshop")'
    if not notebook.cells or wanted not in notebook.cells[0].source:
        raise ContentError(path, "The first cell does not open the module.", f"a first cell with: module = {wanted}")


def _check_calls(path: Path, notebook: NotebookNode, module: Module) -> None:
    found = [shown for cell in notebook.cells if (shown := call(cell)) and shown[0] in {"task", "check"}]
    known = [task.id for task in module.tasks]
    for shown in found:
        if not any(shows(shown, task_id) for task_id in known):
            raise ContentError(
                path, f"A cell shows the {shown[0]} {shown[1]!r}, which there is not.", ", ".join(known) + "."
            )
    for task_id in known:
        times = sum(shows(shown, task_id) for shown in found)
        if times != 1:
            raise ContentError(
                path, f"{times} cells show this task.", f'one code cell with: module.task("{task_id}")', task=task_id
            )
