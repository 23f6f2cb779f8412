"""Numbers in Chromium by keyboard alone, on a plain page with the component's own Python half behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from withinreach.content.load import load_module
from withinreach.ui.keeping import Kept
from withinreach.ui.number import Number

from tests.browser.plain import put, show
from tests.conftest import CHECKOUT

MODULE = load_module(CHECKOUT / "tests" / "gallery", "01-foundations")


def number(folder: Path, name: str) -> Number:
    return Number(MODULE.task(name), Kept(MODULE, folder))


def test_half_worked_numbers_are_filled_in_and_explained_by_keyboard(page: Page, tmp_path: Path) -> None:
    sent = put(page, number(tmp_path, "n-score-b"))
    here = page.locator("#here")
    keys = page.keyboard

    here.get_by_role("textbox", name="His fifth answer").focus()
    keys.type("3")
    keys.press("Tab")
    expect(here.get_by_role("textbox", name="His mean")).to_be_focused()
    keys.type("3,83")
    expect(here.get_by_role("button", name="Commit 2 of 4")).to_be_visible()
    keys.press("Tab")
    keys.press("Tab")
    expect(here.get_by_role("combobox", name="So the form says")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("Tab")
    expect(here.get_by_role("button", name="Commit 3 of 4")).to_be_focused()
    keys.press("Enter")

    expect(here.get_by_role("status")).to_contain_text("Kept for you")
    expect(here.locator(".agree")).to_have_text("Right: 1 of 4.")
    first = here.locator(".first .reason").first
    expect(first.locator("h4")).to_contain_text("You: 3. We: 5")
    expect(first).to_contain_text("Left as he wrote it")
    expect(first).not_to_contain_text("7 − 3. The scale runs", use_inner_text=True)
    here.locator("summary", has_text="The way to the others").focus()
    keys.press("Enter")
    # 3.83 is the mean of his own wrong answer: right, and folded.
    expect(here.locator(".others [data-field=mean] h4")).to_have_text(
        "3,83: right for what you had before. We: 4.17 scale points", use_inner_text=True
    )
    assert [message["answer"] for message in sent] == [{"fifth": "3", "mean": "3,83", "says": "less"}]


def test_a_number_that_could_be_two_is_refused_before_it_is_sent(page: Page, tmp_path: Path) -> None:
    sent = put(page, number(tmp_path, "n-score"))
    field = page.get_by_role("textbox", name="The mean of the six")

    field.focus()
    page.keyboard.type("1.234,5")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text(
        "“1.234,5” has a point and a comma, and could be two numbers: leave out the one for thousands."
    )
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert sent == []
    field.fill("5,5")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("radio", name="Most of it").press("Space")
    field.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Committed")
    assert [(message["answer"], message["confidence"]) for message in sent] == [({"mean": "5,5"}, 0.75)]


def test_how_sure_stays_tapped_until_the_answer_changes(page: Page, tmp_path: Path) -> None:
    put(page, number(tmp_path, "n-score"))
    sure = page.get_by_role("radio", name="About half")
    page.get_by_role("textbox", name="The mean of the six").fill("5.5")
    sure.press("Space")
    expect(sure).to_be_checked()

    page.get_by_role("button", name="Commit").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Committed")
    expect(sure).to_be_checked()
    page.get_by_role("textbox", name="The mean of the six").fill("5.4")

    expect(sure).not_to_be_checked()
    expect(page.get_by_role("status")).to_have_text("Changed, not committed: your earlier answer still stands.")


def test_a_draft_comes_back_after_a_reload_and_two_copies_do_not_disturb_each_other(page: Page, tmp_path: Path) -> None:
    one, two = (number(tmp_path / name, "n-score") for name in "ab")
    put(page, one, two)
    copies = page.locator("#here > div")
    copies.nth(0).get_by_role("textbox", name="The mean of the six").fill("5.5")
    copies.nth(0).get_by_role("radio", name="About half").press("Space")

    expect(copies.nth(0).locator(".hint")).to_have_text("1 of 3 filled in.")
    expect(copies.nth(1).get_by_role("textbox", name="The mean of the six")).to_have_value("")
    expect(copies.nth(1).get_by_role("radio", name="About half")).not_to_be_checked()
    show(page, one)

    expect(page.get_by_role("textbox", name="The mean of the six")).to_have_value("5.5")
    expect(page.locator(".hint")).to_have_text("1 of 3 filled in.")


def test_a_view_that_is_removed_leaves_no_listener(page: Page, tmp_path: Path) -> None:
    put(page, number(tmp_path, "n-score"))
    expect(page.get_by_role("button", name="Commit answer")).to_be_visible()
    assert page.evaluate("views[0].listening()") == 1

    page.evaluate("views[0].leave()")

    assert page.evaluate("views[0].listening()") == 0


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_too_small_for_a_thumb_and_nothing_scrolls_sideways(page: Page, tmp_path: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    put(page, *(number(tmp_path / name, name) for name in ("n-score-a", "n-score-b", "n-score", "n-change")))

    heights = page.locator(":is(.field input, .field select, .act button)").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width
