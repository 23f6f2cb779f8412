"""Tasks as frozen objects: each kind in a file of ``kinds``, the module that holds them here."""

from __future__ import annotations

import msgspec

from withinreach.content.kinds.base import Attempts, Base, Id, Keep, Outcome, Use
from withinreach.content.kinds.choice import ChoiceTask, Option
from withinreach.content.kinds.dialogue import DialogueTask
from withinreach.content.kinds.interval import IntervalTask
from withinreach.content.kinds.likert import LikertTask
from withinreach.content.kinds.note import NoteTask
from withinreach.content.kinds.number import NumberTask
from withinreach.content.kinds.order import OrderTask
from withinreach.content.kinds.probability import ProbabilityTask
from withinreach.content.kinds.simulation import SimulationTask
from withinreach.content.kinds.sort import SortTask
from withinreach.content.kinds.text import Criterion, TextTask
from withinreach.content.kinds.transcript import TranscriptTask

__all__ = [
    "KINDS",
    "Attempts",
    "Base",
    "ChoiceTask",
    "Criterion",
    "DialogueTask",
    "Id",
    "IntervalTask",
    "Keep",
    "LikertTask",
    "Module",
    "NoteTask",
    "NumberTask",
    "Option",
    "OrderTask",
    "Outcome",
    "ProbabilityTask",
    "SimulationTask",
    "SortTask",
    "Task",
    "TextTask",
    "TranscriptTask",
    "Use",
]

Task = (
    ChoiceTask
    | SortTask
    | OrderTask
    | IntervalTask
    | NumberTask
    | ProbabilityTask
    | TranscriptTask
    | LikertTask
    | TextTask
    | DialogueTask
    | SimulationTask
    | NoteTask
)
KINDS: dict[str, type[Base]] = {
    "choice": ChoiceTask,
    "sort": SortTask,
    "order": OrderTask,
    "interval": IntervalTask,
    "number": NumberTask,
    "probability": ProbabilityTask,
    "transcript": TranscriptTask,
    "likert": LikertTask,
    "dialogue": DialogueTask,
    "simulation": SimulationTask,
    "text": TextTask,
    "note": NoteTask,
}


class Module(msgspec.Struct, frozen=True):
    """All tasks of one module, in the order of the file."""

    name: str
    tasks: tuple[Task, ...]

    def task(self, task_id: str) -> Task:
        """The task called ``task_id``.

        Raises
        ------
        KeyError : the module has no such task; the message lists its ids
        """
        for task in self.tasks:
            if task.id == task_id:
                return task
        known = ", ".join(task.id for task in self.tasks)
        raise KeyError(f"{self.name} has no task {task_id!r}; its tasks are: {known}")

    @property
    def handed_in(self) -> tuple[Task, ...]:
        """The tasks that belong in a hand-in, in file order."""
        return tuple(task for task in self.tasks if task.keep == "handin")
