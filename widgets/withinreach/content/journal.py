"""The answer journal: append-only, one JSON object a line, safe under two windows and torn lines.

Present state is the replay of all lines. A line is on the disk (``fsync``) before ``append`` returns, so
that the page may say "Saved" and mean it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import msgspec

from withinreach.content.answers import Line, State
from withinreach.content.errors import WithinReachError
from withinreach.content.folders import ready
from withinreach.content.steps import goes_on

PATIENCE = 4.0
"""Seconds to wait for another window's write. Meanwhile the page says that it is busy, and does not give up."""
PAUSE = 0.01


class JournalError(WithinReachError):
    """An answer could not be saved or a journal not be read; the sentence says what to do."""


class AlreadyFinal(JournalError):
    """A second committed answer to a task whose first one stands."""


class Journal:
    """The answers of one person to one module.

    Parameters
    ----------
    folder : ``<data folder>/<course>/<module>``; made, 0700, if it is not there
    once : ids of the tasks whose first committed answer stands
    stepwise : ids of those among them whose answer grows step by step: a line stands that goes on from the one before

    Raises
    ------
    WithinReachError : the folder cannot be written
    """

    def __init__(
        self, folder: Path, *, once: frozenset[str] = frozenset(), stepwise: frozenset[str] = frozenset()
    ) -> None:
        self.folder = ready(folder)
        self.file = self.folder / "answers.jsonl"
        self._once, self._stepwise = once, stepwise

    def append(self, line: Line) -> None:
        """Write one line and wait until the disk has it.

        Raises
        ------
        AlreadyFinal : the task takes one answer and has it, or has gone another way
        JournalError : the disk did not take the line; nothing half-written stays behind
        """
        with self._locked() as handle:
            stands = self._replay(_read(handle), quarantine=False).get(line.task) if line.task in self._once else None
            if not self._takes(stands, line):
                raise AlreadyFinal(self._final(line.task))
            self._write(handle, msgspec.json.encode(line) + b"\n")

    def state(self) -> State:
        """Task id → the line that stands: the newest, or the first where the task takes one answer.

        A damaged line costs that line only: it is copied to ``damaged.jsonl`` beside the journal, once.
        """
        with self._locked() as handle:
            return self._replay(_read(handle), quarantine=True)

    def damaged(self) -> int:
        """How many damaged lines were set aside."""
        aside = self.folder / "damaged.jsonl"
        return aside.read_bytes().count(b"\n") if aside.exists() else 0

    def _replay(self, raw: bytes, *, quarantine: bool) -> State:
        state: State = {}
        bad: list[bytes] = []
        for text in raw.split(b"\n"):
            if not text.strip():
                continue
            try:
                line = msgspec.json.decode(text, type=Line)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                bad.append(text)
                continue
            if self._takes(state.get(line.task), line):
                state[line.task] = line
        if quarantine and bad:
            # Where there is no room to set it aside it stays where it is; the others stand all the same.
            with suppress(OSError):
                self._set_aside(bad)
        return state

    def _takes(self, stands: Line | None, line: Line) -> bool:
        """Whether ``line`` takes the place of the one that stands: one answer, once for each edition of the task."""
        if stands is None or line.task not in self._once or line.edition > stands.edition:
            return True
        return line.task in self._stepwise and goes_on(stands, line)

    def _final(self, task: str) -> str:
        if task in self._stepwise:
            return f"Not saved: {task} has gone on in another window, and what was said there stands. Reload the page."
        return f"Your answer to {task} is already final: the first one committed stands."

    def _set_aside(self, bad: list[bytes]) -> None:
        aside = self.folder / "damaged.jsonl"
        known = set(aside.read_bytes().split(b"\n")) if aside.exists() else set()
        new = [text for text in bad if text not in known]
        if new:
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as handle:
                handle.write(b"\n".join(new) + b"\n")

    def _write(self, handle: int, text: bytes) -> None:
        end = os.lseek(handle, 0, os.SEEK_END)
        # A line torn by a crash has no newline: close it off, so that it costs itself only.
        if end and os.pread(handle, 1, end - 1) != b"\n":
            text = b"\n" + text
        try:
            written = 0
            while written < len(text):
                written += os.write(handle, text[written:])
            os.fsync(handle)
        except OSError as error:
            os.ftruncate(handle, end)
            raise JournalError(
                f"Not saved: {error.strerror}. Your answer is still on the page; make room and save again."
            ) from error

    @contextmanager
    def _locked(self) -> Iterator[int]:
        try:
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise JournalError(f"Not saved: {self.file} cannot be opened ({error.strerror}).") from error
        try:
            self._take(handle)
            yield handle
        finally:
            os.close(handle)

    def _take(self, handle: int) -> None:
        """Wait for the lock, but not so long that the page thinks its other half is gone."""
        until = monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if monotonic() > until:
                    raise JournalError(
                        f"Not saved: another window has been writing for {PATIENCE:g} seconds. Your answer is still on "
                        "the page; close this module's other windows and try again."
                    ) from None
                sleep(PAUSE)
            else:
                return


def history(folder: Path) -> list[Line]:
    """All readable lines of a journal in the order they were written; none where there is no journal.

    Nothing is locked, made or set aside: for whoever only looks back, also into another module's folder. A line that
    is being written at this moment is not seen yet.
    """
    try:
        raw = (folder / "answers.jsonl").read_bytes()
    except OSError:
        return []
    found = []
    for text in raw.split(b"\n"):
        with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            found.append(msgspec.json.decode(text, type=Line))
    return found


def _read(handle: int) -> bytes:
    size = os.fstat(handle).st_size
    parts, at = [], 0
    while at < size:
        part = os.pread(handle, size - at, at)
        if not part:
            break
        parts.append(part)
        at += len(part)
    return b"".join(parts)
