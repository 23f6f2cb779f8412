"""Adding up a ``text``: a person marks it, and the first line of the comment says how (``content.rubric``)."""

from __future__ import annotations

import math

from withinreach.content.kinds.text import TextKey, TextTask
from withinreach.content.rubric import BEST, Rubric, read
from withinreach.content.score import Part, Score


def score(task: TextTask, key: TextKey, comment: str, given: float | None = None) -> Score:
    """The mark of a written answer, out of its marker's comment. Never raises on a marker's text.

    The sum of the criteria over the largest sum, times ``points``; where the key has a ``risk_cap`` and the tick is
    set, so many points at most. An ill-formed line: the sum alone, as the marker entered it.

    Parameters
    ----------
    comment : any text
    given : the sum that the marker entered, none where nobody has; a flag says where it is another one
    """
    maximum = float(task.points or 0)
    entered = None if given is None or not math.isfinite(given) else min(max(float(given), 0.0), maximum)
    found = read(comment, len(task.criteria))
    if found is None:
        flag = "not marked yet" if entered is None else "no marks in the first line of the comment: the sum alone"
        return _scored(maximum, entered or 0.0, flags=(flag,))
    points = maximum * sum(found.marks) / (BEST * len(found.marks))
    capped = found.no_risk and key.risk_cap is not None
    points = min(points, float(key.risk_cap or 0)) if capped else points
    flags = tuple(_flags(found, key, points, given))
    return _scored(maximum, points, _parts(task, key, found), flags, (key.capped,) if capped else ())


def _scored(
    maximum: float,
    points: float,
    parts: tuple[Part, ...] = (),
    flags: tuple[str, ...] = (),
    gates: tuple[str, ...] = (),
) -> Score:
    share = points / maximum if maximum else 0.0
    return Score(points=points, maximum=maximum, share=share, parts=parts, flags=flags, gates=gates)


def _parts(task: TextTask, key: TextKey, found: Rubric) -> tuple[Part, ...]:
    """One part for each criterion: its mark over 2, and the sentence that says what such a mark looks like."""
    return tuple(
        Part(criterion.id, mark / BEST, key.criteria[criterion.id].anchors[mark])
        for criterion, mark in zip(task.criteria, found.marks, strict=True)
    )


def _flags(found: Rubric, key: TextKey, points: float, given: float | None) -> list[str]:
    flags = []
    if found.no_risk and key.risk_cap is None:
        flags.append("a missed risk is ticked, and this task has no cap for it")
    if given is not None and not math.isclose(given, points, abs_tol=1e-9):
        flags.append(f"the marks come to {points:g}, entered is {given:g}")
    return flags
