"""A written answer, saved as it is written."""

from __future__ import annotations

from typing import Any

from withinreach.content.tasks import TextTask
from withinreach.render.task import task_html
from withinreach.ui.component import Component, component_css, script, seconds_of, text_of
from withinreach.ui.keeping import Keeping


class Text(Component):
    """Rubric, box, word count. What is saved is handed in; there is nothing to commit."""

    _esm = script("writing", "text")
    _css = component_css()

    def __init__(self, task: TextTask, keeping: Keeping) -> None:
        self._task, self._keeping = task, keeping
        line = keeping.line(task)
        setting = {"id": task.id, "words": task.words, "stored": keeping.stored}
        written = line.answer if line and isinstance(line.answer, str) else ""
        state: dict[str, Any] = {"text": written, "at": line.at} if line else {}
        if line and line.edition != task.edition:
            state["earlier"] = True
        super().__init__(html=task_html(task, line), setting=setting, state=state)

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``save`` with ``text``: saved, or refused with a reason."""
        if content.get("type") != "save":
            return super().answer_to(content)
        text = text_of(content)
        line = self._keeping.keep(self._task, text, None, seconds_of(content))
        self.state = {"text": text, "at": line.at}
        return {"type": "saved", "at": line.at, "stored": self._keeping.stored}
