"""Scoring a ``dialogue``: the answer is a JSON list of [node, reply], from the first node to an end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from withinreach.content.kinds.dialogue import DialogueKey, DialogueTask, earned
from withinreach.content.score import Part
from withinreach.content.words import many


def problem(task: DialogueTask, answer: Any) -> str | None:
    """Why ``answer`` cannot be scored, in words for the instructor; none where it can. A path runs to an end."""
    if not isinstance(answer, list):
        return "invalid answer: not a list of pairs of node and reply"
    walk = task.talk.walk(answer)
    if walk is None:
        return "invalid answer: a path that does not fit the nodes"
    if walk.steps[: len(task.given)] != task.given:
        return "invalid answer: a path that does not begin as given"
    if walk.here not in task.talk.ends:
        return f"begun, not finished: {many(len(walk.steps), 'step')}, and no end reached"
    return None


def share(task: DialogueTask, key: DialogueKey, answer: Sequence[Sequence[str]]) -> float:
    """s of a path that fits: the values on it ÷ the largest sum that any path reaches, cut to 1."""
    return earned(task, key, [(node, reply) for node, reply in answer])


def parts(task: DialogueTask, key: DialogueKey, answer: Sequence[Sequence[str]]) -> tuple[Part, ...]:
    """One part for each node on the path that was not given: what the reply is worth, and its reason."""
    own = answer[len(task.given) :]
    return tuple(Part(node, float(key.replies[reply].value), key.replies[reply].reason) for node, reply in own)


def places(task: DialogueTask, answer: Sequence[Sequence[str]]) -> dict[str, str]:
    """Each reply is ``chosen`` or ``left``."""
    chosen = {reply for _, reply in answer}
    return {reply: "chosen" if reply in chosen else "left" for reply in task.reply_ids}
