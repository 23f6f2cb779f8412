"""Rules that a schema cannot say: those of every task here, those of one kind in its file of ``kinds``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from withinreach.content.errors import ContentError
from withinreach.content.keys import Gate, Key, KeyBase
from withinreach.content.kinds.base import Base, Finding
from withinreach.content.kinds.forms import FIRST, FormedKey, FormedTask, forms, key_forms
from withinreach.content.marks import Marked, Place
from withinreach.content.references import known_keys
from withinreach.content.tasks import Module, Task


def check_tasks(marked: Marked, tasks: Sequence[Task]) -> None:
    """All rules of a task file.

    Raises
    ------
    ContentError : the first rule that is broken, in file order
    """
    seen: set[str] = set()
    for index, task in enumerate(tasks):
        _refuse(marked, task, (index,), _of_task(task, seen))
        seen.add(task.id)
        for letter, each in forms(task).items():
            place = (index,) if letter == FIRST else (index, "another", letter)
            if letter != FIRST:
                _refuse(marked, task, place, _of_form(each))
            key = practice_key(each)
            if key is not None:
                check_keys_fit(marked, each, key, (*place, "key"))
    practice = [task.id for task in tasks if task.use == "practice"]
    for index, task in enumerate(tasks):
        _refuse(marked, task, (index,), _sibling(task, practice))


def practice_key(task: Base) -> KeyBase | None:
    """The key that stands with a task, none for a task without one or of a kind that has none."""
    return cast("KeyBase | None", getattr(task, "key", None))


def _of_task(task: Task, seen: set[str]) -> Iterator[Finding]:
    if task.id in seen:
        yield Finding(("id",), f"The id {task.id!r} stands here twice.", "an id of its own.")
    if isinstance(task, FormedTask):
        yield from task.form_findings()
    yield from _of_form(task)


def _of_form(task: Base) -> Iterator[Finding]:
    yield from _of_use(task)
    for name, ids in task.lists().items():
        yield from _twice(name, ids)
    yield from task.findings()
    yield from _unknown_works(task.cite)


def _of_use(task: Base) -> Iterator[Finding]:
    if task.graded and task.points is None:
        yield Finding(("points",), "A graded task has points.", "points: a whole number.")
    if not task.graded and task.points is not None:
        yield Finding(("points",), f"A task for {task.use} has no points.", "no points, or use: graded.")
    if task.graded and task.keep != "handin":
        yield Finding(("keep",), f"A graded task cannot be kept {task.keep!r}.", "keep: handin.")
    if not hasattr(task, "key"):
        return
    if task.graded and practice_key(task) is not None:
        rule = "The key of a graded task may not stand here: this file is released."
        yield Finding(("key",), rule, "the key in keys/<module>.yaml.")
    if task.use == "practice" and practice_key(task) is None:
        yield Finding(("key",), "A practice task stands with its key.", "key: with an entry for each part.")


def _twice(name: str, ids: Sequence[str]) -> Iterator[Finding]:
    for position, part_id in enumerate(ids):
        if part_id in ids[:position]:
            rule = f"The id {part_id!r} stands here twice."
            yield Finding((*name.split("."), position, "id"), rule, "ids that are unique in their task.")


def _sibling(task: Task, practice: Sequence[str]) -> Iterator[Finding]:
    if task.sibling is not None and task.sibling not in practice:
        rule = f"There is no practice task {task.sibling!r} in this module."
        yield Finding(("sibling",), rule, ", ".join(sorted(practice)) or "no sibling.")


def _unknown_works(cited: Sequence[str]) -> Iterator[Finding]:
    for key in cited:
        if key not in known_keys():
            rule = f"The reference {key!r} is not in data/references.bib."
            yield Finding(("cite",), rule, "a key of that file, which holds verified works only.")


def check_keys(marked: Marked, module: Module) -> None:
    """Every key has its graded task, every graded task its key.

    Raises
    ------
    ContentError : a key without a task, or a task without a key
    """
    graded = [task.id for task in module.tasks if task.graded]
    for task_id in marked.data:
        if task_id not in graded:
            raise ContentError(
                marked.file,
                f"There is no graded task {task_id!r} in {module.name}.",
                ", ".join(graded) + ".",
                line=marked.line((task_id,)),
                task=task_id,
            )
    for task_id in graded:
        if task_id not in marked.data:
            raise ContentError(
                marked.file,
                f"The graded task {task_id!r} has no key.",
                f"an entry '{task_id}:' with a reason for each part.",
                task=task_id,
            )


def check_gates(marked: Marked, module: Module, keys: dict[str, Key]) -> None:
    """Whoever meets a gate finds a practice item that there is.

    Raises
    ------
    ContentError : a gate sends to a task that is no practice task of the module
    """
    practice = [task.id for task in module.tasks if task.use == "practice"]
    for task_id, key in keys.items():
        for letter, each in key_forms(key).items():
            place = (task_id,) if letter == FIRST else (task_id, "another", letter)
            found = (_no_practice(number, gate, practice) for number, gate in enumerate(each.gate))
            _refuse(marked, module.task(task_id), place, (one for rules in found for one in rules), key=True)


def _no_practice(number: int, gate: Gate, practice: Sequence[str]) -> Iterator[Finding]:
    if gate.practise not in practice:
        rule = f"There is no practice task {gate.practise!r} in this module."
        yield Finding(("gate", number, "practise"), rule, ", ".join(sorted(practice)) or "no gate.")


def check_keys_fit(marked: Marked, task: Base, key: KeyBase, place: Place) -> None:
    """A key fits its task, and so does that of each further form: the rules of the kind, then works and gates.

    Raises
    ------
    ContentError : the first rule that is broken
    """
    if isinstance(task, FormedTask) and isinstance(key, FormedKey):
        _refuse(marked, task, place, key.form_findings(task), key=True)
    formed = forms(task)
    for letter, each in key_forms(key).items():
        below = place if letter == FIRST else (*place, "another", letter)
        _refuse(marked, task, below, _of_key(formed[letter], each), key=True)


def _of_key(task: Base, key: KeyBase) -> Iterator[Finding]:
    yield from key.findings(task)
    yield from key.differ_findings()
    yield from _unknown_works(key.cite)
    items = task.gated()
    for number, gate in enumerate(key.gate):
        for line, condition in enumerate(gate.when):
            place = ("gate", number, "when", line)
            if condition.item not in items:
                accepted = ", ".join(items) + "." if items else "no gate: this kind takes none."
                yield Finding((*place, "item"), f"The task has no {condition.item!r}.", accepted)
                continue
            for wanted in condition.not_in:
                if wanted not in items[condition.item]:
                    rule = f"{condition.item!r} can never be {wanted!r}."
                    yield Finding((*place, "not_in"), rule, ", ".join(items[condition.item]) + ".")


def _refuse(marked: Marked, task: Base, place: Place, findings: Iterator[Finding], *, key: bool = False) -> None:
    form = [step for step in place[1:] if step != "key"]
    for found in findings:
        steps = (*form, *(("key",) if key and found.place != ("cite",) else ()), *found.place)
        raise ContentError(
            marked.file,
            found.rule,
            found.accepted,
            line=marked.line((*place, *found.place)),
            task=task.id,
            field=".".join(str(step) for step in steps),
        )
