"""A choice: the form before, the reasons after."""

from __future__ import annotations

from typing import Any

from withinreach.content.keys import ChoiceKey
from withinreach.content.score import Score
from withinreach.content.tasks import ChoiceTask, Option
from withinreach.render import because
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.parts import authority, committed_form, earned, row, switch, why

_GLYPH = {1.0: "✓", 0.6: "~", 0.0: "–"}


def picked(answer: Any) -> list[str]:
    """The option ids of an answer, an empty list where it is none."""
    if isinstance(answer, dict):
        return [answer["option"]] if isinstance(answer.get("option"), str) else []
    return [item for item in answer if isinstance(item, str)] if isinstance(answer, list) else []


def form(task: ChoiceTask, answer: Any, confidence: float | None) -> str:
    """The controls: options, the five confidence taps where asked, one button."""
    kind = "radio" if task.pick == 1 else "checkbox"
    chosen = picked(answer)
    options = "".join(_control(option, kind, checked=option.id in chosen) for option in task.options)
    legend = f'<legend class="prompt">{inline(task.prompt)}</legend>'
    second = because.form(task.because, answer) if task.because else ""
    return committed_form(task, f'<fieldset class="options">{legend}{options}</fieldset>{second}', confidence)


def _control(option: Option, kind: str, *, checked: bool) -> str:
    on = " checked" if checked else ""
    box = f'<input type="{kind}" name="answer" value="{esc(option.id)}"{on}>'
    return f"<label>{box}<span>{inline(option.text)}</span></label>"


def reasons(task: ChoiceTask, key: ChoiceKey, answer: Any) -> str:
    """Reasons in order: yours first, then the best, the rest folded.

    With an empty answer every option stands in the folded part; a page's script moves the same elements.
    """
    chosen = set(picked(answer))
    yours = [option for option in task.options if option.id in chosen]
    best = [option for option in task.options if option.id not in chosen and key.options[option.id].value == 1]
    rest = [option for option in task.options if option not in yours and option not in best]
    folded = "".join(_reason(option, key, "rest") for option in rest)
    return (
        '<div class="reasons" tabindex="-1">'
        '<div class="first">'
        + "".join(_reason(option, key, "yours") for option in yours)
        + "".join(_reason(option, key, "best") for option in best)
        + "</div>"
        + f"<details{'' if rest else ' hidden'}><summary>The other answers</summary>"
        + f'<div class="others">{folded}</div></details>'
        + (because.reasons(task.because, key.because, answer) if task.because and key.because else "")
        + authority(key)
        + "</div>"
    )


def _reason(option: Option, key: ChoiceKey, role: str) -> str:
    entry = key.options[option.id]
    glyph = _GLYPH.get(entry.value, "~")
    heads = {"yours": _yours(entry.value), "best": "What we would choose", "rest": _other(entry.value)}
    marks = f'data-option="{esc(option.id)}" data-value="{entry.value}"'
    return row(marks, glyph, switch(heads, role), inline(option.text), why(key, option.id, entry.reason))


def _yours(value: float) -> str:
    if value == 1:
        return "Your answer, and ours"
    return "Your answer: it can be defended" if value > 0 else "Your answer, looked at again"


def _other(value: float) -> str:
    return {1.0: "Ours as well", 0.0: "Not chosen"}.get(value, "Can be defended")


def review(task: ChoiceTask, key: ChoiceKey, answer: Any, confidence: float | None, score: Score) -> str:
    """The marked answer: what was said, how sure, and the reasons."""
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if not picked(answer):
        return f"{prompt}<p>No answer was committed.</p>" + reasons(task, key, [])
    return prompt + earned(task, confidence, score, _how(task, key, answer)) + reasons(task, key, answer)


def _how(task: ChoiceTask, key: ChoiceKey, answer: Any) -> str:
    """Why several right ones can still earn little: said where a wrong one took something back."""
    values = [key.options[name].value for name in picked(answer) if name in key.options]
    if task.pick == 1 or all(value == 1 for value in values) or not any(value == 1 for value in values):
        return ""
    return "each one that is not ours takes back one that is"
