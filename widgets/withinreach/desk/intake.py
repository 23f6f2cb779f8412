"""Whether a document that somebody sent is a hand-in of this course's released module."""

from __future__ import annotations

from withinreach.content.handin import HandIn, HandInError, parse
from withinreach.content.tasks import Module

_AGAIN = "Reload the module and hand in again."


def check(raw: bytes, course: str, module: Module) -> HandIn:
    """The hand-in, where it fits.

    Parameters
    ----------
    raw : the document as it was sent
    course : the id of this desk's course
    module : the released module that the address names

    Raises
    ------
    HandInError : in one sentence, what was found and what to do
    """
    hand_in = parse(raw)
    for what, found, wanted in (
        ("course", hand_in.course, course),
        ("module", hand_in.module, module.name),
        ("edition", hand_in.edition, "workshop"),
    ):
        if found != wanted:
            raise HandInError(f"The hand-in names the {what} {_short(found)}; expected is {wanted!r}. {_AGAIN}")
    known = {task.id for task in module.handed_in}
    foreign = next((task.id for task in hand_in.tasks if task.id not in known), None)
    if foreign is not None:
        raise HandInError(
            f"The hand-in holds {foreign!r}, which is not among the tasks of {module.name} that are handed in. {_AGAIN}"
        )
    return hand_in


def _short(found: str) -> str:
    return repr(found if len(found) <= 60 else found[:57] + "…")
