"""Keys: what earns what, and the reason for it. Practice keys stand with the task, graded ones in ``keys/``."""

from __future__ import annotations

from withinreach.content.kinds.base import Authority, Gate, KeyBase, Move
from withinreach.content.kinds.choice import ChoiceKey, OptionKey
from withinreach.content.kinds.interval import IntervalKey
from withinreach.content.kinds.order import OrderKey, OrderRule
from withinreach.content.kinds.sort import SortItemKey, SortKey
from withinreach.content.kinds.text import CriterionKey, TextKey

__all__ = [
    "KEY_TYPES",
    "Authority",
    "ChoiceKey",
    "CriterionKey",
    "Gate",
    "IntervalKey",
    "Key",
    "KeyBase",
    "Move",
    "OptionKey",
    "OrderKey",
    "OrderRule",
    "SortItemKey",
    "SortKey",
    "TextKey",
]

Key = ChoiceKey | SortKey | OrderKey | IntervalKey | TextKey
KEY_TYPES: dict[str, type[KeyBase]] = {
    "choice": ChoiceKey,
    "sort": SortKey,
    "order": OrderKey,
    "interval": IntervalKey,
    "text": TextKey,
}
"""Kind → the model of its key, for the kinds that have one."""
