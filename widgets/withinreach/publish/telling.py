"""What ``check`` tells an author beside what is wrong: what a test-wise reader would earn, and the ends of each course.

Every line is one of a table in plain text, so that a reader of a log sees it. It holds keys: for authors alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from withinreach.content.errors import WithinReachError
from withinreach.content.keys import DialogueKey, Key
from withinreach.content.kinds.dialogue import extremes
from withinreach.content.kinds.talk import Extremes
from withinreach.content.load import keys_folder, load_keys, load_module
from withinreach.content.rules import practice_key
from withinreach.content.tasks import DialogueTask, Module, SimulationTask, Task
from withinreach.content.words import many
from withinreach.grading import testwise
from withinreach.grading.testwise import Decision
from withinreach.simulations import registry as models

HIGH = 0.5
"""What one column for everything should not earn; more gets a mark."""


class Whole(NamedTuple):
    """One module with the keys of its graded tasks."""

    module: Module
    keys: Mapping[str, Key]


def modules(checkout: Path) -> list[Whole]:
    """Every module of ``source/`` that can be loaded with its keys; what is wrong with the others, ``check`` says."""
    found = []
    for file in sorted((checkout / "source").glob("*/tasks.yaml")):
        try:
            module = load_module(file.parent, file.parent.name)
            keys = load_keys(checkout / keys_folder() / f"{module.name}.yaml", module)
            models.check(file, module)
        except WithinReachError:
            continue
        found.append(Whole(module, keys))
    return found


def decisions(found: Sequence[Whole]) -> list[Decision]:
    """Every decision of several modules."""
    return [decision for whole in found for decision in testwise.decisions(whole.module, whole.keys)]


def told(found: Sequence[Whole]) -> list[str]:
    """All tables, one line each."""
    every = decisions(found)
    return [*_head(every), *_moves(every), *_pickers(every), *_columns(found), *_talks(found), *_courses(found)]


def _head(found: Sequence[Decision]) -> Iterator[str]:
    straight = sum(map(testwise.straighter, found))
    more = f", in {straight} the best answer is straighter than the most tentative one" if found else ""
    yield f"Test-wise readers: {many(len(found), 'decision')}{more}."


def _moves(found: Sequence[Decision]) -> Iterator[str]:
    if found:
        rule = f"{testwise.LEAST:.0%} to {testwise.MOST:.0%}"
        yield f"  best move          of all, {rule}{_from(found, testwise.ENOUGH_FOR_MOVES)}"
        yield from (f"  {move:<18} {share:>5.0%}" for move, share in testwise.move_shares(found).items())


def _pickers(found: Sequence[Decision]) -> Iterator[str]:
    if found:
        yield f"  always             earns chance below{_from(found, testwise.ENOUGH_FOR_PICKERS)}"
    for picker, earns, chance, tells in testwise.gains(found):
        yield f"  {picker.name:<18} {earns:>5.2f} {chance:>6.2f} {chance + picker.margin:>5.2f}   can tell in {tells}"


def _from(found: Sequence[Decision], enough: int) -> str:
    return "" if len(found) >= enough else f" (a rule from {enough} decisions on)"


def _columns(found: Sequence[Whole]) -> Iterator[str]:
    rows = [row for whole in found for row in testwise.columns(whole.module, whole.keys)]
    if rows:
        yield "One column for everything:"
    for row in rows:
        yield f"  {row.task:<18} {row.earns:>5.2f} {row.column}{'  (more than half)' if row.earns > HIGH else ''}"


def _talks(found: Sequence[Whole]) -> Iterator[str]:
    talks = [
        (task, extremes(task, key))
        for whole in found
        for task in whole.module.tasks
        if isinstance(task, DialogueTask) and isinstance(key := _key(task, whole.keys), DialogueKey)
    ]
    if talks:
        yield "Dialogues, the best path and the worst:"
    for task, ends in talks:
        yield from _ends(task, ends)


def _ends(task: DialogueTask, ends: Extremes) -> Iterator[str]:
    if task.worked:
        yield f"  {task.id:<18} worked: nothing to choose"
        return
    for word, value, path in (("best", ends.best, ends.best_path), ("worst", ends.worst, ends.worst_path)):
        walk = task.talk.walk((*task.given, *path))
        assert walk is not None, "a path that was found by walking"
        steps = " → ".join([*(f"{node} {reply}" for node, reply in path), walk.here])
        yield f"  {task.id if word == 'best' else '':<18} {value:>5.2f} {word:<5} {steps}"


def _courses(found: Sequence[Whole]) -> Iterator[str]:
    tasks = [task for whole in found for task in whole.module.tasks if isinstance(task, SimulationTask)]
    if tasks:
        yield "Simulations, a best course and the naive one (seed 0):"
    for task in tasks:
        for variant in task.variants or (None,):
            ends = models.model(task.model).reference(variant, 0)
            name = task.id if variant is None else f"{task.id} {variant}"
            yield f"  {name:<18} {ends.best:>5.2f} best  {' → '.join(ends.best_actions)}"
            yield f"  {'':<18} {ends.naive:>5.2f} naive"


def _key(task: Task, keys: Mapping[str, Key]) -> object:
    return keys.get(task.id) if task.graded else practice_key(task)
