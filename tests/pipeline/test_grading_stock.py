"""Should somebody run stock nbgrader on our release: a real kernel, and exactly nothing earned."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config
from withinreach.nbgrader_plugins.collect import assemble
from withinreach.nbgrader_plugins.course import put_environment_on_path
from withinreach.nbgrader_plugins.prepare import prepare

from tests.pipeline.grading_course import CHECKOUT, MODULE, answer, copy_course, document


def stock_marks(course: Path) -> dict[str, float | None]:
    """The machine's marks after nbgrader's own autograde, none of our configuration loaded."""
    config = Config({"CourseDirectory": {"root": str(course), "course_id": "within-reach"}})
    api = NbGraderAPI(config=config)
    result = api.autograde(MODULE, "anna")
    assert result["success"], result
    executed = nbformat.read(course / "autograded" / "anna" / MODULE / f"{MODULE}.ipynb", as_version=4)
    assert all(cell.execution_count for cell in executed.cells if cell.cell_type == "code"), "no kernel ran the cells"
    with api.gradebook as gradebook:
        notebook = gradebook.find_submission(MODULE, "anna").notebooks[0]
        return {grade.name: grade.auto_score for grade in notebook.grades}


@pytest.mark.parametrize("sources", ["the fixture", "the course"])
def test_stock_autograde_of_our_release_earns_exactly_nothing(
    sources: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WITHINREACH_DATA", str(tmp_path / "data"))
    put_environment_on_path()
    course = copy_course(tmp_path / "course")
    if sources == "the course":
        for file in (f"{MODULE}.ipynb", "tasks.yaml"):
            (course / "source" / MODULE / file).write_bytes((CHECKOUT / "source" / MODULE / file).read_bytes())
    prepare(course)
    released = course / "release" / MODULE / f"{MODULE}.ipynb"
    best = document(answer("t-several", ["o1", "o3"], 1.0))
    assemble(course / "submitted" / "anna" / MODULE, released, best, "2025-03-01 12:00:00.000000 UTC")
    # As a participant's folder would: the page reads its tasks from beside itself.
    (course / "submitted" / "anna" / MODULE / "tasks.yaml").write_bytes((released.parent / "tasks.yaml").read_bytes())

    marks = stock_marks(course)

    assert marks
    assert set(marks.values()) == {0.0}
    assert not (tmp_path / "data").exists()
