"""A choice, from the options to the reasons."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from withinreach.content.answers import Line
from withinreach.content.errors import WithinReachError
from withinreach.content.tasks import ChoiceTask
from withinreach.render.choice import SURE
from withinreach.render.task import task_html
from withinreach.ui.component import Component, component_css, script, seconds_of
from withinreach.ui.keeping import Keeping

CONFIDENCES = tuple(value for value, _ in SURE)


class Choice(Component):
    """Options, the confidence taps where asked, one commit; in practice the reasons at once."""

    _esm = script("choice")
    _css = component_css()

    def __init__(self, task: ChoiceTask, keeping: Keeping) -> None:
        self._task, self._keeping = task, keeping
        line = keeping.line(task)
        super().__init__(html=task_html(task, line), setting=_setting(task, keeping), state=_state(line))

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``commit`` with ``answer`` (option ids) and ``confidence``: saved, or refused with a reason."""
        if content.get("type") != "commit":
            return super().answer_to(content)
        answer = _answer(self._task, content.get("answer"))
        confidence = _confidence(self._task, content.get("confidence"))
        line = self._keeping.keep(self._task, answer, confidence, seconds_of(content))
        self.html = task_html(self._task, line)
        self.state = _state(line)
        return {"type": "saved", "at": line.at, "stored": self._keeping.stored}


def _setting(task: ChoiceTask, keeping: Keeping) -> dict[str, Any]:
    # The key travels for practice only: feedback at once, without a round trip, is what it is for.
    key = {option_id: entry.value for option_id, entry in task.key.options.items()} if task.key else None
    return {
        "id": task.id,
        "use": task.use,
        "pick": task.pick,
        "confidence": bool(task.confidence),
        "key": key,
        "stored": keeping.stored,
    }


def _state(line: Line | None) -> dict[str, Any]:
    return {} if line is None else to_builtins({"answer": line.answer, "confidence": line.confidence, "at": line.at})


def _answer(task: ChoiceTask, sent: Any) -> list[str]:
    known = {option.id for option in task.options}
    if not isinstance(sent, list) or not all(isinstance(item, str) and item in known for item in sent):
        raise WithinReachError("Not saved: that is not one of the answers. Reload the page and choose again.")
    if len(set(sent)) != len(sent) or not 1 <= len(sent) <= task.pick:
        raise WithinReachError(f"Not saved: {len(sent)} chosen; choose {task.pick}.")
    return [option.id for option in task.options if option.id in sent]


def _confidence(task: ChoiceTask, sent: Any) -> float | None:
    if not task.confidence or sent is None:
        return None
    if isinstance(sent, bool) or sent not in CONFIDENCES:  # True equals 1.0
        raise WithinReachError("Not saved: how sure you are is one of the five taps. Tap again.")
    return float(sent)
