"""A commented example of each kind of task, put together from ``examples/<kind>.yaml`` and ``examples/every.yaml``.

A file of ``examples`` is YAML in parts, each begun by ``--- # name``: ``task`` and ``key`` hold the kind's own fields,
``practice``, ``graded`` and ``ask`` what a use adds. A kind can be used as its file has parts for.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import NamedTuple, get_args

from withinreach.content.errors import WithinReachError
from withinreach.content.keys import KEY_TYPES
from withinreach.content.kinds.base import Use
from withinreach.content.tasks import KINDS

USES: tuple[Use, ...] = get_args(Use)
COLUMN = 23
"""Where the comments of the shared fields begin."""
_FIRST_ID = re.compile(r"^id: ID *", re.MULTILINE)
_PART = re.compile(r"^--- # ([a-z]+)\n", re.MULTILINE)
COMMENT = re.compile(r"^(?:- |  )(?:# )?([a-z_]+):.*?\s{2,}# (.+)$", re.MULTILINE)
"""A field of the first level in an example, and the words behind it."""
_FIELD = re.compile(r"^(?:# )?([a-z_]+):", re.MULTILINE)


class Example(NamedTuple):
    """Lines for a task file and, where the task is graded and has a key, for a key file; empty where not."""

    task: str
    key: str


def uses(kind: str) -> tuple[Use, ...]:
    """What a kind can be used for, the usual one first.

    Raises
    ------
    WithinReachError : there is no such kind
    """
    parts = _parts(kind)
    return tuple(use for use in USES if use in parts)


def example(kind: str, task_id: str, use: Use | None = None) -> Example:
    """The example of a kind as an entry of a list of tasks, and as an entry of a key file.

    Parameters
    ----------
    kind : one of ``KINDS``
    task_id : as the task shall be called
    use : none takes the kind's usual one

    Raises
    ------
    WithinReachError : there is no such kind, or it has no such use
    """
    allowed = uses(kind)
    chosen = use or allowed[0]
    if chosen not in allowed:
        raise WithinReachError(f"A {kind} is not for {chosen}. Accepted: {', '.join(allowed)}.")
    every, own = _parts("every"), _parts(kind)
    lines = _FIRST_ID.sub(f"id: {task_id}".ljust(COLUMN), every["first"]).replace("KIND", kind)
    lines += _without(every[chosen], own[chosen]) + own[chosen] + every["last"] + own["task"]
    key = every["key"] + own["key"] if kind in KEY_TYPES else ""
    if chosen == "practice":
        lines += "key:\n" + _indented(key)
    return Example(
        "- " + _indented(lines).removeprefix("  "), f"{task_id}:\n{_indented(key)}" if chosen == "graded" else ""
    )


def _parts(name: str) -> dict[str, str]:
    if name not in {*KINDS, "every"}:
        raise WithinReachError(f"There is no kind {name!r}. The kinds are: {', '.join(KINDS)}.")
    text = files("withinreach.content").joinpath("examples", f"{name}.yaml").read_text(encoding="utf-8")
    _, *found = _PART.split(text)
    return dict(zip(found[::2], found[1::2], strict=True))


def _without(shared: str, own: str) -> str:
    """The shared lines whose field a kind does not write itself."""
    written = _FIELD.findall(own)
    kept = (line for line in shared.splitlines(keepends=True) if _FIELD.findall(line)[0] not in written)
    return "".join(kept)


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
