"""Another one like this, and one instead of another: by hand and by keys, on a plain page with its Python half."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from withinreach.content.load import load_module
from withinreach.ui.component import Component
from withinreach.ui.keeping import Kept
from withinreach.ui.module import OpenModule

from tests.browser.axe import violations
from tests.browser.host import GALLERY, MODULE
from tests.browser.plain import put, show

Opens = Callable[[str], Component]


@pytest.fixture
def opens(tmp_path: Path) -> Opens:
    """A task as one person's page has it; each call is a kernel of its own over the same folder."""
    module = load_module(GALLERY, MODULE)
    return lambda task: OpenModule(module, Kept(module, tmp_path)).task(task)


def commit(here: Locator, option: str) -> None:
    here.get_by_label(re.compile(f"^{re.escape(option)}")).check()
    here.get_by_role("button", name="Commit answer").click()


def test_another_one_follows_by_keys_and_the_reader_is_taken_to_it(page: Page, opens: Opens) -> None:
    put(page, opens("f-cup-b"))
    here = page.locator(".task")
    expect(here.get_by_role("button", name="Another one like this")).to_be_hidden()
    commit(here, "When does the lease end")
    expect(here.locator(".first h4").first).to_have_text("Your answer, looked at again", use_inner_text=True)

    more = here.get_by_role("button", name="Another one like this")
    more.focus()
    page.keyboard.press("Enter")

    expect(here.locator(".prompt")).to_contain_text("Owen has listed who has a key")
    expect(here.locator(".prompt")).to_be_focused()
    expect(here.locator(".answered")).to_be_hidden()
    expect(here.locator("input:checked")).to_have_count(0)
    assert violations(page) == []
    expect(here.get_by_role("button", name="Another one like this")).to_be_visible()  # on from here, answered or not
    commit(here, "And whom would you like")
    expect(here.locator(".first h4").first).to_have_text("Your answer, and ours", use_inner_text=True)
    here.get_by_role("button", name="Another one like this").click()
    commit(here, "Where did you find")
    here.get_by_role("button", name="The first one again").click()
    expect(here.locator(".prompt")).to_contain_text("Her tea is cold")


def test_a_draft_belongs_to_its_form_and_a_reload_finds_both(page: Page, opens: Opens) -> None:
    put(page, opens("f-cup-b"))
    here = page.locator(".task")
    commit(here, "Everything about the flat")
    here.get_by_role("button", name="Another one like this").click()
    here.get_by_label(re.compile("^Is that legal")).check()
    expect(here.locator(".hint")).to_have_text("Chosen, not committed.")

    # Two turns on and round to the start: the committed answer stands there, and the draft stays where it was made.
    show(page, opens("f-cup-b"))
    here = page.locator(".task")

    expect(here.locator(".prompt")).to_contain_text("Owen has listed who has a key")
    expect(here.get_by_label(re.compile("^Is that legal"))).to_be_checked()
    expect(here.locator(".hint")).to_have_text("Chosen, not committed.")
    commit(here, "You find it hard")
    expect(here.locator(".first h4").first).to_have_text("Your answer, looked at again", use_inner_text=True)


def test_pressed_twice_it_turns_once(page: Page, opens: Opens) -> None:
    sent = put(page, opens("f-cup-b"))
    here = page.locator(".task")
    commit(here, "Everything about the flat")

    here.get_by_role("button", name="Another one like this").dblclick()

    expect(here.locator(".prompt")).to_contain_text("Owen has listed who has a key")
    assert [one["form"] for one in sent if one["type"] == "another"] == ["b"]


def test_one_is_left_out_for_another_and_back_until_it_is_committed(page: Page, opens: Opens) -> None:
    task = opens("f-call")
    put(page, task)
    here = page.locator(".task")
    first = here.locator(".prompt").inner_text()
    expect(here.locator(".other-form")).to_contain_text("The same points, and nobody asks why.")

    here.get_by_role("button", name="Leave this one out").click()
    expect(here.locator(".prompt")).to_contain_text("change the date of their hour")
    assert violations(page) == []
    here.get_by_role("button", name="Back to the one you left out").click()
    expect(here.locator(".prompt")).to_have_text(first)
    here.get_by_role("button", name="Leave this one out").click()
    for column in ("now", "today", "never"):
        here.locator(f'input[value="{column}"]').nth({"now": 0, "today": 1, "never": 2}[column]).check(force=True)
    here.locator(".scale input").last.check(force=True)
    here.locator(".act button[type=submit]").click()

    expect(here.locator(".hint").last).to_contain_text("Committed")
    expect(here.locator(".other-form")).to_be_hidden()
    show(page, opens("f-call"))
    expect(page.locator(".prompt")).to_contain_text("change the date of their hour")
    expect(page.locator(".other-form")).to_have_count(0)


def test_asked_for_while_an_answer_is_being_saved_it_follows_when_that_is_done(page: Page, opens: Opens) -> None:
    sent = put(page, opens("f-cup-b"))
    here = page.locator(".task")
    here.get_by_label(re.compile("^Everything about the flat")).check()

    here.evaluate("task => { task.querySelector('form').requestSubmit(); task.querySelector('[data-form]').click(); }")

    expect(here.locator(".prompt")).to_contain_text("Owen has listed who has a key")
    assert [one["type"] for one in sent] == ["commit", "another"]
