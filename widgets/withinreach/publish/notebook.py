"""A notebook as a text: no outputs, no counts, stable ids, metadata by allow-list."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbformat.v4.rwbase import rejoin_lines

from withinreach.content import calls
from withinreach.content.errors import ContentError
from withinreach.content.tasks import Module, Task, TextTask
from withinreach.render.reading import Seen

CELL_METADATA = ("deletable", "editable", "jupyter", "nbgrader", "tags")
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
MANUAL = "<!-- Your written answer is collected from the page above. -->"
"""All that a manual cell holds. Grading fills it; the task stands in the cell above."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def read(path: Path) -> NotebookNode:
    """A notebook of format 4.5.

    Raises
    ------
    ContentError : it cannot be read, or a cell has no id (nbformat would make one up, another each time)
    """
    try:
        raw = nbformat.reader.reads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, nbformat.reader.NotJSONError) as error:
        raise ContentError(path, f"The notebook cannot be read ({error}).", "a notebook of format 4.5.") from error
    if (raw.get("nbformat"), raw.get("nbformat_minor")) != (4, 5):
        found = f"{raw.get('nbformat')}.{raw.get('nbformat_minor')}"
        raise ContentError(path, f"The notebook has the format {found}.", "format 4.5, which has cell ids.")
    ids = [str(cell.get("id", "")) for cell in raw.cells]
    for number, name in enumerate(ids):
        if not _ID.fullmatch(name) or name in ids[:number]:
            raise ContentError(
                path,
                f"Cell {number + 1} has the id {name!r}.",
                "small letters, digits and hyphens, each id once in its notebook.",
                field="id",
            )
    notebook: NotebookNode = rejoin_lines(raw)
    return notebook


def write(notebook: NotebookNode) -> bytes:
    """The notebook as bytes, equal for equal notebooks."""
    return nbformat.writes(notebook).rstrip("\n").encode() + b"\n"


def tidy(notebook: NotebookNode) -> NotebookNode:
    """A copy without outputs, counts and metadata that nobody allowed. Applied twice it changes nothing more."""
    clean = copy.deepcopy(notebook)
    title = clean.metadata.get("title")
    clean.metadata = nbformat.from_dict(NOTEBOOK_METADATA | ({"title": title} if title else {}))
    for cell in clean.cells:
        kept = {name: value for name, value in cell.metadata.items() if name in CELL_METADATA}
        if "jupyter" in kept:
            hidden = kept.pop("jupyter").get("source_hidden")
            kept |= {"jupyter": {"source_hidden": True}} if hidden else {}
        cell.metadata = nbformat.from_dict(kept)
        cell.pop("attachments", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return clean


def call(cell: Any) -> tuple[str, str] | None:
    """What a cell shows, as ``content.calls`` reads it; nothing where it is no code."""
    return calls.call(cell.source) if cell.cell_type == "code" else None


def seen(cell: Any) -> Seen:
    """A cell as ``render.reading`` measures it."""
    return Seen("prose", cell.source) if cell.cell_type == "markdown" else Seen(*(call(cell) or ("", "")))


def is_manual(cell: Any) -> bool:
    """Whether a cell is one that a person marks."""
    found = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "markdown" and bool(found.get("grade") and found.get("solution"))


def code_cell(name: str, source: str) -> NotebookNode:
    """A locked code cell whose code is hidden; ``source`` begins with a comment in plain language."""
    metadata = {"deletable": False, "editable": False, "jupyter": {"source_hidden": True}}
    return new_code_cell(source, id=name, metadata=metadata)


def opening_cell(module: str, edition: str) -> NotebookNode:
    """The first cell of a notebook: ``edition`` is "workshop" or "public"."""
    opening = f'module = withinreach.open("{module}", edition="{edition}")'
    return code_cell("open", f"# This cell prepares the page.\nimport withinreach\n\n{opening}")


def figure_cell(name: str, comment: str) -> NotebookNode:
    """The cell of one figure."""
    return code_cell(f"f-{name}", f'# {comment}\nmodule.figure("{name}")')


def task_cells(task: Task) -> list[NotebookNode]:
    """The cell of one task; for a written one also the manual cell below it."""
    what = "Private" if task.keep == "private" else "Written" if isinstance(task, TextTask) else task.use.capitalize()
    name = f"t-{task.id}"
    cells = [code_cell(name, f'# {what}: {task.title.rstrip("?.")}.\nmodule.task("{task.id}")')]
    if isinstance(task, TextTask):
        cells.append(manual_cell(name))
    return cells


def manual_cell(above: str) -> NotebookNode:
    """The manual cell below the task cell with the id ``above``; ``derive`` gives it its metadata."""
    return new_markdown_cell(MANUAL, id=f"{above}-answer", metadata={"deletable": False, "editable": False})


def handin_cell() -> NotebookNode:
    """The cell with the panel that hands in."""
    return code_cell("handin", "# Hand in.\nmodule.handin()")


def skeleton(module: Module, title: str) -> NotebookNode:
    """A notebook with a cell for each task of ``module`` and nothing else: where an author begins."""
    cells = [opening_cell(module.name, "workshop"), new_markdown_cell(f"# {title}", id="opening")]
    cells += [cell for task in module.tasks for cell in task_cells(task)]
    return new_notebook(cells=[*cells, handin_cell()], metadata=NOTEBOOK_METADATA | {"title": title})
