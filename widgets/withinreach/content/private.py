"""What is private: one file a task, latest state only, replaced atomically, for this account alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from withinreach.content.answers import now
from withinreach.content.atomic import replace_file
from withinreach.content.errors import WithinReachError
from withinreach.content.folders import ready


class PrivateEntry(msgspec.Struct, frozen=True):
    """What stands in a private file."""

    at: str
    value: Any


class PrivateStore:
    """``<data folder>/<course>/private/``: never in a journal, a log, a hand-in or an export.

    Raises
    ------
    WithinReachError : the folder cannot be written
    """

    def __init__(self, folder: Path) -> None:
        self.folder = ready(folder)

    def read(self, task_id: str) -> PrivateEntry | None:
        """What stands under ``task_id``, none where nothing was written.

        Raises
        ------
        WithinReachError : the file is damaged; it is set aside under another name, so the next call finds nothing,
            or it cannot be read at all
        """
        try:
            return msgspec.json.decode(self._file(task_id).read_bytes(), type=PrivateEntry)
        except FileNotFoundError:
            return None
        except (msgspec.MsgspecError, UnicodeDecodeError):
            aside = self._aside(task_id)
            self._file(task_id).replace(aside)
            raise WithinReachError(
                f"What was kept here is damaged and cannot be shown. It was set aside as {aside.name} in your private "
                "folder; whoever runs this server can look at it if you ask. You can begin anew here."
            ) from None
        except OSError as error:
            raise WithinReachError(f"What was kept here cannot be read: {error.strerror}. Reload the page.") from error

    def write(self, task_id: str, value: Any) -> str:
        """Replace what stands, and give the time of writing.

        Raises
        ------
        WithinReachError : the disk did not take it; what stood before still stands
        """
        entry = PrivateEntry(at=now(), value=value)
        try:
            replace_file(self._file(task_id), msgspec.json.encode(entry))
        except OSError as error:
            raise WithinReachError(f"Not saved: {error.strerror}. It is still on the page.") from error
        return entry.at

    def erase(self, task_id: str) -> None:
        """Remove the file, and a damaged one that was set aside."""
        self._file(task_id).unlink(missing_ok=True)
        self._aside(task_id).unlink(missing_ok=True)

    def _file(self, task_id: str) -> Path:
        return self.folder / f"{task_id}.json"

    def _aside(self, task_id: str) -> Path:
        return self.folder / f"{task_id}.damaged"
