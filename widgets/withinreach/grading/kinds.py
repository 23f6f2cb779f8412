"""Dispatch by kind. A new machine-marked kind is one scorer file and one line in ``_SCORERS``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from withinreach.content.keys import ChoiceKey, Key
from withinreach.content.score import Part, Score
from withinreach.content.tasks import ChoiceTask, Task
from withinreach.grading import choice
from withinreach.grading.confidence import mark, readable

Judged = tuple[float, tuple[Part, ...]] | str
"""What a scorer returns: a share with its parts, or why the answer cannot be scored."""


def _choice(task: Any, key: Any, answer: Any) -> Judged:
    assert isinstance(task, ChoiceTask), "the loader gives each kind its model"
    assert isinstance(key, ChoiceKey), "the loader pairs tasks and keys by kind"
    return choice.problem(task, answer) or (choice.share(task, key, answer), choice.parts(task, key))


_SCORERS: dict[str, Callable[[Any, Any, Any], Judged]] = {"choice": _choice}


def machine_marked(task: Task) -> bool:
    """Whether ``score`` can mark this task: graded, and not left to a person."""
    return task.graded and task.kind in _SCORERS


def nothing(task: Task, flag: str) -> Score:
    """0.0 flat, whatever the confidence, with words for a human."""
    return Score(points=0.0, maximum=float(task.points or 0), share=0.0, flags=(flag,))


def score(task: Task, key: Key, answer: Any, confidence: float | None) -> Score:
    """The mark of one machine-marked answer. Never raises on a participant's data.

    Parameters
    ----------
    task, key : as loaded, of one kind
    answer : whatever JSON was handed in; none, or one that breaks the task's rules, earns 0.0 flat and a flag
    confidence : the share expected, 0 to 1, or none; left aside where the task does not ask for it

    Raises
    ------
    ValueError : a kind that no program marks, such as ``text``
    """
    if task.kind not in _SCORERS:
        raise ValueError(f"{task.id} is a {task.kind}: it is marked by a person. Marked here: {', '.join(_SCORERS)}.")
    if answer is None:
        return nothing(task, "not answered")
    judged = _SCORERS[task.kind](task, key, answer)
    if isinstance(judged, str):
        return nothing(task, judged)
    share, parts = judged
    maximum = float(task.points or 0)
    if not task.confidence:
        return Score(points=min(maximum * share, maximum), maximum=maximum, share=share, parts=parts)
    expected = readable(confidence)
    odd = confidence is not None and expected is None
    flags = ("the confidence is no number from 0 to 1 and counts as a half",) if odd else ()
    return Score(points=mark(maximum, share, expected), maximum=maximum, share=share, parts=parts, flags=flags)
