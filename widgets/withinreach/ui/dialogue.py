"""A dialogue: in practice walked in the page and committed at its end; graded, one final reply after the other."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from withinreach.content.answers import Line
from withinreach.content.errors import WithinReachError
from withinreach.content.kinds.dialogue import DialogueKey, DialogueTask, extremes
from withinreach.render.dialogue import walked
from withinreach.ui.committed import Committed, confidence_of
from withinreach.ui.component import script
from withinreach.ui.stepping import next_step, outlived

NO_REPLY = "Not saved: that cannot be said at this point. Reload the page and go on from there."


class Dialogue(Committed):
    """Scenes and replies. The answer is the path: a list of [node, reply]."""

    _esm = script("committed", "stepping", "dialogue")
    _task: DialogueTask

    def setting_of(self, task: DialogueTask) -> dict[str, Any]:
        """For practice the nodes and what each reply is worth; graded scenes come one by one."""
        told = {"final": task.stepwise, "given": to_builtins(task.given), "key": None}
        return told | _graph(task, task.key) if task.key else told

    def clean(self, task: DialogueTask, sent: Any) -> list[list[str]]:
        """A path from the first node, as given, to an end."""
        walk = task.talk.walk(sent)
        if walk is None or walk.steps[: len(task.given)] != task.given:
            raise WithinReachError(NO_REPLY)
        if walk.here not in task.talk.ends:
            raise WithinReachError("Not saved: the talk has not come to its end. Go on, then look back at it.")
        return [list(step) for step in walk.steps]

    def standing(self) -> Line | None:
        """The answer that stands; a final path through another edition of the talk leads nowhere in this one."""
        line = super().standing()
        return None if line and self._task.stepwise and line.edition != self._task.edition else line

    def told(self, line: Line | None) -> dict[str, Any]:
        """For a final talk the steps so far, and whether it has ended."""
        told = super().told(line)
        if not self._task.stepwise:
            return told
        path = self._path(line)
        earlier = outlived(self._keeping.line(self._task), line)
        return told | {"so_far": path, "over": self._task.finished(path)} | earlier

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``commit`` with a whole path in practice; graded: ``step`` with one reply, ``sure`` after the last."""
        kind = content.get("type")
        if not self._task.stepwise:
            return super().answer_to(content)
        if kind not in {"step", "sure"}:
            raise WithinReachError(NO_REPLY)
        line = self.standing()
        path = self._path(line)
        step = next_step(content, path)
        if kind == "sure":
            return self._sure(line, path, content)
        walk = self._task.talk.walk([*path, step])
        if walk is None:
            raise WithinReachError(NO_REPLY)
        return self._moved([*path, step], None, content)

    def _sure(self, line: Line | None, path: list[list[str]], content: dict[str, Any]) -> dict[str, Any]:
        confidence = confidence_of(self._task, content.get("confidence"))
        if line is None or confidence is None or not self._task.finished(path):
            raise WithinReachError("Not saved: tap one of the five first.")
        return self._moved(path, confidence, content)

    def _moved(self, path: list[list[str]], confidence: float | None, content: dict[str, Any]) -> dict[str, Any]:
        reply = self.kept(path, confidence, content)
        over = self._task.finished(path)
        return {**reply, "type": "stepped", "html": self.html, "so_far": path, "over": over}

    def _path(self, line: Line | None) -> list[list[str]]:
        return [list(step) for step in walked(self._task, line.answer if line else None).steps]


def _graph(task: DialogueTask, key: DialogueKey) -> dict[str, Any]:
    """Nodes as a script reads them: ``when`` in the order of the file, which a mapping of JSON would not keep."""
    replies = {
        reply.id: {
            "node": node.id,
            "next": reply.next,
            "when": [list(pair) for pair in reply.when.items()],
            "remember": list(reply.remember),
        }
        for node in task.nodes
        for reply in node.replies
    }
    return {
        "start": task.talk.start,
        "ends": list(task.talk.ends),
        "nodes": [[node.id, [reply.id for reply in node.replies]] for node in task.nodes],
        "replies": replies,
        "best": extremes(task, key).best,
        "key": key.values,
    }
