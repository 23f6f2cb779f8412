"""The participant's data folder: never beside a notebook."""

from __future__ import annotations

import os
from pathlib import Path

from withinreach.content.errors import WithinReachError


def data_folder() -> Path:
    """``$WITHINREACH_DATA``, else ``~/within-reach-data``."""
    named = os.environ.get("WITHINREACH_DATA")
    return Path(named) if named else Path.home() / "within-reach-data"


def ready(folder: Path) -> Path:
    """The folder, made for this person alone (0700) and tried for writing.

    Raises
    ------
    WithinReachError : it cannot be made or written; the sentence names it and says what to do
    """
    trial = folder / f".trial-{os.getpid()}"
    try:
        # Not mkdir(parents=True): it would make the folders above with everybody's rights.
        for missing in reversed([place for place in (folder, *folder.parents) if not place.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise WithinReachError(
            f"Answers cannot be kept: {folder} cannot be written ({error.strerror}). "
            "Nothing you type here would be saved. Ask whoever runs the workshop to make that folder writable."
        ) from error
    return folder
