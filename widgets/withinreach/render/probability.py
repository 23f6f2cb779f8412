"""Shares of a hundred: fields with a bar each before, yours beside ours after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from withinreach.content.kinds.base import Named
from withinreach.content.kinds.distances import even
from withinreach.content.kinds.probability import ProbabilityKey, ProbabilityTask, Shares
from withinreach.content.score import Score
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.parts import authority, committed_form, earned, row, switch, why
from withinreach.render.shares import (
    OVERLAP,
    after_clues,
    agreement,
    alone,
    beside,
    given_clue,
    glyph,
    largest,
    most_moving,
    whole,
)

LEGENDS = {
    "yes-no": "Each by itself, from 0 to 100 %",
    "shares": "A hundred, shared out",
    "clues": "After this clue, a hundred shared out",
    "tokens": "A hundred tokens, in boxes that stand in order",
}


def given_shares(task: ProbabilityTask, answer: Any, clue: str | None = None) -> dict[str, float]:
    """Option → share of an answer, or of one of its clues, as far as there are such options and shares."""
    found = answer.get(clue) if clue is not None and isinstance(answer, dict) else answer
    shares = found if isinstance(found, dict) else {}
    return {name: share for name, share in task.in_order(shares).items() if whole(share)}


def form(task: ProbabilityTask, answer: Any, _confidence: float | None) -> str:
    """One group of fields, or one after each clue; clues that are given stand with our shares."""
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if not task.clues:
        return committed_form(task, prompt + _group(task, given_shares(task, answer)), None)
    steps = "".join(_clue(task, clue, answer) for clue in task.clues)
    clues = f'{prompt}<ol class="clues">{steps}</ol>'
    if task.worked and task.key is not None:
        return f'{clues}<p class="overlap">{OVERLAP}</p>{basis(task.key)}{authority(task.key)}'
    return committed_form(task, clues, None)


def _clue(task: ProbabilityTask, clue: Named, answer: Any) -> str:
    words = f'<p class="words" tabindex="-1">{inline(clue.text)}</p>'
    if clue.id in task.given:
        ours = given_clue(task, task.key, clue.id) if task.key is not None else ""
        return f'<li class="given">{words}{ours}</li>'
    return (
        f'<li data-clue="{esc(clue.id)}">{words}{_group(task, given_shares(task, answer, clue.id), clue.id)}'
        '<p class="gave" hidden><span></span> <button type="button" class="plain change">Change</button></p></li>'
    )


def _group(task: ProbabilityTask, given: Shares, clue: str | None = None) -> str:
    first = clue is None or clue == task.open_clues[0].id
    start = _start(task) if first and not given else {}
    rows = "".join(_row(task, option, (start | dict(given)).get(option.id), clue) for option in task.options)
    left = "" if task.form == "yes-no" else '<output class="left"></output>'
    now = '<output class="now"></output>'  # what a step button made of a field, heard only
    return f'<fieldset class="shares"><legend>{LEGENDS[task.form]}</legend>{rows}{left}{now}</fieldset>'


def _start(task: ProbabilityTask) -> dict[str, float]:
    if task.start == "empty":
        return {}
    names = task.lists()["options"]
    return dict.fromkeys(names, 50.0) if task.form == "yes-no" else even(names)


def _row(task: ProbabilityTask, option: Named, share: float | None, clue: str | None) -> str:
    name = option.id if clue is None else f"{clue}.{option.id}"
    value = "" if share is None else f"{share:g}"
    unit = '<span class="unit" aria-hidden="true">%</span>' if task.form == "yes-no" else ""
    steps = "".join(
        f'<button type="button" class="step" tabindex="-1" data-by="{by}"'
        f' aria-label="{words}: {esc(option.text)}">{sign}</button>'
        for by, sign, words in ((-5, "−", "Five less"), (5, "+", "Five more"))
    )
    return (
        f'<div class="share" data-option="{esc(option.id)}"><label><span class="words">{inline(option.text)}</span>'
        f'<input type="number" inputmode="numeric" min="0" max="100" step="1" name="{esc(name)}" value="{value}"'
        f' placeholder="–"></label>{unit}{steps}{alone(share or 0)}</div>'
    )


def reasons(task: ProbabilityTask, key: ProbabilityKey, answer: Any) -> str:
    """Yours beside ours, then the reasons: for the largest share of yours, of ours, the rest folded.

    Clue by clue the clue that should have moved most comes first; numbers that each stand alone are sorted by how
    far apart they are. A page's script fills in the same places and moves the same elements.
    """
    last = task.clues[-1].id if task.clues else None
    yours, ours = given_shares(task, answer, last), task.in_order(key.shares(last))
    head = after_clues(task, key, _steps(task, answer)) if task.clues else beside(task, yours, ours)
    rows = {option.id: _reason(task, option, key, yours, ours) for option in task.options}
    first, rest = _sorted(task, yours, ours)
    return (
        f'<div class="reasons" tabindex="-1">{most_moving(task, key, _steps(task, answer))}'
        f'<p class="agree">{esc(agreement(task, yours, ours))}</p>{head}'
        f'<div class="first">{"".join(rows[name] for name in first)}</div>'
        f"<details{'' if first else ' open'}{'' if rest else ' hidden'}><summary>The others</summary>"
        f'<div class="others">{"".join(rows[name] for name in rest)}</div></details>'
        f"{basis(key)}{authority(key)}</div>"
    )


def _steps(task: ProbabilityTask, answer: Any) -> Mapping[str, Shares]:
    return {clue.id: given_shares(task, answer, clue.id) for clue in task.open_clues}


def _sorted(task: ProbabilityTask, yours: Shares, ours: Shares) -> tuple[list[str], list[str]]:
    """The reasons that stand open, in order, and those that are folded."""
    names = list(task.lists()["options"])
    if task.form == "yes-no":
        far = sorted(names, key=lambda name: -abs(yours.get(name, 0) - ours[name]))
        first = [name for name in far if glyph(yours.get(name), ours[name]) != "✓"]
    else:
        first = list(dict.fromkeys(filter(None, (largest(yours), largest(ours)))))
    return first, [name for name in names if name not in first]


def _reason(task: ProbabilityTask, option: Named, key: ProbabilityKey, yours: Shares, ours: Shares) -> str:
    you, we, name = yours.get(option.id), ours[option.id], option.id
    unit = " %" if task.form == "yes-no" else ""
    given = "–" if you is None else f"{you:g}"
    tops = [name == largest(yours), name == largest(ours)] if task.form != "yes-no" else [False, False]
    role = {(True, True): "both", (True, False): "yours", (False, True): "ours"}.get((tops[0], tops[1]), "rest")
    heads = {
        "both": "Your largest share, and ours: you",
        "yours": "Your largest share: you",
        "ours": "Our largest share: you",
        "rest": "You",
    }
    numbers = f' <span class="you">{given}</span>{unit}, we {we:g}{unit}'
    marks = f'data-option="{esc(name)}" data-ours="{we:g}"'
    more = why(key, name, key.options[name].reason)
    return row(marks, glyph(you, we), switch(heads, role) + numbers, inline(option.text), more)


def basis(key: ProbabilityKey) -> str:
    """What our shares rest on."""
    return f'<p class="basis">{inline(key.basis)}</p>'


def review(task: ProbabilityTask, key: ProbabilityKey, answer: Any, _confidence: float | None, score: Score) -> str:
    """The marked answer: what it earned, your shares beside ours, and the reasons."""
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    given = _steps(task, answer) if task.clues else given_shares(task, answer)
    if not any(given.values()) and not (given and not task.clues):
        return f"{prompt}<p>No answer was committed.</p>" + reasons(task, key, None)
    return prompt + earned(task, None, score, _how(task)) + reasons(task, key, answer)


def _how(task: ProbabilityTask) -> str:
    if task.clues:
        return f"the last {len(task.counted)} of {len(task.open_clues)} steps count"
    return "equal tokens earn nothing" if task.form == "tokens" else ""
