"""Counts as a sentence has them."""

from __future__ import annotations

_NAMES = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def count(number: int) -> str:
    """A number in words as far as twelve, in digits beyond."""
    return _NAMES[number] if number < len(_NAMES) else str(number)


def many(number: int, what: str) -> str:
    """A count with its noun: "one answer" or "six answers"."""
    return f"{count(number)} {what}{'' if number == 1 else 's'}"
