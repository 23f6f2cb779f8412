"""Where answers go, by edition: a journal and private files, or nowhere at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from withinreach.content.answers import Line, State, now
from withinreach.content.course import course
from withinreach.content.folders import data_folder
from withinreach.content.journal import AlreadyFinal, Journal
from withinreach.content.kinds.forms import FIRST, FormedTask
from withinreach.content.private import PrivateStore
from withinreach.content.seed import drawn, stored_seed
from withinreach.content.tasks import Module, Task


class Keeping(Protocol):
    """What components need of a place for answers."""

    stored: bool
    seed: str

    def line(self, task: Task) -> Line | None:
        """The answer that stands."""

    def keep(
        self, task: Task, answer: Any, confidence: float | None, seconds: float | None, variant: str | None = None
    ) -> Line:
        """Save a committed answer; the line is on the disk when this returns."""

    def latest(self, task: Task) -> Line | None:
        """The answer that stands on the disk now: another window may have written."""

    def begins_with(self, task: Task) -> str:
        """The letter of the form that a person meets who has not answered yet."""

    def own(self, task: Task) -> Any:
        """What stands under a private task, none where nothing does."""

    def keep_own(self, task: Task, value: Any) -> str:
        """Save what stands under a private task; gives the time."""

    def erase_own(self, task: Task) -> None:
        """Remove what stands under a private task."""


class Kept:
    """The workshop: answers in the journal, notes in their own files.

    Parameters
    ----------
    module : whose tasks are answered
    folder : the data folder, else the participant's own

    Raises
    ------
    WithinReachError : the data folder cannot be written; nothing is shown that would look saved
    """

    stored = True

    def __init__(self, module: Module, folder: Path | None = None) -> None:
        self.folder = folder or data_folder()
        root = self.folder / course().id
        once = frozenset(task.id for task in module.tasks if task.attempts == "once")
        stepwise = frozenset(task.id for task in module.tasks if task.stepwise)
        self.journal = Journal(root / module.name, once=once, stepwise=stepwise)
        self._private = PrivateStore(root / "private")
        self.seed = stored_seed(root)
        self._state = self.journal.state()

    def line(self, task: Task) -> Line | None:
        """The answer that stands."""
        return self._state.get(task.id)

    def keep(
        self, task: Task, answer: Any, confidence: float | None, seconds: float | None, variant: str | None = None
    ) -> Line:
        """Save a committed answer and wait for the disk."""
        line = _line(task, answer, confidence, seconds, variant)
        try:
            self.journal.append(line)
        except AlreadyFinal:
            self.state()  # another window was first: what stands is what it wrote
            raise
        self._state[task.id] = line
        return line

    def state(self) -> State:
        """All answers that stand, read again from the disk: another window may have written."""
        self._state = self.journal.state()
        return dict(self._state)

    def latest(self, task: Task) -> Line | None:
        """The answer that stands on the disk now."""
        return self.state().get(task.id)

    def begins_with(self, task: Task) -> str:
        """Graded, a form that the stored seed draws; else the first."""
        return _begins_with(task, self.seed)

    def own(self, task: Task) -> Any:
        """What stands under a private task, none where nothing does."""
        entry = self._private.read(task.id)
        return entry.value if entry else None

    def keep_own(self, task: Task, value: Any) -> str:
        """Save what stands under a private task; gives the time."""
        return self._private.write(task.id, value)

    def erase_own(self, task: Task) -> None:
        """Remove what stands under a private task."""
        self._private.erase(task.id)


class Nowhere:
    """The public edition: nothing is written anywhere; an answer lives in the page until it is closed."""

    stored = False
    seed = "public"

    def line(self, task: Task) -> Line | None:
        """None: nothing is kept."""
        return None

    def keep(
        self, task: Task, answer: Any, confidence: float | None, seconds: float | None, variant: str | None = None
    ) -> Line:
        """The answer as a line, kept nowhere."""
        return _line(task, answer, confidence, seconds, variant)

    def latest(self, task: Task) -> Line | None:
        """None: nothing is kept."""
        return None

    def begins_with(self, task: Task) -> str:
        """The first form, or one drawn the same way for everybody."""
        return _begins_with(task, self.seed)

    def own(self, task: Task) -> Any:
        """None: nothing is kept."""
        return None

    def keep_own(self, task: Task, value: Any) -> str:
        """The time, and nothing kept."""
        return now()

    def erase_own(self, task: Task) -> None:
        """Nothing to remove."""


def _begins_with(task: Task, seed: str) -> str:
    # Under a name of its own: what else is drawn for the task must not depend on it.
    return drawn(seed, f"{task.id}/form", task.drawn) if task.graded and isinstance(task, FormedTask) else FIRST


def _line(task: Task, answer: Any, confidence: float | None, seconds: float | None, variant: str | None) -> Line:
    return Line(
        at=now(),
        task=task.id,
        edition=task.edition,
        variant=variant,
        answer=answer,
        confidence=confidence,
        seconds=seconds,
    )
