"""A private note: a box that nobody else opens."""

from __future__ import annotations

from withinreach.content.tasks import NoteTask
from withinreach.render.escape import esc
from withinreach.render.markdown import block
from withinreach.render.text import AGAIN


def form(task: NoteTask) -> str:
    """The prompt, an empty box, and what this note is not. The text itself never stands in HTML."""
    return (
        f'<div class="prompt">{block(task.prompt)}</div>'
        f'<textarea name="text" aria-label="Private note: {esc(task.title)}" spellcheck="true"></textarea>'
        '<div class="act"><button type="button" class="plain" data-act="erase">Erase this note</button>'
        '<span class="hint" role="status" aria-live="polite">Saved as you write, in your own folder. '
        f"Not a record: no names of patients.</span>{AGAIN}</div>"
    )
