"""One question from the first word to the mark: real Hub, separate accounts, desk, nbgrader, Chromium."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps
from tests.pipeline.hub_fixture import Workshop

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="separate accounts need root")

WRITTEN = "In the interview some sweat, in students. <script>window.evil=1</script> <img src=x onerror=window.evil=1>"
COMMENT = "2 1 2 2 1\nThe first sentence is the one I would print."
# m1-load is worth 3 points. Amara is right, Piet is not: s = (1 - 1) / 2 = 0. "Most of it" is c = .75.
# mark = 3 × (0.9 × 0 + 0.1 × (1 - (.75 - 0)²)) = 3 × 0.1 × 0.4375 = 0.13125
POINTS_OF_CHOICE = 0.13125
POINTS_OF_TEXT = 8.0
LOCAL = re.compile(r"^(https?|wss?)://127\.0\.0\.1[:/]|^(data|blob):")


@pytest.fixture(scope="module")
def outside() -> list[str]:
    """Every address beyond this machine that any page of this file asked for."""
    return []


@pytest.fixture(scope="module")
def person(browser: Browser, workshop: Workshop, outside: list[str]) -> Iterator[Callable[[str], Page]]:
    """A signed-in window of its own for each name, with all that leaves this machine blocked and noted."""
    windows: dict[str, Page] = {}

    def window(name: str) -> Page:
        if name not in windows:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            context.route(
                lambda url: not LOCAL.match(url), lambda route: (outside.append(route.request.url), route.abort())
            )
            windows[name] = context.new_page()
            steps.sign_in(windows[name], workshop.url, name, workshop.passwords[name])
            expect(windows[name].get_by_role("heading", name="Working with people who keep")).to_be_visible()
        return windows[name]

    yield window
    for page in windows.values():
        page.context.close()


def test_a_question_goes_from_the_first_word_to_the_mark(workshop: Workshop, person: Callable[[str], Page]) -> None:
    page = person("participant")
    receipt = answered_and_handed_in(page)
    stays_after_a_reload(page)

    instructor = person("instructor")
    steps.collect_and_autograde(instructor, workshop.url, "participant")
    steps.mark_written(instructor, workshop.url, f"{POINTS_OF_TEXT:g}", COMMENT)
    assert instructor.evaluate("typeof window.evil") == "undefined"
    steps.release_feedback(instructor, workshop.url)

    reads_the_marked_page(page, workshop, receipt)


def answered_and_handed_in(page: Page) -> str:
    steps.open_module(page)
    finding = page.locator("[data-figure=attachment-plane] .finding")
    before = finding.inner_text()
    page.get_by_role("slider", name="Mean avoidance").press("End")
    expect(finding).not_to_have_text(before, timeout=steps.WAIT)

    steps.commit(page, "m1-load-a", "The price of the flight")
    expect(steps.task(page, "m1-load-a").locator(".reasons .first")).to_contain_text("the strength to put it down")
    steps.commit(page, "m1-load", "Amara", "Piet", sure="Most of it")
    expect(steps.task(page, "m1-load").get_by_role("status")).to_contain_text("Committed")
    expect(steps.task(page, "m1-load").locator(".reasons")).to_have_count(0)
    steps.write(page, "m1-rewrite", WRITTEN)
    steps.write(page, "m1-note", "Only mine.")
    expect(page.locator(".where .saved")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    receipt = steps.hand_in(page)
    assert re.fullmatch(r"[0-9a-f]{8}", receipt)
    return receipt


def stays_after_a_reload(page: Page) -> None:
    page.reload(wait_until="domcontentloaded")
    steps.settled(page)
    expect(steps.task(page, "m1-load").get_by_label(re.compile("^Amara"))).to_be_checked()
    expect(steps.task(page, "m1-load").get_by_label("Most of it")).to_be_checked()
    expect(steps.task(page, "m1-rewrite").get_by_role("textbox")).to_have_value(WRITTEN)
    expect(steps.task(page, "m1-note").get_by_role("textbox")).to_have_value("Only mine.")


def reads_the_marked_page(page: Page, workshop: Workshop, receipt: str) -> None:
    page.goto(f"{workshop.url}/services/desk/", wait_until="domcontentloaded")
    expect(page.locator(".modules .done")).to_contain_text("Marked, 8.1 of 30")
    page.get_by_role("link", name=re.compile("Read the marked page")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("8.1 of 30")
    marked = page.locator("main")
    expect(marked).to_contain_text("Good news is load as well")
    expect(marked).to_contain_text(WRITTEN)
    expect(marked).to_contain_text("The first sentence is the one I would print.")
    assert page.locator(".rubric.marked .got").all_inner_texts() == ["2 of 2", "1 of 2", "2 of 2", "2 of 2", "1 of 2"]
    assert page.evaluate("typeof window.evil") == "undefined"

    results = json.loads(page.request.get(f"{workshop.url}/services/desk/api/results/{steps.MODULE}").text())
    points = {task["task"]: task["points"] for task in results["tasks"]}
    assert points.pop("m1-load") == pytest.approx(POINTS_OF_CHOICE)
    assert points.pop("m1-rewrite") == pytest.approx(POINTS_OF_TEXT)
    assert set(points.values()) == {0.0}  # five graded tasks that nobody answered
    receipts = page.request.get(f"{workshop.url}/services/desk/api/receipts").json()
    assert [(one["module"], one["version"], one["sha256"][:8]) for one in receipts] == [(steps.MODULE, 1, receipt)]


@pytest.mark.parametrize(
    "path",
    [
        "/services/desk/marked/01-foundations",
        "/services/desk/api/results/01-foundations",
        "/services/desk/api/course/hand-ins/01-foundations",
        "/user/participant/voila/render/01-foundations/01-foundations.ipynb",
        "/user/participant/lab",
        "/user/participant/api/contents",
        "/user/instructor/formgrader",
        "/user/instructor/api/contents/keys",
    ],
)
def test_the_colleague_is_refused_everywhere(workshop: Workshop, person: Callable[[str], Page], path: str) -> None:
    assert person("colleague").request.get(f"{workshop.url}{path}").status in {403, 404}


def test_the_same_answers_stand_in_jupyterlab_with_code_hidden(
    workshop: Workshop, person: Callable[[str], Page]
) -> None:
    lab = person("participant").context.new_page()
    lab.goto(f"{workshop.url}/user/participant/lab/tree/{steps.MODULE}/{steps.MODULE}.ipynb")
    steps.run_all(lab)
    expect(steps.task(lab, "m1-load").get_by_label(re.compile("^Amara"))).to_be_checked(timeout=steps.WAIT)
    expect(lab.locator(".jp-Notebook")).to_contain_text("# This cell prepares the page.")
    expect(lab.locator(".jp-Notebook")).not_to_contain_text("withinreach.open")
    lab.close()


def test_the_public_edition_has_no_graded_parts_and_keeps_nothing(workshop: Workshop, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{workshop.public_url}/voila/render/{steps.MODULE}.ipynb", wait_until="domcontentloaded")
    steps.settled(page)
    steps.commit(page, "m1-load-a", "That he cannot sleep")
    expect(steps.task(page, "m1-load-a").locator(".reasons .first")).to_contain_text("You heard the cue")
    assert set(page.locator("[data-task]").evaluate_all("all => all.map(one => one.dataset.use)")) == {"practice"}
    expect(page.locator("main")).to_contain_text("The workshop adds six graded answers and one written answer")
    expect(page.locator(".opening")).to_contain_text("Seven practice tasks, each with its reasons")
    assert not list(workshop.account("public").home.rglob("answers.jsonl"))
    context.close()


def test_no_page_asked_for_anything_beyond_this_machine(outside: list[str], person: Callable[[str], Page]) -> None:
    assert person("participant").url.startswith("http://127.0.0.1")
    assert outside == []
