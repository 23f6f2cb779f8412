"""The marker's line: the first of a comment holds one mark a criterion, and the tick for a missed risk."""

from __future__ import annotations

from typing import NamedTuple

BEST = 2
"""What one criterion is worth at most."""
TICK = "no risk"
"""Behind the marks: nothing is said about risk, although the vignette contains it."""
_MARKS = [str(mark) for mark in range(BEST + 1)]


class Rubric(NamedTuple):
    """A marker's line as it was read: a mark of 0 to 2 for each criterion, and whether the tick is set."""

    marks: tuple[int, ...]
    no_risk: bool


def read(comment: str, criteria: int) -> Rubric | None:
    """The marks in the first line of a comment (``2 1 2 2 1``, ``2 1 2 2 1 no risk``); none where it is ill-formed.

    Parameters
    ----------
    comment : any text; what stands below the first line is the marker's own
    criteria : how many marks there have to be
    """
    first = comment.split("\n", 1)[0].split()
    marks, rest = first[:criteria], " ".join(first[criteria:])
    if len(marks) < criteria or not set(marks).issubset(_MARKS) or rest.casefold() not in {"", TICK}:
        return None
    return Rubric(tuple(int(mark) for mark in marks), no_risk=bool(rest))


def words(comment: str, criteria: int) -> str:
    """The comment without its line of marks; all of it where that is ill-formed."""
    return comment.strip() if read(comment, criteria) is None else comment.partition("\n")[2].strip()
