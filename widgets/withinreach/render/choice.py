"""A choice: the form before, the reasons after."""

from __future__ import annotations

from typing import Any

from withinreach.content.keys import ChoiceKey, OptionKey
from withinreach.content.score import Score
from withinreach.content.tasks import ChoiceTask, Option
from withinreach.render.escape import esc
from withinreach.render.markdown import inline

SURE = (
    (0.0, "Guessing"),
    (0.25, "Leaning"),
    (0.5, "Half and half"),
    (0.75, "Fairly sure"),
    (1.0, "Certain"),
)
EXPECT = (
    (0.0, "A guess"),
    (0.25, "About a quarter"),
    (0.5, "About half"),
    (0.75, "Most of it"),
    (1.0, "All of it"),
)
_GLYPH = {1.0: "✓", 0.6: "~", 0.0: "–"}
_AUTHORITY = {
    "author": "Author key, not yet read by another clinician.",
    "published": "The key follows a published consensus.",
}


def picked(answer: Any) -> list[str]:
    """The option ids of an answer, an empty list where it is none."""
    return [item for item in answer if isinstance(item, str)] if isinstance(answer, list) else []


def form(task: ChoiceTask, answer: Any, confidence: float | None) -> str:
    """The controls: options, the five confidence taps where asked, one button."""
    kind = "radio" if task.pick == 1 else "checkbox"
    chosen = picked(answer)
    options = "".join(_control(option, kind, checked=option.id in chosen) for option in task.options)
    sure = _sure(task, confidence) if task.confidence else ""
    return (
        f'<fieldset class="options"><legend class="prompt">{inline(task.prompt)}</legend>{options}</fieldset>'
        f'{sure}<div class="act"><button type="submit">Commit answer</button>'
        f'<span class="hint" role="status" aria-live="polite">{esc(hint(task))}</span></div>'
    )


def hint(task: ChoiceTask) -> str:
    """What stands beside the button before anything is committed."""
    if task.use == "practice":
        return "The reason for each answer comes at once. Try as often as you like."
    if task.attempts == "once":
        return "This one is final: the answer you commit stands."
    return "You can change it until the due time, also after handing in. Reasons come with the marked page."


def _control(option: Option, kind: str, *, checked: bool) -> str:
    on = " checked" if checked else ""
    box = f'<input type="{kind}" name="answer" value="{esc(option.id)}"{on}>'
    return f"<label>{box}<span>{inline(option.text)}</span></label>"


def _sure(task: ChoiceTask, confidence: float | None) -> str:
    question = "How sure are you?" if task.pick == 1 else "How much of this do you expect to have right?"
    taps = SURE if task.pick == 1 else EXPECT
    labels = "".join(
        f'<label><input type="radio" name="confidence" value="{value}"{" checked" if value == confidence else ""}>'
        f"<span>{word}</span></label>"
        for value, word in taps
    )
    return (
        f'<fieldset class="sure"><legend>{question} A tenth of the mark is for knowing how much you know.</legend>'
        f'<div class="scale">{labels}</div></fieldset>'
    )


def confidence_words(task: ChoiceTask, confidence: float | None) -> str:
    """The tap as a phrase ("fairly sure"), empty where nothing was tapped."""
    taps = dict(SURE if task.pick == 1 else EXPECT)
    return taps[confidence].lower() if confidence in taps else ""


def reasons(task: ChoiceTask, key: ChoiceKey, answer: Any) -> str:
    """Reasons in order: yours first, then the best, the rest folded.

    With an empty answer every option stands in the folded part; a page's script moves the same elements.
    """
    chosen = set(picked(answer))
    yours = [option for option in task.options if option.id in chosen]
    best = [option for option in task.options if option.id not in chosen and key.options[option.id].value == 1]
    rest = [option for option in task.options if option not in yours and option not in best]
    folded = "".join(_reason(option, key.options[option.id], "rest") for option in rest)
    return (
        '<div class="reasons" tabindex="-1">'
        '<div class="first">'
        + "".join(_reason(option, key.options[option.id], "yours") for option in yours)
        + "".join(_reason(option, key.options[option.id], "best") for option in best)
        + "</div>"
        + f'<details><summary>The other answers</summary><div class="others">{folded}</div></details>'
        + f'<p class="authority">{_authority(key)}</p></div>'
    )


def _authority(key: ChoiceKey) -> str:
    differ = "Colleagues differ here. " if key.experts_differ else ""
    return differ + _AUTHORITY[key.authority]


def _reason(option: Option, entry: OptionKey, role: str) -> str:
    glyph = _GLYPH.get(entry.value, "~")
    heads = {"yours": _yours(entry.value), "best": "What we would choose", "rest": _other(entry.value)}
    head = "".join(
        f'<span data-role="{name}"{"" if name == role else " hidden"}>{words}</span>' for name, words in heads.items()
    )
    return (
        f'<div class="reason" data-option="{esc(option.id)}" data-value="{entry.value}">'
        f'<span class="glyph" aria-hidden="true">{glyph}</span><div><h4>{head}</h4>'
        f'<p class="said">{inline(option.text)}</p><p>{inline(entry.reason)}</p></div></div>'
    )


def _yours(value: float) -> str:
    if value == 1:
        return "Your answer, and ours"
    return "Your answer: it can be defended" if value > 0 else "Your answer, looked at again"


def _other(value: float) -> str:
    return {1.0: "Ours as well", 0.0: "Not chosen"}.get(value, "Can be defended")


def review(task: ChoiceTask, key: ChoiceKey, answer: Any, confidence: float | None, score: Score) -> str:
    """The marked answer: what was said, how sure, and the reasons."""
    if not picked(answer):
        return f'<p class="prompt">{inline(task.prompt)}</p><p>No answer was committed.</p>' + reasons(task, key, [])
    sure = confidence_words(task, confidence)
    said = f"You expected: {sure}. " if sure else ""
    share = f"Earned by the answer itself: {round(100 * score.share)} %."
    return f'<p class="prompt">{inline(task.prompt)}</p><p class="expected">{esc(said + share)}</p>' + reasons(
        task, key, answer
    )
