"""A form of statements: each answer kept as it comes, left open or taken back at will."""

from __future__ import annotations

from typing import Any

from withinreach.content.answers import now
from withinreach.content.errors import WithinReachError
from withinreach.content.tasks import LikertTask
from withinreach.render.task import task_html
from withinreach.ui.component import Component, component_css, script
from withinreach.ui.keeping import Keeping


class Likert(Component):
    """Statements and a scale, without a score.

    What is kept is ``{"answers": {statement: choice}, "fictional": whether an invented person's are used}``: of a
    private form in a file of its own, and in no trait and no HTML, which a notebook could hold; else in the
    journal. The page asks for it. Where nothing is stored it lives as long as this page.
    """

    _esm = script("likert")
    _css = component_css()

    def __init__(self, task: LikertTask, keeping: Keeping) -> None:
        self._task, self._keeping = task, keeping
        self._here: dict[str, Any] = {}
        invented = task.given(task.fictional.answers) if task.fictional else None
        setting = {
            "id": task.id,
            "statements": task.lists()["statements"],
            "low": task.scale.low,
            "high": task.scale.high,
            "private": self._private,
            "stored": keeping.stored,
            "fictional": invented,
        }
        super().__init__(html=task_html(task, keeping.line(task)), setting=setting)

    @property
    def _private(self) -> bool:
        return self._task.keep == "private"

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``recall`` · ``keep`` with ``item`` and ``value`` (none: open) · ``use`` with ``fictional`` · ``erase``."""
        kind = content.get("type")
        if kind == "recall":
            return {"type": "answers", **self._standing()}
        if kind == "keep":
            return self._save(self._with(content.get("item"), content.get("value")))
        if kind == "use" and self._task.fictional is not None:
            return self._save({**self._standing(), "fictional": content.get("fictional") is True})
        if kind == "erase":
            return self._erased()
        return super().answer_to(content)

    def _standing(self) -> dict[str, Any]:
        """What stands, read anew each time: another window may have written."""
        found = self._read()
        found = found if isinstance(found, dict) else {}
        fictional = found.get("fictional") is True and self._task.fictional is not None
        return {"answers": self._task.given(found.get("answers")), "fictional": fictional}

    def _read(self) -> Any:
        if not self._keeping.stored:
            return self._here
        if self._private:
            return self._keeping.own(self._task)
        line = self._keeping.latest(self._task)
        return line.answer if line else None

    def _with(self, item: Any, value: Any) -> dict[str, Any]:
        """What stands, one answer changed."""
        names = self._task.lists()["statements"]
        if not isinstance(item, str) or item not in names:
            raise WithinReachError("Not saved: that is not one of the statements. Reload the page and answer again.")
        standing = self._standing()
        left = {name: choice for name, choice in standing["answers"].items() if name != item}
        if value is not None:
            chosen = self._task.given({item: value})
            if not chosen:
                raise WithinReachError("Not saved: that is not one of the choices. Reload the page and choose again.")
            left |= chosen
        return {**standing, "answers": {name: left[name] for name in names if name in left}}

    def _save(self, value: dict[str, Any]) -> dict[str, Any]:
        if not self._keeping.stored:
            self._here, at = value, now()
        elif self._private:
            at = self._keeping.keep_own(self._task, value)
        else:
            line = self._keeping.keep(self._task, value, None, None)
            self.html, at = task_html(self._task, line), line.at
        return self._told("saved", at)

    def _erased(self) -> dict[str, Any]:
        if self._keeping.stored and self._private:
            self._keeping.erase_own(self._task)
            return self._told("erased", now())
        return self._save({"answers": {}, "fictional": False}) | {"type": "erased"}

    def _told(self, what: str, at: str) -> dict[str, Any]:
        # Another view of this form hears that something changed, and asks.
        self.state = {"changes": self.state.get("changes", 0) + 1}
        return {"type": what, "at": at, "stored": self._keeping.stored}
