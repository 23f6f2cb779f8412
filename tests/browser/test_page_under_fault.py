"""A module's page while its other half is killed, busy, out of reach or signed out: nothing typed is lost.

Real Hub and servers; between browser and Hub a line that can be cut.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import kernels, keyboard, steps
from tests.browser.line import Line, line_to
from tests.pipeline.hub_fixture import Workshop

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="separate accounts need root")

NAME = "participant"
GONE = "This page has lost touch with its other half. What it had saved is safe."
AWAY = "No connection at the moment. Go on: it is kept in this window, and saved when the connection is back."
BUSY = "The page is still busy with something else. Nothing is lost; go on."
CALM = re.compile(r"error|fail|invalid|fatal|crash|!", re.IGNORECASE)
"""What no such sentence says."""


@pytest.fixture(scope="module")
def line(workshop: Workshop) -> Iterator[Line]:
    with line_to(workshop.port) as line:
        yield line


@pytest.fixture(scope="module")
def window(browser: Browser, workshop: Workshop, line: Line) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    steps.sign_in(page, line.url, NAME, workshop.passwords[NAME])
    page.locator("a.go").first.wait_for()
    yield context
    context.close()


@pytest.fixture
def opened(window: BrowserContext, line: Line) -> Iterator[Callable[[], Page]]:
    """Opens module 1 in one more window of the same person; all are closed after the test."""
    line.mend()
    pages: list[Page] = []

    def another() -> Page:
        page = window.new_page()
        pages.append(page)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{line.url}/user/{NAME}/voila/render/{steps.MODULE}/{steps.MODULE}.ipynb")
        steps.settled(page)
        return page

    yield another
    line.mend()
    for page in pages:
        page.close()


@pytest.fixture
def page(opened: Callable[[], Page]) -> Page:
    return opened()


def journal(workshop: Workshop) -> list[dict[str, Any]]:
    file = workshop.account(NAME).home / "within-reach-data/within-reach" / steps.MODULE / "answers.jsonl"
    return [json.loads(text) for text in file.read_text("utf-8").splitlines()] if file.exists() else []


def answers(workshop: Workshop, task: str) -> list[Any]:
    return [line["answer"] for line in journal(workshop) if line["task"] == task]


def bar(page: Page) -> Locator:
    return page.locator(".wr-touch")


def says(page: Page, words: str) -> None:
    """The bar over the page says so, in words that frighten nobody."""
    expect(bar(page)).to_contain_text(words, timeout=steps.WAIT)
    assert not CALM.search(bar(page).inner_text())


def written(page: Page) -> Locator:
    return steps.task(page, "m1-rewrite").get_by_role("textbox")


def hint(page: Page, task: str) -> Locator:
    return steps.task(page, task).locator(".hint").last


def test_a_kernel_killed_while_she_types_costs_no_word(workshop: Workshop, page: Page) -> None:
    steps.write(page, "m1-rewrite", "Saved before.")
    written(page).press_sequentially(" And more")
    kernels.kill(kernels.newest(workshop, NAME))
    written(page).press_sequentially(", and still more.", delay=30)

    says(page, GONE)
    expect(page.locator(".where .saved")).to_have_text("Not connected")
    expect(hint(page, "m1-rewrite")).to_have_text(
        "Not saved: this page has lost touch with its other half. Reload it: your words come back and save themselves.",
        timeout=steps.WAIT,
    )
    expect(written(page)).to_have_value("Saved before. And more, and still more.")
    expect(steps.task(page, "m1-rewrite").get_by_role("button", name="Try again")).to_be_hidden()  # it would not help
    bar(page).get_by_role("button", name="Reload").click()
    steps.settled(page)
    expect(written(page)).to_have_value("Saved before. And more, and still more.")
    expect(hint(page, "m1-rewrite")).to_contain_text(re.compile(r"^Saved \d\d:\d\d"), timeout=steps.WAIT)
    assert answers(workshop, "m1-rewrite")[-1] == "Saved before. And more, and still more."
    expect(bar(page)).to_be_hidden()


def test_a_page_at_rest_notices_when_she_comes_back_to_it(workshop: Workshop, page: Page) -> None:
    """Nothing is typed: scrolling is enough."""
    kernels.kill(kernels.newest(workshop, NAME))
    page.mouse.wheel(0, 600)

    says(page, GONE)
    expect(page.locator(".where .saved")).to_have_text("Not connected")


def test_a_private_note_is_said_to_be_kept_nowhere_else(workshop: Workshop, page: Page) -> None:
    note = steps.task(page, "m1-note").get_by_role("textbox")
    note.fill("Only here.")
    kernels.kill(kernels.newest(workshop, NAME))
    note.press_sequentially(" Still.")

    expect(hint(page, "m1-note")).to_have_text(
        "Not saved: this page has lost touch with its other half. Copy your note before you reload: "
        "it is kept nowhere else.",
        timeout=steps.WAIT,
    )
    expect(note).to_have_value("Only here. Still.")
    stored = page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
    assert "Only here" not in stored


def test_twenty_busy_seconds_are_waited_for_and_never_called_gone(workshop: Workshop, page: Page) -> None:
    page.evaluate("window.states = []")
    page.evaluate("document.addEventListener('wr:touch', (event) => window.states.push(event.detail.state))")
    before = len(answers(workshop, "m1-load-a"))
    with kernels.busy(kernels.newest(workshop, NAME), 20):
        steps.commit(page, "m1-load-a", "That he cannot sleep")
        says(page, BUSY)
        expect(hint(page, "m1-load-a")).to_have_text("Saving as soon as the page is free …")
        expect(hint(page, "m1-load-a")).to_contain_text("Kept for you", timeout=steps.WAIT)
    expect(bar(page)).to_be_hidden()
    assert page.evaluate("window.states") == ["busy", "here"]
    assert len(answers(workshop, "m1-load-a")) == before + 1


def test_a_minute_without_network_is_made_good_by_itself(workshop: Workshop, page: Page, line: Line) -> None:
    line.cut()
    written(page).fill("Written in the tunnel.")
    steps.commit(page, "m1-load-a", "The price of the flight")
    says(page, AWAY)
    expect(page.locator(".where .saved")).to_have_text("Not connected")
    expect(hint(page, "m1-rewrite")).to_have_text("Kept in this window until the connection is back …")
    page.wait_for_timeout(60_000)
    before = len(answers(workshop, "m1-load-a"))
    line.mend()

    expect(hint(page, "m1-rewrite")).to_contain_text(re.compile(r"^Saved \d\d:\d\d"), timeout=steps.WAIT)
    expect(hint(page, "m1-load-a")).to_contain_text("Kept for you", timeout=steps.WAIT)
    expect(bar(page)).to_be_hidden()
    assert answers(workshop, "m1-rewrite")[-1] == "Written in the tunnel."
    assert len(answers(workshop, "m1-load-a")) == before + 1


def test_a_line_that_only_stalls_saves_once_it_flows_again(workshop: Workshop, page: Page, line: Line) -> None:
    before = len(answers(workshop, "m1-load"))
    line.freeze()
    steps.commit(page, "m1-load", "Amara", "Piet", sure="Most of it")
    says(page, AWAY)
    line.mend()

    expect(hint(page, "m1-load")).to_contain_text("Committed", timeout=steps.WAIT)
    expect(bar(page)).to_be_hidden()
    assert len(answers(workshop, "m1-load")) == before + 1


def test_a_killed_server_is_started_by_the_reload_and_the_words_come_back(workshop: Workshop, page: Page) -> None:
    steps.write(page, "m1-rewrite", "Before the server fell.")
    kernels.kill(workshop.server_of(NAME))
    written(page).fill("After the server fell.")
    says(page, GONE)

    bar(page).get_by_role("button", name="Reload").click()
    steps.settled(page)
    expect(written(page)).to_have_value("After the server fell.")
    expect(hint(page, "m1-rewrite")).to_contain_text(re.compile(r"^Saved \d\d:\d\d"), timeout=steps.WAIT)
    assert answers(workshop, "m1-rewrite")[-2:] == ["Before the server fell.", "After the server fell."]


def test_an_expired_session_says_where_to_sign_in_and_then_saves_by_itself(
    workshop: Workshop, page: Page, line: Line, window: BrowserContext
) -> None:
    window.clear_cookies()
    line.cut()
    written(page).fill("Written while signed out.")
    says(page, AWAY)
    line.mend()
    says(page, "You have been signed out.")
    expect(page.locator(".where .saved")).to_have_text("Signed out")

    with window.expect_page() as came:
        bar(page).get_by_role("link", name="Sign in").click()
    other = came.value
    other.get_by_label("Name", exact=True).fill(NAME)
    other.get_by_label("Password", exact=True).fill(workshop.passwords[NAME])
    other.get_by_role("button", name=re.compile("sign in", re.IGNORECASE)).click()
    steps.settled(other)
    other.close()

    expect(hint(page, "m1-rewrite")).to_contain_text(re.compile(r"^Saved \d\d:\d\d"), timeout=steps.WAIT)
    assert answers(workshop, "m1-rewrite")[-1] == "Written while signed out."
    expect(bar(page)).to_be_hidden()


def test_a_double_click_commits_once_and_hands_in_once(workshop: Workshop, page: Page) -> None:
    before = len(answers(workshop, "m1-load"))
    assert page.request.get(f"{workshop.url}/services/desk/").ok
    versions = page.request.get(f"{workshop.url}/services/desk/api/receipts").json()
    here = steps.task(page, "m1-load")
    keyboard.choice(here, ["o1", "o4"])
    here.get_by_role("button", name="Commit answer").dblclick()
    expect(hint(page, "m1-load")).to_contain_text("Committed")
    page.get_by_role("button", name=re.compile("^Hand in")).dblclick()
    expect(page.locator(".handin .receipt code")).to_be_visible(timeout=steps.WAIT)
    steps.task(page, "m1-load-a").get_by_label(re.compile("^The price")).check()  # one more round trip of the page

    assert len(answers(workshop, "m1-load")) == before + 1
    after = page.request.get(f"{workshop.url}/services/desk/api/receipts").json()
    assert len(after) == len(versions) + 1


def test_a_reload_in_the_middle_loses_neither_a_choice_nor_a_word(workshop: Workshop, page: Page) -> None:
    before = journal(workshop)
    with kernels.busy(kernels.newest(workshop, NAME), 60):
        here = steps.task(page, "m1-strategy")
        here.locator(".columns input").first.check()
        here.locator("button[type=submit]").click()  # on its way, and not answered
        written(page).fill("In the middle of a")
        expect(hint(page, "m1-strategy")).to_have_text("Saving …")
        page.reload(wait_until="domcontentloaded")
    steps.settled(page)

    expect(steps.task(page, "m1-strategy").locator(".columns input").first).to_be_checked()
    expect(written(page)).to_have_value("In the middle of a")
    expect(hint(page, "m1-rewrite")).to_contain_text(re.compile(r"^Saved \d\d:\d\d"), timeout=steps.WAIT)
    lost = [line for line in before if line not in journal(workshop)]
    assert lost == []


def test_a_full_disk_is_said_at_once_and_tried_again_with_a_button(workshop: Workshop, page: Page) -> None:
    """A limit on the size of a file, which the kernel meets as it meets the end of a disk."""
    steps.write(page, "m1-rewrite", "There was room.")
    kernel = kernels.newest(workshop, NAME)
    file = workshop.account(NAME).home / "within-reach-data/within-reach" / steps.MODULE / "answers.jsonl"
    kernels.largest_file(kernel, file.stat().st_size + 10)
    before = file.read_bytes()
    again = steps.task(page, "m1-rewrite").get_by_role("button", name="Try again")
    expect(again).to_be_hidden()

    written(page).fill("There is none.")
    steps.commit(page, "m1-load-a", "That he cannot sleep")
    for task in ("m1-rewrite", "m1-load-a"):
        expect(hint(page, task)).to_have_text(
            "Not saved: File too large. Your answer is still on the page; make room and save again."
        )
    expect(page.locator(".where .saved")).to_have_text("Not saved yet")
    expect(written(page)).to_have_value("There is none.")
    assert file.read_bytes() == before

    kernels.largest_file(kernel, None)
    again.click()
    expect(hint(page, "m1-rewrite")).to_contain_text(re.compile(r"^Saved \d\d:\d\d"))
    expect(again).to_be_hidden()
    steps.task(page, "m1-load-a").get_by_role("button", name="Commit answer").click()
    expect(hint(page, "m1-load-a")).to_contain_text("Kept for you")
    assert answers(workshop, "m1-rewrite")[-1] == "There is none."


def test_voila_and_lab_write_at_once_and_lose_nothing_of_each_other(
    workshop: Workshop, page: Page, window: BrowserContext, line: Line
) -> None:
    lab = window.new_page()
    lab.goto(f"{line.url}/user/{NAME}/lab/tree/{steps.MODULE}/{steps.MODULE}.ipynb")
    steps.run_all(lab)
    said: dict[str, list[str]] = {"m1-load-a": [], "m1-rewrite": []}
    options = ["The price of the flight", "That he cannot sleep"]
    for turn in range(10):
        steps.commit(page, "m1-load-a", options[turn % 2])
        steps.task(lab, "m1-rewrite").get_by_role("textbox").fill(f"From Lab, number {turn}.")
        expect(hint(page, "m1-load-a")).to_contain_text("Kept for you", timeout=steps.WAIT)
        expect(hint(lab, "m1-rewrite")).to_contain_text(re.compile(r"^Saved \d\d:\d\d"), timeout=steps.WAIT)
        said["m1-rewrite"].append(f"From Lab, number {turn}.")
        said["m1-load-a"].append(options[turn % 2])
    lab.close()

    assert answers(workshop, "m1-rewrite")[-10:] == said["m1-rewrite"]
    assert len(answers(workshop, "m1-load-a")) >= len(said["m1-load-a"])
    page.reload(wait_until="domcontentloaded")
    steps.settled(page)
    expect(written(page)).to_have_value("From Lab, number 9.")
    expect(steps.task(page, "m1-load-a").get_by_label(re.compile("^That he cannot"))).to_be_checked()


def test_in_lab_a_killed_kernel_asks_to_run_the_cells_again_and_the_words_come_back(
    workshop: Workshop, page: Page, window: BrowserContext, line: Line
) -> None:
    page.close()
    lab = window.new_page()
    lab.on("dialog", lambda dialog: dialog.accept())
    lab.goto(f"{line.url}/user/{NAME}/lab/tree/{steps.MODULE}/{steps.MODULE}.ipynb")
    steps.run_all(lab)
    written(lab).fill("Before.")
    expect(hint(lab, "m1-rewrite")).to_contain_text(re.compile(r"^Saved \d\d:\d\d"), timeout=steps.WAIT)
    # Lab goes on with the kernel of an earlier visit, where there is one.
    (session,) = lab.request.get(f"{line.url}/user/{NAME}/api/sessions").json()
    kernels.kill(kernels.of_number(workshop, NAME, session["kernel"]["id"]))
    written(lab).fill("Before, and after.")

    lab.get_by_role("dialog").get_by_role("button", name="Ok").click(timeout=steps.WAIT)  # Lab says so as well
    says(lab, f"{GONE} Run all cells again, and what you had not saved comes back.")
    steps.run_all(lab)
    expect(bar(lab)).to_be_hidden(timeout=steps.WAIT)
    expect(written(lab)).to_have_value("Before, and after.", timeout=steps.WAIT)
    expect(hint(lab, "m1-rewrite")).to_contain_text(re.compile(r"^Saved \d\d:\d\d"), timeout=steps.WAIT)
    lab.close()


def test_the_journal_of_all_this_is_whole(workshop: Workshop, window: BrowserContext) -> None:
    """Asks for the window only to come last: pytest puts tests without a browser after all that have one."""
    folder = Path(workshop.account(NAME).home) / "within-reach-data/within-reach" / steps.MODULE
    assert len(journal(workshop)) > 20
    assert not (folder / "damaged.jsonl").exists()
