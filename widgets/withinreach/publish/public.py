"""``source/`` → ``notebooks/``: text, figures and practice. Graded, written and private tasks are left out."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from withinreach.content.course import course
from withinreach.content.marks import read_marked
from withinreach.content.tasks import Module, TextTask
from withinreach.content.words import many
from withinreach.publish.notebook import NOTEBOOK_METADATA, call, is_manual, opening_cell, seen, tidy, write

AUTHOR, WORKSHOP = "author", "workshop"
"""Tags of cells that the public edition leaves out: for authors only (also in no release); for the workshop only."""


def public_notebook(notebook: NotebookNode, module: Module) -> bytes:
    """The public edition of a source notebook.

    Where the last left-out cell stood, one line says what the workshop adds.
    """
    from withinreach.render.prose import release_cells
    from withinreach.render.reading import timed

    kept: list[NotebookNode] = []
    gap: int | None = None
    for cell in tidy(copy.deepcopy(notebook)).cells:
        if _left_out(cell, module):
            gap = len(kept)
        else:
            cell.metadata.pop("nbgrader", None)
            kept.append(cell)
    prose = [cell for cell in kept if cell.cell_type == "markdown"]
    sources = timed([seen(cell) for cell in kept], module, public=True)
    for cell, source in zip(prose, release_cells(sources), strict=True):
        cell.source = source
    kept[0] = opening_cell(module.name, "public")
    if gap is not None:
        kept.insert(gap, new_markdown_cell(what_the_workshop_adds(module), id="workshop-adds"))
    title = notebook.metadata.get("title", module.name)
    return write(new_notebook(cells=kept, metadata=NOTEBOOK_METADATA | {"title": title}))


def _left_out(cell: NotebookNode, module: Module) -> bool:
    if is_manual(cell) or {AUTHOR, WORKSHOP}.intersection(cell.metadata.get("tags", [])):
        return True
    found = call(cell)
    if found is None:
        return False
    return found[0] in {"handin", "check", "returning"} or (
        found[0] == "task" and module.task(found[1]).use != "practice"
    )


def what_the_workshop_adds(module: Module) -> str:
    """One line, counted from the task file."""
    graded = [task for task in module.tasks if task.graded]
    decisions = [task for task in graded if not isinstance(task, TextTask)]
    written = len(graded) - len(decisions)
    points = sum(task.points or 0 for task in graded)
    parts = [many(len(decisions), "graded answer")] if decisions else []
    parts += [many(written, "written answer")] if written else []
    worth = f", {points} points in all" if points else ""
    return f"*The workshop adds {' and '.join(parts) or 'a note for yourself'}{worth}, with an instructor's feedback.*"


def public_tasks(file: Path, module: Module) -> bytes:
    """``<module>.tasks.json``: the practice tasks, with their keys, as the source file has them."""
    practice = {task.id for task in module.tasks if task.use == "practice"}
    tasks = [raw for raw in read_marked(file).data if raw["id"] in practice]
    return (json.dumps(tasks, indent=1, ensure_ascii=False) + "\n").encode()


def index_notebook(modules: Iterable[str]) -> bytes:
    """``index.ipynb``: the course in reading order, with links to the modules that there are."""
    there = set(modules)
    rows = []
    for info in course().modules:
        title = f"[{info.title}]({info.name}.ipynb)" if info.name in there else f"{info.title} (not out yet)"
        rows.append(f"{info.number}. **{title}**<br>{info.promise}")
    text = f"# {course().title}\n\n{course().promise}\n\n" + "\n".join(rows)
    cell = new_markdown_cell(text, id="contents")
    return write(new_notebook(cells=[cell], metadata=NOTEBOOK_METADATA | {"title": course().title}))
