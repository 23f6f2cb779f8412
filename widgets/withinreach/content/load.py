"""Task files and key files: read, checked, made into frozen objects, or refused."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from withinreach.content.errors import ContentError
from withinreach.content.explain import explain
from withinreach.content.keys import KEY_TYPES, Key
from withinreach.content.marks import Marked, read_marked
from withinreach.content.rules import check_gates, check_keys, check_keys_fit, check_tasks
from withinreach.content.tasks import KINDS, Base, Module, Task

BY_HAND = ("text", "note", "likert")
"""Kinds that no machine marks: confidence is not asked there."""
OWN = ("note", "likert")
"""Kinds about whoever answers: what stands there stays private where the file says nothing else."""
SURE_ALREADY = ("probability", "simulation")
"""Kinds whose answer says how sure somebody is, or where nobody can be: confidence is not asked besides."""


def keys_folder() -> Path:
    """Where the keys of graded tasks lie: ``$WITHINREACH_KEYS``, else ``./keys``."""
    return Path(os.environ.get("WITHINREACH_KEYS", "keys"))


def load_module(folder: Path, name: str) -> Module:
    """The tasks of one module, from ``tasks.yaml`` or, in the public edition, ``<name>.tasks.json``.

    Raises
    ------
    ContentError : with file, line, task, field, rule and what would be accepted
    """
    plain, public = folder / "tasks.yaml", folder / f"{name}.tasks.json"
    file = plain if plain.exists() or not public.exists() else public
    marked = read_marked(file)
    if not isinstance(marked.data, list):
        raise ContentError(file, "A task file is a list of tasks.", "lines that begin with '- id: …'.", line=1)
    tasks = tuple(_task(marked, index, raw) for index, raw in enumerate(marked.data))
    check_tasks(marked, tasks)
    return Module(name=name, tasks=tasks)


def load_keys(path: Path, module: Module) -> dict[str, Key]:
    """The keys of a module's graded tasks, from ``keys/<module>.yaml``.

    Raises
    ------
    ContentError : as ``load_module``; also a key without a task and a graded task without a key
    """
    marked = read_marked(path)
    if not isinstance(marked.data, dict):
        raise ContentError(path, "A key file maps task ids to keys.", "lines such as 'm1-load:'.", line=1)
    check_keys(marked, module)
    keys = {task_id: _key(marked, module, task_id, raw) for task_id, raw in marked.data.items()}
    for task_id, key in keys.items():
        check_keys_fit(marked, module.task(task_id), key, (task_id,))
    check_gates(marked, module, keys)
    return keys


def _task(marked: Marked, index: int, raw: Any) -> Task:
    kind = raw.get("kind") if isinstance(raw, dict) else None
    task_id = str(raw.get("id", f"number {index + 1}")) if isinstance(raw, dict) else f"number {index + 1}"
    if kind not in KINDS:
        raise ContentError(
            marked.file,
            f"There is no kind {kind!r}.",
            ", ".join(KINDS) + ".",
            line=marked.line((index, "kind")),
            task=task_id,
            field="kind",
        )
    task = _convert(marked, raw, KINDS[kind], (index,), task_id)
    for letter, fields in getattr(task, "another", {}).items():
        _convert(marked, {**raw, **fields}, KINDS[kind], (index, "another", letter), task_id)
    return _with_defaults(task)


def _key(marked: Marked, module: Module, task_id: str, raw: Any) -> Key:
    model = KEY_TYPES[module.task(task_id).kind]
    key: Key = _convert(marked, raw, model, (task_id,), task_id)
    for letter, fields in getattr(key, "another", {}).items():
        _convert(marked, fields, model, (task_id, "another", letter), task_id)
    return key


def _convert(marked: Marked, raw: Any, model: Any, root: tuple[str | int, ...], task_id: str) -> Any:
    try:
        return msgspec.convert(raw, model)
    except msgspec.ValidationError as error:
        place, rule, accepted = explain(error, model, raw)
        raise ContentError(
            marked.file,
            rule,
            accepted,
            line=marked.line((*root, *place)),
            task=task_id,
            field=".".join(str(step) for step in (*root[1:], *place)) or None,
        ) from error


def _with_defaults(task: Task) -> Task:
    keep = task.keep or _default_keep(task)
    asked = task.graded and task.kind not in (*BY_HAND, *SURE_ALREADY)
    confidence = asked if task.confidence is None else task.confidence
    return msgspec.structs.replace(task, keep=keep, confidence=confidence)


def _default_keep(task: Base) -> str:
    if task.graded:
        return "handin"
    return "private" if task.kind in OWN else "local"
