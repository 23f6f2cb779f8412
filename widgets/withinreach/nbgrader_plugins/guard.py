"""Before ``SaveAutoGrades``: nbgrader gives full marks for almost anything, so nothing passes that is not ours."""

from __future__ import annotations

import math
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from withinreach.content.errors import WithinReachError
from withinreach.nbgrader_plugins.autograde import OURS


class UnmarkedCell(WithinReachError):
    """A graded cell that does not hold exactly one mark of ours; nothing of the hand-in is saved."""


class RefuseUnmarked(NbGraderPreprocessor):
    """Lets a notebook through only when each autograded cell holds exactly one mark of ours, in range."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook, unchanged.

        Raises
        ------
        UnmarkedCell : the first cell that would make nbgrader guess
        """
        for cell in nb.cells:
            if is_grade(cell) and not is_solution(cell):
                found = fault(cell)
                if found:
                    raise UnmarkedCell(
                        f"The graded cell {cell.metadata.nbgrader.grade_id!r} cannot be saved: {found}. "
                        "Accepted: exactly one mark written by Within Reach. Check autograde_preprocessors "
                        "in nbgrader_config.py, and that the task is in the released tasks.yaml."
                    )
        return nb, resources


def fault(cell: Any) -> str | None:
    """What is wrong with one autograded cell, none where it holds exactly one finite mark within its points."""
    if cell.cell_type != "code":
        return f"it is a {cell.cell_type} cell"
    loud = [out for out in cell.outputs if out.output_type == "error" or out.get("name") == "stderr"]
    if loud:
        return "it holds an error or a line on stderr"
    results = [out for out in cell.outputs if out.output_type == "execute_result"]
    if len(results) != 1:
        return f"it holds {len(results)} results"
    if results[0].metadata.get(OURS, {}).get("task") != cell.metadata.nbgrader.grade_id:
        return "its result is not marked as ours"
    return _range_fault(results[0].data.get("text/plain"), float(cell.metadata.nbgrader.points))


def _range_fault(text: Any, points: float) -> str | None:
    try:
        value = float(text)
    except (TypeError, ValueError):
        return f"its result {text!r} is no number"
    if not isinstance(text, str) or repr(value) != text:
        return f"its result {text!r} is no plain float"
    if not math.isfinite(value) or not 0 <= value <= points:
        return f"its result {text} does not lie between 0 and {points:g}"
    return None
