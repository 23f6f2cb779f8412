"""Every row of every table, for what must hold of all kinds that a program marks and gives reasons for."""

from __future__ import annotations

from typing import Any

import msgspec
from withinreach.grading import score

from tests.golden import test_because as because
from tests.golden.table import loaded, table
from tests.golden.test_choice_table import TABLE as CHOICES
from tests.golden.test_choice_table import loaded as loaded_choice

KINDS = ("sort", "order", "interval", "number", "probability", "transcript", "dialogue")
Row = tuple[str, Any, Any, Any]


def every_row() -> list[Row]:
    """Kind and table name of the task, task, key, answer; those whose answer can be scored."""
    rows: list[Row] = [
        (f"{kind} {row['task']}", *loaded(kind, row["task"]), row["answer"])
        for kind in KINDS
        for row in table(kind)["rows"]
    ]
    rows += [(f"choice {row['task']}", *loaded_choice(row["task"]), row["answer"]) for row in CHOICES["rows"]]
    for option, picked, *_ in because.BY_HAND:
        rows.append(("choice because", *because.both(), {"option": option, "because": picked}))
    return [row for row in rows if not score(*row[1:], None).flags]


def practised(task: Any, key: Any) -> Any:
    """The same task in practice, its key beside it."""
    shared = {"points": None, "confidence": False, "keep": "local", "attempts": "open"}
    return msgspec.structs.replace(task, use="practice", key=key, **shared)
