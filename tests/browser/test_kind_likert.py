"""A form of statements in Chromium: on a desk by keyboard, on a phone one by one, private answers in no store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from withinreach.content.errors import WithinReachError
from withinreach.content.load import load_module
from withinreach.ui.keeping import Kept, Nowhere
from withinreach.ui.likert import Likert

from tests.browser.plain import shown
from tests.conftest import CHECKOUT

MODULE = load_module(CHECKOUT / "tests" / "gallery", "01-foundations")


def form(folder: Path, name: str = "l-own") -> Likert:
    return Likert(MODULE.task(name), Kept(MODULE, folder))


def statement(here: Locator, number: int) -> Locator:
    return here.locator(".rating").nth(number - 1)


def on(group: Locator) -> list[str]:
    return [str(radio.get_attribute("value")) for radio in group.get_by_role("radio").all() if radio.is_checked()]


def test_a_form_is_answered_left_open_and_taken_back_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    sent = shown(page, {"one": form(tmp_path)})
    here, keys = page.locator("#one"), page.keyboard
    status = here.get_by_role("status")

    here.get_by_role("button", name="Use the answers of a fictional person instead").focus()
    keys.press("Tab")
    first = here.get_by_role("group", name="1 of 12 I notice that I am hungry")
    expect(first.get_by_role("radio", name="1 not true at all")).to_be_focused()
    keys.press("Space")
    expect(status).to_contain_text("1 of 12 answered.")
    keys.press("ArrowRight")
    expect(first.get_by_role("radio", name="2")).to_be_focused()
    expect(here.locator(".count")).to_have_text("1 of 12 answered")
    keys.press("Tab")
    expect(first.get_by_role("button", name="Leave open")).to_be_focused()
    keys.press("Tab")
    keys.press("ArrowLeft")  # from the first to the last, as in any group of radio buttons
    expect(statement(here, 2).get_by_role("radio", name="7 entirely true")).to_be_focused()
    expect(here.locator(".count")).to_have_text("2 of 12 answered")
    keys.press("Backspace")
    expect(here.locator(".count")).to_have_text("1 of 12 answered")
    first.get_by_role("button", name="Leave open").press("Enter")
    expect(status).to_contain_text("0 of 12 answered.")

    kept = [(message["item"], message["value"]) for message in sent if message["type"] == "keep"]
    assert kept == [("s1", 1), ("s1", 2), ("s2", 7), ("s2", None), ("s1", None)]
    assert page.evaluate("sessionStorage.length") == 0


def test_an_invented_persons_answers_stand_instead_and_ones_own_come_back(page: Page, tmp_path: Path) -> None:
    shown(page, {"one": form(tmp_path)})
    here = page.locator("#one")
    own, invented = (
        here.get_by_role("button", name=name)
        for name in ("Answer for yourself", "Use the answers of a fictional person")
    )
    statement(here, 4).get_by_role("radio", name="3").check(force=True)
    expect(here.get_by_role("status")).to_contain_text("1 of 12 answered.")

    sizes = [button.bounding_box() for button in (own, invented)]
    assert sizes[0] is not None
    assert sizes[1] is not None
    assert sizes[0]["width"] == pytest.approx(sizes[1]["width"], rel=0.25)
    invented.press("Enter")
    expect(here.locator(".count")).to_have_text("12 of 12 answered")
    expect(here.get_by_text("the answers of Ingrid, who is invented")).to_be_visible()
    expect(invented).to_have_attribute("aria-pressed", "true")
    assert on(statement(here, 4)) == ["6"]
    expect(statement(here, 4).get_by_role("radio").first).to_be_disabled()

    own.press("Enter")
    expect(here.locator(".count")).to_have_text("1 of 12 answered")
    assert on(statement(here, 4)) == ["3"]


def test_what_was_kept_comes_back_and_is_cleared_at_once(page: Page, tmp_path: Path) -> None:
    before = form(tmp_path)
    before.answer_to({"type": "keep", "item": "s3", "value": 5})
    before.answer_to({"type": "keep", "item": "s9", "value": 1})
    shown(page, {"one": form(tmp_path)})
    here = page.locator("#one")

    expect(here.locator(".count")).to_have_text("2 of 12 answered")
    assert on(statement(here, 3)) == ["5"]
    page.on("dialog", lambda dialog: dialog.accept())
    here.get_by_role("button", name="Clear all my answers").press("Enter")

    expect(here.get_by_role("status")).to_have_text("Cleared.")
    expect(here.locator(".count")).to_have_text("0 of 12 answered")
    assert not (tmp_path / "within-reach" / "private" / "l-own.json").exists()


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_phone_one_statement_stands_there_with_seven_large_choices(page: Page, tmp_path: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    shown(page, {"one": form(tmp_path)})
    here = page.locator("#one")
    there = here.locator(".rating:visible")

    expect(there).to_have_count(1)
    expect(there.locator("legend")).to_contain_text("1 of 12")
    boxes = [label.bounding_box() for label in there.locator("label").all()]
    assert len(boxes) == 7
    assert all(box is not None and box["height"] >= 44 and box["width"] >= 200 for box in boxes)
    there.get_by_role("radio", name="7 entirely true").click()
    expect(here.get_by_role("button", name="Next")).to_be_visible()
    here.get_by_role("button", name="Next").press("Enter")
    expect(there.locator("legend")).to_be_focused()
    expect(there.locator("legend")).to_contain_text("2 of 12")
    for _ in range(10):
        here.get_by_role("button", name="Leave it open").press("Enter")
    expect(there.locator("legend")).to_contain_text("12 of 12")
    here.get_by_role("button", name="To the first open one").press("Enter")
    expect(there.locator("legend")).to_contain_text("2 of 12")
    expect(here.locator(".count")).to_have_text("1 of 12 answered")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_desk_the_head_stays_in_sight(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    shown(page, {"one": form(tmp_path)})
    statement(page.locator("#one"), 9).scroll_into_view_if_needed()

    expect(page.locator(".heads .count")).to_be_in_viewport()
    expect(page.locator(".heads").get_by_text("entirely true")).to_be_in_viewport()
    expect(page.locator(".rating:visible")).to_have_count(12)


class Refusing(Likert):
    """A form whose disk is full until it is not."""

    full = True

    def _save(self, value: dict[str, Any]) -> dict[str, Any]:
        if self.full:
            raise WithinReachError("Not saved: no room. It is still on the page.")
        return super()._save(value)


def test_an_answer_that_was_refused_stays_and_is_kept_with_the_next(page: Page, tmp_path: Path) -> None:
    one = Refusing(MODULE.task("l-near"), Kept(MODULE, tmp_path))
    shown(page, {"one": one})
    here = page.locator("#one")
    statement(here, 1).get_by_role("radio", name="2").check(force=True)
    expect(here.get_by_role("status")).to_have_text("Not saved: no room. It is still on the page.")
    assert page.evaluate("Object.values(sessionStorage)") == ['{"s1":2}']
    one.full = False
    statement(here, 3).get_by_role("radio", name="4").check(force=True)

    expect(here.get_by_role("status")).to_contain_text("Kept for you")
    expect(here.get_by_role("status")).to_contain_text("2 of 3 answered.")
    assert one.answer_to({"type": "recall"})["answers"] == {"s1": 2, "s3": 4}
    assert page.evaluate("sessionStorage.length") == 0


LEAVING = "dispatchEvent(new Event('beforeunload', { cancelable: true }))"


def test_a_private_answer_that_is_not_saved_is_in_no_store_and_leaving_is_warned_of(page: Page, tmp_path: Path) -> None:
    shown(page, {"one": Refusing(MODULE.task("l-own"), Kept(MODULE, tmp_path))})
    here = page.locator("#one")
    assert page.evaluate(LEAVING) is True

    statement(here, 1).get_by_role("radio", name="2").check(force=True)
    expect(here.get_by_role("status")).to_have_text("Not saved: no room. It is still on the page.")

    assert on(statement(here, 1)) == ["2"]
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert page.evaluate(LEAVING) is False
    page.evaluate("views[0].leave()")
    assert page.evaluate(LEAVING) is True


def test_the_public_page_says_that_it_keeps_nothing(page: Page) -> None:
    shown(page, {"one": Likert(MODULE.task("l-own"), Nowhere())})
    here = page.locator("#one")

    statement(here, 1).get_by_role("radio", name="2").check(force=True)

    expect(here.get_by_role("status")).to_contain_text("Stays in this page until you close it. 1 of 12 answered.")


def test_two_copies_are_two_and_a_removed_one_listens_no_more(page: Page, tmp_path: Path) -> None:
    shown(page, {"one": form(tmp_path / "a"), "two": form(tmp_path / "b")})
    one, two = page.locator("#one"), page.locator("#two")

    statement(one, 1).get_by_role("radio", name="2").check(force=True)
    expect(one.locator(".count")).to_have_text("1 of 12 answered")
    expect(two.locator(".count")).to_have_text("0 of 12 answered")
    page.evaluate("views[0].leave()")
    assert page.evaluate("views.map((view) => view.listening())") == [0, 1]
