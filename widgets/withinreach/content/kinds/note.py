"""``note``: a private note, never in the journal, a log, a hand-in or an export."""

from __future__ import annotations

from collections.abc import Iterator

from withinreach.content.kinds.base import Base, Finding


class NoteTask(Base, frozen=True, kw_only=True, tag="note"):
    """A private note."""

    def findings(self) -> Iterator[Finding]:
        """It stays private."""
        if self.keep != "private":
            yield Finding(("keep",), f"A note cannot be kept {self.keep!r}.", "keep: private.")
