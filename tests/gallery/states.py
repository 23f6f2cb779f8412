"""The gallery: every kind of task in every state, by the real components over a journal that is thrown away."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from IPython.display import HTML, display
from msgspec.structs import replace
from withinreach.content.keys import Key
from withinreach.content.kinds.forms import FormedTask
from withinreach.content.load import SURE_ALREADY, load_keys, load_module
from withinreach.content.rules import practice_key
from withinreach.content.tasks import Module, Task, TextTask
from withinreach.grading import score
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.task import review_html, written_html
from withinreach.ui.component import Component
from withinreach.ui.keeping import Kept
from withinreach.ui.module import OpenModule

try:  # beside the notebook, or from a test
    from rows import ROWS, STATES, Row
except ImportError:
    from tests.gallery.rows import ROWS, STATES, Row

HERE = Path(__file__).parent
MODULE = "01-foundations"
SURE = 0.75
"""How sure whoever answers here is, where it is asked."""
BEGUN = "Drafts are put into this window by a script, and what has to fail is pressed by it: that takes ten seconds."
MARKS = (7, "2 1 2 2 0\nClear, and kind. Say once where you ask about risk.")


class Gallery:
    """All tasks of one page. Each stands there under an id of its own (``choice-fresh``): its draft, its line."""

    def __init__(self) -> None:
        self._source = load_module(HERE, MODULE)
        self._keys = load_keys(HERE / "keys.yaml", self._source)
        tasks = [self.task(kind, state) for kind in ROWS for state in STATES if state not in ROWS[kind].absent]
        folder = Path(tempfile.mkdtemp(prefix="within-reach-gallery-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        module = Module(name=MODULE, tasks=tuple(tasks))
        self._kept = Kept(module, folder)
        self._open = OpenModule(module, self._kept)

    def begin(self) -> None:
        """Put the drafts into the window, and do what has to fail as soon as it can."""
        drafts = {f"{kind}-{state}": draft for kind in ROWS for state, draft in _drafts(kind)}
        words = {kind: row.answer if isinstance(row.answer, str) else None for kind, row in ROWS.items()}
        fail = {state: {f"{kind}-{state}": said for kind, said in words.items()} for state in ("gone", "refused")}
        script = (HERE / "gallery.js").read_text(encoding="utf-8")
        run = f"<script>{script}\ngallery({', '.join(map(_literal, (drafts, fail)))});</script>"
        display(_part(f"<p>{BEGUN}</p>{run}"))

    def show(self, kind: str) -> None:
        """A kind in all its states, each below its caption; then the states in which it cannot be."""
        row = ROWS[kind]
        for state, (title, words) in STATES.items():
            if state in row.absent:
                continue
            caption = f"<h3>{esc(title)}</h3><p>{inline(row.says.get(state, words))}</p>"
            display(_part(caption))
            display(self.shown(kind, state))
        absent = [f"<li>{esc(STATES[state][0])}: {inline(why)}</li>" for state, why in row.absent.items()]
        if absent:
            display(_part(f"<h3>Not here</h3><ul>{''.join(absent)}</ul>"))

    def shown(self, kind: str, state: str) -> Component | HTML:
        """A component in this state, or the marked answer."""
        task = self.task(kind, state)
        if state == "graded":
            return _part(self._marked(kind, task))
        component: Component = self._open.task(task.id)
        row = ROWS[kind]
        if state in {"committed", "final"}:
            _answer(component, task, row.answer if state == "committed" or row.graded is None else row.given)
        if state == "refused":
            _garble(component, row)
        if state == "gone":
            component.comm.on_msg(lambda _message: None)  # it hears nothing any more
        return component

    def task(self, kind: str, state: str) -> Task:
        """The task of a kind as it is in a state."""
        row = ROWS[kind]
        task = self._source.task(row.task)
        if state in {"graded", "final"} and not isinstance(task, TextTask):
            task = replace(self._graded(row), attempts="once")
        if state == "worked":
            solved = row.solved
            task = self._source.task(solved) if isinstance(solved, str) else replace(task, given=solved)
        return replace(task, id=f"{kind}-{state}")

    def _graded(self, row: Row) -> Task:
        """The graded task of the gallery; where there is none, the practice task without its key."""
        if row.graded:
            return self._source.task(row.graded)
        task = self._source.task(row.task)
        asked = task.kind not in SURE_ALREADY
        # Its further forms hold their keys, as those of practice do.
        one = {"another": {}} if isinstance(task, FormedTask) else {}
        return replace(task, use="graded", keep="handin", points=2, confidence=asked, key=None, **one)

    def _marked(self, kind: str, task: Task) -> str:
        """An answer that a component kept, marked by its key."""
        row = ROWS[kind]
        key: Key | Any = self._keys[row.graded or row.task] if row.graded or isinstance(task, TextTask) else None
        key = key or practice_key(self._source.task(row.task))
        component: Component = self._open.task(task.id)
        _answer(component, task, row.given if row.graded else row.answer)
        component.close()
        line = self._kept.line(task)
        assert line is not None, f"{task.id} kept nothing"
        if isinstance(task, TextTask):
            return written_html(task, key, line.answer, *MARKS)
        return review_html(task, key, line.answer, line.confidence, score(task, key, line.answer, line.confidence))


def _part(html: str) -> HTML:
    return HTML(f'<div class="wr wr-part">{html}</div>')


def _literal(value: Any) -> str:
    """A value as a script writes it; nothing in it ends the script."""
    return json.dumps(value).replace("</", "<\\/")


def _drafts(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the window holds: the draft, and what is to be committed where that fails."""
    row = ROWS[kind]
    if "answered" in row.absent:
        return
    yield "answered", {"answer": row.begun or row.answer}
    if kind != "simulation":  # its draft is sent at once
        yield from ((state, {"answer": row.answer}) for state in ("refused", "gone"))


def _answer(component: Component, task: Task, answer: Any) -> None:
    """Answer as the page does, message by message."""
    for message in _messages(task, answer):
        component.answer_to(message)


def _messages(task: Task, answer: Any) -> Iterator[dict[str, Any]]:
    if task.stepwise or task.kind == "simulation":
        for number, step in enumerate(answer):
            yield {"type": "step", "step": step, "so_far": answer[:number], "run": 0}
        if task.confidence:
            yield {"type": "sure", "so_far": answer, "confidence": SURE}
    elif task.kind == "likert":
        yield from ({"type": "keep", "item": item, "value": value} for item, value in answer.items())
    elif task.kind in {"text", "note"}:
        yield {"type": "save", "text": answer}
    else:
        yield {"type": "commit", "answer": answer, "confidence": SURE if task.confidence else None}


def _garble(component: Component, row: Row) -> None:
    """What arrives is not what was sent, and nothing that this task takes."""
    hears = component.answer_to
    component.answer_to = lambda content: hears({**content, **row.refuses})  # type: ignore[method-assign]
