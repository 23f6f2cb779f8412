"""Scoring a ``simulation``: the answer is {variant, seed, actions}, replayed through the model it was played in."""

from __future__ import annotations

from typing import Any

import msgspec

from withinreach.content.kinds.simulation import SimulationKey, SimulationTask, readable
from withinreach.content.scenes import Debrief
from withinreach.content.score import Part
from withinreach.content.words import many
from withinreach.simulations import shell
from withinreach.simulations.registry import model


def problem(task: SimulationTask, answer: Any) -> str | None:
    """Why ``answer`` cannot be scored, in words for the instructor; none where it is a course played to its end."""
    if not readable(answer):
        return "invalid answer: not a log of variant, seed and actions"
    if task.variants and answer["variant"] not in task.variants:
        return f"there is no variant {str(answer['variant'])[:40]!r} of this task"
    log = _log(answer)
    if log.actions[: len(task.given)] != task.given:
        return "invalid answer: a course that does not begin as given"
    try:
        last = shell.states(model(task.model), log)[-1]
    except ValueError:
        return "invalid answer: an action that was not offered"
    if not model(task.model).over(last):
        return f"begun, not finished: {many(len(log.actions), 'action')}"
    return None


def share(task: SimulationTask, _key: SimulationKey, answer: Any) -> float:
    """s of a whole course: (own value − naive course) ÷ (best − naive course), cut to 0…1."""
    return shell.share(model(task.model), _log(answer))


def parts(_task: SimulationTask, _key: SimulationKey, _answer: Any) -> tuple[Part, ...]:
    """None: a course is one thing. What was made of it stands in the debrief."""
    return ()


def places(_task: SimulationTask, _answer: Any) -> dict[str, str]:
    """None: a course takes no gate; what a model holds against a missed risk is in its own value."""
    return {}


def told(task: SimulationTask, answer: Any) -> Debrief:
    """The debrief of a whole course, in words."""
    return shell.debrief(model(task.model), _log(answer))


def _log(answer: Any) -> shell.Log:
    found: shell.Log = msgspec.convert(answer, shell.Log)
    return found
