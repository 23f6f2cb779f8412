"""``source/`` → ``release/``: nbgrader's own GenerateAssignment with our configuration, without a gradebook."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

from withinreach.content.errors import ContentError

CONFIG = "nbgrader_config.py"


def release_files(checkout: Path, name: str, notebook: bytes) -> dict[str, bytes]:
    """The released files of one module, by name: ``<name>.ipynb`` and ``tasks.yaml``. Equal input gives equal bytes.

    Parameters
    ----------
    checkout : folder with ``nbgrader_config.py`` and ``source/<name>/tasks.yaml``
    notebook : the source notebook, its metadata derived

    Raises
    ------
    ContentError : nbgrader refused; its words are in the message
    """
    with tempfile.TemporaryDirectory() as temporary:
        course = Path(temporary).resolve()
        folder = course / "source" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_bytes(notebook)
        shutil.copyfile(checkout / "source" / name / "tasks.yaml", folder / "tasks.yaml")
        _generate(checkout / CONFIG, course, name)
        made = course / "release" / name
        return {file.name: file.read_bytes() for file in sorted(made.iterdir()) if file.is_file()}


def _generate(config_file: Path, course: Path, name: str) -> None:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.utils import capture_log
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    config = Config(PyFileConfigLoader(config_file.name, path=str(config_file.parent)).load_config())
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.assignment_id = name
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    app = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    app.log.setLevel(logging.WARNING)
    result = capture_log(app)
    if not result["success"]:
        words = str(result.get("log") or result.get("error")).strip().splitlines()
        reason = next((line for line in words if "Error: " in line), words[-1])
        raise ContentError(
            course / "source" / name / f"{name}.ipynb", f"nbgrader made no release: {reason}", "see there."
        )
