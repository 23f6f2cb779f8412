"""Keys: what earns what, and the reason for it. Practice keys stand with the task, graded ones in ``keys/``."""

from __future__ import annotations

from withinreach.content.kinds.base import Authority, Gate, KeyBase, Move
from withinreach.content.kinds.choice import ChoiceKey, OptionKey
from withinreach.content.kinds.dialogue import DialogueKey, ReplyKey
from withinreach.content.kinds.interval import IntervalKey
from withinreach.content.kinds.number import NumberKey
from withinreach.content.kinds.order import OrderKey, OrderRule
from withinreach.content.kinds.probability import ProbabilityKey
from withinreach.content.kinds.simulation import SimulationKey
from withinreach.content.kinds.sort import SortItemKey, SortKey
from withinreach.content.kinds.text import CriterionKey, TextKey
from withinreach.content.kinds.transcript import TranscriptKey, TurnKey

__all__ = [
    "KEY_TYPES",
    "Authority",
    "ChoiceKey",
    "CriterionKey",
    "DialogueKey",
    "Gate",
    "IntervalKey",
    "Key",
    "KeyBase",
    "Move",
    "NumberKey",
    "OptionKey",
    "OrderKey",
    "OrderRule",
    "ProbabilityKey",
    "ReplyKey",
    "SimulationKey",
    "SortItemKey",
    "SortKey",
    "TextKey",
    "TranscriptKey",
    "TurnKey",
]

Key = (
    ChoiceKey
    | SortKey
    | OrderKey
    | IntervalKey
    | NumberKey
    | ProbabilityKey
    | TranscriptKey
    | DialogueKey
    | SimulationKey
    | TextKey
)
KEY_TYPES: dict[str, type[KeyBase]] = {
    "choice": ChoiceKey,
    "sort": SortKey,
    "order": OrderKey,
    "interval": IntervalKey,
    "number": NumberKey,
    "probability": ProbabilityKey,
    "transcript": TranscriptKey,
    "dialogue": DialogueKey,
    "simulation": SimulationKey,
    "text": TextKey,
}
"""Kind → the model of its key, for the kinds that have one."""
