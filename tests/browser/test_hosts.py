"""Each kind keeps its answer for a new kernel: in JupyterLab, Notebook 7 and Voilà, offline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from playwright.sync_api import TimeoutError as Late
from psutil import Process

from tests.browser import steps
from tests.browser.host import Host, running_host
from tests.browser.kinds import KINDS, TASKS, chosen, kept, radio

LOCAL = re.compile(r"^(http|ws)://127\.0\.0\.1[:/]|^(data|blob|about):")
WAYS = {"lab": "lab/tree", "notebook": "notebooks", "voila": "voila/render"}


@pytest.fixture(params=WAYS)
def host(request: pytest.FixtureRequest) -> Iterator[tuple[str, Host]]:
    with running_host(*TASKS, "f-cup-b") as running:
        yield str(request.param), running


@pytest.fixture
def outside() -> list[str]:
    """Every address beyond this machine that a page asked for."""
    return []


@pytest.fixture
def window(browser: Browser, outside: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(lambda url: not LOCAL.match(url), lambda route: (outside.append(route.request.url), route.abort()))
    yield context.new_page()
    context.close()


def opened(page: Page, way: str, host: Host) -> None:
    """The module there, run by a kernel of its own."""
    host.end_kernels()
    page.goto(host.address(WAYS[way]))
    if way == "voila":
        steps.settled(page)
    elif way == "lab":
        steps.run_all(page)
    else:
        run_in_notebook(page)


def run_in_notebook(page: Page) -> None:
    """Notebook 7 says that its kernel is there by its picture alone."""
    idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
    expect(idle.first).to_be_visible(timeout=steps.WAIT)
    for _ in range(3):  # its menu can be there before what it does: whoever sees nothing happen presses again
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with suppress(Late):
            page.locator(".wr-part .task").first.wait_for(state="attached", timeout=steps.WAIT / 3)
            return
    pytest.fail("Notebook 7 ran nothing")


def test_every_kind_keeps_its_answer(host: tuple[str, Host], window: Page, outside: list[str]) -> None:
    way, server = host
    opened(window, way, server)
    for task, done in KINDS.values():
        here = steps.task(window, task)
        here.scroll_into_view_if_needed(timeout=steps.WAIT)
        done.give(here)
        if task != "m-watch-a":  # its debrief says that the course is over; what is kept shows in a new kernel
            kept(here)
    formed = steps.task(window, "f-cup-b")
    another(formed)

    opened(window, way, server)
    for task, done in KINDS.values():
        here = steps.task(window, task)
        here.scroll_into_view_if_needed(timeout=steps.WAIT)
        done.stands(here)
    formed.scroll_into_view_if_needed(timeout=steps.WAIT)
    expect(formed.locator(".prompt")).to_contain_text("Owen has listed", timeout=steps.WAIT)
    expect(formed.locator(radio("answer", "o2"))).to_be_checked()
    assert [line["variant"] for line in server.lines("f-cup-b")] == [None, "b"]
    assert outside == []


def another(here: Locator) -> None:
    """Answer, ask for another one like it, and answer that."""
    here.scroll_into_view_if_needed(timeout=steps.WAIT)
    chosen(radio("answer", "o1")).give(here)
    kept(here)
    here.get_by_role("button", name="Another one like this").click()
    expect(here.locator(".prompt")).to_contain_text("Owen has listed", timeout=steps.WAIT)
    chosen(radio("answer", "o2")).give(here)
    kept(here)


@pytest.fixture(scope="module")
def one() -> Iterator[Host]:
    """A page with one task."""
    with running_host("c-key-a") as running:
        yield running


@pytest.fixture
def early(browser: Browser, one: Host) -> Iterator[Page]:
    """A window, closed after the test; kernels that were stopped go on, and end."""
    one.end_kernels()
    one.forget()
    page = browser.new_page()
    yield page
    page.close(run_before_unload=False)
    for kernel in one.kernels():
        kernel.resume()


def opened_before(page: Page, host: Host, act: Callable[[Process], object]) -> list[str]:
    """The page, whose kernel something befalls before its scripts come; gives each time that it is asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if ".ipynb" in request.url else None)
    befallen: list[Process] = []

    def first(route: Route) -> None:
        if not befallen:
            befallen.extend(host.kernels())
            act(befallen[0])
        route.continue_()

    page.route(re.compile(r"/voila/static/.*\.js"), first)
    page.goto(host.address("voila/render"), wait_until="commit")
    return asked


@pytest.mark.parametrize("trouble", ["ended", "silent"])
def test_a_page_that_never_lived_begins_anew_by_itself(early: Page, one: Host, trouble: str) -> None:
    asked = opened_before(early, one, lambda kernel: one.end_kernels() if trouble == "ended" else kernel.suspend())

    task, done = KINDS["choice"]
    early.locator(f".wr-mount:not(:has(> .wr-static)) [data-task={task}]").wait_for(timeout=steps.WAIT)
    done.give(steps.task(early, task))
    kept(steps.task(early, task))

    assert [line["task"] for line in one.lines()] == [task]
    assert asked == [one.address("voila/render")] * 2


def test_what_is_pressed_before_the_page_lives_sends_nothing_away(early: Page, one: Host) -> None:
    opened_before(early, one, lambda kernel: kernel.suspend())
    here = early.locator(".wr-static [data-task=c-key-a]")
    here.get_by_role("radio").first.check()
    here.locator(".act button[type=submit]").click()

    expect(here.locator(".hint")).to_have_text(re.compile("still connecting"))
    assert "answer=" not in early.url
