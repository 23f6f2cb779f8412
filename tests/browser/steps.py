"""What a participant and an instructor do, step by step, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Response, expect

MODULE = "01-foundations"
WAIT = 60_000
"""Milliseconds for what a busy machine does slowly: starting somebody's server, a kernel, nbgrader's imports."""


def sign_in(page: Page, hub: str, name: str, password: str, *, to: str = "/services/desk/") -> None:
    """Sign in at the Hub's own page and land where `to` says."""
    page.goto(f"{hub}/hub/login?next={to}", wait_until="domcontentloaded")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name=re.compile("sign in", re.IGNORECASE)).click()


def settled(page: Page) -> None:
    """Wait until every static copy has given way to its live element."""
    expect(page.locator(".wr-part .task").first).to_be_visible(timeout=WAIT)
    expect(page.locator(".wr-static")).to_have_count(0, timeout=WAIT)


def open_module(page: Page) -> None:
    """From the list of modules to the page of module 1."""
    page.locator("a.go").first.click()
    page.wait_for_url(re.compile(rf"/user/.+/voila/render/{MODULE}/"), timeout=WAIT)
    settled(page)


def task(page: Page, task_id: str) -> Locator:
    return page.locator(f'[data-task="{task_id}"]')


def commit(page: Page, task_id: str, *options: str, sure: str = "") -> None:
    """Choose the options whose text begins so, tap how sure, commit."""
    here = task(page, task_id)
    for option in options:
        here.get_by_label(re.compile(f"^{re.escape(option)}")).check()
    if sure:
        here.get_by_label(sure).check()
    here.get_by_role("button", name="Commit answer").click()


def write(page: Page, task_id: str, text: str) -> None:
    here = task(page, task_id)
    here.get_by_role("textbox").fill(text)
    expect(here.get_by_role("status")).to_contain_text(re.compile(r"Saved \d\d:\d\d"), timeout=WAIT)


def hand_in(page: Page) -> str:
    """Hand in; gives the receipt that the page shows, a new one where one stood there already."""
    receipt = page.locator(".handin .receipt code")
    before = receipt.inner_text() if receipt.count() else ""
    page.get_by_role("button", name=re.compile("^Hand in")).click()
    expect(receipt).to_be_visible(timeout=WAIT)
    expect(receipt).not_to_have_text(before, timeout=WAIT)
    return receipt.inner_text()


def collect_and_autograde(page: Page, hub: str, *people: str) -> None:
    """Formgrader's own buttons: collect the module, autograde the submission of each of all who handed in."""
    page.goto(f"{hub}/hub/user-redirect/formgrader/manage_assignments", wait_until="domcontentloaded")
    row = page.locator("tr", has_text=MODULE)
    expect(row).to_be_visible(timeout=WAIT)
    row.locator(".collect a").click()
    confirmed(page)
    expect(row.locator(".num-submissions a")).to_have_text(str(len(people)), timeout=WAIT)
    row.locator(".num-submissions a").click()
    for person in people:
        person_row = page.locator("tr", has_text=person)
        expect(person_row).to_be_visible(timeout=WAIT)
        person_row.locator(".autograde a").click()
        confirmed(page)


def confirmed(page: Page) -> None:
    """Close the box in which formgrader reports a success."""
    box = page.locator(".modal.in, .modal.show")
    expect(box).to_contain_text(re.compile("success", re.IGNORECASE), timeout=WAIT)
    box.get_by_role("button", name="OK").click()
    expect(box).to_have_count(0, timeout=WAIT)


def mark_written(page: Page, hub: str, points: str, comment: str, *, submission: int = 1) -> None:
    """Open a submission in formgrader's manual grading, give a comment and the points."""
    page.goto(f"{hub}/hub/user-redirect/formgrader/gradebook/{MODULE}/{MODULE}", wait_until="domcontentloaded")
    page.get_by_role("link", name=f"Submission #{submission}").click(timeout=WAIT)
    score = page.locator("input.score").last
    expect(score).to_be_visible(timeout=WAIT)
    # Formgrader fetches what stands before it lets go of the fields; what is typed earlier is overwritten.
    page.wait_for_load_state("networkidle")
    with page.expect_response(_saved("comment"), timeout=WAIT):
        page.locator("textarea.comment").last.fill(comment)
        page.locator("textarea.comment").last.blur()
    with page.expect_response(_saved("grade"), timeout=WAIT):
        score.fill(points)
        score.blur()


def _saved(what: str) -> Callable[[Response], bool]:
    return lambda answer: f"/formgrader/api/{what}/" in answer.url and answer.request.method == "PUT" and answer.ok


def release_feedback(page: Page, hub: str) -> None:
    """Formgrader's own buttons: generate feedback, then release it."""
    page.goto(f"{hub}/hub/user-redirect/formgrader/manage_assignments", wait_until="domcontentloaded")
    row = page.locator("tr", has_text=MODULE)
    for button in (".generate-feedback a", ".release-feedback a"):
        row.locator(button).click(timeout=WAIT)
        confirmed(page)


def run_all(page: Page) -> None:
    """JupyterLab opens a notebook without running it: Run, Run All Cells."""
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=WAIT)
    # The menu is there before the kernel is; a run without a kernel would be lost.
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=WAIT)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    # What is far below the window is there without being painted.
    expect(page.locator(".wr-part .task").first).to_be_attached(timeout=WAIT)
