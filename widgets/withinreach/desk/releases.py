"""What is released: the folder decides, not a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from withinreach.content.course import ModuleInfo, course
from withinreach.content.load import load_module
from withinreach.content.tasks import Module


@dataclass(frozen=True)
class Releases:
    """The release folder. A module is released when its notebook lies there."""

    folder: Path

    def has(self, info: ModuleInfo) -> bool:
        """Whether the module is released."""
        return (self.folder / info.name / f"{info.name}.ipynb").is_file()

    def find(self, name: str) -> ModuleInfo | None:
        """The released module called ``name``, none where the course has no such module or it is not released.

        The name is looked up among the course's eight; it never becomes a path by itself.
        """
        return next((info for info in course().modules if info.name == name and self.has(info)), None)

    def tasks(self, info: ModuleInfo) -> Module:
        """The released module's tasks, read again when the file has changed.

        Raises
        ------
        ContentError : the release is broken, which the build would have refused
        """
        folder = self.folder / info.name
        changed = max((file.stat().st_mtime_ns for file in folder.glob("*tasks.*")), default=0)
        return _load(folder, info.name, changed)


@lru_cache(maxsize=32)
def _load(folder: Path, name: str, _changed: int) -> Module:
    return load_module(folder, name)
