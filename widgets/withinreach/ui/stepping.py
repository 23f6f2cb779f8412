"""Tasks that are answered step by step: one message, one line in the journal, the next scene in the reply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from withinreach.content.answers import Line, State
from withinreach.content.errors import WithinReachError
from withinreach.content.tasks import DialogueTask, Module, SimulationTask, Task

ELSEWHERE = "Not saved: this has gone on in another window. Reload the page to see where it stands."


def outlived(line: Line | None, standing: Line | None) -> dict[str, bool]:
    """What the page is told where an answer was given to an earlier edition, in which nobody can go on."""
    return {"earlier": True} if line is not None and standing is None else {}


def next_step(content: dict[str, Any], so_far: Sequence[Any]) -> Any:
    """The step that the page asks for.

    Raises
    ------
    WithinReachError : the page stands elsewhere than the journal: a step must never be taken from a scene that the
        person has not seen
    """
    if content.get("so_far") != list(so_far):
        raise WithinReachError(ELSEWHERE)
    return content.get("step")


def unfinished(module: Module, state: State) -> frozenset[str]:
    """The ids of tasks that were begun and have not come to their end: handed in like that they earn nothing."""
    return frozenset(task.id for task in module.tasks if task.id in state and not _ended(task, state[task.id].answer))


def _ended(task: Task, answer: Any) -> bool:
    if isinstance(task, DialogueTask):
        return task.finished(answer)
    if isinstance(task, SimulationTask):
        from withinreach.ui.simulation import ended

        return ended(task, answer)
    return True
