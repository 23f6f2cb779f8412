"""The review flag of written answers after grading again.

nbgrader asks for a new review of every marked answer whenever its hand-in is graded again. Where text and
edition are what they were when the mark was given, the flag is taken away; where not, it stays, with words.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from withinreach.content.errors import WithinReachError
from withinreach.nbgrader_plugins.course import autograded, read_hand_in, released_module

if TYPE_CHECKING:
    from nbgrader.api import Grade, Gradebook
    from nbgrader.apps.api import NbGraderAPI

Written = dict[str, tuple[Any, int | None]]
"""Task id → the text and the edition it was given to, as they lay in ``autograded/``."""


def marked_by_hand(api: NbGraderAPI, person: str, module: str) -> Written:
    """The written answers of a person that a marker has marked and whose mark stands. Empty before the first time."""
    with api.gradebook as gradebook:
        done = [
            grade.name
            for grade in _by_hand(gradebook, api, person, module)
            if grade.manual_score is not None and not grade.needs_manual_grade
        ]
    now = _written(autograded(api.coursedir, person, module), module, done)
    return {task: now[task] for task in done if task in now}


def settle(api: NbGraderAPI, person: str, module: str, before: Written) -> list[str]:
    """Take the flag away where nothing changed since the mark; say where something did.

    Parameters
    ----------
    before : what ``marked_by_hand`` gave before grading again
    """
    now = _written(autograded(api.coursedir, person, module), module, list(before))
    words = []
    with api.gradebook as gradebook:
        for grade in _by_hand(gradebook, api, person, module):
            if grade.name not in before:
                continue
            if now.get(grade.name) == before[grade.name]:
                grade.needs_manual_grade = False
            else:
                words.append(
                    f"{grade.name} of {person}: the answer changed after it was marked; the mark of "
                    f"{grade.manual_score:g} stands until you have read it again."
                )
        gradebook.db.commit()
    return words


def _by_hand(gradebook: Gradebook, api: NbGraderAPI, person: str, module: str) -> Iterator[Grade]:
    from nbgrader.api import MissingEntry

    try:
        submission = gradebook.find_submission(module, person)
    except MissingEntry:
        return
    texts = {task.id for task in released_module(api.coursedir, module).tasks if task.kind == "text"}
    for notebook in submission.notebooks:
        yield from (grade for grade in notebook.grades if grade.name in texts)


def _written(folder: Path, module: str, tasks: list[str]) -> Written:
    try:
        hand_in = read_hand_in(folder, module) if tasks else None
    except WithinReachError:
        return {}
    given = {task: hand_in.task(task) for task in tasks} if hand_in else {}
    return {task: (found.answer, found.edition) if found else (None, None) for task, found in given.items()}
