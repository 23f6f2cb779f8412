"""The second list of a choice: what speaks for the option, before and after."""

from __future__ import annotations

from typing import Any

from withinreach.content.kinds.base import Named
from withinreach.content.kinds.because import Because, BecauseKey
from withinreach.content.words import many
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.parts import reason, row, switch


def picked(answer: Any) -> list[str]:
    """The ids of the reasons in an answer, an empty list where there are none."""
    given = answer.get("because") if isinstance(answer, dict) else None
    return [name for name in given if isinstance(name, str)] if isinstance(given, list) else []


def form(because: Because, answer: Any) -> str:
    """Check boxes, with the number that is to be picked in the legend."""
    chosen = picked(answer)
    boxes = "".join(
        f'<label><input type="checkbox" name="because" value="{esc(one.id)}"{" checked" if one.id in chosen else ""}>'
        f"<span>{inline(one.text)}</span></label>"
        for one in because.of
    )
    legend = f"Because … choose {many(because.pick, 'reason')}."
    return f'<fieldset class="options because"><legend class="prompt">{legend}</legend>{boxes}</fieldset>'


def reasons(because: Because, key: BecauseKey, answer: Any) -> str:
    """What you picked first, then what was right and left, the rest folded; and what was asked of them together."""
    chosen = picked(answer)
    rows: dict[str, list[str]] = {"yours": [], "best": [], "rest": []}
    for one in because.of:
        role = "yours" if one.id in chosen else "best" if one.id in key.right else "rest"
        rows[role].append(_row(one, key, role))
    return (
        f'<section class="because"><h4>What speaks for it</h4>'
        f'<div class="first">{"".join(rows["yours"])}{"".join(rows["best"])}</div>'
        f"{_together(because, key)}"
        f"<details{'' if rows['rest'] else ' hidden'}><summary>The other reasons</summary>"
        f'<div class="others">{"".join(rows["rest"])}</div></details>'
        "</section>"
    )


def _row(one: Named, key: BecauseKey, role: str) -> str:
    right = one.id in key.right
    heads = {
        "yours": "Your reason, and ours" if right else "Your reason: it does not carry this",
        "best": "Ours as well" if right else "",
        "rest": "Not picked",
    }
    marks = f'data-because="{esc(one.id)}" data-value="{int(right)}"'
    return row(marks, "✓" if right else "–", switch(heads, role), inline(one.text), reason(key.reasons[one.id]))


def _together(because: Because, key: BecauseKey) -> str:
    """Where evidence of more than one kind is needed: said, with what each kind is made of."""
    if not key.groups:
        return ""
    texts = {one.id: one.text for one in because.of}
    kinds = "".join(
        f"<li>{many(group.least, 'reason').capitalize()} of: "
        f"{inline('; '.join(texts[name].rstrip('.') for name in group.of if name in key.right))}</li>"
        for group in key.groups
    )
    words = "Each of these is needed; without one of them the reasons earn nothing:"
    return f'<div class="together"><p>{words}</p><ul>{kinds}</ul></div>'
