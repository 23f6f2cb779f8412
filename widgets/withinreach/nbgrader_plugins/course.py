"""A course directory as our plugins see it. nbgrader is imported where it is used: it takes seconds."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from withinreach.content.errors import WithinReachError
from withinreach.content.handin import HandIn, parse
from withinreach.content.keys import Key
from withinreach.content.load import keys_folder, load_keys, load_module
from withinreach.content.tasks import Module

if TYPE_CHECKING:
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

CONFIG = "nbgrader_config.py"
HAND_IN = "handin.json"
"""The name under which a hand-in lies in ``submitted/`` and ``autograded/``; no such file may lie in ``source/``."""


def open_course(folder: Path) -> NbGraderAPI:
    """nbgrader's API on a course directory, with the configuration that lies in it.

    Raises
    ------
    WithinReachError : the directory holds no ``nbgrader_config.py``
    """
    from nbgrader.apps.api import NbGraderAPI
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    root = folder.resolve()
    if not (root / CONFIG).is_file():
        raise WithinReachError(
            f"{root} is no course directory: there is no {CONFIG} in it. "
            "Name the folder that holds source/, keys/ and that file."
        )
    put_environment_on_path()
    config = Config(PyFileConfigLoader(CONFIG, path=str(root)).load_config())
    config.CourseDirectory.root = str(root)
    return NbGraderAPI(config=config)


def put_environment_on_path() -> None:
    """A new gradebook runs the program ``alembic`` from PATH; it lies beside this Python."""
    beside = str(Path(sys.executable).parent)
    if beside not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = beside + os.pathsep + os.environ.get("PATH", "")


def course_of(plugin: Any) -> CourseDirectory:
    """The course directory of the converter that runs a preprocessor (preprocessor → exporter → converter)."""
    found: CourseDirectory = plugin.parent.parent.coursedir
    return found


def released(course: CourseDirectory, module: str) -> Path:
    """``release/<module>/``: what participants were given, and so what is graded."""
    return Path(course.format_path(course.release_directory, ".", module))


def submitted(course: CourseDirectory, person: str, module: str) -> Path:
    """``submitted/<person>/<module>/``."""
    return Path(course.format_path(course.submitted_directory, person, module))


def autograded(course: CourseDirectory, person: str, module: str) -> Path:
    """``autograded/<person>/<module>/``."""
    return Path(course.format_path(course.autograded_directory, person, module))


def released_module(course: CourseDirectory, name: str) -> Module:
    """The tasks as released; never from anything that a participant sent.

    Raises
    ------
    ContentError : the file is missing or breaks a rule
    """
    folder = released(course, name)
    return _module(folder, name, _stamp(folder / "tasks.yaml"))


def module_with_keys(course: CourseDirectory, name: str) -> tuple[Module, dict[str, Key]]:
    """The released module and its keys; the keys lie outside every assignment folder.

    Raises
    ------
    ContentError : a file is missing or breaks a rule
    """
    folder = released(course, name)
    # A path that is not absolute is meant from the course directory, whatever the working directory.
    file = Path(course.root) / keys_folder() / f"{name}.yaml"
    return _with_keys(folder, file, name, (_stamp(folder / "tasks.yaml"), _stamp(file)))


# Two hundred hand-ins of one module are graded from the same two files: they are read once, and again when they change.
Stamp = tuple[int, int, int] | None


def _stamp(file: Path) -> Stamp:
    """What changes with a file: its place on the disk, its time, its size. None where it cannot be seen."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=16)
def _module(folder: Path, name: str, _: Stamp) -> Module:
    return load_module(folder, name)


@lru_cache(maxsize=16)
def _with_keys(folder: Path, file: Path, name: str, stamps: tuple[Stamp, Stamp]) -> tuple[Module, dict[str, Key]]:
    module = _module(folder, name, stamps[0])
    return module, load_keys(file, module)


def read_hand_in(folder: Path, module: str) -> HandIn:
    """The hand-in that lies in ``folder``.

    Raises
    ------
    WithinReachError : it is missing, cannot be read, or belongs to another module
    """
    file = folder / HAND_IN
    try:
        hand_in = parse(file.read_bytes())
    except OSError as error:
        raise WithinReachError(f"{file} cannot be read ({error.strerror}). Collect {module} again.") from error
    if hand_in.module != module:
        raise WithinReachError(f"{file} is a hand-in of {hand_in.module!r}, not of {module!r}. Collect {module} again.")
    return hand_in
