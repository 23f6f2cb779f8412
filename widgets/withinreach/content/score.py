"""What a scorer returns: shown by ``render``, made by ``grading``, written into the gradebook."""

from __future__ import annotations

import msgspec

from withinreach.content.scenes import Debrief


class Part(msgspec.Struct, frozen=True):
    """One thing that was marked: an option, an item, a field. ``share`` runs from 0 to 1."""

    id: str
    share: float
    reason: str


class Score(msgspec.Struct, frozen=True):
    """The mark of one task.

    ``points`` is a plain finite float between 0 and ``maximum``; ``share`` (s) is what the answer
    itself earned, 0 to 1, before confidence and after a gate's cap. ``flags`` are words for a human where
    something was odd (missing, invalid, another edition); they never change a mark by themselves. ``gates``
    are the words, for the participant, of each gate that was met; ``told`` is what a simulation's course was like.
    """

    points: float
    maximum: float
    share: float
    parts: tuple[Part, ...] = ()
    flags: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    told: Debrief | None = None
