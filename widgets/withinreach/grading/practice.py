"""The share of a practice answer, for the spaced return: what a page's own script shows, worked out from the journal.

The one thing of this layer that ``ui`` may use. Nothing graded can be scored here: its key is not in this account.
"""

from __future__ import annotations

from withinreach.content.answers import Line
from withinreach.content.kinds.forms import given_form
from withinreach.content.load import BY_HAND
from withinreach.content.rules import practice_key
from withinreach.content.tasks import Task
from withinreach.grading.kinds import score


def practice_share(task: Task, line: Line) -> float | None:
    """s, 0 to 1; none for what is no answer to this task, or where no program can tell.

    Parameters
    ----------
    task : a practice task, as loaded
    line : whatever a journal holds for it, of the task's present edition

    Raises
    ------
    ValueError : the task is no practice
    """
    if task.use != "practice":
        raise ValueError(f"{task.id} is {task.use}: only practice is scored where it is answered.")
    formed = given_form(task, practice_key(task), line.variant)
    if formed is None or formed[1] is None or task.kind in BY_HAND:
        return None
    found = score(*formed, line.answer, None)
    # Whatever is flagged without a confidence is no answer to this task.
    return None if found.flags else found.share
