"""A private note: its own file, latest state only, erased at a tap."""

from __future__ import annotations

from typing import Any

from withinreach.content.tasks import NoteTask
from withinreach.render.task import task_html
from withinreach.ui.component import Component, component_css, script, text_of
from withinreach.ui.keeping import Keeping


class Note(Component):
    """A box for oneself. Nothing of it reaches journal, log, hand-in or export."""

    _esm = script("text")
    _css = component_css()

    def __init__(self, task: NoteTask, keeping: Keeping) -> None:
        self._task, self._keeping = task, keeping
        text = keeping.note(task)
        setting = {"id": task.id, "stored": keeping.stored, "private": True}
        # The HTML stays empty: it is also what a saved notebook would hold. The script puts the text into the box.
        super().__init__(html=task_html(task), setting=setting, state={"text": text})

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``save`` with ``text``, or ``erase``."""
        if content.get("type") == "erase":
            self._keeping.erase_note(self._task)
            self.state = {"text": ""}
            return {"type": "erased"}
        if content.get("type") != "save":
            return super().answer_to(content)
        text = text_of(content)
        at = self._keeping.keep_note(self._task, text)
        self.state = {"text": text}
        return {"type": "saved", "at": at, "stored": self._keeping.stored}
