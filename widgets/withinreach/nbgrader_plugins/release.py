"""The head of ``GenerateAssignment.preprocessors``, so that formgrader's own button makes the same release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from withinreach.content.calls import call
from withinreach.render.reading import Seen

AUTHOR = "author"
"""The tag of a cell that is for authors: a remark, a draft. It is in no release and no public edition."""


class RenderProse(NbGraderPreprocessor):
    """Citations, claims and numbers from data become HTML; cells for authors are left out."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook as participants get it, apart from nbgrader's own steps."""
        from withinreach.content.load import load_module
        from withinreach.render.prose import release_cells
        from withinreach.render.reading import timed

        nb.cells = [cell for cell in nb.cells if AUTHOR not in cell.metadata.get("tags", [])]
        folder = Path(resources["metadata"]["path"])
        module = load_module(folder, folder.name)
        # A manual cell holds only a comment; its checksum says whether somebody answered.
        read = [cell for cell in nb.cells if cell.cell_type == "code" or "nbgrader" not in cell.metadata]
        sources = release_cells(timed([_seen(cell) for cell in read], module, public=False))
        prose = [cell for cell in read if cell.cell_type == "markdown"]
        for cell, source in zip(prose, sources, strict=True):
            cell.source = source
        return nb, resources


def _seen(cell: Any) -> Seen:
    return Seen("prose", cell.source) if cell.cell_type == "markdown" else Seen(*(call(cell.source) or ("", "")))
