"""The numbers that come with a marked page. Nothing else gets in: no key can travel here."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from withinreach.content.tasks import Id

Share = Annotated[float, Meta(ge=0, le=1)]
Points = Annotated[float, Meta(ge=0)]


class TaskResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One task: ``points`` is none while a written answer waits for its mark."""

    task: Id
    points: Points | None
    maximum: Points
    share: Share | None = None
    confidence: Share | None = None


class Results(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All graded tasks of one module, for one person."""

    module: str
    tasks: tuple[TaskResult, ...]

    @property
    def points(self) -> float:
        """What was earned in all tasks that have a mark."""
        return sum(task.points or 0.0 for task in self.tasks)

    @property
    def maximum(self) -> float:
        """What could be earned in all tasks."""
        return sum(task.maximum for task in self.tasks)

    @property
    def complete(self) -> bool:
        """Whether every task has its mark."""
        return all(task.points is not None for task in self.tasks)


class Feedback(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the course account sends when it releases feedback for one person."""

    page: str
    results: Results
