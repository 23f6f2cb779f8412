"""The public edition of a module: what stays, what goes, and the line about the workshop."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from withinreach.content.load import load_module
from withinreach.publish.notebook import read
from withinreach.publish.public import index_notebook, public_notebook, public_tasks, what_the_workshop_adds

FIXTURE = Path(__file__).resolve().parents[2] / "pipeline" / "course" / "source" / "01-foundations"
MODULE = load_module(FIXTURE, "01-foundations")


def public() -> NotebookNode:
    source = read(FIXTURE / "01-foundations.ipynb")
    source.cells[2].metadata["tags"] = []
    return nbformat.reads(public_notebook(source, MODULE).decode(), as_version=4)


def test_graded_written_and_private_tasks_and_the_hand_in_are_left_out() -> None:
    made = public()
    raw = nbformat.writes(made)

    assert [cell.id for cell in made.cells] == [
        "open",
        "opening",
        "water",
        "t-t-practice",
        "workshop-adds",
        "references",
    ]
    for absent in ("t-several", "t-written", "t-note", "handin", "nbgrader", "for authors only"):
        assert absent not in raw


def test_the_first_cell_opens_the_public_edition() -> None:
    first = public().cells[0].source

    assert first.endswith('module = withinreach.open("01-foundations", edition="public")')


def test_one_line_says_what_the_workshop_adds_counted_from_the_tasks() -> None:
    # the fixture has one graded choice (3 points) and one written answer (10 points)
    said = (
        "*The workshop adds one graded answer and one written answer, 13 points in all, with an instructor's feedback.*"
    )

    assert what_the_workshop_adds(MODULE) == said
    assert sum(cell.source == said for cell in public().cells) == 1


def test_prose_is_rendered_as_in_a_release() -> None:
    texts = "\n".join(cell.source for cell in public().cells)

    assert "@roisman" not in texts
    assert "{{" not in texts
    assert "Roisman" in texts


def test_a_cell_for_the_workshop_only_is_left_out() -> None:
    source = read(FIXTURE / "01-foundations.ipynb")
    source.cells[1].metadata["tags"] = ["workshop"]

    made = nbformat.reads(public_notebook(source, MODULE).decode(), as_version=4)

    assert "opening" not in [cell.id for cell in made.cells]


def test_questions_that_come_back_are_left_out() -> None:
    source = read(FIXTURE / "01-foundations.ipynb")
    practice = next(cell for cell in source.cells if cell.id == "t-t-practice")
    practice.source = "# Back from before.\nmodule.returning(3)"

    made = nbformat.reads(public_notebook(source, MODULE).decode(), as_version=4)

    assert "returning" not in nbformat.writes(made)


def test_the_public_task_file_holds_practice_with_its_key_and_can_be_loaded(tmp_path: Path) -> None:
    raw = public_tasks(FIXTURE / "tasks.yaml", MODULE)
    (tmp_path / "01-foundations.tasks.json").write_bytes(raw)

    loaded = load_module(tmp_path, "01-foundations")

    assert [task["id"] for task in json.loads(raw)] == ["t-practice"]
    assert loaded.tasks == (MODULE.task("t-practice"),)


def test_the_index_links_only_modules_that_there_are() -> None:
    text = nbformat.reads(index_notebook(["01-foundations"]).decode(), as_version=4).cells[0].source

    assert "1. **[Understanding avoidant attachment](01-foundations.ipynb)**" in text
    assert "8. **Clinical integration and cases (not out yet)**" in text
    assert text.count("](") == 1
