"""What an author's files would show: a copy as a participant would get it, and sentences about what is wrong."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
from nbformat import NotebookNode

from withinreach.content.errors import ContentError, WithinReachError
from withinreach.content.load import keys_folder, load_keys, load_module
from withinreach.content.tasks import Module
from withinreach.publish.derive import derived
from withinreach.publish.notebook import is_manual, read, seen, tidy, write
from withinreach.publish.public import AUTHOR
from withinreach.render.prose import release_cells
from withinreach.render.reading import timed
from withinreach.simulations import registry as models


class Look(msgspec.Struct, frozen=True):
    """How a module stands.

    ``page`` and ``graded`` change when what these two views show does. ``fault`` is why nothing newer can be shown,
    empty where there is no reason; ``mend`` is what is wrong besides.
    """

    page: str
    graded: str
    fault: str
    mend: tuple[str, ...]


class Stage:
    """Copies of modules below ``folder``; a broken module leaves the last copy that could be made."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self.checkout, self.folder = checkout, folder
        self._pages: dict[str, str] = {}

    def sources(self, name: str) -> tuple[Path, Path, Path]:
        """The notebook, the task file and the key file of a module."""
        folder = self.checkout / "source" / name
        return folder / f"{name}.ipynb", folder / "tasks.yaml", self.checkout / keys_folder() / f"{name}.yaml"

    def look(self, name: str) -> Look:
        """Read a module anew, and stage it where it can be shown."""
        notebook, tasks, keys = self.sources(name)
        fault, mend = "", tuple[str, ...]()
        try:
            mend = tuple(self._stage(name, notebook, tasks, keys))
        except ContentError as error:
            fault = str(error)
        except WithinReachError as error:  # a mark in the text: the sentence has no file of its own
            fault = str(ContentError(notebook, str(error), "see docs/authors.md."))
        return Look(self._pages.get(name, ""), _print(_bytes(tasks), _bytes(keys)), fault, mend)

    def _stage(self, name: str, notebook: Path, tasks: Path, keys: Path) -> Iterator[str]:
        module = load_module(tasks.parent, name)
        models.check(tasks, module)
        source = read(notebook)
        shown, raw = write(as_read(source, module)), tasks.read_bytes()
        target = self.folder / "source" / name
        if (fresh := _print(shown, raw)) != self._pages.get(name):
            _place(target / "tasks.yaml", raw)
            _place(target / notebook.name, shown)
            self._pages[name] = fresh
        for trouble in (lambda: load_keys(keys, module), lambda: derived(notebook, source, module)):
            try:
                trouble()
            except WithinReachError as error:
                yield str(error)


def as_read(notebook: NotebookNode, module: Module) -> NotebookNode:
    """A source notebook with its text as participants read it, without cells for authors and manual cells.

    Raises
    ------
    WithinReachError : a mark in the text is not understood
    """
    fresh = tidy(notebook)
    cells = [cell for cell in fresh.cells if AUTHOR not in cell.metadata.get("tags", []) and not is_manual(cell)]
    sources = release_cells(timed([seen(cell) for cell in cells], module, public=False))
    for cell, source in zip((cell for cell in cells if cell.cell_type == "markdown"), sources, strict=True):
        cell.source = source
    fresh.cells = cells
    return fresh


def _place(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(content)
    shutil.move(fresh, path)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _print(*contents: bytes) -> str:
    return hashlib.sha256(b"\0".join(contents)).hexdigest()[:16]
