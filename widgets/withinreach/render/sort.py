"""A sort: every item with its columns as taps before, what you and we agree on after."""

from __future__ import annotations

from typing import Any

from withinreach.content.kinds.base import Named
from withinreach.content.kinds.sort import SortItemKey, SortKey, SortTask
from withinreach.content.score import Score
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.parts import authority, committed_form, earned, row, switch, why

_GLYPH = {"same": "✓", "near": "~", "differ": "–", "open": "·"}


def placed(task: SortTask, answer: Any) -> dict[str, str]:
    """Item → column of an answer, as far as there are such items and columns."""
    if not isinstance(answer, dict):
        return {}
    items, columns = {item.id for item in task.open_items}, {column.id for column in task.columns}
    pairs = ((item, column) for item, column in answer.items() if isinstance(column, str))
    return {item: column for item, column in pairs if item in items and column in columns}


def form(task: SortTask, answer: Any, confidence: float | None) -> str:
    """Items to sort, each with its columns as radio buttons; what is given stands sorted, with its reason."""
    chosen = placed(task, answer)
    rows = "".join(
        _given(task, item) if item.id in task.given else _item(task, item, chosen.get(item.id)) for item in task.items
    )
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if task.worked:
        return f'{prompt}<div class="sorting">{rows}</div>{authority(task.key) if task.key else ""}'
    empty = '<p class="may-be-empty">A column may stay empty.</p>'
    return committed_form(task, f'{prompt}{empty}<div class="sorting">{rows}</div>', confidence)


def _item(task: SortTask, item: Named, chosen: str | None) -> str:
    taps = "".join(
        f'<label><input type="radio" name="{esc(item.id)}" value="{esc(column.id)}"'
        f"{' checked' if column.id == chosen else ''}><span>{inline(column.text)}</span></label>"
        for column in task.columns
    )
    clear = '<button type="button" class="clear" hidden>Leave open</button>'
    return (
        f'<fieldset class="item" data-item="{esc(item.id)}"><legend>{inline(item.text)}</legend>'
        f'<div class="columns">{taps}{clear}</div></fieldset>'
    )


def _given(task: SortTask, item: Named) -> str:
    if task.key is None:
        return ""
    entry = task.key.items[item.id]
    return (
        f'<div class="item given"><p class="said">{inline(item.text)}</p>'
        f'<p class="placed"><span class="glyph" aria-hidden="true">✓</span>{_ours(task, entry)}</p>'
        f"{why(task.key, item.id, entry.reason)}</div>"
    )


def _ours(task: SortTask, entry: SortItemKey) -> str:
    """The columns worth 1, in words."""
    return " or ".join(inline(column.text) for column in task.columns if entry.accept.get(column.id) == 1)


def role(entry: SortItemKey, column: str | None) -> str:
    """How an item stands: ``same``, ``near``, ``differ`` or ``open``."""
    if column is None:
        return "open"
    value = entry.accept.get(column, 0)
    return "same" if value == 1 else "near" if value > 0 else "differ"


def reasons(task: SortTask, key: SortKey, answer: Any) -> str:
    """What you and we agree on: first where we differ, then near ones, then open ones; the rest folded.

    A page's script moves the same elements and fills in the same words.
    """
    chosen = placed(task, answer)
    roles = {item.id: role(key.items[item.id], chosen.get(item.id)) for item in task.open_items}
    rows = {item.id: _reason(task, key, item, chosen.get(item.id)) for item in task.open_items}
    first = "".join(
        rows[name] for wanted in ("differ", "near", "open") for name, found in roles.items() if found == wanted
    )
    same = [name for name, found in roles.items() if found == "same"]
    unfolded = " open" if len(same) == len(roles) else ""
    return (
        '<div class="reasons" tabindex="-1">'
        f'<p class="agree">You and we agree on <span class="same">{len(same)}</span> of {len(roles)}.</p>'
        f'<div class="first">{first}</div>'
        f"<details{unfolded}{'' if same else ' hidden'}><summary>What we agree on</summary>"
        f'<div class="others">{"".join(rows[name] for name in same)}</div></details>'
        f"{authority(key)}</div>"
    )


def _reason(task: SortTask, key: SortKey, item: Named, column: str | None) -> str:
    entry = key.items[item.id]
    shown = role(entry, column)
    yours = f'<span class="you">{_column(task, column)}</span>'
    heads = {
        "same": f"{yours}: yours, and ours",
        "near": f"Near by. You: {yours}. We: {_ours(task, entry)}",
        "differ": f"You: {yours}. We: {_ours(task, entry)}",
        "open": f"Left open. We: {_ours(task, entry)}",
    }
    wrong = "".join(
        f'<p class="if-chosen" data-column="{esc(name)}"{"" if name == column else " hidden"}>{inline(words)}</p>'
        for name, words in entry.wrong.items()
    )
    accepted = " ".join(f"{esc(name)}:{value:g}" for name, value in entry.accept.items())
    marks = f'data-item="{esc(item.id)}" data-accept="{accepted}"'
    more = wrong + why(key, item.id, entry.reason)
    return row(marks, _GLYPH[shown], switch(heads, shown), inline(item.text), more)


def _column(task: SortTask, column: str | None) -> str:
    return next((inline(each.text) for each in task.columns if each.id == column), "")


def review(task: SortTask, key: SortKey, answer: Any, confidence: float | None, score: Score) -> str:
    """The marked answer: what was expected, what it earned, and where you and we differ."""
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if not placed(task, answer):
        return f"{prompt}<p>No answer was committed.</p>" + reasons(task, key, {})
    return prompt + earned(task, confidence, score) + reasons(task, key, answer)
