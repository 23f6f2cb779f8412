"""Hand-ins from the desk into ``submitted/``: our released notebook, ``handin.json``, ``timestamp.txt``.

Nothing that a participant names reaches a path: the person is who the desk says, and is checked here
again. The participant's own notebook is never asked for. The desk keeps every version; here lies the one
that it gives as the newest.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.exchange.abc import ExchangeCollect

from withinreach.content.errors import WithinReachError
from withinreach.content.handin import HandInError, digest, parse
from withinreach.nbgrader_plugins.course import HAND_IN, released, submitted

if TYPE_CHECKING:
    from withinreach.deskclient import CourseHandIn

PERSON = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,99}")
"""Names that can be a folder and an nbgrader student id; the desk takes the same."""


@dataclass
class Collected:
    """What one run did: persons taken, persons whose hand-in lay here already, and who was refused and why."""

    taken: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


class DeskCollect(ExchangeCollect):
    """nbgrader's "Collect", from the desk. One bad hand-in does not stop the others; it is named at the end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = Collected()

    def init_src(self) -> None:
        """Ask the desk for the newest hand-in of each person."""
        self.module = self.coursedir.assignment_id
        self.release = released(self.coursedir, self.module)
        if not (self.release / f"{self.module}.ipynb").is_file():
            self.fail(f"{self.module} has no release in {self.release}. Press 'Generate' for it first.")
        wanted = self.coursedir.student_id or "*"
        try:
            found = hand_ins(self.module)
        except WithinReachError as error:
            self.fail(str(error))
        self.given = [given for given in newest(found) if wanted in ("*", given.person)]

    def init_dest(self) -> None:
        """Nothing to prepare."""

    def copy_files(self) -> None:
        """Assemble a submission for each person, then say what could not be taken."""
        for given in self.given:
            try:
                self._take(given)
            except (WithinReachError, OSError) as error:
                self.report.refused[given.person] = str(error)
                self.log.error("Not collected: %r: %s", given.person, error)
        self.log.info("Collected %d, unchanged %d.", len(self.report.taken), len(self.report.there))
        if self.report.refused:
            names = ", ".join(sorted(map(repr, self.report.refused)))
            self.fail(f"{len(self.report.refused)} of {len(self.given)} hand-ins were not collected: {names}.")

    def _take(self, given: CourseHandIn) -> None:
        raw = checked(given, self.module, self.coursedir.course_id)
        folder = submitted(self.coursedir, given.person, self.module)
        time = stamp(given.received)
        if folder.is_dir() and (not self.update or _lies_there(folder, raw, time)):
            self.report.there.append(given.person)
            return
        assemble(folder, self.release / f"{self.module}.ipynb", raw, time)
        self.report.taken.append(given.person)
        self.log.info("Collected: %s, version %d, received %s", given.person, given.version, given.received)


def hand_ins(module: str) -> Iterable[CourseHandIn]:
    """What the desk holds for a module."""
    from withinreach.deskclient import course_hand_ins

    return course_hand_ins(module)


def newest(found: Iterable[CourseHandIn]) -> list[CourseHandIn]:
    """One hand-in for each person, the one with the highest version, persons in order of their names."""
    last: dict[str, CourseHandIn] = {}
    for given in sorted(found, key=lambda each: each.version):
        last[given.person] = given
    return [last[person] for person in sorted(last)]


def checked(given: CourseHandIn, module: str, course: str) -> bytes:
    """The document of a hand-in that can be taken.

    Raises
    ------
    HandInError : a name that can be no folder, a document that is not what the desk received, that breaks
        the schema, or that belongs to another module or course
    """
    if not PERSON.fullmatch(given.person):
        raise HandInError(
            f"{given.person!r} cannot be a folder's name. Accepted: small letters, digits and . _ @ + -, "
            "beginning with a letter or digit, at most 100. Ask the operator to rename that account."
        )
    raw = given.document.encode()
    if digest(raw) != given.sha256:
        raise HandInError(f"The hand-in of {given.person} is not the one that its receipt names. Ask the operator.")
    hand_in = parse(raw)
    if (hand_in.course, hand_in.module) != (course, module):
        raise HandInError(
            f"The hand-in of {given.person} is for {hand_in.course}/{hand_in.module}, not for {course}/{module}."
        )
    return raw


def stamp(received: str) -> str:
    """The desk's time (``2025-03-01T12:00:00Z``) as nbgrader writes it."""
    return received.replace("T", " ").removesuffix("Z") + ".000000 UTC"


def assemble(folder: Path, notebook: Path, raw: bytes, time: str) -> None:
    """Put a submission at ``folder`` in one step: a reader finds the old one or the new one, never a mixture."""
    new, old = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    new.mkdir(parents=True)
    (new / notebook.name).write_bytes(notebook.read_bytes())
    (new / HAND_IN).write_bytes(raw)
    (new / "timestamp.txt").write_text(time)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _lies_there(folder: Path, raw: bytes, time: str) -> bool:
    hand_in, written = folder / HAND_IN, folder / "timestamp.txt"
    return hand_in.is_file() and hand_in.read_bytes() == raw and written.is_file() and written.read_text() == time
