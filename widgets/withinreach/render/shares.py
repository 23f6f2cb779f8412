"""Your shares beside ours: bars, tables and the sentences over them. ``static/probability.js`` says the same words."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from withinreach.content.kinds.base import Named
from withinreach.content.kinds.distances import WHOLE, even
from withinreach.content.kinds.probability import ProbabilityKey, ProbabilityTask, Shares
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.parts import reason

OVERLAP = (
    "The clues are multiplied as if each told something new. They overlap, so real certainty is lower than the last "
    "line; that is why it may never say 95."
)
NEAR, ALMOST, CLOSE = 10, 20, 5
"""Points between your share and ours: near, almost; all of them close."""
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def whole(share: Any) -> bool:
    """Whether something is a share of a hundred."""
    if isinstance(share, bool) or not isinstance(share, int | float):
        return False
    return 0 <= share <= WHOLE and isfinite(share)


def largest(shares: Shares) -> str | None:
    """The option of the largest share, none where nothing has one."""
    return max(shares, key=lambda name: shares[name]) if any(shares.values()) else None


def glyph(you: float | None, we: float) -> str:
    """How near one share is to ours, in a sign."""
    if you is None:
        return "·"
    gap = abs(you - we)
    return "✓" if gap <= NEAR else "~" if gap <= ALMOST else "–"


def agreement(task: ProbabilityTask, yours: Shares, ours: Shares) -> str:
    """How far your shares lie from ours, in a sentence; empty where there are none."""
    gaps = {option.id: abs(yours[option.id] - ours[option.id]) for option in task.options if option.id in yours}
    if len(gaps) < len(ours):
        return ""
    if task.form == "yes-no":
        if len(gaps) == 1:
            (gap,) = gaps.values()
            return f"{gap:g} {'point' if gap == 1 else 'points'} from ours." if gap else "The same as ours."
        return f"Within ten points of ours: {sum(gap <= NEAR for gap in gaps.values())} of {len(gaps)}."
    after = "After the last clue: " if task.clues else ""
    if max(gaps.values()) <= CLOSE:
        return _opened(f"{after}your shares and ours lie within five points of each other.")
    widest = max(gaps, key=lambda name: gaps[name])
    name = next(option.text for option in task.options if option.id == widest)
    return _opened(f"{after}widest apart at “{name}”: you {yours[widest]:g}, we {ours[widest]:g}.")


def _opened(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def moving(task: ProbabilityTask, key: ProbabilityKey, steps: Mapping[str, Shares]) -> str:
    """Which clue should have moved you most, what it did to our shares, and what to yours."""
    clue, option = key.moving(task)
    names = task.lists()["clues"]
    number = names.index(clue)
    ours = _before(task, key.clues[names[number - 1]].shares if number else None)
    before = ours if number == len(task.given) else steps.get(names[number - 1], {})
    you = steps.get(clue, {})
    name = next(each.text for each in task.options if each.id == option)
    yours = f", with you from {before[option]:g} to {you[option]:g}" if option in before and option in you else ""
    return (
        f"The clue that should have moved you most is the {ORDINALS[number]}: "
        f"with us “{name}” goes from {ours[option]:g} to {key.clues[clue].shares[option]:g}{yours}."
    )


def _before(task: ProbabilityTask, shares: Shares | None) -> Shares:
    return even(task.lists()["options"]) if shares is None else shares


def most_moving(task: ProbabilityTask, key: ProbabilityKey, steps: Mapping[str, Shares]) -> str:
    """That clue by name, with its reason; empty where there are no clues."""
    if not task.clues:
        return ""
    clue, _ = key.moving(task)
    words = next(each.text for each in task.clues if each.id == clue)
    return (
        f'<div class="moving"><h4>{esc(moving(task, key, steps))}</h4><p class="said">{inline(words)}</p>'
        f"{reason(key.clues[clue].reason)}</div>"
    )


def alone(share: float) -> str:
    """One share as a bar, seen only."""
    return _bar(f'<rect class="mine" width="{share:g}" height="8"/>', 8)


def _bar(rects: str, height: int) -> str:
    return (
        f'<svg class="bar" viewBox="0 0 100 {height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{rects}</svg>"
    )


def beside(task: ProbabilityTask, yours: Shares, ours: Shares) -> str:
    """A table of yours and ours, with two bars each; nothing where each number stands alone."""
    if task.form == "yes-no":
        return ""
    rows = "".join(_pair(option, yours.get(option.id), ours[option.id]) for option in task.options)
    return (
        '<table class="abreast"><thead><tr><td>Upper bar: you. Lower bar: we.</td><th scope="col">You</th>'
        '<th scope="col">We</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _pair(option: Named, you: float | None, we: float) -> str:
    bars = f'<rect class="mine" width="{you or 0:g}" height="8"/><rect class="ours" y="11" width="{we:g}" height="8"/>'
    return (
        f'<tr data-option="{esc(option.id)}"><th scope="row">{inline(option.text)}{_bar(bars, 19)}</th>'
        f'<td class="you">{_number(you)}</td><td>{we:g}</td></tr>'
    )


def _number(share: float | None) -> str:
    return "–" if share is None else f"{share:g}"


def after_clues(task: ProbabilityTask, key: ProbabilityKey, steps: Mapping[str, Shares]) -> str:
    """A table of yours and ours after each clue, and what clues that overlap mean."""
    columns = "".join(f'<th scope="col">{inline(option.text)}</th>' for option in task.options)
    groups = "".join(_after(task, key, number, steps) for number in range(len(task.clues)))
    return (
        f'<div class="wide"><table class="steps"><thead><tr><td></td>{columns}</tr></thead>{groups}</table></div>'
        f'<p class="overlap">{OVERLAP}</p>'
    )


def _after(task: ProbabilityTask, key: ProbabilityKey, number: int, steps: Mapping[str, Shares]) -> str:
    clue = task.clues[number]
    given = clue.id in task.given
    rows = "" if given else _line("You", "you", task, steps.get(clue.id, {}))
    aside = task.graded and clue.id not in task.counted
    counts = " <small>(does not count)</small>" if aside else ""
    return (
        f'<tbody data-clue="{esc(clue.id)}"><tr class="clue"><th scope="rowgroup" colspan="{len(task.options) + 1}">'
        f"{number + 1}. {inline(clue.text)}{counts}</th></tr>{rows}"
        f"{_line('We', 'we', task, key.clues[clue.id].shares)}</tbody>"
    )


def _line(who: str, name: str, task: ProbabilityTask, shares: Shares) -> str:
    cells = "".join(
        f'<td data-option="{esc(option.id)}">{_number(shares.get(option.id))}</td>' for option in task.options
    )
    return f'<tr class="{name}"><th scope="row">{who}</th>{cells}</tr>'


def given_clue(task: ProbabilityTask, key: ProbabilityKey, clue: str) -> str:
    """A clue that stands with our shares, and why."""
    step = key.clues[clue]
    said = ", ".join(f"{inline(option.text)} <b>{step.shares[option.id]:g}</b>" for option in task.options)
    return f'<p class="ours">Ours after it: {said}.</p>{reason(step.reason) if step.reason else ""}'
