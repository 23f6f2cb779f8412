"""Shares of a hundred in Chromium by keyboard alone, on a plain page with the component's own Python half behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from withinreach.content.load import load_module
from withinreach.ui.keeping import Kept
from withinreach.ui.probability import Probability

from tests.browser.plain import put, show
from tests.conftest import CHECKOUT

MODULE = load_module(CHECKOUT / "tests" / "gallery", "01-foundations")
STEPS = {
    "first": (40, 40, 20),
    "busy": (50, 30, 20),
    "warm": (40, 40, 20),
    "radio": (30, 55, 15),
    "noticed": (30, 55, 15),
    "form": (20, 70, 10),
}


def probability(folder: Path, name: str) -> Probability:
    return Probability(MODULE.task(name), Kept(MODULE, folder))


def typed(page: Page, step: Locator, shares: tuple[int, ...]) -> None:
    """Share by share with Tab between them, beginning wherever the focus comes from."""
    step.get_by_role("spinbutton").first.focus()
    for share in shares:
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(str(share))
        page.keyboard.press("Tab")


def test_clue_after_clue_by_keyboard_the_next_one_comes_when_a_hundred_is_given(page: Page, tmp_path: Path) -> None:
    sent = put(page, probability(tmp_path, "p-twins-c"))
    here, clues = page.locator("#here"), page.locator("#here .clues > li:visible")
    expect(clues).to_have_count(1)

    for number, (clue, shares) in enumerate(STEPS.items(), start=1):
        typed(page, here.locator(f'[data-clue="{clue}"]'), shares)
        expect(here.locator(".act button")).to_be_focused()
        expect(here.locator(".act button")).to_have_text("Commit answer" if number == 6 else "Next clue")
        page.keyboard.press("Enter")
        if number < 6:
            expect(clues).to_have_count(number + 1)
            # Whoever listens hears the new clue: its words have the focus.
            expect(clues.last.locator("> .words")).to_be_focused()
            # What was said stays as a line, and is where the next one begins.
            expect(clues.nth(number - 1).locator(".gave")).to_contain_text(f"Dismissing {shares[0]}")
            expect(clues.last.get_by_role("spinbutton").first).to_have_value(str(shares[0]))

    expect(here.get_by_role("status").last).to_contain_text("Kept for you")
    expect(here.locator(".moving h4")).to_have_text(
        "The clue that should have moved you most is the third: "
        "with us “Fearful” goes from 27 to 46, with you from 30 to 40."
    )
    expect(here.locator(".agree")).to_have_text("After the last clue: widest apart at “Fearful”: you 70, we 84.")
    third = here.locator('tbody[data-clue="warm"] td')
    expect(third).to_have_text(["40", "40", "20", "33", "46", "21"])
    expect(here.locator(".overlap")).to_contain_text("They overlap, so real certainty is lower")
    expect(here.locator(".first .reason h4")).to_have_text(
        ["Your largest share, and ours: you 70, we 84"], use_inner_text=True
    )
    (message,) = sent
    assert {clue: tuple(shares.values()) for clue, shares in message["answer"].items()} == STEPS


def test_the_next_clue_stays_closed_while_the_shares_do_not_come_to_a_hundred(page: Page, tmp_path: Path) -> None:
    put(page, probability(tmp_path, "p-twins"))
    clues = page.locator(".clues > li:visible")

    typed(page, clues.first, (40, 40, 8))
    expect(clues.first.locator(".left")).to_have_text("12 still to give.")
    page.keyboard.press("Enter")

    expect(clues).to_have_count(1)
    expect(page.locator(".hint")).to_have_text("12 still to give.")
    expect(clues.first.get_by_role("spinbutton").first).to_be_focused()
    typed(page, clues.first, (40, 40, 30))
    expect(clues.first.locator(".left")).to_have_text("10 too many.")


def test_an_earlier_step_can_be_changed_and_must_be_whole_again(page: Page, tmp_path: Path) -> None:
    sent = put(page, probability(tmp_path, "p-twins-b"))
    button = page.locator(".act button")
    for clue, shares in (("invoice", (61, 21, 18)), ("quiet", (74, 10, 16)), ("noticed", (85, 5, 10))):
        typed(page, page.locator(f'[data-clue="{clue}"]'), shares)
        if clue != "noticed":
            page.keyboard.press("Enter")

    change = page.locator('[data-clue="invoice"]').get_by_role("button", name="Change")
    change.focus()
    page.keyboard.press("Enter")
    field = page.locator('[data-clue="invoice"]').get_by_role("spinbutton", name="Dismissing")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_have_value("62")
    button.press("Enter")
    expect(page.locator(".hint")).to_have_text("Clue 3: 1 too many.")
    expect(field).to_be_focused()
    assert sent == []

    page.keyboard.press("ArrowDown")
    button.press("Enter")
    expect(page.locator(".agree")).to_have_text(
        "After the last clue: your shares and ours lie within five points of each other."
    )
    assert list(sent[0]["answer"]) == ["invoice", "quiet", "noticed"]


def test_buttons_go_in_fives_and_say_where_they_got_to(page: Page, tmp_path: Path) -> None:
    put(page, probability(tmp_path, "p-quadrant-a"))
    row = page.locator('.share[data-option="secure"]')
    field, more, less = row.locator("input"), row.locator('[data-by="5"]'), row.locator('[data-by="-5"]')

    field.fill("23")
    more.click()
    expect(field).to_have_value("25")
    expect(page.locator(".now")).to_have_text("25")
    expect(page.locator(".left")).to_have_text("75 still to give.")
    less.click()
    less.click()
    expect(field).to_have_value("15")
    field.press("PageUp")
    expect(field).to_have_value("20")
    assert row.locator("rect").get_attribute("width") == "20"
    for _ in range(30):
        less.click()
    expect(field).to_have_value("0")


def test_a_final_forecast_is_committed_by_a_second_press_and_stays(page: Page, tmp_path: Path) -> None:
    sent = put(page, probability(tmp_path, "p-predict"))
    button, hint = page.locator(".act button"), page.locator(".hint")
    expect(hint).to_have_text("This one is final: the answer you commit stands.")

    button.press("Enter")
    expect(hint).to_have_text("Say one for each first: 0 of 3 given.")
    typed(page, page.locator(".shares"), (30, 80, 55))
    button.dblclick()
    expect(hint).to_have_text("This one is final. Press once more to commit it.")
    assert sent == []
    page.locator("input").first.press("ArrowUp")
    expect(button).to_have_text("Commit answer")

    button.press("Enter")
    expect(button).to_have_text("Yes, commit it")
    page.wait_for_timeout(550)  # what tells a second thought from a double click
    button.press("Enter")
    expect(hint).to_have_text(re.compile(r"^Committed \d\d:\d\d, and final\. Reasons come with the marked page\.$"))
    expect(button).to_be_hidden()
    expect(hint).to_be_focused()
    assert page.locator("input:enabled").count() == 0
    assert [message["answer"] for message in sent] == [{"stays": 31, "lull": 80, "near": 55}]


def test_one_number_says_how_many_points_it_lies_from_ours(page: Page, tmp_path: Path) -> None:
    put(page, probability(tmp_path, "p-predict-a"))

    page.get_by_role("spinbutton").fill("50")
    page.keyboard.press("Enter")

    expect(page.locator(".agree")).to_have_text("32 points from ours.")
    expect(page.locator(".first h4")).to_have_text("You 50 %, we 82 %", use_inner_text=True)


def test_tokens_fill_the_table_and_the_bars_beside_ours(page: Page, tmp_path: Path) -> None:
    put(page, probability(tmp_path, "p-forecast"))

    typed(page, page.locator(".shares"), (10, 40, 30, 15, 5))
    expect(page.locator(".left")).to_have_text("All hundred given.")
    page.keyboard.press("Enter")

    expect(page.locator(".abreast .you")).to_have_text(["10", "40", "30", "15", "5"])
    widths = page.locator(".abreast .mine").evaluate_all("all => all.map((one) => one.getAttribute('width'))")
    assert widths == ["10", "40", "30", "15", "5"]
    expect(page.locator(".first h4")).to_have_text(
        ["Your largest share: you 40, we 21", "Our largest share: you 30, we 33"], use_inner_text=True
    )
    expect(page.locator("details summary")).to_have_text("The others")


def test_a_draft_of_some_clues_comes_back_and_two_copies_do_not_disturb_each_other(page: Page, tmp_path: Path) -> None:
    one, two = (probability(tmp_path / name, "p-twins-c") for name in "ab")
    put(page, one, two)
    copies = page.locator("#here > div")
    typed(page, copies.nth(0).locator('[data-clue="first"]'), STEPS["first"])
    page.keyboard.press("Enter")
    expect(copies.nth(0).locator(".clues > li:visible")).to_have_count(2)
    expect(copies.nth(1).locator(".clues > li:visible")).to_have_count(1)

    show(page, one)

    expect(page.locator(".clues > li:visible")).to_have_count(2)
    expect(page.locator('[data-clue="first"] .gave')).to_contain_text("Dismissing 40, Fearful 40")
    expect(page.locator(".act button")).to_have_text("Next clue")
    expect(page.locator(".hint")).to_have_text("Clue 2 of 6.")


def test_what_was_committed_stands_folded_when_the_page_comes_back(page: Page, tmp_path: Path) -> None:
    task = probability(tmp_path, "p-twins")
    answer = {clue: {"d": 30, "f": 30, "x": 40} for clue in task.setting["clues"]}
    task.answer_to({"type": "commit", "answer": answer})

    put(page, probability(tmp_path, "p-twins"))

    expect(page.locator(".clues > li:visible")).to_have_count(6)
    expect(page.locator(".gave:visible")).to_have_count(5)
    expect(page.locator(".act button")).to_have_text("Commit answer")
    expect(page.locator(".hint")).to_contain_text("Committed")


def test_a_view_that_is_removed_leaves_no_listener(page: Page, tmp_path: Path) -> None:
    put(page, probability(tmp_path, "p-twins"))
    expect(page.locator(".clues > li:visible")).to_have_count(1)

    page.evaluate("views[0].leave()")

    assert page.evaluate("views[0].listening()") == 0


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_too_small_for_a_thumb_and_nothing_scrolls_sideways(page: Page, tmp_path: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    tasks = {task.id: probability(tmp_path / task.id, task.id) for task in MODULE.tasks if task.kind == "probability"}
    for name in ("p-quadrant-a", "p-forecast"):
        options = tasks[name].setting["options"]
        shares = dict.fromkeys(options, 0) | {options[0]: 100}
        tasks[name].answer_to({"type": "commit", "answer": shares})
    put(page, *tasks.values())

    sizes = page.locator(":is(.share input, .share button, .act button):visible").evaluate_all(
        "all => all.flatMap((one) => [one.getBoundingClientRect().height, one.getBoundingClientRect().width])"
    )
    assert min(sizes) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width
