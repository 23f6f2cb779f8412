"""Questions that come back, on a real Voilà page, by keyboard alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect
from withinreach.content.journal import history
from withinreach.hub.ports import find_free

from tests.browser import keyboard
from tests.conftest import CHECKOUT
from tests.unit.returning import NAMES, RIGHT, WRONG, answered, line, modules

FIRST, SECOND, THIRD = NAMES
WAIT = 60_000


@dataclass
class Served:
    """A Voilà server over the three fixture modules."""

    url: str
    data: Path

    def page(self, name: str) -> str:
        return f"{self.url}/voila/render/{name}/{name}.ipynb"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (port,) = find_free(1)
    release, data, home = modules(tmp_path / "release"), tmp_path / "data", tmp_path / "home"
    home.mkdir()
    shutil.copyfile(CHECKOUT / "voila.json", home / "voila.json")
    environment = {**os.environ, "WITHINREACH_DATA": str(data), "HOME": str(home)}
    environment.pop("WITHINREACH_DESK_URL", None)
    command = [sys.executable, "-P", "-m", "voila", str(release), f"--port={port}", "--no-browser"]
    log = tmp_path / "voila.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=home, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        url = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 60
        while not _answers(url):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield Served(url, data)
    finally:
        process.terminate()
        process.wait(30)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/voila/static/main.js", trust_env=False, timeout=5).status_code < 500
    except httpx.TransportError:
        return False


def live(page: Page, task: str) -> Locator:
    """The live element of a task; the page's static copy is gone."""
    here = page.locator(f'.wr-part:not(.wr-static *) .task[data-task="{task}"]')
    expect(page.locator(f'.wr-static .task[data-task="{task}"]')).to_have_count(0, timeout=WAIT)
    expect(here).to_be_visible(timeout=WAIT)
    return here


def missed(data: Path, *tasks: str) -> None:
    for task in tasks:
        answered(data, FIRST, line(task, WRONG[task], at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"))


def test_a_missed_question_is_answered_by_keyboard_and_stays_answered_and_the_next_module_is_free_of_it(
    page: Page, served: Served
) -> None:
    missed(served.data, "x1-heard-b")
    page.goto(served.page(SECOND))
    here = live(page, "x1-heard-b")
    section = page.get_by_role("region", name="From earlier modules")
    expect(section.get_by_role("heading", name="One question from before")).to_be_visible()
    expect(page.get_by_text("From module 1 · you met this earlier today")).to_be_visible()
    expect(here.locator(".answered")).to_be_hidden()

    keyboard.choice(here, RIGHT["x1-heard-b"])
    here.get_by_role("button", name="Commit answer").press("Enter")
    expect(here.get_by_role("status")).to_contain_text("Kept for you", timeout=WAIT)
    expect(here.locator(".answered")).to_be_visible()

    page.reload()
    again = live(page, "x1-heard-b")
    expect(again.locator("[value=o1]")).to_be_checked()
    expect(again.locator(".answered")).to_be_visible()
    given = [one.answer for one in history(served.data / "within-reach" / FIRST)]
    assert given == [WRONG["x1-heard-b"], RIGHT["x1-heard-b"]]

    page.goto(served.page(THIRD))
    live(page, "x3-score-b")
    expect(page.get_by_text("Nothing is due today. The next question comes back on")).to_be_visible()
    expect(page.locator('[data-task="x1-heard-b"]')).to_have_count(0)


def test_three_of_several_kinds_stand_one_after_the_other_each_under_its_line_and_nothing_scrolls_sideways(
    page: Page, served: Served
) -> None:
    missed(served.data, *WRONG)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(served.page(SECOND))
    for task in WRONG:
        live(page, task)
    order = page.locator("h3, .from, .task").evaluate_all("all => all.map(one => one.dataset.task ?? one.className)")
    assert order[:7] == ["", "from", "x1-heard-b", "from", "x1-body-b", "from", "x1-heard-c"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("light", "dark"):
        page.emulate_media(color_scheme=name)
        expect(page.locator(".from").first).to_be_visible()
