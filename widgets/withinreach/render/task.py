"""The frame around every task, and the way to the right kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from withinreach.content.answers import Line
from withinreach.content.handin import HandInTask
from withinreach.content.keys import Key
from withinreach.content.kinds.forms import FormedTask, given_form, letter_of
from withinreach.content.rules import practice_key
from withinreach.content.scenes import Play
from withinreach.content.score import Score
from withinreach.content.tasks import LikertTask, NoteTask, SimulationTask, Task, TextTask
from withinreach.render import (
    choice,
    dialogue,
    interval,
    likert,
    note,
    order,
    probability,
    simulation,
    sort,
    text,
    transcript,
)
from withinreach.render import number as numbers
from withinreach.render.escape import esc
from withinreach.render.parts import turn


class Committed(NamedTuple):
    """How one kind of committed task is shown: the form, the reasons of practice, the marked answer."""

    form: Callable[[Any, Any, float | None], str]
    reasons: Callable[[Any, Any, Any], str]
    review: Callable[[Any, Any, Any, float | None, Score], str]


COMMITTED = {
    "choice": Committed(choice.form, choice.reasons, choice.review),
    "dialogue": Committed(dialogue.form, dialogue.reasons, dialogue.review),
    "interval": Committed(interval.form, interval.reasons, interval.review),
    "number": Committed(numbers.form, numbers.reasons, numbers.review),
    "order": Committed(order.form, order.reasons, order.review),
    "probability": Committed(probability.form, probability.reasons, probability.review),
    "simulation": Committed(simulation.form, simulation.reasons, simulation.review),
    "sort": Committed(sort.form, sort.reasons, sort.review),
    "transcript": Committed(transcript.form, transcript.reasons, transcript.review),
}


OWN = "Stays in your account. Never handed in"


def label(task: Task) -> tuple[str, str]:
    """What the task is, and who sees the answer."""
    if isinstance(task, NoteTask):
        return "Private", OWN
    if task.use == "practice":
        return ("Practice · worked", "Nothing to do but read") if task.worked else ("Practice", "Stays with you")
    if task.use == "ask":
        return "Asked", OWN if task.keep == "private" else "Stays with you"
    worth = "1 point" if task.points == 1 else f"{task.points} points"
    if isinstance(task, TextTask):
        return f"Written · {worth}", "Your instructor reads this"
    return f"Graded · {worth}", "Your instructor sees this"


def task_html(task: Task, line: Line | None = None, way_on: str = "") -> str:
    """The task as a participant meets it, with the answer that stands.

    Parameters
    ----------
    task : any task; a practice task holds its key and carries its reasons, hidden until an answer is committed
    line : the answer that stands, none where there is none
    way_on : the letter of another form that can take the place of this one; empty where there is none
    """
    if isinstance(task, TextTask):
        written = line.answer if line and isinstance(line.answer, str) else ""
        return _frame(task, _form(text.form(task, written)))
    if isinstance(task, NoteTask):
        return _frame(task, _form(note.form(task)))
    if isinstance(task, LikertTask):
        return _frame(task, _form(likert.form(task, likert.kept(task, line))))
    kind = COMMITTED[task.kind]
    inner = kind.form(task, line.answer if line else None, line.confidence if line else None)
    way = turn(task, way_on) if way_on and not (task.graded and line) else ""
    if task.graded:
        return _frame(task, _form(inner + way))
    # Whoever has gone on to a further form can go on from there as well without answering.
    further = isinstance(task, FormedTask) and way_on not in task.letters[1:2]
    inside, below = ("", way) if further else (way, "")
    return _frame(task, _form(inner) + _practice_reasons(task, line, inside) + below)


def stage_html(task: SimulationTask, play: Play) -> str:
    """A simulation as far as it was played; what is shown comes from its model, which this layer does not know."""
    return _frame(task, _form(simulation.stage(task, play)))


def review_html(task: Task, key: Key, answer: Any, confidence: float | None, score: Score, *, letter: str = "") -> str:
    """A marked, machine-graded task as a fragment: framed alike, with the points earned; ``letter`` names the form."""
    if task.kind not in COMMITTED:
        raise TypeError(f"{task.id} is not marked by machine")
    inner = COMMITTED[task.kind].review(task, key, answer, confidence, score)
    which = f" · form {letter}" if letter else ""
    return _frame(task, inner, mark=mark(score.points, score.maximum) + which)


def given_html(task: Task, key: Key, given: HandInTask | None, score: Score) -> str:
    """The same for an answer as it was handed in, in the form that it was given to, named by its letter alone."""
    if given is None:
        return review_html(task, key, None, None, score)
    form, its_key = given_form(task, key, given.variant) or (task, key)
    letter = letter_of(given.variant) if getattr(task, "another", None) else ""
    return review_html(form, its_key, given.answer, given.confidence, score, letter=letter)


def written_html(task: TextTask, key: Any, answer: Any, points: float | None, comment: str) -> str:
    """A marked written answer as a fragment."""
    shown = answer if isinstance(answer, str) else None
    got = mark(points, float(task.points or 0)) if points is not None else "not marked yet"
    return _frame(task, text.review(task, shown, key, points, comment), mark=got)


def mark(points: float, maximum: float) -> str:
    """Points in words: "2.2 of 3", whole numbers without decimals."""
    return f"{number(points)} of {number(maximum)}"


def number(value: float) -> str:
    """One decimal, none where it is a whole number."""
    return f"{value:.1f}".removesuffix(".0")


def _form(inner: str) -> str:
    return f'<form novalidate autocomplete="off">{inner}</form>'


def _practice_reasons(task: Task, line: Line | None, way: str) -> str:
    key = practice_key(task)
    if key is None or task.use != "practice" or task.worked:
        return ""
    shown = "" if line else " hidden"
    reasons = COMMITTED[task.kind].reasons(task, key, line.answer if line else None)
    return f'<div class="answered" aria-live="polite"{shown}>{reasons}{way}</div>' if reasons else ""


def _frame(task: Task, inner: str, *, mark: str = "") -> str:
    what, who = label(task)
    corner = f'<span class="mark-of">{esc(mark)}</span>' if mark else f"<span>{esc(who)}</span>"
    extra = " private" if isinstance(task, NoteTask) else ""
    return (
        f'<section class="task{extra}" data-kind="{task.kind}" data-task="{esc(task.id)}" data-use="{task.use}"'
        f' aria-label="{esc(what)}: {esc(task.title)}">'
        f'<p class="kind"><span><b>{esc(what)}</b> · {esc(task.title)}</span>{corner}</p>{inner}</section>'
    )
