"""The module as a notebook has it: ``module = withinreach.open(…)``, then one call a cell."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from withinreach.content.course import course
from withinreach.content.errors import WithinReachError
from withinreach.content.load import load_module
from withinreach.content.tasks import Module
from withinreach.render.escape import esc
from withinreach.ui.keeping import Keeping, Kept, Nowhere

Edition = Literal["workshop", "public"]
EDITIONS = ("workshop", "public")
MOST_RETURNING = 9


class OpenModule:
    """One module, open in one kernel. Methods show something as the last expression of a cell."""

    def __init__(self, module: Module, keeping: Keeping, folder: Path | None = None) -> None:
        self._module, self._keeping, self._folder = module, keeping, folder or Path.cwd()
        self._figures = 0

    def task(self, task_id: str) -> Any:
        """The task called ``task_id``, with the answer that stands.

        Raises
        ------
        WithinReachError : the module has no such task
        """
        try:
            task = self._module.task(task_id)
        except KeyError as error:
            raise WithinReachError(str(error.args[0])) from None
        component = getattr(import_module(f"withinreach.ui.{task.kind}"), task.kind.capitalize())
        return component(task, self._keeping)

    def check(self, name: str) -> Any:
        """The questions called ``<name>-1``, ``<name>-2`` … one after the other.

        Raises
        ------
        WithinReachError : there are none, or this is the public edition, which keeps nothing to compare
        """
        from withinreach.ui.check import Check

        if not isinstance(self._keeping, Kept):
            raise WithinReachError("The public edition keeps no entry check. Take this cell out of the notebook.")
        return Check(name, self._module, self._keeping)

    def returning(self, many: int) -> Any:
        """At most ``many`` practice questions of earlier modules, missed ones first; one line where none is due.

        Raises
        ------
        WithinReachError : ``many`` is no number from 1 to 9, or this is the public edition, which remembers nobody
        """
        from withinreach.ui.returning import FromBefore

        if not isinstance(self._keeping, Kept):
            raise WithinReachError("The public edition remembers no answers. Take this cell out of the notebook.")
        if type(many) is not int or not 1 <= many <= MOST_RETURNING:
            raise WithinReachError(f"{many!r} questions cannot come back. From 1 to {MOST_RETURNING} can.")
        return FromBefore(many, self._module, self._keeping, self._folder)

    def figure(self, name: str) -> Any:
        """The figure called ``name``."""
        from withinreach.ui.figure import Figure

        self._figures += 1
        return Figure(name, place=self._figures)

    def handin(self) -> Any:
        """The panel that hands in."""
        from withinreach.ui.handin import HandIn

        if not isinstance(self._keeping, Kept):
            raise WithinReachError("The public edition has nothing to hand in. Take this cell out of the notebook.")
        return HandIn(self._module, self._keeping)


class SilentModule:
    """What a notebook gets while nbgrader executes it: nothing is shown, nothing is earned, nothing is written."""

    def task(self, _task_id: str) -> float:
        """A plain zero: in stock nbgrader a widget as last expression would earn full marks."""
        return 0.0

    def check(self, _name: str) -> None:
        """Nothing."""

    def returning(self, _many: int) -> None:
        """Nothing."""

    def figure(self, _name: str) -> None:
        """Nothing."""

    def handin(self) -> None:
        """Nothing."""


def open_module(name: str, *, edition: Edition) -> OpenModule | SilentModule:
    """Open a module for reading and answering; the first cell of every notebook.

    Parameters
    ----------
    name : one of the eight, for example "01-foundations"; its task file lies beside the notebook
    edition : "workshop" keeps answers and refuses to start where it cannot; "public" writes nothing.
        A notebook below ``source/`` is an author's: its answers are thrown away, and the page says so

    Raises
    ------
    WithinReachError : unknown module or edition, broken task file, or a data folder that cannot be written
    """
    info = course().module(name)
    if edition not in EDITIONS:
        raise WithinReachError(f"There is no edition {edition!r}. The editions are: {', '.join(EDITIONS)}.")
    if os.environ.get("NBGRADER_EXECUTION"):
        return SilentModule()
    module = load_module(Path.cwd(), info.name)
    _show(os.environ.get("WITHINREACH_BANNER", ""))
    return OpenModule(module, Nowhere() if edition == "public" else _kept(module))


def _kept(module: Module) -> Kept:
    """The participant's folder; for an author's notebook one that is thrown away."""
    if Path.cwd().parent.name != "source":
        return Kept(module)
    _show("Opened from source/: answers go to a folder that is thrown away when this notebook is closed.")
    folder = Path(tempfile.mkdtemp(prefix="within-reach-preview-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Kept(module, folder)


def _show(words: str) -> None:
    """One line above the page: what the host, or the place of the notebook, makes worth saying."""
    if not words:
        return
    from IPython.display import HTML, display

    display(HTML(f'<div class="wr wr-part"><p class="banner" role="note">{esc(words)}</p></div>'))
