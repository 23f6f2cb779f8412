"""Scoring a ``sort``: the answer is a JSON object, item id → column id; an item that is left out is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from withinreach.content.kinds.sort import SortKey, SortTask
from withinreach.content.score import Part


def problem(task: SortTask, answer: Any) -> str | None:
    """Why ``answer`` cannot be scored, in words for the instructor; none where it can. Any part may be left open."""
    if not isinstance(answer, dict):
        return "invalid answer: not a mapping of items to columns"
    if not answer:
        return "invalid answer: no item sorted"
    if not {item.id for item in task.open_items}.issuperset(answer):
        return "invalid answer: an item that the task does not have, or that was given"
    columns = {column.id for column in task.columns}
    if not all(isinstance(column, str) and column in columns for column in answer.values()):
        return "invalid answer: a column that the task does not have"
    return None


def share(task: SortTask, key: SortKey, answer: Mapping[str, str]) -> float:
    """s of a valid answer: the values of the chosen columns (1, 0.5 or 0) over the items to sort; open ones are 0."""
    return sum(_value(key, item.id, answer) for item in task.open_items) / len(task.open_items)


def parts(task: SortTask, key: SortKey, answer: Mapping[str, str]) -> tuple[Part, ...]:
    """One part for each item to sort, in the order of the task: what its column earned, and the reason."""
    return tuple(
        Part(id=item.id, share=_value(key, item.id, answer), reason=key.items[item.id].reason)
        for item in task.open_items
    )


def places(_task: SortTask, answer: Mapping[str, str]) -> Mapping[str, str]:
    """Item → its column."""
    return answer


def _value(key: SortKey, item: str, answer: Mapping[str, str]) -> float:
    column = answer.get(item)
    return 0.0 if column is None else float(key.items[item].accept.get(column, 0))
