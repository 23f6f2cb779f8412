"""The entry check: twelve questions in one quiet surface, without a mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from withinreach.content.tasks import ChoiceTask
from withinreach.content.words import count
from withinreach.render.choice import picked
from withinreach.render.escape import esc
from withinreach.render.markdown import inline


def check_html(name: str, questions: Sequence[ChoiceTask], answers: Mapping[str, object]) -> str:
    """All questions as a list; a page's script shows one at a time.

    Parameters
    ----------
    name : what the questions' ids begin with
    questions : the forms that this person was drawn, without what is right
    answers : task id → the answer that stands
    """
    many = count(len(questions))
    rows = "".join(
        _question(number, len(questions), task, picked(answers.get(task.id)))
        for number, task in enumerate(questions, start=1)
    )
    return (
        f'<section class="task check" data-kind="check" data-task="{esc(name)}" data-use="ask"'
        f' aria-label="Before you start: {many} questions">'
        f'<p class="kind"><span><b>Before you start</b> · {many} questions, six minutes</span>'
        "<span>Stays with you</span></p>"
        '<div class="intro"><p>No marks, and nobody else sees it. At the end of the last module you meet twelve like '
        "these, and only you are shown what moved. You may pass it by, or leave out whatever you like.</p>"
        '<div class="act"><button type="button" data-act="begin">Begin</button></div></div>'
        f'<form novalidate autocomplete="off"><ol class="questions">{rows}</ol>'
        '<div class="act"><button type="button" class="quiet" data-act="back">Back</button>'
        '<button type="submit">Next</button>'
        '<span class="hint" role="status" aria-live="polite"></span></div></form>'
        '<div class="done" tabindex="-1" hidden><p class="kept-count"></p>'
        '<div class="act"><button type="button" class="quiet" data-act="again">Look through them again</button></div>'
        "</div></section>"
    )


def _question(number: int, of: int, task: ChoiceTask, chosen: Sequence[str]) -> str:
    options = "".join(
        f'<label><input type="radio" name="{esc(task.id)}" value="{esc(option.id)}"'
        f"{' checked' if option.id in chosen else ''}><span>{inline(option.text)}</span></label>"
        for option in task.options
    )
    return (
        f'<li><fieldset class="options" data-question="{esc(task.id)}"><legend class="prompt" tabindex="-1">'
        f"<small>{number} of {of}</small> {inline(task.prompt)}</legend>{options}</fieldset></li>"
    )
