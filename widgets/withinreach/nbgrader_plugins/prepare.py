"""Fill a course's gradebook: ``python -m withinreach.nbgrader_plugins.prepare <course folder>``.

Run as the course account, before anything is collected. Running it again changes nothing that is up to date.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from withinreach.content.errors import WithinReachError
from withinreach.nbgrader_plugins.course import open_course, released

if TYPE_CHECKING:
    from nbgrader.apps.api import NbGraderAPI

_TRACEBACK = "Traceback (most recent call last):"
_OUR_NAME = re.compile(r"^withinreach[\w.]*: ")


def prepare(course: Path) -> list[str]:
    """Generate each module of ``source/`` that has no release or an older one, or is not in the gradebook.

    Returns the modules that were generated.

    Raises
    ------
    WithinReachError : no course folder, or nbgrader refused; its last words are in the message
    """
    api = open_course(course)
    modules = sorted(api.get_source_assignments())
    stale = [module for module in modules if not _ready(api, module)]
    for module in stale:
        result = api.generate_assignment(module, force=True, create=True)
        if not result["success"]:
            raise WithinReachError(f"{module} could not be generated. nbgrader's last words: {last_words(result)}")
    return stale


def last_words(result: dict[str, object]) -> str:
    """What went wrong, from what ``NbGraderAPI`` returns: the exception in nbgrader's log, else the one it raised."""
    log, error = str(result.get("log", "")), str(result.get("error", ""))
    found = log if _TRACEBACK in log else error or log
    # In the log each record begins with its level in brackets; our own exceptions need no name before their sentence.
    lines = found.partition(_TRACEBACK)[2].partition("\n[")[0].strip().splitlines() or found.strip().splitlines()
    return _OUR_NAME.sub("", lines[-1].strip()) if lines else "nothing"


def _ready(api: NbGraderAPI, module: str) -> bool:
    from nbgrader.api import MissingEntry

    release = released(api.coursedir, module) / f"{module}.ipynb"
    source = Path(api.coursedir.format_path(api.coursedir.source_directory, ".", module))
    newest = max(file.stat().st_mtime_ns for file in source.rglob("*") if file.is_file())
    if not release.is_file() or release.stat().st_mtime_ns < newest:
        return False
    try:
        with api.gradebook as gradebook:
            gradebook.find_notebook(module, module)
    except MissingEntry:
        return False
    return True


def main(arguments: list[str]) -> int:
    """Prepare the named folder and say what was done; 1 where it could not be."""
    if len(arguments) != 1:
        sys.stderr.write("Use: python -m withinreach.nbgrader_plugins.prepare <course folder>\n")
        return 2
    try:
        done = prepare(Path(arguments[0]))
    except WithinReachError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"Generated: {', '.join(done)}.\n" if done else "Everything is up to date.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
