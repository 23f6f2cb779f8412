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
        line = self.standing()
        shared = {"id": task.id, "use": task.use, "confidence": bool(task.confidence), "stored": keeping.stored}
        setting = {**shared, "once": task.attempts == "once", **self.setting_of(task)}
        super().__init__(html=self.drawn(line), setting=setting, state=self.told(line))

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
        return self.kept(answer, confidence_of(self._task, content.get("confidence")), content)

    def kept(
        self, answer: Any, confidence: float | None, content: dict[str, Any], variant: str | None = None
    ) -> dict[str, Any]:
        """Save an answer and show it as the one that stands; the reply for the page."""
        line = self._keeping.keep(self._task, answer, confidence, seconds_of(content), variant)
        self.html = self.drawn(line)
        self.state = self.told(line)
        return {"type": "saved", "at": line.at, "stored": self._keeping.stored}

    def standing(self) -> Line | None:
        """The answer that stands."""
        return self._keeping.line(self._task)

    def drawn(self, line: Line | None) -> str:
        """The task as HTML, with the answer that stands."""
        return task_html(self._task, line)

    def told(self, line: Line | None) -> dict[str, Any]:
        """What the page's script is told of the answer that stands."""
        if line is None:
            return {}
        found: dict[str, Any] = to_builtins({"answer": line.answer, "confidence": line.confidence, "at": line.at})
        return found | ({"earlier": True} if line.edition != self._task.edition else {})


def confidence_of(task: Task, sent: Any) -> float | None:
    """The confidence that the page sent; none where it is not asked, or was not tapped.

    Raises
    ------
    WithinReachError : it is none of the five taps
    """
    if not task.confidence or sent is None:
        return None
    if isinstance(sent, bool) or sent not in CONFIDENCES:  # True equals 1.0
        raise WithinReachError("Not saved: how sure you are is one of the five taps. Tap again.")
    return float(sent)
