"""Which earlier questions come back: siblings, candidates, the choice of a few for a day. Pure: the time comes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from withinreach.content.blueprint import rows_of
from withinreach.content.cards import HARD, Asked, Card, Returning, Sitting
from withinreach.content.tasks import Module, Task

LETTERS = ("-c", "-b", "-a")


class Candidate(NamedTuple):
    """A question that may come back; ``due`` is the moment from which it should."""

    task: Task
    missed: bool
    due: datetime
    marked: str | None


def comes_back(task: Task) -> bool:
    """Whether a task can be asked again later: practice of one's own (``-b``, ``-c``), not a worked example."""
    return askable(task) and task.id.endswith(("-b", "-c"))


def askable(task: Task) -> bool:
    """Whether a practice task asks for something, and takes an answer more than once."""
    return task.use == "practice" and not task.worked and task.attempts == "open"


def skill_of(task_id: str) -> str:
    """``m1-load`` for ``m1-load-b``."""
    return task_id[:-2] if task_id.endswith(LETTERS) else task_id


def sibling_of(module: Module, graded: Task) -> str | None:
    """The practice twin of a graded task: the one it names, else the last of its skill (``-c``, else ``-b``, ``-a``).

    Its skill is the blueprint's; a task that the blueprint does not know has that of its own name.
    """
    there = {task.id for task in module.tasks if askable(task)}
    if graded.sibling is not None:
        return graded.sibling if graded.sibling in there else None
    rows = rows_of(module.name)
    skills = [row.skill for row in rows if row.task == graded.id and row.skill]
    same = [row.task for row in rows if row.skill in skills] or [graded.id + letter for letter in LETTERS]
    return next(
        (name for letter in LETTERS for name in reversed(same) if name.endswith(letter) and name in there), None
    )


def with_results(known: Mapping[str, datetime], shares: Mapping[str, float], at: datetime) -> dict[str, datetime]:
    """Which graded tasks are known as missed, after released results: new ones since ``at``, mended ones no longer."""
    missed = {task: since for task, since in known.items() if shares.get(task, 0.0) < HARD}
    return missed | {task: at for task, share in shares.items() if share < HARD and task not in known}


def candidates(modules: Iterable[Module], notes: Returning, at: datetime) -> list[Candidate]:
    """What may come back, first things first: missed ones, then by when they are due, then as the course goes."""
    found = []
    for module in modules:
        brought = _brought(module, notes)
        for task in module.tasks:
            card = notes.cards.get(task.id)
            if task.id in brought or (card is not None and comes_back(task)):
                found.append(_candidate(task, card, brought.get(task.id), notes, at))
    return sorted(found, key=lambda one: (not one.missed, one.due))


def _candidate(task: Task, card: Card | None, marked: str | None, notes: Returning, at: datetime) -> Candidate:
    asked_anew = card is None or card.due is None or card.edition != task.edition
    due = at if card is None or card.due is None else min(card.due, at) if asked_anew else card.due
    if marked is not None:
        return Candidate(task, missed=True, due=min(due, notes.missed[marked]), marked=marked)
    return Candidate(task, missed=card is not None and card.missed, due=due, marked=None)


def _brought(module: Module, notes: Returning) -> dict[str, str]:
    """Practice task → the missed graded one that brings it, until it was answered well after that was known."""
    found = {}
    for task in module.tasks:
        since, twin = notes.missed.get(task.id), sibling_of(module, task)
        if not task.graded or since is None or twin is None:
            continue
        card = notes.cards.get(twin)
        if card is None or card.at is None or card.at < since or card.missed:
            found[twin] = task.id
    return found


def choice(found: Sequence[Candidate], many: int, at: datetime) -> list[Candidate]:
    """At most ``many`` of the candidates that are missed, or due on the day of ``at``; skills differ if they can."""
    today = [one for one in found if one.missed or one.due.date() <= at.date()]
    firsts: dict[str, Candidate] = {}
    for one in today:
        firsts.setdefault(skill_of(one.task.id), one)
    others = [one for one in today if one is not firsts[skill_of(one.task.id)]]
    return [*firsts.values(), *others][:many]


def seated(notes: Returning, here: str, found: Sequence[Candidate], many: int, at: datetime) -> Returning:
    """The notes with today's questions of the module ``here``.

    Within a day they stay as they are, answered or not; where there were fewer than ``many``, others may join.
    """
    last = notes.sittings.get(here)
    today = last is not None and last.at.date() == at.date()
    kept = last.asked if last is not None and today else ()
    names = {one.task for one in kept}
    fresh = choice([one for one in found if one.task.id not in names], max(many - len(kept), 0), at)
    if not fresh and today:
        return notes
    cards = dict(notes.cards)
    for name in (one.task.id for one in fresh if one.task.id in cards):
        cards[name] = replace(cards[name], asked=True)
    asked = (*kept, *(_asked(one, notes.cards.get(one.task.id)) for one in fresh))
    return replace(notes, cards=cards, sittings={**notes.sittings, here: Sitting(at=at, asked=asked)})


def _asked(one: Candidate, card: Card | None) -> Asked:
    if card is None:
        return Asked(task=one.task.id, marked=one.marked)
    earlier = card.edition != one.task.edition
    return Asked(task=one.task.id, after=card.lines, met=card.at, earlier=earlier, marked=one.marked)
