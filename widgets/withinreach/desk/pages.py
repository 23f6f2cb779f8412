"""Marked pages as files: ``<folder>/<module>/<person>.html``, readable by the desk's account alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from withinreach.content.atomic import replace_file
from withinreach.content.course import course
from withinreach.desk.names import is_person


@dataclass(frozen=True)
class Pages:
    """The folder of marked pages."""

    folder: Path

    def put(self, module: str, person: str, page: str) -> None:
        """Keep a page, in place of an earlier one; a reader meets the old one or the new one, never half of one.

        Raises
        ------
        ValueError : the module is not of this course, or the person's name cannot be a file's name
        """
        file = self._file(module, person)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(file, page.encode("utf-8"))

    def get(self, module: str, person: str) -> bytes | None:
        """A page as it was put, none where there is none.

        Raises
        ------
        ValueError : as ``put``
        """
        try:
            return self._file(module, person).read_bytes()
        except FileNotFoundError:
            return None

    def _file(self, module: str, person: str) -> Path:
        if module not in {info.name for info in course().modules}:
            raise ValueError(f"There is no module {module!r} in this course.")
        if not is_person(person):
            raise ValueError(
                f"The name {person!r} cannot be a file's name. Accepted: small letters, digits and . _ @ + -, "
                "at most 100, beginning with a letter or digit."
            )
        return self.folder / module / f"{person}.html"
