"""An order: cards that move up and down before, your order beside ours after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from withinreach.content.kinds.order import OrderKey, OrderTask
from withinreach.content.score import Score
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.parts import authority, committed_form, earned, reason


def given_order(task: OrderTask, answer: Any) -> list[str]:
    """The card ids in the order of an answer; empty where there is none, or a broken one."""
    whole = isinstance(answer, list) and all(isinstance(card, str) for card in answer)
    return list(answer) if whole and sorted(answer) == sorted(task.lists()["cards"]) else []


def form(task: OrderTask, answer: Any, confidence: float | None) -> str:
    """A numbered list; each card has a handle to drag and buttons to move it."""
    texts = {card.id: card.text for card in task.cards}
    cards = "".join(_card(name, texts[name]) for name in given_order(task, answer) or texts)
    controls = (
        f'<p class="prompt">{inline(task.prompt)}</p>'
        f'<ol class="cards">{cards}</ol><p class="moved" role="status" aria-live="polite"></p>'
    )
    return committed_form(task, controls, confidence, verb="Commit this order")


def _card(name: str, text: str) -> str:
    plain = esc(text)
    return (
        f'<li class="card" data-card="{esc(name)}"><span class="handle" aria-hidden="true">⠿</span>'
        f'<span class="words">{inline(text)}</span><span class="moves">'
        f'<button type="button" class="move" data-way="up" aria-label="Move up: {plain}">↑</button>'
        f'<button type="button" class="move" data-way="down" aria-label="Move down: {plain}">↓</button></span></li>'
    )


def reasons(task: OrderTask, key: OrderKey, answer: Any) -> str:
    """Your order beside ours, then the boundaries where they part, the others folded.

    A page's script fills in the same places; with no answer yours stays empty.
    """
    order = given_order(task, answer)
    rows = [_boundary(number, text, _parts(key, number, order)) for number, text in enumerate(_texts(key))]
    parted = [row for number, row in enumerate(rows) if _parts(key, number, order)]
    alike = [row for number, row in enumerate(rows) if not _parts(key, number, order)]
    return (
        '<div class="reasons" tabindex="-1">'
        f'<p class="agree">{esc(agreement(key, order))}</p>{_side_by_side(task, key, order)}'
        f'<div class="first">{"".join(parted)}</div>'
        f"<details{'' if parted else ' open'}{'' if alike else ' hidden'}>"
        "<summary>Why the rest stands as it does</summary>"
        f'<div class="others">{"".join(alike)}</div></details>'
        f"{authority(key)}</div>"
    )


def agreement(key: OrderKey, order: Sequence[str]) -> str:
    """How near the two orders are, in words and counts."""
    if not order:
        return "No order was committed."
    if key.rules:
        kept = sum(rule.kept(order) for rule in key.rules)
        return f"You keep {kept} of our {len(key.rules)} rules."
    turned = sum(order.index(high) > order.index(low) for high, low in key.pairs())
    if not turned:
        return "Your order and ours are the same."
    verb = "stands" if turned == 1 else "stand"
    return f"Of {len(key.pairs())} pairs, {turned} {verb} the other way round with us."


def _texts(key: OrderKey) -> list[str]:
    return [rule.reason for rule in key.rules] if key.rules else list(key.reasons)


def _parts(key: OrderKey, number: int, order: Sequence[str]) -> bool:
    """Whether your order and ours part at a boundary (or rule)."""
    if not order:
        return True
    if key.rules:
        return not key.rules[number].kept(order)
    upper, lower = key.tiers[number], key.tiers[number + 1]
    return any(order.index(high) > order.index(low) for high in upper for low in lower)


def _boundary(number: int, text: str, parts: bool) -> str:  # noqa: FBT001  a row is one or the other
    return (
        f'<div class="reason" data-boundary="{number}">'
        f'<span class="glyph" aria-hidden="true">{"–" if parts else "✓"}</span><div>{reason(text)}</div></div>'
    )


def _side_by_side(task: OrderTask, key: OrderKey, order: Sequence[str]) -> str:
    texts = {card.id: card.text for card in task.cards}
    yours = "".join(f'<li data-card="{esc(name)}">{inline(texts[name])}</li>' for name in order)
    ours = "".join(
        f"<li>{' <i>or, in either order,</i> '.join(inline(texts[name]) for name in tier)}</li>" for tier in key.tiers
    )
    ours_list = f"<div><h4>Ours</h4><ol>{ours}</ol></div>" if key.tiers else ""
    return f'<div class="orders"><div><h4>Yours</h4><ol class="yours-now">{yours}</ol></div>{ours_list}</div>'


def review(task: OrderTask, key: OrderKey, answer: Any, confidence: float | None, score: Score) -> str:
    """The marked answer: what was expected, what it earned, both orders, and the boundaries."""
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if not given_order(task, answer):
        return prompt + reasons(task, key, None)
    return prompt + earned(task, confidence, score) + reasons(task, key, answer)
