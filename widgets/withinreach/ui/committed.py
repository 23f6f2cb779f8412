"""What all committed tasks share: one message, one line in the journal, one state that stands."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from withinreach.content.answers import Line
from withinreach.content.errors import WithinReachError
from withinreach.content.tasks import Task
from withinreach.render.parts import SURE
from withinreach.render.task import task_html
from withinreach.ui.component import Component, component_css, seconds_of
from withinreach.ui.keeping import Keeping

CONFIDENCES = tuple(value for value, _ in SURE)


class Committed(Component):
    """Controls, the confidence taps where asked, one commit; in practice the reasons at once.

    A kind gives its script (``_esm``), ``clean`` and ``setting_of``.
    """

    _css = component_css()

    def __init__(self, task: Task, keeping: Keeping) -> None:
        self._task, self._keeping = task, keeping
        line = keeping.line(task)
        shared = {"id": task.id, "use": task.use, "confidence": bool(task.confidence), "stored": keeping.stored}
        setting = {**shared, **self.setting_of(task)}
        super().__init__(html=task_html(task, line), setting=setting, state=_state(line))

    def setting_of(self, task: Any) -> dict[str, Any]:
        """What the script of this kind needs to know besides; ``key`` only where the task file holds one.

        The key travels for practice: feedback at once, without a round trip, is what it is for.
        """
        raise NotImplementedError

    def clean(self, task: Any, sent: Any) -> Any:
        """The answer as it is kept, from what the page sent.

        Raises
        ------
        WithinReachError : it is no answer to this task; the sentence begins with "Not saved"
        """
        raise NotImplementedError

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``commit`` with ``answer`` and ``confidence``: saved, or refused with a reason."""
        if content.get("type") != "commit":
            return super().answer_to(content)
        answer = self.clean(self._task, content.get("answer"))
        confidence = _confidence(self._task, content.get("confidence"))
        line = self._keeping.keep(self._task, answer, confidence, seconds_of(content))
        self.html = task_html(self._task, line)
        self.state = _state(line)
        return {"type": "saved", "at": line.at, "stored": self._keeping.stored}


def _state(line: Line | None) -> dict[str, Any]:
    return {} if line is None else to_builtins({"answer": line.answer, "confidence": line.confidence, "at": line.at})


def _confidence(task: Task, sent: Any) -> float | None:
    if not task.confidence or sent is None:
        return None
    if isinstance(sent, bool) or sent not in CONFIDENCES:  # True equals 1.0
        raise WithinReachError("Not saved: how sure you are is one of the five taps. Tap again.")
    return float(sent)
