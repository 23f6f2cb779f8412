"""A private note: its own file, latest state only, erased at a tap."""

from __future__ import annotations

from typing import Any

from withinreach.content.tasks import NoteTask
from withinreach.render.task import task_html
from withinreach.ui.component import Component, component_css, script, text_of
from withinreach.ui.keeping import Keeping


class Note(Component):
    """A box for oneself. Nothing of it reaches journal, log, hand-in or export.

    Its text stands in no trait and in no HTML: both can end up in a notebook file. The page asks for it.
    """

    _esm = script("writing", "note")
    _css = component_css()

    def __init__(self, task: NoteTask, keeping: Keeping) -> None:
        self._task, self._keeping = task, keeping
        self._here = ""
        super().__init__(html=task_html(task), setting={"id": task.id, "stored": keeping.stored})

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``recall``, ``save`` with ``text``, or ``erase``."""
        kind = content.get("type")
        if kind == "recall":
            return {"type": "note", "text": self._text()}
        if kind == "erase":
            self._keeping.erase_own(self._task)
            self._here = ""
            return self._told({"type": "erased"})
        if kind != "save":
            return super().answer_to(content)
        text = text_of(content)
        at = self._keeping.keep_own(self._task, text)
        if not self._keeping.stored:
            self._here = text
        return self._told({"type": "saved", "at": at, "stored": self._keeping.stored})

    def _text(self) -> str:
        found = self._keeping.own(self._task) if self._keeping.stored else self._here
        return found if isinstance(found, str) else ""

    def _told(self, reply: dict[str, Any]) -> dict[str, Any]:
        # Another view of this note hears that something changed, and asks.
        self.state = {"changes": self.state.get("changes", 0) + 1}
        return reply
