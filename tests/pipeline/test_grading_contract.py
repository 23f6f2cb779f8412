"""What nbgrader makes of a cell (facts/nbgrader.md), and that our guard lets nothing of it through that is not ours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum, determine_grade
from withinreach.nbgrader_plugins.course import put_environment_on_path
from withinreach.nbgrader_plugins.guard import RefuseUnmarked, UnmarkedCell, fault

POINTS = 2
ERROR = new_output("error", ename="ValueError", evalue="no", traceback=[])
STDERR = new_output("stream", name="stderr", text="a warning")
STDOUT = new_output("stream", name="stdout", text="hello")


def result(text: Any, task: str | None = None) -> NotebookNode:
    metadata = {"within_reach": {"task": task}} if task else {}
    return new_output("execute_result", data={"text/plain": text}, metadata=metadata, execution_count=1)


def display() -> NotebookNode:
    return new_output("display_data", data={"text/html": "<p>a review</p>"})


def graded(*outputs: NotebookNode) -> NotebookNode:
    nbgrader = {
        "grade": True, "solution": False, "locked": True, "task": False, "points": POINTS, "grade_id": "t",
        "schema_version": 3, "cell_type": "code",
    }  # fmt: skip
    return new_code_cell('module.task("t")', id="t", outputs=list(outputs), metadata={"nbgrader": nbgrader})


def manual(source: str) -> NotebookNode:
    nbgrader = {
        "grade": True, "solution": True, "locked": False, "task": False, "points": POINTS, "grade_id": "t",
        "schema_version": 3, "cell_type": "markdown",
    }  # fmt: skip
    cell = new_markdown_cell("<!-- as released -->", metadata={"nbgrader": nbgrader})
    cell.metadata.nbgrader.checksum = compute_checksum(cell)
    cell.source = source
    return cell


@pytest.mark.parametrize(
    "source, earned",
    [("<!-- as released -->", 0), ("an answer", None)],
    ids=["unchanged earns 0", "changed needs a person"],
)
def test_nbgrader_gives_nothing_for_an_unchanged_manual_cell_and_asks_for_a_changed_one(
    source: str, earned: float | None
) -> None:
    assert determine_grade(manual(source)) == (earned, POINTS)


STOCK = {
    "an error first": ([ERROR, result("1.5")], 0),
    "stderr first": ([STDERR, result("1.5")], 0),
    "a number": ([result("1.5")], 1.5),
    "zero": ([result("0")], 0),
    "the first of two numbers": ([result("0.5"), result("2.0")], 0.5),
    "no output": ([], POINTS),
    "only printed": ([STDOUT], POINTS),
    "display_data only": ([display()], POINTS),
    "nan": ([result("nan")], POINTS),
    "below zero": ([result("-1")], POINTS),
    "no number": ([result("Choice(id='t')")], POINTS),
    "a numpy number": ([result("np.float64(1.0)")], POINTS),
}
RAISES = {
    "above the maximum": ([result("2.5")], ValueError),
    "infinite": ([result("inf")], ValueError),
    "no text/plain": ([new_output("execute_result", data={"text/html": "1"}, execution_count=1)], KeyError),
}


@pytest.mark.parametrize("case", STOCK)
def test_nbgrader_reads_outputs_as_was_measured(case: str) -> None:
    outputs, earned = STOCK[case]

    assert determine_grade(graded(*outputs)) == (earned, POINTS)


@pytest.mark.parametrize("case", RAISES)
def test_nbgrader_raises_where_it_was_measured_to(case: str) -> None:
    outputs, error = RAISES[case]

    with pytest.raises(error):
        determine_grade(graded(*outputs))


def test_a_score_given_by_hand_is_kept_and_wins(tmp_path: Path) -> None:
    put_environment_on_path()  # a new gradebook runs alembic
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "x") as gradebook:
        gradebook.add_assignment("a")
        gradebook.add_notebook("n", "a")
        gradebook.add_grade_cell("t", "n", "a", max_score=POINTS, cell_type="code")
        gradebook.add_student("anna")
        gradebook.add_submission("a", "anna")
        grade = gradebook.find_grade("t", "n", "a", "anna")
        grade.auto_score, grade.manual_score = 2.0, 0.5
        gradebook.db.commit()

        assert gradebook.find_grade("t", "n", "a", "anna").score == 0.5


REFUSED: dict[str, tuple[Sequence[NotebookNode], str]] = {
    **{case: (outputs, "") for case, (outputs, _) in STOCK.items()},
    **{case: (outputs, "") for case, (outputs, _) in RAISES.items()},
    "no output": ([], "it holds 0 results"),
    "a number that is not ours": ([display(), result("1.5")], "its result is not marked as ours"),
    "the mark of another task": ([result("1.5", "other")], "its result is not marked as ours"),
    "ours twice": ([result("1.5", "t"), result("1.5", "t")], "it holds 2 results"),
    "ours after an error": ([ERROR, result("1.5", "t")], "it holds an error or a line on stderr"),
    "ours before stderr": ([result("1.5", "t"), STDERR], "it holds an error or a line on stderr"),
    "ours, but nan": ([result("nan", "t")], "its result nan does not lie between 0 and 2"),
    "ours, but infinite": ([result("inf", "t")], "its result inf does not lie between 0 and 2"),
    "ours, but too much": ([result("2.5", "t")], "its result 2.5 does not lie between 0 and 2"),
    "ours, but below zero": ([result("-1.0", "t")], "its result -1.0 does not lie between 0 and 2"),
    "ours, but of numpy": ([result("np.float64(1.0)", "t")], "its result 'np.float64(1.0)' is no number"),
    "ours, but no plain float": ([result(" 1", "t")], "its result ' 1' is no plain float"),
    "ours, but a list": ([result(["1.0", "2.0"], "t")], "is no number"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_the_guard_refuses_whatever_nbgrader_would_guess_about(case: str) -> None:
    outputs, words = REFUSED[case]
    guard = RefuseUnmarked()

    with pytest.raises(UnmarkedCell) as refused:
        guard.preprocess(new_notebook(cells=[graded(*outputs)]), {})

    assert words in str(refused.value)
    assert "The graded cell 't' cannot be saved" in str(refused.value)
    assert "Check autograde_preprocessors in nbgrader_config.py" in str(refused.value)


@pytest.mark.parametrize("text", ["0.0", "1.5", "2.0", "0.22500000000000003"])
def test_the_guard_lets_one_mark_of_ours_through(text: str) -> None:
    assert fault(graded(display(), result(text, "t"))) is None


def test_the_guard_leaves_what_a_person_marks_alone() -> None:
    notebook = new_notebook(cells=[manual("an answer"), new_markdown_cell("prose")])

    assert RefuseUnmarked().preprocess(notebook, {}) == (notebook, {})


def test_the_guard_refuses_a_graded_cell_that_is_not_code() -> None:
    cell = manual("an answer")
    cell.metadata.nbgrader |= {"solution": False, "locked": True}

    assert fault(cell) == "it is a markdown cell"
