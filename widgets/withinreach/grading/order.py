"""Scoring an ``order``: the answer is a JSON list of all card ids, from the top."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from withinreach.content.kinds.order import OrderKey, OrderTask
from withinreach.content.score import Part


def problem(task: OrderTask, answer: Any) -> str | None:
    """Why ``answer`` cannot be scored, in words for the instructor; none where it can. Any order of all cards can."""
    if not isinstance(answer, list) or not all(isinstance(card, str) for card in answer):
        return "invalid answer: not a list of card ids"
    if sorted(answer) != sorted(task.lists()["cards"]):
        return "invalid answer: not every card once"
    return None


def share(_task: OrderTask, key: OrderKey, answer: Sequence[str]) -> float:
    """s of a valid answer, 0 to 1: tiers, not ranks (``OrderKey.share``)."""
    return key.share(answer)


def parts(_task: OrderTask, key: OrderKey, answer: Sequence[str]) -> tuple[Part, ...]:
    """One part for each rule, or for each boundary: the share of its pairs of neighbouring tiers that stand right."""
    if key.rules:
        return tuple(Part(rule.id, float(rule.kept(answer)), rule.reason) for rule in key.rules)
    return tuple(
        Part(f"boundary-{number}", _right(upper, lower, answer), reason)
        for number, ((upper, lower), reason) in enumerate(zip(pairwise(key.tiers), key.reasons, strict=True), start=1)
    )


def _right(upper: Sequence[str], lower: Sequence[str], answer: Sequence[str]) -> float:
    right = [answer.index(high) < answer.index(low) for high in upper for low in lower]
    return sum(right) / len(right)


def places(_task: OrderTask, answer: Sequence[str]) -> dict[str, str]:
    """Card → its place, counted from 1."""
    return {card: str(number) for number, card in enumerate(answer, start=1)}
