"""An answer to an earlier edition of its task is kept, shown as such, and counts once it was looked at again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import steps
from tests.browser.host import MODULE, Host, running_host
from tests.browser.kinds import KINDS, commit, kept, say

TALK, WATCH, LETTERS = "d-post", "m-watch", "c-key"
KEPT = ("choice", "because", "sort", "order", "interval", "transcript", "probability", "number")
EARLIER = re.compile("^Given to an earlier version of this task")
ANEW = re.compile("What you said then is kept, and does not count; here it begins anew")


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    tasks = [KINDS[kind][0] for kind in (*KEPT, "text")]
    with running_host(*tasks, TALK, WATCH, LETTERS, handin=True) as running:
        yield running


@pytest.fixture(scope="module")
def page(browser: Browser, host: Host) -> Iterator[Page]:
    """The page of an answered module whose tasks have all got a newer edition since."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    answered(page, host)
    file = host.folder / MODULE / "tasks.yaml"
    file.write_text(file.read_text("utf-8").replace("edition: 1\n", "edition: 2\n"), "utf-8")
    host.end_kernels()
    page.goto(host.address("voila/render"))
    steps.settled(page)
    yield page
    context.close()


def answered(page: Page, host: Host) -> None:
    page.goto(host.address("voila/render"))
    steps.settled(page)
    for kind in (*KEPT, "text"):
        task, done = KINDS[kind]
        done.give(steps.task(page, task))
        kept(steps.task(page, task))
    for task in (TALK, WATCH):
        here = steps.task(page, task)
        say(here)
        expect(here.locator(".talk .you")).to_have_count(1, timeout=steps.WAIT)
    final(steps.task(page, LETTERS), page)


def final(here: Locator, page: Page) -> None:
    """Chosen, pressed, and pressed again: final."""
    for value in ("o1", "o4"):
        here.locator(f'input[name=answer][value="{value}"]').check(force=True)
    confirmed(here, page)


def confirmed(here: Locator, page: Page) -> None:
    commit(here)
    page.wait_for_function("since => performance.now() > since + 600", arg=page.evaluate("performance.now()"))
    commit(here)
    kept(here)


def test_the_panel_counts_them_and_leads_to_the_first(page: Page) -> None:
    row = page.locator(".handin tr", has_text="Changed since")
    expect(row).to_contain_text("4 answers were given to an earlier version; they count once you commit them again")
    row.get_by_role("link", name="go there").press("Enter")

    assert page.evaluate("document.activeElement.closest('[data-task]')?.dataset.task") == LETTERS


@pytest.mark.parametrize("kind", KEPT)
def test_it_is_shown_and_confirmed_as_it_is_by_keyboard(kind: str, page: Page, host: Host) -> None:
    task, done = KINDS[kind]
    here = steps.task(page, task)
    done.stands(here)
    expect(here.locator(".act .hint")).to_have_text(EARLIER)

    here.locator(".act button[type=submit]").press("Enter")
    kept(here)
    before, after = host.lines(task)
    assert (before["edition"], after["edition"]) == (1, 2)
    assert after["answer"] == before["answer"]


def test_a_final_answer_may_be_confirmed_once(page: Page, host: Host) -> None:
    here = steps.task(page, LETTERS)
    expect(here.locator('input[value="o4"]')).to_be_checked()
    expect(here.locator(".act .hint")).to_have_text(EARLIER)

    confirmed(here, page)
    assert [line["edition"] for line in host.lines(LETTERS)] == [1, 2]
    expect(here.locator("input[name=answer]").first).to_be_disabled()


def test_a_text_counts_once_she_says_that_it_holds(page: Page, host: Host) -> None:
    here = steps.task(page, "x-letter")
    expect(here.get_by_role("textbox")).to_have_value("You were missed on Tuesday.")
    expect(here.get_by_role("status")).to_contain_text("Written for an earlier version of this task.")

    here.get_by_role("button", name="It still holds").press("Enter")
    kept(here)
    expect(here.get_by_role("button", name="It still holds")).to_be_hidden()
    assert [line["edition"] for line in host.lines("x-letter")] == [1, 2]


@pytest.mark.parametrize("task", [TALK, WATCH])
def test_a_talk_and_a_course_begin_anew_and_say_so(task: str, page: Page, host: Host) -> None:
    here = steps.task(page, task)
    expect(here.locator(".talk .you")).to_have_count(0)
    expect(here.locator(".hint")).to_have_text(ANEW)

    say(here)
    expect(here.locator(".talk .you")).to_have_count(1, timeout=steps.WAIT)
    assert [line["edition"] for line in host.lines(task)] == [1, 2]
