"""The head of ``GenerateAssignment.preprocessors``, so that formgrader's own button makes the same release."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

AUTHOR = "author"
"""The tag of a cell that is for authors: a remark, a draft. It is in no release and no public edition."""


class RenderProse(NbGraderPreprocessor):
    """Citations, claims and numbers from data become HTML; cells for authors are left out."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook as participants get it, apart from nbgrader's own steps."""
        from withinreach.render.prose import release_cells

        nb.cells = [cell for cell in nb.cells if AUTHOR not in cell.metadata.get("tags", [])]
        # A manual cell holds only a comment; its checksum says whether somebody answered.
        prose = [cell for cell in nb.cells if cell.cell_type == "markdown" and "nbgrader" not in cell.metadata]
        for cell, source in zip(prose, release_cells([cell.source for cell in prose]), strict=True):
            cell.source = source
        return nb, resources
