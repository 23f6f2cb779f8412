"""A questionnaire on a page: its head, its form, and the page of its scores.

Both pages carry the same head. With our paraphrases it says that this is a practice form and not the instrument; with
an official wording, the instrument's name and the permission under which it stands there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from withinreach.content.instruments import Item, Questionnaire, Wording
from withinreach.render.escape import esc, lines

NOT = (
    "No diagnosis, and no verdict on you as a person or as a therapist.",
    "Not a type: the middle of a scale is no border between kinds of people.",
    "Not what an interview about your childhood would hear: that is another instrument.",
    "Not exact: another evening may give another number.",
)
ABSENT = "no score"
BEGINNING = 8
"""Words of a paragraph that are enough to know it again."""


@dataclass(frozen=True)
class ScoreRow:
    """One score as it is shown.

    Attributes
    ----------
    scale : its name for the reader, text
    value : the score; None where there is none
    low, high : the ends of its scale
    note : what has to be said beside it, such as its error or why it is missing; text
    digits : decimals that are shown
    """

    scale: str
    value: float | None
    low: float
    high: float
    note: str = ""
    digits: int = 2


@dataclass(frozen=True)
class ScoreSheet:
    """Everything that stands on a page of scores; nothing is computed here.

    Attributes
    ----------
    form : the questionnaire in the wording of the page
    wording : whose statements were answered, as the scores say it
    rows : the scores, from the top
    caveats : sentences that came with the scores
    """

    form: Questionnaire
    wording: Wording
    rows: tuple[ScoreRow, ...]
    caveats: tuple[str, ...] = ()


def title(form: Questionnaire) -> str:
    """What the page is headed with, as text."""
    return f"{form.title} ({form.name})" if form.wording == "official" else f"A practice form, not the {form.name}"


def head(form: Questionnaire) -> str:
    """The heading, and under it whose wording this is and what follows from that."""
    return f'<header class="whose"><h3>{esc(title(form))}</h3>{_whose(form)}</header>'


def _whose(form: Questionnaire) -> str:
    if form.wording == "official":
        return f"<p>In its official wording, used with permission.</p><p>{lines(form.permission)}</p>"
    return (
        f"<p>Every sentence is our own; what it is about follows the {esc(form.title)}. Norms and errors of "
        "measurement are those of the original and need not hold for this form.</p>"
    )


def form_html(form: Questionnaire, answers: Mapping[str, int] | None = None, choice: str = "") -> str:
    """The head and the whole form, one set of native radio buttons a statement; a page's script shows them its way.

    Parameters
    ----------
    answers : item id (``i07``) to the answer that stands
    choice : id of the paragraph that was chosen, where one is asked for
    """
    given = answers or {}
    rows = "".join(_statement(form, at, item, given.get(item.id)) for at, item in enumerate(form.entries, start=1))
    answered = sum(given.get(item.id) in range(form.low, form.high + 1) for item in form.entries)
    return (
        f'<div class="questionnaire" data-questionnaire="{esc(form.id)}" data-wording="{form.wording}">{head(form)}'
        f'<p class="instruction">{esc(form.instruction)} You may leave out whatever you like.</p>'
        f'<form novalidate autocomplete="off"><ol class="statements">{rows}</ol>{_choice(form, choice)}'
        '<div class="act"><button type="submit">Show the scores</button>'
        '<button type="button" data-act="fictional">Use the answers of a fictional person instead</button>'
        f'<span class="count">{answered} of {form.items}</span>'
        '<span class="hint" role="status" aria-live="polite">Stays with you. Never handed in.</span></div></form></div>'
    )


def _statement(form: Questionnaire, at: int, item: Item, answer: int | None) -> str:
    taps = "".join(_tap(form, item, value, checked=value == answer) for value in range(form.low, form.high + 1))
    first, last = (esc(end) for end in form.ends)
    return (
        f'<li><fieldset class="sure rating" data-item="{item.id}"><legend class="prompt">'
        f"<small>{at} of {form.items}</small> {esc(item.statement)}</legend>"
        f'<div class="scale">{taps}</div>'
        f'<p class="ends" aria-hidden="true"><span>{first}</span><span>{last}</span></p></fieldset></li>'
    )


def _tap(form: Questionnaire, item: Item, value: int, *, checked: bool) -> str:
    """One answer; the two at the ends are named by their words as well."""
    end = {form.low: form.ends[0], form.high: form.ends[1]}.get(value)
    name = f' aria-label="{esc(f"{value}, {end.lower()}")}"' if end else ""
    on = " checked" if checked else ""
    return f'<label><input type="radio" name="{item.id}" value="{value}"{name}{on}><span>{value}</span></label>'


def _choice(form: Questionnaire, chosen: str) -> str:
    """One of all, where the questionnaire asks for it; each is named by its number and its first words."""
    if not form.choice:
        return ""
    options = "".join(
        f'<label><input type="radio" name="choice" value="{item.id}"{" checked" if item.id == chosen else ""}>'
        f"<span>{at}: {esc(_beginning(item.statement))}</span></label>"
        for at, item in enumerate(form.entries, start=1)
    )
    return f'<fieldset class="options"><legend class="prompt">{esc(form.choice)}</legend>{options}</fieldset>'


def _beginning(statement: str) -> str:
    words = statement.split()
    return statement if len(words) <= BEGINNING else " ".join(words[:BEGINNING]) + " …"


def results_html(sheet: ScoreSheet) -> str:
    """The head, the scores as a table, and what these numbers are not.

    Raises
    ------
    ValueError : the answers were given to another wording than the page would name
    """
    form = sheet.form
    if sheet.wording != form.wording:
        raise ValueError(
            f"The answers were given to the {sheet.wording} wording, and the page would be headed as {form.wording}. "
            "Hand in the questionnaire in the wording that was answered."
        )
    return (
        f'<div class="questionnaire scores" data-questionnaire="{esc(form.id)}" data-wording="{form.wording}">'
        f"{head(form)}{_table(sheet.rows)}{_list('What these numbers are not', NOT)}"
        f"{_list('What belongs beside them', sheet.caveats)}"
        "<p>If this sits badly tonight: it is one form on one evening, and you know whom to ring.</p></div>"
    )


def _table(rows: tuple[ScoreRow, ...]) -> str:
    noted = any(row.note for row in rows)
    names = ("Scale", "Score", "Runs from", *(["Beside it"] if noted else []))
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = "".join(_row(row, noted=noted) for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: ScoreRow, *, noted: bool) -> str:
    value = ABSENT if row.value is None else _number(row.value, row.digits)
    ends = f"{_number(row.low, 0)} to {_number(row.high, 0)}"
    note = f"<td>{esc(row.note)}</td>" if noted else ""
    return f'<tr><th scope="row">{esc(row.scale)}</th><td>{value}</td><td>{ends}</td>{note}</tr>'


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace("-", "−")


def _list(heading: str, sentences: tuple[str, ...]) -> str:
    items = "".join(f"<li>{esc(sentence)}</li>" for sentence in sentences)
    return f"<h4>{heading}</h4><ul>{items}</ul>" if sentences else ""
