"""Scoring an ``interval``: the answer is a JSON list of [from, to] in whole seconds; none at all is an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from withinreach.content.kinds.interval import MOST, IntervalKey, IntervalTask, fooled, found, merged
from withinreach.content.score import Part

PAIR = 2


def problem(task: IntervalTask, answer: Any) -> str | None:
    """Why ``answer`` cannot be scored, in words for the instructor; none where it can."""
    if not isinstance(answer, list) or not all(isinstance(mark, list) and len(mark) == PAIR for mark in answer):
        return "invalid answer: not a list of pairs of seconds"
    if not all(isinstance(second, int) and not isinstance(second, bool) for mark in answer for second in mark):
        return "invalid answer: a second that is no whole number"
    if not all(0 <= start < end <= task.seconds for start, end in answer):
        return "invalid answer: a mark that runs backwards or out of the trace"
    if len(answer) > MOST:
        return f"invalid answer: {len(answer)} marks where {MOST} may be"
    return None


def share(task: IntervalTask, key: IntervalKey, answer: Sequence[Sequence[int]]) -> float:
    """s of a valid answer: (found − decoys marked) / stretches to find, not below 0.

    Where there is nothing to find: 1 if nothing is marked, else 0.
    """
    marks = merged(answer)
    wanted = {name: span for name, span in key.stretches.items() if name not in task.given}
    if not wanted:
        return 0.0 if marks else 1.0
    return max(0, len(found(wanted, marks)) - len(fooled(key.decoys, marks))) / len(wanted)


def parts(task: IntervalTask, key: IntervalKey, answer: Sequence[Sequence[int]]) -> tuple[Part, ...]:
    """One part for each stretch to find (1: found) and each decoy (1: left alone), with its reason."""
    marks = merged(answer)
    wanted = {name: span for name, span in key.stretches.items() if name not in task.given}
    hits, misses = found(wanted, marks), fooled(key.decoys, marks)
    stretches = (Part(name, float(name in hits), span.reason) for name, span in wanted.items())
    return (*stretches, *(Part(name, float(name not in misses), span.reason) for name, span in key.decoys.items()))


def places(_task: IntervalTask, _answer: Sequence[Sequence[int]]) -> dict[str, str]:
    """None: a trace takes no gate."""
    return {}
