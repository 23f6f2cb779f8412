"""How long a module takes, measured: its words at 220 a minute, its tasks as the blueprint has them, its figures.

The marks that an author writes, and what stands there in an edition:

======================  ==================================================================
``{{ minutes }}``       the whole module in minutes
``{{ minutes left }}``  from this cell to the end
``{{ graded }}``        what is marked and for how many points; in public, how many practice tasks there are
======================  ==================================================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from withinreach.content.blueprint import rows_of
from withinreach.content.calls import shows
from withinreach.content.references import claims
from withinreach.content.tasks import Module, Task, TextTask
from withinreach.content.words import count, many

A_MINUTE = 220
"""Words that a tired clinician reads in a minute."""
ROUNDED = 5
EXACT_BELOW = 20
SHOWN = 5
"""Rows of the evidence box that stand open."""
_MARK = re.compile(r"\{\{ (minutes left|minutes|graded) \}\}")
_NOT_READ = re.compile(r"\{\.[^}]*\}|\[@[^\]]*\]|\{\{.*?\}\}|^:::\w*|^\|[-| ]+\|$|<!--.*?-->", re.MULTILINE)
_EVIDENCE = re.compile(r"\{\{ evidence: ([a-z0-9 -]+) \}\}")
_WORD = re.compile(r"[^\s|#*>]*[^\W_][^\s|]*")


class Seen(NamedTuple):
    """One cell of an edition: ``("prose", source)`` or a call such as ``("task", id)``, ``("figure", name)``."""

    what: str
    text: str


def words(markdown: str) -> int:
    """The words of running text and boxes in one cell; handout and references are not counted."""
    if ":::handout" in markdown or "{{ references }}" in markdown:
        return 0
    rows = (claim_id for found in _EVIDENCE.findall(markdown) for claim_id in found.split()[:SHOWN])
    boxes = sum(len(claims()[claim_id].finding.split()) for claim_id in rows if claim_id in claims())
    return boxes + len(_WORD.findall(_NOT_READ.sub(" ", markdown)))


def minutes(cells: Sequence[Seen], module: Module) -> float:
    """Minutes that these cells of a module take.

    Prose by its words; tasks and figures by the blueprint, a module's minutes for figures shared by its figures.
    """
    rows = rows_of(module.name)
    shown = [task.id for task in module.tasks if any(shows(cell, task.id) for cell in cells)]
    tasks = sum(row.minutes for row in rows if row.task in shown)
    if any(cell.what == "returning" for cell in cells):
        tasks += sum(row.minutes for row in rows if row.kind == "slot" and row.task.endswith("-return"))
    pictures = sum(row.minutes for row in rows if row.kind == "figures") / max(_figures(module.name), 1)
    return (
        sum(words(cell.text) for cell in cells if cell.what == "prose") / A_MINUTE
        + tasks
        + pictures * sum(cell.what == "figure" for cell in cells)
    )


def _figures(module: str) -> int:
    """How many figures share a module's minutes; the blueprint says it in ``what`` ("3 figures and free reading")."""
    found = [re.match(r"(\d+) figure", row.what) for row in rows_of(module) if row.kind == "figures"]
    return sum(int(hit[1]) for hit in found if hit)


def told(number: float) -> str:
    """Minutes as a page says them: to the next five, exact below twenty."""
    return str(round(number) if number < EXACT_BELOW else ROUNDED * round(number / ROUNDED))


def timed(cells: Sequence[Seen], module: Module, *, public: bool) -> list[str]:
    """The prose of an edition, cell by cell, with the marks of this module replaced."""

    def said(found: re.Match[str], place: int) -> str:
        if found[1] == "graded":
            return _practice(cells, module) if public else _graded(module)
        return told(minutes(cells[place:] if found[1] == "minutes left" else cells, module))

    return [
        _MARK.sub(lambda found, at=place: said(found, at), cell.text)  # type: ignore[misc]
        for place, cell in enumerate(cells)
        if cell.what == "prose"
    ]


def _graded(module: Module) -> str:
    marked: list[Task] = [task for task in module.tasks if task.graded]
    by_hand = sum(isinstance(task, TextTask) for task in marked)
    points = sum(task.points or 0 for task in marked)
    answers = many(len(marked) - by_hand, "graded answer")
    written = f" and {count(by_hand)} written" if by_hand else ""
    return f"{answers[:1].upper()}{answers[1:]}{written}, {points} points"


def _practice(cells: Sequence[Seen], module: Module) -> str:
    shown = [task for task in module.tasks if any(shows(cell, task.id) for cell in cells) and not task.worked]
    tasks = many(len(shown), "practice task")
    return f"{tasks[:1].upper()}{tasks[1:]}, each with its reasons"
