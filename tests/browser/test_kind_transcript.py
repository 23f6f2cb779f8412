"""Transcripts in Chromium: tagged by keyboard, by letter and by tap, their own Python half behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from withinreach.content.load import load_module
from withinreach.ui.keeping import Kept
from withinreach.ui.transcript import Transcript

from tests.browser.plain import shown
from tests.conftest import CHECKOUT

MODULE = load_module(CHECKOUT / "tests" / "gallery", "01-foundations")


def transcript(folder: Path, name: str) -> Transcript:
    return Transcript(MODULE.task(name), Kept(MODULE, folder))


def turn(here: Locator, name: str) -> Locator:
    return here.locator(f"[data-turn={name}]")


def test_an_hour_is_tagged_and_explained_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    sent = shown(page, {"one": transcript(tmp_path, "t-spot-c")})
    here, keys = page.locator("#one"), page.keyboard

    keys.press("Tab")
    expect(
        here.get_by_role("group", name="2 Marek In order. Gutters.").get_by_role("radio", checked=True)
    ).to_be_focused()
    keys.press("d")  # a letter, small or capital
    expect(here.get_by_role("radio", name="turning away from need").first).to_be_focused()
    expect(here.locator(".moved")).to_have_text("Turn 2: turning away from need.")
    keys.press("Tab")
    keys.press("f")
    keys.press("f")  # the same letter takes it off
    expect(here.locator(".moved")).to_have_text("Turn 4: nothing to mark.")
    keys.press("Tab")
    keys.press("ArrowRight")  # as in any group of radio buttons
    expect(here.locator(".moved")).to_have_text("Turn 6: turning away from need.")
    keys.press("Backspace")
    keys.press("Tab")
    expect(turn(here, "t8")).to_have_attribute("data-open", "")
    expect(here.locator("[data-open]")).to_have_count(1)
    keys.press("D")
    expect(here.get_by_role("status").last).to_have_text("2 turns tagged, not committed.")
    for _ in range(3):
        keys.press("Tab")
    expect(here.get_by_role("button", name="Commit tags")).to_be_focused()
    keys.press("Enter")

    expect(here.get_by_role("status").last).to_contain_text("Kept for you")
    expect(here.locator(".agree")).to_have_text("You and we agree on 1 of 3.")
    first = here.locator(".first .reason:visible")
    expect(first.locator("h4")).to_have_text(
        [
            "Turn 8. You: turning away from need. We: risk, said lightly.",
            "Turn 4. You: nothing to mark. We: turning away from need.",
        ],
        use_inner_text=True,
    )
    expect(first.first).to_contain_text("Keys, tools, insurance, one Sunday.")
    expect(turn(here, "t2").locator(".heard")).to_contain_text(
        "✓ Yours, and ours: turning away from need", use_inner_text=True
    )
    expect(turn(here, "t10").locator(".heard")).to_contain_text(
        "May be tagged or not: turning away from need or risk", use_inner_text=True
    )
    expect(turn(here, "t6").locator(".heard")).to_contain_text(
        "Nothing to mark, for you and for us", use_inner_text=True
    )
    expect(turn(here, "t12").locator(".heard")).to_be_hidden()
    assert [message["answer"] for message in sent] == [{"t2": ["D"], "t8": ["D"]}]


def test_nothing_tagged_is_an_answer_and_another_try_follows(page: Page, tmp_path: Path) -> None:
    sent = shown(page, {"one": transcript(tmp_path, "t-spot-b")})
    here = page.locator("#one")

    here.get_by_role("button", name="Commit tags").press("Enter")
    expect(here.locator(".agree")).to_have_text("You and we agree on 0 of 2.")
    expect(turn(here, "t4").locator(".heard")).to_contain_text("You: nothing to mark", use_inner_text=True)
    turn(here, "t4").get_by_role("radio", checked=True).press("f")
    # What was said of this turn was said of another tag.
    expect(turn(here, "t4").locator(".heard")).to_be_hidden()
    here.get_by_role("button", name="Commit tags").press("Enter")

    expect(here.locator(".agree")).to_have_text("You and we agree on 1 of 2.")
    expect(here.get_by_text("Sorry. I took it back").locator("..")).to_contain_text("Sorry")
    assert [message["answer"] for message in sent] == [{}, {"t4": ["F"]}]


def test_two_tags_a_turn_and_no_third(page: Page, tmp_path: Path) -> None:
    sent = shown(page, {"one": transcript(tmp_path, "t-mixed")})
    here = page.locator("#one")
    boxes = turn(here, "t1").get_by_role("checkbox")

    boxes.first.focus()
    for letter in "WCP":
        page.keyboard.press(letter)
    assert [box.is_checked() for box in boxes.all()] == [True, True, False]
    expect(boxes.last).to_be_disabled()
    page.keyboard.press("W")
    expect(boxes.last).to_be_enabled()
    page.keyboard.press("W")
    here.get_by_role("radio", name="About half").focus()
    page.keyboard.press("Space")
    here.get_by_role("button", name="Commit tags").press("Enter")

    expect(here.get_by_role("status").last).to_contain_text("Committed")
    assert [(message["answer"], message["confidence"]) for message in sent] == [({"t1": ["W", "C"]}, 0.5)]


@pytest.mark.parametrize("width", [1280, 320])
def test_a_tapped_turn_opens_where_it_stands_and_its_tags_are_large_enough(
    page: Page, tmp_path: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    shown(page, {"one": transcript(tmp_path, "t-spot")})
    here = page.locator("#one")
    words = turn(here, "t8").locator(".words")
    words.scroll_into_view_if_needed()
    before = words.bounding_box()

    words.click()

    after = words.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] == pytest.approx(before["y"], abs=1.5)
    expect(here.locator("[data-open]")).to_have_attribute("data-turn", "t8")
    for tap in turn(here, "t8").locator("label").all():
        box = tap.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    turn(here, "t8").get_by_role("radio", name="wanting and fearing").click()
    expect(here.locator(".moved")).to_have_text("Turn 8: wanting and fearing.")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_two_copies_are_two_and_a_removed_one_listens_no_more(page: Page, tmp_path: Path) -> None:
    shown(page, {"one": transcript(tmp_path, "t-spot-c"), "two": transcript(tmp_path, "t-spot-c")})
    one, two = page.locator("#one"), page.locator("#two")

    turn(one, "t2").get_by_role("radio", checked=True).press("R")
    expect(turn(one, "t2").get_by_role("radio", checked=True)).to_have_value("R")
    expect(turn(two, "t2").get_by_role("radio", checked=True)).to_have_value("")
    expect(two.locator(".moved")).to_be_empty()
    assert page.evaluate("views.map((view) => view.listening())") == [1, 1]
    page.evaluate("views[0].leave()")
    assert page.evaluate("views.map((view) => view.listening())") == [0, 1]


def test_letters_and_the_arrow_keys_reach_nobody_else(page: Page, tmp_path: Path) -> None:
    """JupyterLab deletes a cell at two Ds; a page's own shortcuts listen further up."""
    shown(page, {"one": transcript(tmp_path, "t-spot-c")})
    page.evaluate("window.reached = []; document.addEventListener('keydown', (event) => reached.push(event.key))")
    radio = turn(page.locator("#one"), "t2").get_by_role("radio", checked=True)

    for key in ("d", "d", "x", "Control+d"):
        turn(page.locator("#one"), "t2").get_by_role("radio", checked=True).press(key)

    assert page.evaluate("reached") == ["x", "Control", "d"]
    expect(radio).to_have_value("")
    expect(page.locator("[data-lm-suppress-shortcuts]")).to_have_count(1)
