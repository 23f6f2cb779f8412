"""A private note: a box that nobody else opens."""

from __future__ import annotations

from withinreach.content.tasks import NoteTask
from withinreach.render.escape import esc
from withinreach.render.markdown import block
from withinreach.render.text import AGAIN

NOT_A_RECORD = (
    "It stays in your account on this server: not collected, not marked, opened by nobody here. Even so it is no "
    "patient record, and depending on your law and your employer others may be able to reach it. So leave out names, "
    "dates, places, rare jobs, anything that only one person has. What concerns a treatment belongs in the record."
)
"""What a private note is not; on the page below the box, folded."""


def form(task: NoteTask) -> str:
    """The prompt, an empty box, and what this note is not. The text itself never stands in HTML."""
    return (
        f'<div class="prompt">{block(task.prompt)}</div>'
        f'<textarea name="text" aria-label="Private note: {esc(task.title)}" spellcheck="true"></textarea>'
        '<div class="act"><span class="hint" role="status" aria-live="polite">Saved as you write.</span>'
        f'{AGAIN}<button type="button" class="plain" data-act="download" hidden>Download as text</button>'
        '<button type="button" class="plain" data-act="erase" hidden>Erase</button></div>'
        '<details class="what-not"><summary>No patient record, so no names. Why, and who could read it</summary>'
        f"<p>{esc(NOT_A_RECORD)}</p></details>"
    )
