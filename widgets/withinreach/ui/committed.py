"""What all committed tasks share: one message, one line in the journal, one state that stands."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from withinreach.content.answers import Line
from withinreach.content.errors import WithinReachError
from withinreach.content.kinds.forms import FIRST, forms, letter_of, variant_of
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
        self._whole, self._keeping = task, keeping
        self._forms = forms(task)
        line = keeping.line(task)
        self._show_form(self._letter_of(line) if line else keeping.begins_with(task))
        super().__init__(**self._shown_form())

    def _show_form(self, letter: str) -> None:
        self._letter = letter
        self._task: Any = self.dealt(self._forms[letter])

    def _shown_form(self) -> dict[str, Any]:
        task, line = self._task, self.standing()
        shared = {
            "id": task.id,
            "use": task.use,
            "confidence": bool(task.confidence),
            "stored": self._keeping.stored,
            "once": task.attempts == "once",
            "draft": self._name,
            "form": self._letter,
            "forms": self._offered(),
        }
        return {"html": self.drawn(line), "setting": shared | self.setting_of(task), "state": self.told(line)}

    @property
    def _name(self) -> str:
        """The task in the form that is shown, by a name of its own: for drafts, and for what is drawn."""
        return self._whole.id if self._letter == FIRST else f"{self._whole.id}/{self._letter}"

    def dealt(self, task: Any) -> Any:
        """The task as this person is shown it; a kind that shuffles does so here."""
        return task

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
        """``commit`` with ``answer`` and ``confidence``; ``another`` with ``form``. Done, or refused with a reason."""
        if content.get("type") == "another":
            return self._another(content.get("form"))
        if content.get("type") != "commit":
            return super().answer_to(content)
        answer = self.clean(self._task, content.get("answer"))
        return self.kept(answer, confidence_of(self._task, content.get("confidence")), content)

    def kept(
        self, answer: Any, confidence: float | None, content: dict[str, Any], variant: str | None = None
    ) -> dict[str, Any]:
        """Save an answer and show it as the one that stands; the reply for the page."""
        variant = variant or variant_of(self._letter)
        line = self._keeping.keep(self._task, answer, confidence, seconds_of(content), variant)
        self.html = self.drawn(line)
        self.state = self.told(line)
        return {"type": "saved", "at": line.at, "stored": self._keeping.stored}

    def _another(self, letter: Any) -> dict[str, Any]:
        """Another form in the place of this one. An answer that counts stays, and its form with it."""
        if letter not in self._offered():
            raise WithinReachError("Not changed: there is no such form of this task. Reload the page and try again.")
        if self._whole.graded and self._keeping.latest(self._whole) is not None:
            raise WithinReachError("Not changed: an answer to this task is committed, and it counts. Reload the page.")
        self._show_form(letter)
        with self.hold_sync():
            for name, value in self._shown_form().items():
                setattr(self, name, value)
        return {"type": "turned", "form": letter}

    def _offered(self) -> list[str]:
        """The letters of the forms between which one can change: all in practice, graded the one to take instead."""
        if not self._whole.graded:
            return list(self._forms) if len(self._forms) > 1 else []
        instead = getattr(self._whole, "instead", None)
        return [self._keeping.begins_with(self._whole), instead] if instead else []

    def _letter_of(self, line: Line) -> str:
        letter = letter_of(line.variant)
        return letter if letter in self._forms else FIRST

    def standing(self) -> Line | None:
        """The answer that stands, where it was given to the form that is shown."""
        line = self._keeping.line(self._whole)
        return line if line and self._letter_of(line) == self._letter else None

    def drawn(self, line: Line | None) -> str:
        """The task as HTML, with the answer that stands."""
        return task_html(self._task, line, self._way_on())

    def _way_on(self) -> str:
        """The letter of the form to go on to, none where there is no other."""
        offered = self._offered()
        return offered[(offered.index(self._letter) + 1) % len(offered)] if self._letter in offered else ""

    def told(self, line: Line | None) -> dict[str, Any]:
        """What the page's script is told of the answer that stands."""
        if line is None:
            return {}
        found: dict[str, Any] = to_builtins({"answer": line.answer, "confidence": line.confidence, "at": line.at})
        known = line.edition == self._task.edition and (len(self._forms) == 1 or letter_of(line.variant) in self._forms)
        return found if known else found | {"earlier": True}


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
