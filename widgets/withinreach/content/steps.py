"""Answers that grow step by step: a graded dialogue's path, a graded simulation's actions.

Each step is a line of the journal, so that a reload goes on and does not start again. What was said stays said: a line
stands only where it goes on from the one before it.
"""

from __future__ import annotations

from typing import Any

from withinreach.content.answers import Line


def steps_of(answer: Any) -> list[Any]:
    """The steps of an answer: a path is a list, a simulation's log holds them as ``actions``; else none."""
    found = answer.get("actions") if isinstance(answer, dict) else answer
    return found if isinstance(found, list) else []


def goes_on(before: Line, after: Line) -> bool:
    """Whether ``after`` is ``before`` with one step more, or with the confidence that was still to be tapped."""
    if (before.edition, before.variant) != (after.edition, after.variant) or before.confidence is not None:
        return False
    if after.answer == before.answer:
        return after.confidence is not None
    steps = steps_of(after.answer)
    one_more = bool(steps) and steps[:-1] == steps_of(before.answer)
    return one_more and _frame(after.answer) == _frame(before.answer)


def _frame(answer: Any) -> Any:
    """An answer without its steps: a simulation's variant and seed."""
    return {name: value for name, value in answer.items() if name != "actions"} if isinstance(answer, dict) else None
