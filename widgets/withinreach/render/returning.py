"""Questions that come back: what stands above them, and where each of them is from."""

from __future__ import annotations

from datetime import datetime

from withinreach.content.cards import Asked
from withinreach.content.words import count
from withinreach.render.escape import esc

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NOTHING_YET = "Nothing comes back yet: you have not answered a practice question of an earlier module."


def opening_html(many: int, *, due: datetime | None, trouble: str = "") -> str:
    """The head of the section, or the one line that stands there where nothing comes back.

    Parameters
    ----------
    many : how many questions follow
    due : where none does, when the next one is due; none where nothing was ever answered
    trouble : what went wrong with keeping the dates, in words
    """
    said = f'<p class="trouble" role="status">{esc(trouble)}</p>' if trouble else ""
    if not many:
        line = f"Nothing is due today. The next question comes back on {day(due)}." if due else NOTHING_YET
        return _section(f'<p class="from">{line}</p>{said}')
    if many == 1:
        what, how = "One question", "Answer it without looking back; a guess is fine. You may pass it by."
    else:
        what = f"{count(many).capitalize()} questions"
        how = "What you missed comes first. Answer without looking back; a guess is fine. You may pass them by."
    return _section(f"<h3>{what} from before</h3><p>{how}</p>{said}")


def from_html(asked: Asked, number: int, title: str, today: datetime) -> str:
    """The line above one question.

    Parameters
    ----------
    asked : the question as it was brought back
    number : of its module, 1 to 8
    title : of the graded task that brought it, where one did
    today : the day on which it was brought back
    """
    return f'<p class="from">From module {number} · {_why(asked, title, today)}</p>'


def _why(asked: Asked, title: str, today: datetime) -> str:
    if asked.marked is not None:
        return f"practice for “{esc(title)}”, which is on your marked page"
    what = "an earlier version of this" if asked.earlier else "this"
    if asked.met is None:
        return f"you have met {what}"
    return f"you met {what} {'earlier today' if asked.met.date() == today.date() else f'on {day(asked.met, today)}'}"


def day(at: datetime, today: datetime | None = None) -> str:
    """A day as a ``time`` element: "4 November", with its year where ``today`` lies in another."""
    year = f" {at.year}" if today and today.year != at.year else ""
    return f'<time datetime="{at:%Y-%m-%d}">{at.day} {_MONTHS[at.month - 1]}{year}</time>'


def _section(inner: str) -> str:
    return f'<section class="returning" aria-label="From earlier modules">{inner}</section>'
