"""The gallery shows every kind in every state that there is for it, and says why another state is not there."""

from __future__ import annotations

import re
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from withinreach.content.kinds.base import Base
from withinreach.content.load import load_module
from withinreach.content.tasks import KINDS
from withinreach.render.task import COMMITTED

from tests.browser.host import GALLERY, MODULE
from tests.browser.kinds import KINDS as ANSWERED
from tests.gallery.rows import ROWS, STATES

WIDGETS = "application/vnd.jupyter.widget-state+json"
BY_KIND = {name: load_module(GALLERY, MODULE).task(row.task) for name, row in ROWS.items()}


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    """The stored notebook, run by a kernel of its own."""
    read = nbformat.read(GALLERY / "gallery.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in read.cells), "it is stored without outputs"
    NotebookClient(read, timeout=120, resources={"metadata": {"path": str(GALLERY)}}).execute()
    return read


@pytest.fixture(scope="module")
def shown(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """What stands in the page: id of the task → its HTML."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pages = [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    found = [(re.findall(r'data-task="([^"]+)"', html), html) for html in pages]
    assert all(len(ids) <= 1 for ids, _ in found)
    return {ids[0]: html for ids, html in found if ids}


@pytest.fixture(scope="module")
def traits(notebook: nbformat.NotebookNode) -> dict[str, Any]:
    """What the page is told of each component: id of the task → its traits."""
    states = [entry["state"] for entry in notebook.metadata.widgets[WIDGETS]["state"].values()]
    return {state["setting"]["id"]: state for state in states if "setting" in state}


def test_every_kind_is_there_and_each_form_of_those_that_have_several() -> None:
    assert {task.kind for task in BY_KIND.values()} == set(KINDS)
    assert set(ANSWERED) - set(ROWS) == {"probability"}  # stands there in its four forms
    forms = {task.form for task in BY_KIND.values() if task.kind == "probability"}
    assert forms == {"yes-no", "shares", "clues", "tokens"}
    assert BY_KIND["because"].because
    assert not BY_KIND["choice"].because


@pytest.mark.parametrize("kind", ROWS)
def test_it_stands_in_every_state_or_a_reason_says_why_not(kind: str, shown: dict[str, str], notebook: Any) -> None:
    row = ROWS[kind]
    there = {state for state in STATES if f"{kind}-{state}" in shown}
    (cell,) = [cell for cell in notebook.cells if cell.id == f"{kind}-states"]
    said = "".join(output.data["text/html"] for output in cell.outputs)

    assert there | set(row.absent) == set(STATES)
    assert not there & set(row.absent)
    assert all(
        STATES[state][0] in said and row.absent[state].split(":")[0].split("`")[0] in said for state in row.absent
    )


@pytest.mark.parametrize("kind", ROWS)
def test_what_is_absent_cannot_be(kind: str) -> None:
    """Read off the models, not off the list: what is committed has all states; what can be given can be solved."""
    task, absent = BY_KIND[kind], set(ROWS[kind].absent)
    solvable = type(task).worked is not Base.worked and getattr(task, "form", "clues") == "clues"

    assert not absent & {"fresh", "committed", "refused", "gone"}
    assert ("worked" in absent) == (not solvable)
    assert ("graded" in absent) == (task.kind not in {*COMMITTED, "text"})
    assert ("answered" in absent) == ("final" in absent) == (task.kind not in COMMITTED)


@pytest.mark.parametrize("kind", ROWS)
def test_each_state_is_what_it_is_called(kind: str, shown: dict[str, str], traits: dict[str, Any]) -> None:
    def state(name: str) -> dict[str, Any]:
        return dict(traits[f"{kind}-{name}"]["state"])

    committed = kind in {name for name, task in BY_KIND.items() if task.kind in COMMITTED}
    given = {"answer", "at", "text", "changes"}
    assert not given & set(state("fresh"))
    assert given & set(state("committed"))
    if committed:
        assert re.search(r'class="answered"[^>]*>|class="debrief"', shown[f"{kind}-committed"])
        assert 'class="answered" aria-live="polite" hidden' not in shown[f"{kind}-committed"]
        assert state("final")["at"]
        assert traits[f"{kind}-final"]["setting"]["key"] is None
        assert not given & set(state("answered"))  # a draft is the window's alone
    if "graded" in ROWS[kind].absent:
        return
    points = re.search(r'class="mark-of">([\d.]+) of (\d+)<', shown[f"{kind}-graded"])
    assert points
    assert 0 < float(points[1]) < float(points[2])
    if "worked" not in ROWS[kind].absent:
        assert 'type="submit"' not in shown[f"{kind}-worked"]
