"""What a code cell of a module's notebook shows: ``module.task("…")`` and its like, read from the source."""

from __future__ import annotations

import re

_CALL = re.compile(
    r"""^module\.(task|check|figure|handin|returning)\((?:["']([a-z0-9-]+)["']|\d)?\)\s*$""", re.MULTILINE
)


def call(source: str) -> tuple[str, str] | None:
    """("task", id), ("check", name), ("figure", name), ("handin", ""), ("returning", ""), or none of these."""
    found = _CALL.search(source)
    return (found[1], found[2] or "") if found else None


def shows(found: tuple[str, str], task_id: str) -> bool:
    """Whether a call shows the task called ``task_id``; a check shows all ``<name>-1``, ``<name>-2`` …"""
    what, name = found
    if what == "check":
        return task_id.startswith(f"{name}-") and task_id.removeprefix(f"{name}-").isdigit()
    return what == "task" and name == task_id
