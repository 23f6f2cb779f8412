"""Tasks as frozen objects. What a schema can say is said here; the rest stands in ``rules``."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from withinreach.content.keys import ChoiceKey

Use = Literal["practice", "graded", "ask"]
Keep = Literal["handin", "local", "private"]
Attempts = Literal["open", "once"]
Outcome = Literal["LO1", "LO2", "LO3", "LO4", "LO5", "LO6", "LO7", "LO8"]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,40}\Z")]


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that can be chosen. ``id`` is never reused, ``text`` may be reworded."""

    id: Id
    text: str


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a rubric, worth 0, 1 or 2, seen by the participant beforehand."""

    id: Id
    text: str


class Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What every task has, whatever its kind.

    ``keep`` and ``confidence`` are filled in by the loader where the file leaves them out:
    graded → handin, note → private, otherwise local; confidence is asked in graded choices.
    """

    id: Id
    edition: Annotated[int, Meta(ge=1)]
    title: str
    prompt: str
    use: Use
    outcomes: tuple[Outcome, ...] = ()
    keep: Keep | None = None
    attempts: Attempts = "open"
    points: Annotated[int, Meta(ge=1)] | None = None
    confidence: bool | None = None
    sibling: Id | None = None
    cite: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind as the file writes it."""
        return str(self.__struct_config__.tag)

    @property
    def graded(self) -> bool:
        """Whether nbgrader holds a cell for this task."""
        return self.use == "graded"


class ChoiceTask(Base, frozen=True, kw_only=True, tag="choice"):
    """Choose ``pick`` of the options (1: radio buttons, more: check boxes, the number is said)."""

    options: Annotated[tuple[Option, ...], Meta(min_length=2)]
    pick: Annotated[int, Meta(ge=1)] = 1
    key: ChoiceKey | None = None


class TextTask(Base, frozen=True, kw_only=True, tag="text"):
    """A written answer, marked by hand with a rubric of five criteria."""

    criteria: Annotated[tuple[Criterion, ...], Meta(min_length=1)]
    words: Annotated[int, Meta(ge=20)] = 180


class NoteTask(Base, frozen=True, kw_only=True, tag="note"):
    """A private note: never in the journal, a log, a hand-in or an export."""


Task = ChoiceTask | TextTask | NoteTask


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
