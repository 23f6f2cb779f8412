"""Numbers to fill in: fields with their units before, the way to each and the likely slips after."""

from __future__ import annotations

from typing import Any

from withinreach.content.kinds.number import NumberField, NumberFieldKey, NumberKey, NumberTask, Role
from withinreach.content.score import Score
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.parts import authority, committed_form, earned, row, switch, why

_GLYPH = {"same": "✓", "follows": "✓", "differ": "–", "open": "·"}
SIGNS = "A point or a comma for decimals, as you like. A field may stay empty."


def form(task: NumberTask, answer: Any, confidence: float | None) -> str:
    """Fields with their units; what is given stands filled in, with the way to it."""
    given = answer if isinstance(answer, dict) else {}
    rows = "".join(
        _given(task, field) if field.id in task.given else _field(field, given.get(field.id)) for field in task.fields
    )
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if task.worked:
        return f'{prompt}<div class="numbers">{rows}</div>{authority(task.key) if task.key else ""}'
    signs = f'<p class="may-be-empty">{SIGNS}</p>'
    return committed_form(task, f'{prompt}{signs}<div class="numbers">{rows}</div>', confidence)


def _field(field: NumberField, given: Any) -> str:
    entry = _select(field, given) if field.options else _input(field, given)
    return (
        f'<label class="field" data-field="{esc(field.id)}"><span class="words">{inline(field.text)}</span>'
        f' <span class="entry">{entry}{_unit(field)}</span></label>'
    )


def _unit(field: NumberField) -> str:
    return f' <span class="unit">{inline(field.unit)}</span>' if field.unit else ""


def _input(field: NumberField, given: Any) -> str:
    value = esc(given) if isinstance(given, str) else ""
    keys = "text" if field.signed else "decimal"  # a telephone's pad of digits has no minus
    return f'<input type="text" inputmode="{keys}" spellcheck="false" name="{esc(field.id)}" value="{value}">'


def _select(field: NumberField, given: Any) -> str:
    options = "".join(
        f'<option value="{esc(option.id)}"{" selected" if option.id == given else ""}>{esc(option.text)}</option>'
        for option in field.options
    )
    return f'<select name="{esc(field.id)}"><option value="">not chosen</option>{options}</select>'


def _given(task: NumberTask, field: NumberField) -> str:
    if task.key is None:
        return ""
    entry = task.key.fields[field.id]
    return (
        f'<div class="field given"><span class="words">{inline(field.text)}</span>'
        f' <span class="entry"><b>{_named(field, entry.value)}</b>{_unit(field)}</span>'
        f"{why(task.key, field.id, entry.way)}</div>"
    )


def _named(field: NumberField, value: float | str) -> str:
    """A value as a person reads it."""
    if isinstance(value, str):
        return next((esc(option.text) for option in field.options if option.id == value), "")
    return plain(value)


def plain(value: float) -> str:
    """A number without zeros that say nothing, with a real minus: 4.17, 4, −0.3."""
    return f"{value:.10g}".replace("-", "−")


def reasons(task: NumberTask, key: NumberKey, answer: Any) -> str:
    """Field by field: where we differ, open ones, the rest folded; a page's script moves the same elements."""
    values = task.values(answer)
    roles = key.roles(task, values)
    rows = {field.id: _reason(field, key, roles[field.id], answer) for field in task.open_fields}
    first = "".join(rows[name] for wanted in ("differ", "open") for name, found in roles.items() if found == wanted)
    right = [name for name, found in roles.items() if found in {"same", "follows"}]
    unfolded = " open" if len(right) == len(roles) else ""
    return (
        '<div class="reasons" tabindex="-1">'
        f'<p class="agree">Right: <span class="same">{len(right)}</span> of {len(roles)}.</p>'
        f'<div class="first">{first}</div>'
        f"<details{unfolded}{'' if right else ' hidden'}><summary>The way to the others</summary>"
        f'<div class="others">{"".join(rows[name] for name in right)}</div></details>'
        f"{authority(key)}</div>"
    )


def _reason(field: NumberField, key: NumberKey, role: Role, answer: Any) -> str:
    entry = key.fields[field.id]
    given = str(answer[field.id]) if role != "open" else ""
    shown = _named(field, given) if field.options else esc(given)
    yours, ours = f'<span class="you">{shown}</span>', f"{_named(field, entry.value)}{_unit(field)}"
    heads = {
        "same": f"{yours}: yours, and ours",
        "follows": f"{yours}: right for what you had before. We: {ours}",
        "differ": f"You: {yours}. We: {ours}",
        "open": f"Left open. We: {ours}",
    }
    slips = "".join(_slip(field, entry, number, answer, role) for number in range(len(entry.wrong)))
    more = f"{slips}{why(key, field.id, entry.way)}{_folded(field, entry)}"
    return row(f'data-field="{esc(field.id)}"', _GLYPH[role], switch(heads, role), inline(field.text), more)


def _slip(field: NumberField, entry: NumberFieldKey, number: int, answer: Any, role: Role) -> str:
    """The reason for one wrong value, seen where it was the reader's."""
    given = field.read(answer)
    mine = role == "differ" and given is not None and entry.fits(given, entry.wrong[number].value)
    hidden = "" if mine else " hidden"
    return f'<p class="if-chosen" data-slip="{number}"{hidden}>{inline(entry.wrong[number].reason)}</p>'


def _folded(field: NumberField, entry: NumberFieldKey) -> str:
    slips = "".join(
        f"<p><b>{_named(field, slip.value)}</b>{_unit(field)}: {inline(slip.reason)}</p>" for slip in entry.wrong
    )
    return f'<details class="slips"><summary>Where one easily goes wrong</summary>{slips}</details>'


def review(task: NumberTask, key: NumberKey, answer: Any, confidence: float | None, score: Score) -> str:
    """The marked answer: what was expected, what it earned, and the way to each field."""
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if not task.values(answer):
        return f"{prompt}<p>No answer was committed.</p>" + reasons(task, key, {})
    return prompt + earned(task, confidence, score) + reasons(task, key, answer)
