"""What tests of the spaced return share: the three fixture modules, made-up tasks, lines, a Monday."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from withinreach.content.answers import Line
from withinreach.content.journal import Journal
from withinreach.content.load import load_module
from withinreach.content.tasks import ChoiceTask, Module, Option, Task

from tests.conftest import CHECKOUT

MODULES = CHECKOUT / "tests" / "notebooks" / "returning"
NAMES = ("01-foundations", "02-recognising", "03-assessing")
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
WRONG: dict[str, Any] = {"x1-heard-b": ["o2"], "x1-heard-c": {"i1": "away"}, "x1-body-b": {"mean": "24"}}
RIGHT: dict[str, Any] = {
    "x1-heard-a": ["o1"],
    "x1-heard-b": ["o1"],
    "x1-heard-c": {"i1": "near", "i2": "away", "i3": "open"},
    "x1-body-b": {"mean": "4"},
    "x1-body-c": ["c1", "c2", "c3"],
    "x2-risk-b": ["o1"],
    "x2-risk-c": {"grief": 80},
}


def task(task_id: str, **others: Any) -> ChoiceTask:
    """A practice task of that name with two options, or whatever ``others`` make of it."""
    options = (Option(id="a", text="A"), Option(id="b", text="B"))
    given: dict[str, Any] = {"edition": 1, "title": task_id, "prompt": "?", "use": "practice", "options": options}
    return ChoiceTask(id=task_id, **(given | others))


def module(name: str, *tasks: Task) -> Module:
    return Module(name=name, tasks=tasks)


def line(task_id: str, answer: Any, *, at: str = "2026-11-02T09:00:00Z", **others: Any) -> Line:
    return Line(**({"at": at, "task": task_id, "edition": 1, "answer": answer} | others))


def modules(folder: Path) -> Path:
    """A copy of the fixture modules, as they lie beside each other in a workshop."""
    shutil.copytree(MODULES, folder)
    return folder


def answered(data: Path, module_name: str, *lines: Line) -> None:
    """Lines in a module's journal below a data folder."""
    journal = Journal(data / "within-reach" / module_name)
    for one in lines:
        journal.append(one)


def loaded(folder: Path, name: str) -> Module:
    return load_module(folder / name, name)


def notes(data: Path) -> dict[str, Any]:
    """What stands in ``returning.json``."""
    found: dict[str, Any] = msgspec.json.decode((data / "within-reach" / "returning.json").read_bytes())
    return found
