"""The entry check: one question at a time, each answer kept as soon as she goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from withinreach.content.errors import WithinReachError
from withinreach.content.seed import drawn
from withinreach.content.tasks import ChoiceTask, Module
from withinreach.render.check import check_html
from withinreach.render.choice import picked
from withinreach.ui.component import Component, component_css, script, seconds_of
from withinreach.ui.keeping import Keeping


class Check(Component):
    """All tasks called ``<name>-1``, ``<name>-2`` … in the form that this person was drawn.

    What is right stands in no trait. One draw by the stored seed holds for all questions, so that the other form
    is left for the end of the course.
    """

    _esm = script("check")
    _css = component_css()

    def __init__(self, name: str, module: Module, keeping: Keeping) -> None:
        self._keeping = keeping
        tasks = _tasks(name, module)
        self._variant = drawn(keeping.seed, "entry", sorted(tasks[0].variants))
        self._questions = {task.id: task.variant(self._variant) for task in tasks}
        answers = self._answers()
        super().__init__(
            html=check_html(name, list(self._questions.values()), answers),
            setting={"questions": list(self._questions), "stored": keeping.stored},
            state={"answered": list(answers)},
        )

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``keep`` with ``task`` and ``answer`` (option ids): saved, or refused with a reason."""
        if content.get("type") != "keep":
            return super().answer_to(content)
        task = self._questions.get(str(content.get("task")))
        if task is None:
            raise WithinReachError("Not saved: that is not one of the questions. Reload the page and try again.")
        answer = picked(content.get("answer"))
        if len(answer) != 1 or answer[0] not in task.lists()["options"]:
            raise WithinReachError("Not saved: that is not one of the answers. Reload the page and choose again.")
        line = self._keeping.keep(task, answer, None, seconds_of(content), self._variant)
        self.state = {"answered": list(self._answers())}
        return {"type": "saved", "at": line.at, "stored": self._keeping.stored}

    def _answers(self) -> dict[str, object]:
        lines = (self._keeping.line(task) for task in self._questions.values())
        return {line.task: line.answer for line in lines if line is not None and line.variant == self._variant}


def _tasks(name: str, module: Module) -> Sequence[ChoiceTask]:
    tasks = [
        task
        for task in module.tasks
        if isinstance(task, ChoiceTask) and task.variants and task.id.removeprefix(f"{name}-").isdigit()
    ]
    if not tasks:
        raise WithinReachError(f"There are no questions {name}-1, {name}-2 … in {module.name}.")
    return sorted(tasks, key=lambda task: int(task.id.removeprefix(f"{name}-")))
