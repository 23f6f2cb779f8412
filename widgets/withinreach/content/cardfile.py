"""``returning.json``: the cards of one person, beside the journals of the modules."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from withinreach.content.atomic import replace_file
from withinreach.content.cards import Returning

PATIENCE = 2
"""Seconds to wait for another window. Nothing is lost without: the cards can be worked out from the journals again."""
DAMAGED = (
    "The dates of your returning questions could not be read. They were worked out anew from your answers; the old "
    "file lies beside the new one as returning.damaged.json."
)


class CardFile:
    """The file in the course's folder below the data folder: 0600, replaced as a whole.

    Whatever goes wrong with it stops nobody: what could not be kept is told in words, and asked again another day.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "returning.json"

    def update(self, change: Callable[[Returning], Returning]) -> tuple[Returning, str]:
        """The notes after ``change``, written where it changed something; with words where something went wrong."""
        try:
            with FileLock(self.file.with_suffix(".lock"), timeout=PATIENCE, mode=0o600):
                return self._updated(change)
        except Timeout:
            why = "another window is writing"
        except OSError as error:
            why = str(error.strerror)
        notes = Returning()
        with suppress(OSError):
            notes, _ = self._read()
        return change(notes), f"What came back today could not be kept ({why}); it may come again. Answers are safe."

    def _updated(self, change: Callable[[Returning], Returning]) -> tuple[Returning, str]:
        before, damaged = self._read()
        if damaged:
            self.file.replace(self.file.with_name("returning.damaged.json"))
        after = change(before)
        if after != before or damaged:
            replace_file(self.file, msgspec.json.encode(after) + b"\n")
        return after, DAMAGED if damaged else ""

    def _read(self) -> tuple[Returning, bool]:
        """What stands there, and whether it was damaged."""
        try:
            return msgspec.json.decode(self.file.read_bytes(), type=Returning), False
        except FileNotFoundError:
            return Returning(), False
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return Returning(), True
