"""Scoring a ``probability``: the answer is a JSON object, option id → percent, or clue id → such an object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from withinreach.content.kinds.distances import WHOLE, borders, near
from withinreach.content.kinds.probability import ProbabilityKey, ProbabilityTask
from withinreach.content.score import Part


def problem(task: ProbabilityTask, answer: Any) -> str | None:
    """Why ``answer`` cannot be scored, in words for the instructor; none where it can."""
    if task.form != "clues":
        return _shares(task, answer)
    if not isinstance(answer, dict) or set(answer) != {clue.id for clue in task.open_clues}:
        return "invalid answer: not shares for each clue"
    return next(filter(None, (_shares(task, shares) for shares in answer.values())), None)


def _shares(task: ProbabilityTask, answer: Any) -> str | None:
    if not isinstance(answer, dict) or set(answer) != set(task.lists()["options"]):
        return "invalid answer: not a share for each option"
    if not all(isinstance(share, int | float) and not isinstance(share, bool) for share in answer.values()):
        return "invalid answer: a share that is no number"
    if not all(0 <= share <= WHOLE and share == int(share) for share in answer.values()):
        return "invalid answer: a share that is no whole number from 0 to 100"
    total = sum(answer.values())
    if task.form != "yes-no" and total != WHOLE:
        return f"invalid answer: shares that come to {total:g}"
    return None


def share(task: ProbabilityTask, key: ProbabilityKey, answer: Mapping[str, Any]) -> float:
    """s of a valid answer, 0 to 1 (``ProbabilityKey.earned``)."""
    return key.earned(task, answer)


def parts(task: ProbabilityTask, key: ProbabilityKey, answer: Mapping[str, Any]) -> tuple[Part, ...]:
    """What s is made of: one part for each clue that counts, each border between boxes, or each option."""
    return tuple(_parts(task, key, answer))


def _parts(task: ProbabilityTask, key: ProbabilityKey, answer: Mapping[str, Any]) -> Iterator[Part]:
    names, ours = task.lists()["options"], key.shares()
    if task.form == "clues":
        for clue in task.counted:
            step = key.clues[clue]
            yield Part(clue, near(answer[clue], step.shares), step.reason)
    elif task.form == "tokens":
        lost = borders([answer[name] for name in names], [ours[name] for name in names])
        for name, squared in zip(names, lost, strict=False):
            yield Part(f"up-to-{name}", 1 - squared, key.options[name].reason)
    else:
        for name in names:
            yield Part(name, near({name: answer[name]}, {name: ours[name]}), key.options[name].reason)


def places(_task: ProbabilityTask, _answer: Mapping[str, Any]) -> dict[str, str]:
    """None: shares take no gate."""
    return {}
