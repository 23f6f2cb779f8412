"""One answer to one task of each kind of the gallery: how it is given, and how one sees that it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Locator, expect

from tests.browser.steps import WAIT

KEPT = re.compile(r"^(Committed|Kept for you|Saved)")


class Done(NamedTuple):
    """A task of the gallery: what a person does with it, and what then stands in it."""

    give: Callable[[Locator], None]
    stands: Callable[[Locator], None]


def commit(here: Locator) -> None:
    here.locator(".act button[type=submit]").click()


def say(here: Locator, number: int = 0) -> None:
    """One of the sentences that can be said now."""
    here.locator(".replies:visible input").nth(number).check(force=True)
    commit(here)


def radio(name: str, value: str) -> str:
    return f'input[name="{name}"][value="{value}"]'


def chosen(*selectors: str) -> Done:
    """Radio buttons and check boxes, then the commit."""

    def give(here: Locator) -> None:
        for selector in selectors:
            here.locator(selector).check(force=True)
        commit(here)

    def stands(here: Locator) -> None:
        for selector in selectors:
            expect(here.locator(selector)).to_be_checked(timeout=WAIT)

    return Done(give, stands)


def filled(**values: str) -> Done:
    """Fields, then the commit."""

    def give(here: Locator) -> None:
        for name, value in values.items():
            here.locator(f'[name="{name}"]').fill(value)
        commit(here)

    def stands(here: Locator) -> None:
        for name, value in values.items():
            expect(here.locator(f'[name="{name}"]')).to_have_value(value, timeout=WAIT)

    return Done(give, stands)


def ordered(here: Locator) -> None:
    up = here.locator('[data-card="c1"] [data-way=up]')
    while up.is_enabled():
        up.click()
    commit(here)


def in_order(here: Locator) -> None:
    expect(here.locator(".cards > .card").first).to_have_attribute("data-card", "c1", timeout=WAIT)


def marked(here: Locator) -> None:
    for name, second in (("to", 140), ("from", 100)):
        here.locator(f"[name={name}]").fill(str(second))
    here.get_by_role("button", name="Mark this stretch").click()
    commit(here)


def one_mark(here: Locator) -> None:
    expect(here.locator(".marks li")).to_have_count(1, timeout=WAIT)
    expect(here.locator(".marks li")).to_contain_text("1:40")


def rated(here: Locator) -> None:
    # To the middle: at the top of the window the heads of the form lie over its statements.
    here.locator(".rating").first.evaluate("one => one.scrollIntoView({ block: 'center' })")
    here.locator(".rating").first.locator('input[value="6"]').check(force=True)


def is_rated(here: Locator) -> None:
    expect(here.locator(".rating").first.locator('input[value="6"]')).to_be_checked(timeout=WAIT)


def talked(here: Locator) -> None:
    for reply in ("r1", "r6"):
        here.locator(f'input[value="{reply}"]').check(force=True)
        commit(here)
    commit(here)  # the talk has ended: look back at it


def looked_back(here: Locator) -> None:
    expect(here.locator(".stations")).to_contain_text("It is still warm.", timeout=WAIT)


def played(here: Locator) -> None:
    """Always the first of what is offered, to the end of the course."""
    for number in range(1, 9):
        if not here.locator(".replies input").count():
            return
        here.locator(".replies input").first.check(force=True)
        commit(here)
        expect(here.locator(".talk .you")).to_have_count(number, timeout=WAIT)


def debriefed(here: Locator) -> None:
    expect(here.locator(".debrief")).to_contain_text("Looking back", timeout=WAIT)


def wrote(text: str) -> Done:
    return Done(
        lambda here: here.get_by_role("textbox").fill(text),
        lambda here: expect(here.get_by_role("textbox")).to_have_value(text, timeout=WAIT),
    )


QUADRANT = {"secure": "20", "dismissing": "50", "fearful": "20", "preoccupied": "10"}
KINDS = {
    "choice": ("c-key-a", chosen(radio("answer", "o4"))),
    "because": ("c-hands-a", chosen(radio("answer", "o2"), radio("because", "b1"), radio("because", "b4"))),
    "sort": ("s-ring-a", chosen(radio("i2", "goes"), radio("i4", "cannot"))),
    "order": ("o-visit-a", Done(ordered, in_order)),
    "interval": ("i-still-a", Done(marked, one_mark)),
    "transcript": ("t-spot-c", chosen(radio("t2", "D"))),
    "likert": ("l-own", Done(rated, is_rated)),
    "probability": ("p-quadrant-a", filled(**QUADRANT)),
    "number": ("n-score-b", filled(fifth="5", mean="4,4")),
    "dialogue": ("d-bread-a", Done(talked, looked_back)),
    "simulation": ("m-watch-a", Done(played, debriefed)),
    "text": ("x-letter", wrote("You were missed on Tuesday.")),
    "note": ("n-desk", wrote("An aunt.")),
}
TASKS = tuple(task for task, _ in KINDS.values())


def kept(here: Locator) -> None:
    """The task says that the answer is on the disk."""
    expect(here.locator(".hint").last).to_contain_text(KEPT, timeout=WAIT)
