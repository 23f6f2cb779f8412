"""Scoring a ``number``: the answer is a JSON object, field id → what was typed (text) or the option chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from withinreach.content.kinds.number import NumberKey, NumberTask
from withinreach.content.score import Part

RIGHT = ("same", "follows")


def problem(task: NumberTask, answer: Any) -> str | None:
    """Why ``answer`` cannot be scored, in words for the instructor; none where it can. Any part may be left open."""
    if not isinstance(answer, dict):
        return "invalid answer: not a mapping of fields to what was typed"
    if not answer:
        return "invalid answer: no field filled in"
    if not {field.id for field in task.open_fields}.issuperset(answer):
        return "invalid answer: a field that the task does not have, or that was given"
    if len(task.values(answer)) < len(answer):
        return "invalid answer: a field that holds no number, or no option of its own"
    return None


def share(task: NumberTask, key: NumberKey, answer: Mapping[str, str]) -> float:
    """s of a valid answer: the fields that are right, or right for the earlier wrong values, over all; open ones 0."""
    roles = key.roles(task, task.values(answer))
    return sum(role in RIGHT for role in roles.values()) / len(roles)


def parts(task: NumberTask, key: NumberKey, answer: Mapping[str, str]) -> tuple[Part, ...]:
    """One part for each open field, in the order of the task: 1 or 0, and the way to it."""
    roles = key.roles(task, task.values(answer))
    return tuple(Part(name, float(role in RIGHT), key.fields[name].way) for name, role in roles.items())


def places(_task: NumberTask, _answer: Mapping[str, str]) -> dict[str, str]:
    """None: a number takes no gate."""
    return {}
