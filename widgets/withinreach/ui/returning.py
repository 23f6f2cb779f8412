"""Questions of earlier modules that come back, each as the component that it always was."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from withinreach.content import returning as rules
from withinreach.content.answers import Line
from withinreach.content.cardfile import CardFile
from withinreach.content.cards import Asked, Returning, caught_up
from withinreach.content.course import course
from withinreach.content.errors import ContentError, WithinReachError
from withinreach.content.journal import history
from withinreach.content.kinds.forms import forms, letter_of
from withinreach.content.load import load_module
from withinreach.content.tasks import Module, Task
from withinreach.render.returning import from_html, opening_html
from withinreach.ui.keeping import Kept

DESK_SECONDS = 2.0
"""How long a page waits for the desk's word on marked work. Without it the questions come from practice alone."""


class Again(Kept):
    """The journal of an earlier module, in which nothing stands that was answered before the question came back.

    Parameters
    ----------
    after : task → how many answers it had when it came back
    told : is given each task that was answered, with its module
    """

    def __init__(
        self, module: Module, folder: Path, after: Mapping[str, int], told: Callable[[Module, Task], object]
    ) -> None:
        super().__init__(module, folder)
        self._module, self._after, self._told = module, after, told

    def line(self, task: Task) -> Line | None:
        """The newest answer since the question came back."""
        since = _lines(self.journal.folder)[task.id][self._after.get(task.id, 0) :]
        return since[-1] if since else None

    def begins_with(self, task: Task) -> str:
        """The form after the one that was answered last before it came back: the same question, not the same words."""
        before = _lines(self.journal.folder)[task.id][: self._after.get(task.id, 0)]
        letters = list(forms(task))
        last = letter_of(before[-1].variant) if before else ""
        return letters[(letters.index(last) + 1) % len(letters)] if last in letters else super().begins_with(task)

    def latest(self, task: Task) -> Line | None:
        """The same: it is read from the disk each time."""
        return self.line(task)

    def keep(
        self, task: Task, answer: Any, confidence: float | None, seconds: float | None, variant: str | None = None
    ) -> Line:
        """Save the answer where this task's answers are, then rate its card."""
        line = super().keep(task, answer, confidence, seconds, variant)
        self._told(self._module, task)
        return line


class FromBefore:
    """At most ``many`` questions of modules before this one; shown as a head and the tasks' own components.

    Parameters
    ----------
    many : how many may come back
    module, keeping : the module that is open, and where its answers are kept
    folder : the open module's folder; earlier ones lie beside it, and what does not is left for another time
    at : the present moment, UTC; else the clock's
    """

    def __init__(self, many: int, module: Module, keeping: Kept, folder: Path, at: datetime | None = None) -> None:
        # To the second, as the journal has it: what is answered in the same second comes after.
        self._at = (at or datetime.now(UTC)).replace(microsecond=0)
        self._data = keeping.folder
        self._course = self._data / course().id
        self._file = CardFile(self._course)
        self._modules = {one.name: one for one in _earlier(module.name, folder)}
        notes, trouble = self._brought(module.name, many)
        self._asked = self._there(notes.sittings[module.name].asked) if module.name in notes.sittings else []
        self.parts = [part for found, asked in self._asked for part in self._shown(found, asked)]
        found = rules.candidates(self._modules.values(), notes, self._at)
        due = min((one.due for one in found), default=None)
        self.opening = opening_html(len(self._asked), due=due, trouble=trouble)

    def _ipython_display_(self) -> None:
        """The head, then line and component of each question."""
        from IPython.display import HTML, display

        for part in (self.opening, *self.parts):
            display(HTML(f'<div class="wr wr-part">{part}</div>') if isinstance(part, str) else part)

    def _brought(self, here: str, many: int) -> tuple[Returning, str]:
        marked = _released()

        def change(notes: Returning) -> Returning:
            missed = rules.with_results(notes.missed, marked, self._at)
            notes = self._up_to_date(replace(notes, missed=missed), self._modules.values())
            found = rules.candidates(self._modules.values(), notes, self._at)
            return rules.seated(notes, here, found, many, self._at)

        return self._file.update(change)

    def _up_to_date(self, notes: Returning, modules: Iterable[Module]) -> Returning:
        """The notes after every answer that the journals hold."""
        from withinreach.grading.practice import practice_share

        cards = dict(notes.cards)
        for module in modules:
            lines = _lines(self._course / module.name)
            twins = {rules.sibling_of(module, task) for task in module.tasks if task.id in notes.missed}
            for task in module.tasks:
                if rules.comes_back(task) or task.id in twins:
                    card = caught_up(cards.get(task.id), task, lines[task.id], practice_share)
                    cards |= {task.id: card} if card else {}
        return replace(notes, cards=cards)

    def _rate(self, module: Module, _task: Task) -> None:
        """After an answer. What the file does not take now is read from the journal another day."""
        self._file.update(lambda notes: self._up_to_date(notes, [module]))

    def _there(self, asked: Sequence[Asked]) -> list[tuple[Module, Asked]]:
        """Each question with its module, where that is there and still has it."""
        homes = {task.id: module for module in self._modules.values() for task in module.tasks}
        return [(homes[one.task], one) for one in asked if one.task in homes]

    def _shown(self, module: Module, asked: Asked) -> Iterator[Any]:
        title = module.task(asked.marked).title if asked.marked else ""
        yield from_html(asked, course().module(module.name).number, title, self._at)
        yield self._component(module, asked)

    def _component(self, module: Module, asked: Asked) -> Any:
        """The task's own component. How a question comes back (in which form, with what in sight) is decided here."""
        from withinreach.ui.module import OpenModule

        again = Again(module, self._data, {asked.task: asked.after}, self._rate)
        return OpenModule(module, again).task(asked.task)


def _earlier(name: str, folder: Path) -> Iterator[Module]:
    """The modules before this one that lie beside it and can be read."""
    for info in course().modules:
        if info.number < course().module(name).number:
            with suppress(ContentError):
                yield load_module(folder.parent / info.name, info.name)


def _lines(folder: Path) -> defaultdict[str, list[Line]]:
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in history(folder):
        found[line.task].append(line)
    return found


def _released() -> dict[str, float]:
    """Graded task → share, of one's own marked work; nothing where no desk says so in time."""
    if not os.environ.get("WITHINREACH_DESK_URL"):
        return {}
    from withinreach import deskclient

    try:
        return deskclient.shares(DESK_SECONDS)
    except WithinReachError:
        return {}
