"""What every committed task shows: how sure, one button, whose key it is, what was earned."""

from __future__ import annotations

from collections.abc import Mapping

from withinreach.content.keys import KeyBase
from withinreach.content.kinds.forms import FIRST
from withinreach.content.score import Score
from withinreach.content.tasks import Base
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
_AUTHORITY = {
    "author": "Author key, not yet read by another clinician.",
    "published": "The key follows a published consensus.",
}

_SAME = "The same points, and nobody asks why. Until you commit you can come back."
_TURNS = {
    ("practice", False): ("Another one like this", ""),
    ("practice", True): ("The first one again", ""),
    ("graded", False): ("Leave this one out, take another", _SAME),
    ("graded", True): ("Back to the one you left out", ""),
}
"""What leads to another form, by use and by whether it leads back."""


def committed_form(
    task: Base, controls: str, confidence: float | None, *, verb: str = "Commit answer", words: str = ""
) -> str:
    """A form: the controls, the five confidence taps where asked, one button, and a line that tells what happens."""
    sure = _sure(task, confidence) if task.confidence else ""
    return (
        f'{controls}{sure}<div class="act"><button type="submit">{esc(verb)}</button>'
        f'<span class="hint" role="status" aria-live="polite">{esc(words or hint(task))}</span></div>'
    )


def hint(task: Base) -> str:
    """What stands beside the button before anything is committed."""
    if task.use == "practice":
        return "The reason for each answer comes at once. Try as often as you like."
    if task.attempts == "once":
        return "This one is final: the answer you commit stands."
    return "You can change it until the due time, also after handing in. Reasons come with the marked page."


def _sure(task: Base, confidence: float | None) -> str:
    question = "How sure are you?" if task.single else "How much of this do you expect to have right?"
    labels = "".join(
        f'<label><input type="radio" name="confidence" value="{value}"{" checked" if value == confidence else ""}>'
        f"<span>{word}</span></label>"
        for value, word in _taps(task)
    )
    return f'<fieldset class="sure"><legend>{question}</legend><div class="scale">{labels}</div></fieldset>'


def _taps(task: Base) -> tuple[tuple[float, str], ...]:
    return SURE if task.single else EXPECT


def confidence_words(task: Base, confidence: float | None) -> str:
    """The tap as a phrase ("fairly sure"), empty where nothing was tapped."""
    taps = dict(_taps(task))
    return taps[confidence].lower() if confidence in taps else ""


def authority(key: KeyBase) -> str:
    """Where colleagues differ and why we chose as we did, then whose key it is: the last lines of the reasons."""
    differ = "".join(
        f'<p class="differ">Colleagues differ here. We chose this because {inline(entry.because)}; '
        f"the other is defensible when {inline(entry.other)}.</p>"
        for entry in key.differ
    )
    return f'{differ}<p class="authority">{_AUTHORITY[key.authority]}</p>'


def reason(text: str) -> str:
    """A reason as the key file has it."""
    return f"<p>{inline(text)}</p>"


def why(key: KeyBase, part: str, text: str) -> str:
    """The reason of one part; where colleagues differ on it, a line says so and ``authority`` says why."""
    differs = '<p class="differs">Colleagues differ here; why stands at the end.</p>' if key.differs_at(part) else ""
    return reason(text) + differs


def switch(said: Mapping[str, str], shown: str) -> str:
    """One of several wordings, by role; a page's script shows another. All are HTML already."""
    return "".join(
        f'<span data-role="{name}"{"" if name == shown else " hidden"}>{words}</span>' for name, words in said.items()
    )


def row(marks: str, glyph: str, head: str, said: str, more: str) -> str:
    """One thing with its reason: glyph and head say how it stands, ``said`` what it was, ``more`` why.

    Parameters
    ----------
    marks : the attributes by which a page's script finds it
    head, said, more : HTML already
    """
    return (
        f'<div class="reason" {marks}><span class="glyph" aria-hidden="true">{glyph}</span><div><h4>{head}</h4>'
        f'<p class="said">{said}</p>{more}</div></div>'
    )


def turn(task: Base, to: str) -> str:
    """The way to another form of the task; a page's script shows it, for without one it leads nowhere."""
    back = to != getattr(task, "instead", None) if task.graded else to == FIRST
    words, note = _TURNS["graded" if task.graded else "practice", back]
    return (
        f'<p class="other-form" hidden><button type="button" class="plain" data-form="{esc(to)}">{words}</button>'
        f"{f' <span>{note}</span>' if note else ''}</p>"
    )


def earned(task: Base, confidence: float | None, score: Score, how: str = "") -> str:
    """The line above the reasons of a marked answer: what was expected, what the answer earned, and how that came."""
    sure = confidence_words(task, confidence)
    said = [f"You expected: {sure}."] if sure else []
    said.append(f"Earned by the answer itself: {round(100 * score.share)} %{how and f' ({how})'}.")
    capped = "".join(f'<p class="gate">{inline(words)}</p>' for words in score.gates)
    return f'<p class="expected">{esc(" ".join(said))}</p>{capped}'
