"""A form of statements: a table with a head that stays on a desk, one statement at a time on a phone."""

from __future__ import annotations

from typing import Any

from withinreach.content.answers import Line
from withinreach.content.kinds.likert import LikertTask, Statement
from withinreach.render.escape import esc
from withinreach.render.markdown import block, inline

OWN = "Answer for yourself"
FICTIONAL = "Use the answers of a fictional person instead"


def answered(number: int, of: int) -> str:
    """How far somebody is: "12 of 36"."""
    return f"{number} of {of}"


def kept(task: LikertTask, line: Line | None) -> Any:
    """The answers that this HTML may hold: of a private form none, because a notebook would hold them too."""
    if task.keep == "private" or line is None or not isinstance(line.answer, dict):
        return None
    if line.answer.get("fictional") is True and task.fictional is not None:
        return task.fictional.answers
    return line.answer.get("answers")


def form(task: LikertTask, answers: Any) -> str:
    """Statements as groups of native radio buttons; what a script adds stands hidden until there is one.

    Parameters
    ----------
    answers : statement id → choice, see `kept`
    """
    given = task.given(answers)
    rows = "".join(_row(task, number, one, given.get(one.id)) for number, one in enumerate(task.statements, start=1))
    return (
        f'<div class="prompt">{block(task.prompt)}</div>{_whose(task)}'
        f'<div class="likert" data-choices="{len(task.scale.choices)}">{_head(task, len(given))}'
        f'<ol class="statements">{rows}</ol></div>'
        '<div class="act onward" hidden><button type="button" class="quiet" data-act="back">Back</button>'
        '<button type="button" data-act="next">Next</button></div>'
        '<div class="act"><button type="button" class="plain" data-act="erase" hidden>Clear all my answers</button>'
        '<span class="hint" role="status" aria-live="polite">Each answer is kept as you choose it. '
        "Leave open whatever you like.</span></div>"
    )


def _whose(task: LikertTask) -> str:
    """Two equal buttons, where there is somebody invented to answer instead."""
    if task.fictional is None:
        return ""
    return (
        f'<div class="act whose" hidden><button type="button" data-act="own" aria-pressed="true">{OWN}</button>'
        f'<button type="button" data-act="fictional" aria-pressed="false">{FICTIONAL}</button></div>'
        f'<p class="of-whom" hidden>These are the answers of {esc(task.fictional.name)}, who is invented. '
        "Yours, if you gave any, are kept and not shown.</p>"
    )


def _head(task: LikertTask, given: int) -> str:
    """What stays in sight: how many are answered, the ends of the scale, its numbers (each answer says them too)."""
    numbers = "".join(f"<span>{value}</span>" for value in task.scale.choices)
    first, last = (inline(end) for end in task.scale.ends)
    return (
        f'<div class="heads"><p class="count">{answered(given, len(task.statements))} answered</p>'
        f'<div class="ends" aria-hidden="true"><span>{first}</span><span>{last}</span></div>'
        f'<div class="ticks" aria-hidden="true">{numbers}</div></div>'
    )


def _row(task: LikertTask, number: int, statement: Statement, chosen: int | None) -> str:
    taps = "".join(_tap(task, statement, value, on=value == chosen) for value in task.scale.choices)
    return (
        f'<li><fieldset class="rating" data-item="{esc(statement.id)}"><legend tabindex="-1">'
        f"<small>{answered(number, len(task.statements))}</small> {inline(statement.text)}</legend>"
        f'<div class="choices">{taps}</div>'
        '<button type="button" class="clear plain" hidden><span class="words">Leave open</span>'
        '<span class="sign" aria-hidden="true">×</span></button></fieldset></li>'
    )


def _tap(task: LikertTask, statement: Statement, value: int, *, on: bool) -> str:
    """One answer; the two at the ends are named by their words as well."""
    ends = dict(zip((task.scale.low, task.scale.high), task.scale.ends, strict=True))
    end = f' <span class="end">{inline(ends[value])}</span>' if value in ends else ""
    return (
        f'<label><input type="radio" name="{esc(statement.id)}" value="{value}"{" checked" if on else ""}>'
        f'<span class="number">{value}</span>{end}</label>'
    )
