"""Tables worked by hand for the two programs that score a kind: ours in Python and the page's script in Node."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
from withinreach.content.keys import KEY_TYPES, KeyBase
from withinreach.content.tasks import KINDS, Base

TRACE = {"report": [6] * 18, "skin": [2.0] * 360}
"""A trace of six minutes, for the tasks of a table that need one: its samples earn nothing."""


def table(kind: str) -> dict[str, Any]:
    """``<kind>.json``: ``tasks`` by name (task and key as files have them) and ``rows`` with share and points."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name(f"{kind}.json").read_text(encoding="utf-8"))
    return found


def loaded(kind: str, name: str) -> tuple[Base, KeyBase]:
    """One task of a table with its key."""
    entry = table(kind)["tasks"][name]
    raw = entry["task"] | (TRACE if kind == "interval" else {})
    return msgspec.convert(raw, KINDS[kind]), msgspec.convert(entry["key"], KEY_TYPES[kind])


def setting(kind: str, task: Base, key: KeyBase) -> dict[str, Any]:
    """What the page's script of a kind would be told, the key included, as in practice."""
    component = getattr(import_module(f"withinreach.ui.{kind}"), kind.capitalize())
    told: dict[str, Any] = component.setting_of(None, msgspec.structs.replace(task, key=key))
    return told


def named(row: dict[str, Any]) -> str:
    """A row in a test's name."""
    return f"{row['task']} {json.dumps(row['answer'])} {row['confidence']}"
