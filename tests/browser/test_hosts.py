"""Each kind keeps its answer for a new kernel: in JupyterLab, Notebook 7 and Voilà, offline."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps
from tests.browser.host import Host, running_host
from tests.browser.kinds import KINDS, TASKS, kept

LOCAL = re.compile(r"^(http|ws)://127\.0\.0\.1[:/]|^(data|blob|about):")
WAYS = {"lab": "lab/tree", "notebook": "notebooks", "voila": "voila/render"}


@pytest.fixture(params=WAYS)
def host(request: pytest.FixtureRequest) -> Iterator[tuple[str, Host]]:
    with running_host(*TASKS) as running:
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
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(page.locator(".wr-part .task").first).to_be_attached(timeout=steps.WAIT)


def test_every_kind_keeps_its_answer(host: tuple[str, Host], window: Page, outside: list[str]) -> None:
    way, server = host
    opened(window, way, server)
    for task, done in KINDS.values():
        here = steps.task(window, task)
        here.scroll_into_view_if_needed(timeout=steps.WAIT)
        done.give(here)
        if task != "m-watch-a":  # its debrief says that the course is over; what is kept shows in a new kernel
            kept(here)

    opened(window, way, server)
    for task, done in KINDS.values():
        here = steps.task(window, task)
        here.scroll_into_view_if_needed(timeout=steps.WAIT)
        done.stands(here)
    assert outside == []
