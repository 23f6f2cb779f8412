"""The hand-in: one JSON document, and the receipt that the desk gives for it."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from withinreach.content.answers import State
from withinreach.content.errors import WithinReachError
from withinreach.content.tasks import Id, Module

LIMIT = 1_048_576
"""The largest hand-in taken, in bytes. Eight modules of full answers are under 40 kB."""

Time = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")]


class HandInError(WithinReachError):
    """A hand-in that cannot be taken; the text is readable by the person who sent it."""


class HandInTask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer as it is handed in: no history, no seconds."""

    id: Id
    edition: Annotated[int, Meta(ge=1)]
    variant: Annotated[str, Meta(max_length=40)] | None
    answer: Any
    confidence: Annotated[float, Meta(ge=0, le=1)] | None
    changed: Time


class HandIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that leaves the participant's folder when a module is handed in."""

    course: str
    module: str
    edition: str
    tasks: tuple[HandInTask, ...]

    def task(self, task_id: str) -> HandInTask | None:
        """The answer to one task, none where it was not given."""
        return next((task for task in self.tasks if task.id == task_id), None)


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk answers: ``version`` counts a person's hand-ins of a module from 1."""

    module: str
    version: int
    received: Time
    sha256: str
    tasks: int

    @property
    def code(self) -> str:
        """Eight letters and digits that a person can read out."""
        return self.sha256[:8]


def build(course: str, module: Module, edition: str, state: State) -> HandIn:
    """The hand-in of a module from the answers that stand.

    Only tasks with ``keep: handin`` go in, whatever else the journal holds.
    """
    lines = [state[task.id] for task in module.handed_in if task.id in state]
    tasks = tuple(
        HandInTask(
            id=line.task,
            edition=line.edition,
            variant=line.variant,
            answer=line.answer,
            confidence=line.confidence,
            changed=line.at,
        )
        for line in lines
    )
    return HandIn(course=course, module=module.name, edition=edition, tasks=tasks)


def encode(hand_in: HandIn) -> bytes:
    """The document as bytes, keys in a fixed order, so that equal hand-ins have equal hashes."""
    return msgspec.json.encode(hand_in)


def digest(raw: bytes) -> str:
    """SHA-256 of the document, hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def parse(raw: bytes) -> HandIn:
    """A hand-in from bytes that somebody sent.

    Raises
    ------
    HandInError : too large, not JSON, an unknown or missing field, a value outside its range, or one
        task twice; the sentence names what was found and what to do
    """
    if len(raw) > LIMIT:
        raise HandInError(
            f"The hand-in has {len(raw):,} bytes; at most {LIMIT:,} are taken. Shorten the longest written answer."
        )
    try:
        hand_in = msgspec.json.decode(raw, type=HandIn)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, ValueError) as error:
        raise HandInError(f"The hand-in could not be read: {error}. Reload the module and hand in again.") from error
    ids = [task.id for task in hand_in.tasks]
    twice = sorted({task_id for task_id in ids if ids.count(task_id) > 1})
    if twice:
        raise HandInError(f"The hand-in names {twice[0]} twice. Reload the module and hand in again.")
    return hand_in
