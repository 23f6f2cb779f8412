"""Which modules are out. Formgrader shows its "Collect" button for those that this plugin lists.

Releasing itself is not nbgrader's: participants read the published tree.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.exchange.abc import ExchangeList, ExchangeReleaseAssignment

from withinreach.nbgrader_plugins.course import released

_HOW = "Participants read the published tree: run `withinreach publish --tree DIR`."


class DeskList(ExchangeList):
    """Lists the modules that have a release in this course directory."""

    def init_src(self) -> None:
        """Nothing is copied."""

    def init_dest(self) -> None:
        """Nothing is copied."""

    def copy_files(self) -> None:
        """Nothing is copied."""

    def list_files(self) -> list[dict[str, Any]]:
        """One entry for each released module, as nbgrader's own list has them."""
        root = released(self.coursedir, "x").parent
        found = sorted(root.glob(f"{self.coursedir.assignment_id or '*'}/*.ipynb"))
        return [self._entry(notebook) for notebook in found if notebook.stem == notebook.parent.name]

    def remove_files(self) -> None:
        """Formgrader's "unrelease": refused, with the way out."""
        self.fail(f"A module is not taken back here. {_HOW}")

    def _entry(self, notebook: Path) -> dict[str, Any]:
        return {
            "course_id": self.coursedir.course_id,
            "assignment_id": notebook.stem,
            "status": "released",
            "path": str(notebook.parent),
            "notebooks": [{"notebook_id": notebook.stem, "path": str(notebook)}],
        }


class DeskRelease(ExchangeReleaseAssignment):
    """``nbgrader release_assignment``: refused, so that nothing lands in nbgrader's file exchange."""

    def init_src(self) -> None:
        """Say how a module is given out."""
        self.fail(f"nbgrader's file exchange is not used. {_HOW}")
