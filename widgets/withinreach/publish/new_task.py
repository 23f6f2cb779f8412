"""A new task for an author: the commented example of a kind, printed, or put at the end of a module's files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from withinreach.content.course import course
from withinreach.content.errors import WithinReachError
from withinreach.content.example import example
from withinreach.content.kinds.base import Use
from withinreach.content.load import keys_folder, load_keys, load_module
from withinreach.content.marks import read_marked
from withinreach.content.schema import first_line
from withinreach.simulations import registry as models

UNPLACED = "m1-new"
"""What a task is called that is only printed, where nobody says otherwise."""


def printed(kind: str, task_id: str | None, use: Use | None) -> str:
    """The example as text; of a graded one both entries, each below a line that says where it belongs.

    Raises
    ------
    WithinReachError : there is no such kind, or it has no such use
    """
    found = example(kind, task_id or UNPLACED, use)
    if not found.key:
        return found.task
    return f"# source/<module>/tasks.yaml\n{found.task}\n# keys/<module>.yaml\n{found.key}"


def append(checkout: Path, module: str, kind: str, task_id: str | None, use: Use | None) -> list[Path]:
    """Put the example at the end of ``source/<module>/tasks.yaml`` and, where it is graded, of ``keys/<module>.yaml``.

    What stands there stays as it is. Both files are tried as they would be before either is written.

    Raises
    ------
    WithinReachError : no such module, kind or use; the id is taken; or the module has no folder in ``source/``
    ContentError : a file is broken already, or the id is none
    """
    info = course().module(module)
    folder = checkout / "source" / info.name
    if not folder.is_dir():
        raise WithinReachError(f"There is no folder source/{info.name}/ here. Make it first, with its notebook.")
    taken = set(_ids(checkout))
    name = task_id or next(each for each in _names(info.number, kind) if each not in taken)
    if name in taken:
        raise WithinReachError(f"The id {name!r} is taken. Ids are unique in the course: --id ANOTHER.")
    found = example(kind, name, use)
    tasks, keys = folder / "tasks.yaml", checkout / keys_folder() / f"{info.name}.yaml"
    after = {tasks: _longer(tasks, found.task, first_line("tasks.schema.json", "../../"))}
    if found.key:
        after[keys] = _longer(keys, found.key, first_line("keys.schema.json", "../"))
    _try(after, tasks, keys, info.name)
    for path, text in after.items():
        _replace(path, text)
    return list(after)


def _names(number: int, kind: str) -> Iterator[str]:
    return (f"m{number}-{kind}-{count}" for count in range(1, 10_000))


def _ids(checkout: Path) -> Iterator[str]:
    for file in sorted((checkout / "source").glob("*/tasks.yaml")):
        tasks = read_marked(file).data
        yield from (str(task.get("id")) for task in tasks or () if isinstance(task, dict))


def _longer(path: Path, more: str, head: str) -> str:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return f"{text.rstrip()}\n\n{more}" if text.strip() else head + more


def _try(after: dict[Path, str], tasks: Path, keys: Path, name: str) -> None:
    """Load both files as they would be; what is wrong is said of the file that an author knows, by the same name."""
    with tempfile.TemporaryDirectory() as temporary:
        trial = Path(temporary)
        for path in (tasks, keys):
            if path in after or path.exists():
                text = after[path] if path in after else path.read_text(encoding="utf-8")
                (trial / path.name).write_text(text, encoding="utf-8")
        module = load_module(trial, name)
        models.check(tasks, module)
        if keys in after:
            load_keys(trial / keys.name, module)


def _replace(path: Path, text: str) -> None:
    """Whole or not at all: an author's file is never left half written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    if path.exists():
        fresh.chmod(path.stat().st_mode)
    fresh.replace(path)
