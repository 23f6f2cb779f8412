"""In place of ``Execute``: no kernel, no code of a participant. Reviews and marks from the hand-in."""

from __future__ import annotations

from typing import Any

from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from withinreach.content.handin import HandInTask
from withinreach.content.keys import Key
from withinreach.content.score import Score
from withinreach.content.tasks import Task
from withinreach.grading import score_hand_in
from withinreach.nbgrader_plugins.course import course_of, module_with_keys, read_hand_in, submitted

OURS = "within_reach"
"""The field of an output's metadata by which the guard knows our marks."""


class GradeHandIn(NbGraderPreprocessor):
    """Writes into each autograded cell its review, then exactly one plain float."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with a review and a mark in each machine-marked cell.

        Raises
        ------
        WithinReachError : the hand-in, the released tasks or the keys cannot be read
        """
        course, name = course_of(self), resources["nbgrader"]["assignment"]
        module, keys = module_with_keys(course, name)
        # From submitted/, which collect wrote; the copy in autograded/ may be overwritten from source/.
        hand_in = read_hand_in(submitted(course, resources["nbgrader"]["student"], name), name)
        scores = score_hand_in(module, keys, hand_in)
        for cell in nb.cells:
            if is_grade(cell) and not is_solution(cell) and cell.metadata.nbgrader.grade_id in scores:
                task = module.task(cell.metadata.nbgrader.grade_id)
                cell.outputs = outputs(task, keys[task.id], hand_in.task(task.id), scores[task.id])
                cell.execution_count = 1
        return nb, resources


def outputs(task: Task, key: Key, given: HandInTask | None, score: Score) -> list[Any]:
    """The review as ``display_data``, then the mark as ``execute_result``, both marked as ours."""
    from withinreach.render.task import given_html

    ours = {OURS: {"task": task.id, "share": score.share, "flags": list(score.flags)}}
    review = given_html(task, key, given, score)
    said = "; ".join(score.flags) or f"{score.points:.2f} of {score.maximum:g} points"
    return [
        new_output("display_data", data={"text/html": review, "text/plain": said}, metadata=ours),
        new_output("execute_result", data={"text/plain": repr(score.points)}, metadata=ours, execution_count=1),
    ]
