"""The course and its eight modules, read from ``data/course.yaml``."""

from __future__ import annotations

from functools import cache

import msgspec
import yaml

from withinreach.content.errors import WithinReachError
from withinreach.content.resources import data_text


class ModuleInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One module: ``name`` is folder, notebook, assignment and key file alike."""

    name: str
    title: str
    promise: str

    @property
    def number(self) -> int:
        """1 to 8, as the name begins."""
        return int(self.name[:2])


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole course, in reading order."""

    id: str
    title: str
    promise: str
    modules: tuple[ModuleInfo, ...]

    def module(self, name: str) -> ModuleInfo:
        """The module called ``name``.

        Raises
        ------
        WithinReachError : there is no such module; the message lists those that exist
        """
        for info in self.modules:
            if info.name == name:
                return info
        names = ", ".join(info.name for info in self.modules)
        raise WithinReachError(f"There is no module {name!r}. The modules are: {names}.")


@cache
def course() -> Course:
    """The course as shipped."""
    return msgspec.convert(yaml.safe_load(data_text("course.yaml")), Course)
