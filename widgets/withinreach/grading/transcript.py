"""Scoring a ``transcript``: the answer is a JSON object, turn id → list of tag ids; what is left out is untagged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from withinreach.content.hearing import compare
from withinreach.content.kinds.transcript import NOTHING, TranscriptKey, TranscriptTask
from withinreach.content.score import Part

Tags = Mapping[str, Sequence[str]]


def problem(task: TranscriptTask, answer: Any) -> str | None:
    """Why ``answer`` cannot be scored, in words for the instructor; none where it can. No tag at all is an answer."""
    if not isinstance(answer, dict):
        return "invalid answer: not a mapping of turns to tags"
    if not {turn.id for turn in task.open_turns}.issuperset(answer):
        return "invalid answer: a turn that cannot be tagged, or that was given"
    if not all(isinstance(tags, list) and all(isinstance(tag, str) for tag in tags) for tags in answer.values()):
        return "invalid answer: tags that are no list of letters"
    known = set(task.lists()["tags"])
    if not all(known.issuperset(tags) and len(set(tags)) == len(tags) for tags in answer.values()):
        return "invalid answer: a tag that the task does not have, or one twice"
    most = max((len(tags) for tags in answer.values()), default=0)
    return f"invalid answer: {most} tags in a turn where {task.pick} may be" if most > task.pick else None


def share(task: TranscriptTask, key: TranscriptKey, answer: Tags) -> float:
    """s of a valid answer, 0 to 1 (``Heard.share``)."""
    return compare(task, key, answer).share


def parts(task: TranscriptTask, key: TranscriptKey, answer: Tags) -> tuple[Part, ...]:
    """One part for each turn with something to hear, and one of 0 for each with a tag too many, in their order."""
    heard = compare(task, key, answer)
    shares = {name: 0.0 for name, role in heard.roles.items() if role in {"false", "asked"}} | heard.shares
    return tuple(
        Part(id=turn.id, share=float(shares[turn.id]), reason=key.turns[turn.id].reason if turn.id in key.turns else "")
        for turn in task.open_turns
        if turn.id in shares
    )


def places(task: TranscriptTask, answer: Tags) -> dict[str, tuple[str, ...]]:
    """Turn → its tags, or ``none``."""
    return {turn.id: tuple(answer.get(turn.id, ())) or (NOTHING,) for turn in task.open_turns}
