"""Scoring a ``choice``: the answer is a JSON list of option ids, for one option a list with one id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from withinreach.content.keys import ChoiceKey
from withinreach.content.score import Part
from withinreach.content.tasks import ChoiceTask


def problem(task: ChoiceTask, answer: Any) -> str | None:
    """Why ``answer`` cannot be scored, in words for the instructor; none where it can.

    Fewer options than ``pick`` are a valid answer, none at all is not.
    """
    if not isinstance(answer, list) or not all(isinstance(chosen, str) for chosen in answer):
        return "invalid answer: not a list of option ids"
    if not answer:
        return "invalid answer: no option chosen"
    if len(set(answer)) < len(answer):
        return "invalid answer: an option named twice"
    if len(answer) > task.pick:
        return f"invalid answer: {len(answer)} options chosen where {task.pick} may be"
    known = {option.id for option in task.options}
    if not known.issuperset(answer):
        return "invalid answer: an option that the task does not have"
    return None


def share(task: ChoiceTask, key: ChoiceKey, answer: Sequence[str]) -> float:
    """s of a valid answer, 0 to 1.

    One: the value of the option (1, 0.6 or 0). Several: (right − wrong) / number right, not below 0; an
    option is right when its value is 1, else wrong.
    """
    if task.pick == 1:
        return float(key.options[answer[0]].value)
    right = {option for option, entry in key.options.items() if entry.value == 1}
    hits = len(right.intersection(answer))
    return max((hits - (len(answer) - hits)) / len(right), 0.0)


def parts(task: ChoiceTask, key: ChoiceKey, _answer: Sequence[str]) -> tuple[Part, ...]:
    """One part for each option, in the order of the task: its value and the reason for it."""
    entries = ((option.id, key.options[option.id]) for option in task.options)
    return tuple(Part(id=name, share=float(entry.value), reason=entry.reason) for name, entry in entries)


def places(task: ChoiceTask, answer: Sequence[str]) -> dict[str, str]:
    """Each option is ``chosen`` or ``left``."""
    return {option.id: "chosen" if option.id in answer else "left" for option in task.options}
