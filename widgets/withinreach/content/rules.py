"""Rules that a schema cannot say. Each names file, line, task, field, rule and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from withinreach.content.errors import ContentError
from withinreach.content.keys import ChoiceKey, Key, TextKey
from withinreach.content.marks import Marked, Place
from withinreach.content.references import known_keys
from withinreach.content.tasks import ChoiceTask, Module, NoteTask, Task, TextTask


def check_tasks(marked: Marked, tasks: Sequence[Task]) -> None:
    """All rules of a task file.

    Raises
    ------
    ContentError : the first rule that is broken, in file order
    """
    seen: set[str] = set()
    for index, task in enumerate(tasks):
        if task.id in seen:
            raise _refusal(
                marked, (index, "id"), task, "id", f"The id {task.id!r} stands here twice.", "an id of its own."
            )
        seen.add(task.id)
        _check_use(marked, index, task)
        _check_parts(marked, index, task)
        _check_citations(marked, (index, "cite"), task, task.cite)
        if isinstance(task, ChoiceTask) and task.key is not None:
            check_key_fits(marked, task, task.key, (index, "key"))
    _check_siblings(marked, tasks)


def _check_use(marked: Marked, index: int, task: Task) -> None:
    if task.graded and task.points is None:
        raise _refusal(marked, (index,), task, "points", "A graded task has points.", "points: a whole number.")
    if not task.graded and task.points is not None:
        raise _refusal(
            marked,
            (index, "points"),
            task,
            "points",
            f"A task for {task.use} has no points.",
            "no points, or use: graded.",
        )
    if task.graded and task.keep != "handin":
        raise _refusal(
            marked, (index, "keep"), task, "keep", f"A graded task cannot be kept {task.keep!r}.", "keep: handin."
        )
    if isinstance(task, NoteTask) and task.keep != "private":
        raise _refusal(marked, (index, "keep"), task, "keep", f"A note cannot be kept {task.keep!r}.", "keep: private.")
    if not isinstance(task, ChoiceTask):
        return
    if task.graded and task.key is not None:
        raise _refusal(
            marked,
            (index, "key"),
            task,
            "key",
            "The key of a graded task may not stand here: this file is released.",
            "the key in keys/<module>.yaml.",
        )
    if task.use == "practice" and task.key is None:
        raise _refusal(
            marked, (index,), task, "key", "A practice task stands with its key.", "key: with an entry for each option."
        )


def _check_parts(marked: Marked, index: int, task: Task) -> None:
    name = "options" if isinstance(task, ChoiceTask) else "criteria"
    ids = _part_ids(task)
    for position, part_id in enumerate(ids):
        if part_id in ids[:position]:
            raise _refusal(
                marked,
                (index, name, position, "id"),
                task,
                f"{name}.{position}.id",
                f"The id {part_id!r} stands here twice.",
                "ids that are unique in their task.",
            )
    if isinstance(task, ChoiceTask) and task.pick >= len(task.options):
        raise _refusal(
            marked,
            (index, "pick"),
            task,
            "pick",
            f"{task.pick} cannot be picked from {len(task.options)} options.",
            f"a whole number from 1 to {len(task.options) - 1}.",
        )


def _part_ids(task: Task) -> list[str]:
    if isinstance(task, ChoiceTask):
        return [option.id for option in task.options]
    if isinstance(task, TextTask):
        return [criterion.id for criterion in task.criteria]
    return []


def _check_siblings(marked: Marked, tasks: Sequence[Task]) -> None:
    practice = {task.id for task in tasks if task.use == "practice"}
    for index, task in enumerate(tasks):
        if task.sibling is not None and task.sibling not in practice:
            raise _refusal(
                marked,
                (index, "sibling"),
                task,
                "sibling",
                f"There is no practice task {task.sibling!r} in this module.",
                ", ".join(sorted(practice)) or "no sibling.",
            )


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
                f"an entry '{task_id}:' with a reason for each option or criterion.",
                task=task_id,
            )


def check_key_fits(marked: Marked, task: Task, key: Key, place: Place) -> None:
    """A key has exactly one entry, with a reason, for every part of its task.

    Raises
    ------
    ContentError : an entry too many or too few, an empty reason, a number of right options that is not ``pick``
    """
    entries = key.options if isinstance(key, ChoiceKey) else key.criteria
    name = "options" if isinstance(key, ChoiceKey) else "criteria"
    for part_id in entries:
        if part_id not in _part_ids(task):
            raise _refusal(
                marked,
                (*place, name, part_id),
                task,
                f"key.{name}.{part_id}",
                f"The task has no {part_id!r}.",
                ", ".join(_part_ids(task)) + ".",
            )
    for part_id in _part_ids(task):
        if part_id not in entries:
            raise _refusal(
                marked, (*place, name), task, f"key.{name}", f"There is no entry for {part_id!r}.", "an entry for each."
            )
    if isinstance(key, ChoiceKey) and isinstance(task, ChoiceTask):
        _check_choice_key(marked, task, key, place)
    if isinstance(key, TextKey) and not key.model.strip():
        raise _refusal(marked, (*place, "model"), task, "key.model", "The model answer is empty.", "a model answer.")


def _check_choice_key(marked: Marked, task: ChoiceTask, key: ChoiceKey, place: Place) -> None:
    for part_id, entry in key.options.items():
        if not entry.reason.strip():
            raise _refusal(
                marked,
                (*place, "options", part_id, "reason"),
                task,
                f"key.options.{part_id}.reason",
                "The reason is empty.",
                "a reason of at most 45 words: what would have happened next.",
            )
    best = sum(1 for entry in key.options.values() if entry.value == 1)
    wanted = task.pick if task.pick > 1 else (2 if key.experts_differ else 1)
    if best != wanted:
        raise _refusal(
            marked,
            (*place, "options"),
            task,
            "key.options",
            f"Options with the value 1: {best}.",
            f"{wanted}, as the task's pick and experts_differ say.",
        )
    _check_citations(marked, (*place, "cite"), task, key.cite)


def _check_citations(marked: Marked, place: Place, task: Task, cited: Iterable[str]) -> None:
    for key in cited:
        if key not in known_keys():
            raise _refusal(
                marked,
                place,
                task,
                "cite",
                f"The reference {key!r} is not in data/references.bib.",
                "a key of that file, which holds verified works only.",
            )


def _refusal(  # noqa: PLR0917  the six parts of one sentence, always in this order
    marked: Marked, place: Place, task: Task, field: str, rule: str, accepted: str
) -> ContentError:
    return ContentError(marked.file, rule, accepted, line=marked.line(place), task=task.id, field=field)
