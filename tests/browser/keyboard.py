"""Each kind of task done by keyboard alone: Tab's work is done by focus(), everything else by keys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import WAIT, task

PAGE_UP = 36
"""Seconds that Page Up moves a slider of six minutes in Chromium: a tenth of its length."""


def press(here: Locator, key: str, times: int = 1) -> None:
    for _ in range(times):
        here.press(key)


def say(replies: Locator, words: str) -> None:
    """Of the sentences that can be said now, the one that begins so: with the arrow keys to it, then Enter."""
    keys = replies.page.keyboard
    replies.locator("input").first.focus()
    keys.press("Space")
    wanted = replies.get_by_role("radio", name=re.compile(f"^{re.escape(words)}"))
    for _ in range(5):
        if wanted.is_checked():
            break
        keys.press("ArrowDown")
    expect(wanted).to_be_checked()
    keys.press("Enter")


def choice(here: Locator, options: Sequence[str]) -> None:
    for box in here.locator("[name=answer]:checked").all():
        if box.get_attribute("type") == "checkbox" and box.get_attribute("value") not in options:
            box.press("Space")
    for option in options:
        box = here.locator(f'[name=answer][value="{option}"]')
        if not box.is_checked():
            box.press("Space")


def sort(here: Locator, columns: Mapping[str, str]) -> None:
    """The first column by space, the others by arrows, as a group of radio buttons goes."""
    for item, column in columns.items():
        taps = here.locator(f'.item[data-item="{item}"] input')
        values = taps.evaluate_all("all => all.map(tap => tap.value)")
        taps.first.press("Space")
        for number in range(values.index(column)):
            taps.nth(number).press("ArrowRight")
        expect(taps.nth(values.index(column))).to_be_checked()


def order(here: Locator, cards: Sequence[str]) -> None:
    """Each card up to its place, from the top; the focus must go along with it."""
    for place, card in enumerate(cards):
        now = here.locator(".cards > .card").evaluate_all("all => all.map(card => card.dataset.card)")
        up = here.locator(f'[data-card="{card}"] [data-way=up]')
        up.focus()
        for _ in range(now.index(card) - place):
            here.page.keyboard.press("Enter")
        expect(up).to_be_focused()
    assert here.locator(".cards > .card").evaluate_all("all => all.map(card => card.dataset.card)") == list(cards)


def interval(here: Locator, marks: Sequence[tuple[int, int]]) -> None:
    while here.locator(".marks li").count():
        here.locator(".marks button").first.press("Enter")
    for start, end in marks:
        # The end first: the beginning is then never beyond it.
        for name, second in (("to", end), ("from", start)):
            slider = here.locator(f"[name={name}]")
            press(slider, "Home")
            press(slider, "PageUp", second // PAGE_UP)
            press(slider, "ArrowRight", second % PAGE_UP)
            assert slider.input_value() == str(second)
        here.get_by_role("button", name="Mark this stretch").press("Enter")
    assert here.locator(".marks li").count() == len(marks)


KINDS = {"choice": choice, "sort": sort, "order": order, "interval": interval}


def answer(page: Page, task_id: str, given: Mapping[str, Any]) -> Locator:
    """Do one task, tap how sure where the walk says so, commit by Enter, and wait until it is kept."""
    here = task(page, task_id)
    ((kind, wanted),) = [(kind, given[kind]) for kind in KINDS if kind in given]
    KINDS[kind](here, wanted)
    if "confidence" in given:
        here.locator(f'[name=confidence][value="{float(given["confidence"])}"]').press("Space")
    here.locator(".act button[type=submit]").press("Enter")
    expect(here.locator(".act .hint")).to_contain_text(re.compile(r"^(Committed|Kept for you)"), timeout=WAIT)
    return here


def check(page: Page, answers: int) -> None:
    """The entry check: begin, answer the first few, leave the others open."""
    here = page.locator(".check")
    here.get_by_role("button", name="Begin").press("Enter")
    for number in range(12):
        expect(here.locator("li:not([hidden]) legend")).to_be_focused()
        expect(here.locator("li:not([hidden]) legend small")).to_have_text(f"{number + 1} of 12")
        if number < answers:
            here.locator("li:not([hidden]) input").first.press("Space")
        here.locator("button[type=submit]").press("Enter")
        if number < 11:
            expect(here.locator("li:not([hidden]) legend small")).to_have_text(f"{number + 2} of 12", timeout=WAIT)
    expect(here.locator(".kept-count")).to_contain_text(f"Kept for you: {answers} of 12.")
