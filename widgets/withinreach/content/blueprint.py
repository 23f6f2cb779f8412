"""The blueprint of the course: every task that is planned, with kind, points and minutes (``data/blueprint.csv``)."""

from __future__ import annotations

import csv
from functools import cache
from io import StringIO
from pathlib import Path

import msgspec

from withinreach.content.errors import ContentError
from withinreach.content.resources import data_text

NO_TASK = ("slot", "reading", "figures")
"""Kinds of rows that no task file holds: drawn by a schedule, or minutes only."""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row. ``outcomes`` is "LO3:2 LO1:2" where points are counted by outcome, else "LO3 LO1"."""

    module: str
    skill: str
    task: str
    what: str
    kind: str
    use: str
    keep: str
    points: int
    minutes: float
    outcomes: str

    @property
    def outcome_names(self) -> tuple[str, ...]:
        """The outcomes without their points, in the order of the row."""
        return tuple(part.partition(":")[0] for part in self.outcomes.split())

    @property
    def outcome_points(self) -> dict[str, int]:
        """Outcome → graded points; empty where they are not counted."""
        pairs = (part.partition(":") for part in self.outcomes.split())
        return {name: int(points) for name, _, points in pairs if points}


@cache
def blueprint() -> tuple[Row, ...]:
    """All rows, in the order of the course."""
    return parse(data_text("blueprint.csv"), Path("data/blueprint.csv"))


def parse(text: str, path: Path) -> tuple[Row, ...]:
    """Rows from a CSV with a heading.

    Raises
    ------
    ContentError : a column too many or too few, or a value that does not fit, with the line
    """
    rows = []
    for line, raw in enumerate(csv.DictReader(StringIO(text)), start=2):
        try:
            rows.append(msgspec.convert(raw, Row, strict=False))
        except (msgspec.ValidationError, TypeError) as error:
            raise ContentError(path, f"This row does not fit: {error}.", _accepted(), line=line) from error
    return tuple(rows)


def _accepted() -> str:
    return "the columns " + ", ".join(Row.__struct_fields__) + "; points a whole number, minutes a number."


def rows_of(module: str) -> tuple[Row, ...]:
    """The rows of one module."""
    return tuple(row for row in blueprint() if row.module == module)
