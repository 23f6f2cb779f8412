"""All machine-marked tasks of one hand-in."""

from __future__ import annotations

from collections.abc import Mapping

from withinreach.content.handin import HandIn, HandInTask
from withinreach.content.keys import Key
from withinreach.content.kinds.forms import given_form
from withinreach.content.score import Score
from withinreach.content.tasks import Module, Task
from withinreach.grading.kinds import machine_marked, nothing, score


def score_hand_in(module: Module, keys: Mapping[str, Key], hand_in: HandIn | None) -> dict[str, Score]:
    """Task id → mark, for every machine-marked graded task, in the order of the module.

    What is missing, was given to another edition, or names a variant that there is not, earns 0.0 and
    a flag. Whether the hand-in belongs to this module is for the caller to see.
    """
    return {
        task.id: _one(task, keys[task.id], hand_in.task(task.id) if hand_in else None)
        for task in module.tasks
        if machine_marked(task)
    }


def _one(task: Task, key: Key, given: HandInTask | None) -> Score:
    if given is None:
        return nothing(task, "not answered")
    if given.edition != task.edition:
        return nothing(
            task,
            f"given to edition {given.edition}, the task is now edition {task.edition}: "
            "not scored until it is confirmed",
        )
    found = given_form(task, key, given.variant)
    if found is None:
        return nothing(task, f"there is no variant {given.variant!r} of this task")
    return score(*found, given.answer, given.confidence)
