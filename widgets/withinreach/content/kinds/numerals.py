"""A number as people type it: with a decimal point or a comma, and never read when it could be two."""

from __future__ import annotations

import re
from typing import Any

LONGEST = 20
"""Signs that a number takes at most."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)")


def typed(text: Any) -> float | None:
    """A typed number, with a decimal point or a comma; none where it is no number, or where it could be two."""
    if not isinstance(text, str) or len(text.strip()) > LONGEST:
        return None
    plain = text.strip().replace("−", "-")
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


def trouble(text: str) -> str:
    """Why a text is no number, and what to write instead; empty where it is one. ``static/number.js`` says the same."""
    if typed(text) is not None:
        return ""
    shown = text.strip()[:LONGEST]
    if "." in shown and "," in shown:
        return f"“{shown}” has a point and a comma, and could be two numbers: leave out the one for thousands."
    return f"“{shown}” is no number: write digits with one point or comma at most, as in 4.17 or 4,17."
