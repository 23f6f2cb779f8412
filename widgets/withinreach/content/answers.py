"""One answer and the state of a module's answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

SCHEMA = 1


def now() -> str:
    """The present moment in UTC, to the second, ISO 8601 with ``Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One committed answer as the journal holds it; one JSON object a line.

    ``confidence`` is the share expected (0, .25, .5, .75, 1) or none where not asked or not tapped;
    ``seconds`` is how long the task was in hand, for the participant alone, never handed in.
    """

    v: int = SCHEMA
    at: str
    task: str
    edition: int
    answer: Any
    variant: str | None = None
    confidence: float | None = None
    seconds: float | None = None


State = dict[str, Line]
"""Task id → the line that stands."""
