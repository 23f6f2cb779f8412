"""The hand-in panel: what would go, what has gone, one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from withinreach.content.answers import State
from withinreach.content.course import course
from withinreach.content.handin import Receipt
from withinreach.content.tasks import Module, TextTask
from withinreach.render.escape import esc
from withinreach.render.text import counted
from withinreach.render.times import moment


@dataclass(frozen=True)
class Panel:
    """What the panel shows: the answers that stand, the receipts so far, what happened last.

    ``begun`` are the ids of tasks that are answered step by step and have not come to their end;
    ``earlier`` those that were answered in an earlier edition and not confirmed in this one.
    """

    module: Module
    state: State
    receipts: Sequence[Receipt] = ()
    connected: bool = True
    trouble: str = ""
    begun: frozenset[str] = frozenset()
    earlier: tuple[str, ...] = ()


def panel_html(panel: Panel) -> str:
    """The panel as HTML."""
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{words}</td></tr>' for name, words in _rows(panel))
    number = course().module(panel.module.name).number
    trouble = f'<p class="trouble" role="alert">{esc(panel.trouble)}</p>' if panel.trouble else ""
    return (
        f'<section class="handin" aria-label="Hand in"><h3>Hand in</h3><table><tbody>{rows}</tbody></table>'
        f"{_receipt(panel)}{trouble}{_button(panel, number)}</section>"
    )


def _rows(panel: Panel) -> list[tuple[str, str]]:
    machine = [task for task in panel.module.handed_in if not isinstance(task, TextTask)]
    waiting = panel.begun.union(panel.earlier)
    given = sum(1 for task in machine if task.id in panel.state and task.id not in waiting)
    rows = [("Graded answers", f'{given} of {len(machine)} committed<span class="drafts"></span>')]
    for task in panel.module.handed_in:
        if isinstance(task, TextTask):
            line = panel.state.get(task.id)
            text = line.answer if line and isinstance(line.answer, str) else ""
            rows.append(("Written answer", counted(text) if text.strip() else "nothing yet"))
    if panel.earlier:
        rows.append(("Changed since", _earlier(panel.earlier)))
    rows.append(("Goes to", "Your instructor: answers, how sure you were, when you last changed them. Nothing else."))
    return rows


def _earlier(ids: Sequence[str]) -> str:
    """How many answers wait for a second look, and the way to the first of them."""
    way = f'<a href="#" data-go="{esc(ids[0])}">go there</a>'
    if len(ids) == 1:
        return f"One answer was given to an earlier version; it counts once you commit it again: {way}"
    return f"{len(ids)} answers were given to an earlier version; they count once you commit them again: {way}"


def _receipt(panel: Panel) -> str:
    if not panel.receipts:
        return '<p class="receipt" role="status"></p>'
    last = panel.receipts[0]
    again = f" It is your hand-in number {last.version}; the newest counts." if last.version > 1 else ""
    return (
        '<p class="receipt" role="status"><b>Handed in.</b> '
        f"Receipt <code>{esc(last.code)}</code>, {moment(last.received)}.{again}</p>"
    )


def _button(panel: Panel, number: int) -> str:
    if not panel.connected:
        return '<p class="hint">This copy is not connected to a workshop, so there is nobody to hand in to.</p>'
    word = "Hand in again" if panel.receipts else f"Hand in module {number}"
    return (
        f'<div class="act"><button type="button" data-act="hand-in">{word}</button>'
        '<span class="hint">You can change your answers and hand in again until feedback is released.</span></div>'
    )
