"""A written answer: rubric and box before, text and marks after."""

from __future__ import annotations

from withinreach.content import rubric
from withinreach.content.keys import TextKey
from withinreach.content.tasks import TextTask
from withinreach.render.escape import esc, lines
from withinreach.render.markdown import block, inline
from withinreach.render.parts import authority

STILL = '<button type="button" class="quiet" data-act="still" hidden>It still holds</button>'
"""Shown where a text was written for an earlier edition of its task: keeps it as it is, for this one."""
AGAIN = '<button type="button" class="quiet" data-act="again" hidden>Try again</button>'
"""Shown when a save was refused; until then what is written saves itself."""


def count(text: str) -> int:
    """Words, as a person counts them."""
    return len(text.split())


def counted(text: str) -> str:
    """How many words, in words: "1 word", "14 words"."""
    words = count(text)
    return f"{words} word" if words == 1 else f"{words} words"


def form(task: TextTask, text: str) -> str:
    """The prompt, what the marker looks for, the box, how it is saved."""
    rows = "".join(f"<li><b>2</b><span>{inline(criterion.text)}</span></li>" for criterion in task.criteria)
    return (
        f'<div class="prompt">{block(task.prompt)}</div>'
        f'<h4 class="looks-for">What the marker looks for</h4><ul class="rubric">{rows}</ul>'
        f'<textarea name="text" aria-label="Your answer: {esc(task.title)}" spellcheck="true">{esc(text)}</textarea>'
        f'<div class="act"><span class="count">{counted(text)} of about {task.words}</span>'
        '<span class="hint" role="status" aria-live="polite">Saved as you write. What is saved is handed in.</span>'
        f"{AGAIN}{STILL}</div>"
    )


def review(task: TextTask, text: str | None, key: TextKey, points: float | None, comment: str) -> str:
    """The answer as it was handed in, the rubric, the marker's words, the model answer folded."""
    said = f'<div class="yours">{lines(text)}</div>' if text else "<p>No text was handed in.</p>"
    got = rubric.read(comment, len(task.criteria))
    shown = [f"{mark} of {rubric.BEST}" for mark in got.marks] if got else [""] * len(task.criteria)
    rows = "".join(
        f'<li><span>{inline(criterion.text)}</span><b class="got">{mark}</b></li>'
        for criterion, mark in zip(task.criteria, shown, strict=True)
    )
    words = rubric.words(comment, len(task.criteria))
    capped = f'<p class="gate">{esc(key.capped)}</p>' if got and got.no_risk and key.risk_cap is not None else ""
    said_by = f'<p class="comment"><span class="who">Your marker</span>{lines(words)}</p>' if words else ""
    waiting = "<p>Not marked yet.</p>" if points is None else ""
    return (
        f'<div class="prompt">{block(task.prompt)}</div>{said}<ul class="rubric marked">{rows}</ul>'
        f"{waiting}{capped}{said_by}"
        f"<details><summary>One way to write it</summary>{block(key.model)}</details>{authority(key)}"
    )
