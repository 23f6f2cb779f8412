"""``make look``: pictures of every page and state, for a person to look at, in build/look."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import kernels, keyboard, steps
from tests.conftest import CHECKOUT, CHROMIUM
from tests.pipeline.hub_fixture import Workshop, running_workshop

OUT = CHECKOUT / "build" / "look"


@dataclass(frozen=True)
class Sheet:
    """One way of looking: 200 % zoom is half the width at twice the density, which is what a browser does."""

    name: str
    width: int
    scheme: str = "light"
    scale: float = 1.0


SHEETS = (
    Sheet("1280", 1280),
    Sheet("360", 360),
    Sheet("dark", 1280, scheme="dark"),
    Sheet("360-dark", 360, scheme="dark"),
    Sheet("zoom200", 640, scale=2.0),
)


class Camera:
    """Takes one page in every way of looking, with the cookies of somebody signed in."""

    def __init__(self, browser: Browser, cookies: Any = None) -> None:
        self._browser, self._cookies = browser, cookies

    def take(self, name: str, url: str, ready: Callable[[Page], None]) -> None:
        """Open `url` once a sheet; the first is printed to PDF too."""
        for sheet in SHEETS:
            context = self._browser.new_context(
                viewport={"width": sheet.width, "height": 900},
                color_scheme=sheet.scheme,
                device_scale_factor=sheet.scale,
                storage_state=self._cookies,
            )
            page = context.new_page()
            page.goto(url, wait_until="domcontentloaded")
            ready(page)
            page.screenshot(path=OUT / f"{name}-{sheet.name}.png", full_page=True)
            if sheet is SHEETS[0]:
                page.pdf(path=OUT / f"{name}-print.pdf", format="A4")
            wide = page.evaluate("document.documentElement.scrollWidth")
            note = "" if wide <= sheet.width else f"   scrolls sideways: {wide} px"
            print(f"{name}-{sheet.name}.png{note}", flush=True)
            context.close()


def plain(page: Page) -> None:
    """A page without live elements."""
    page.wait_for_load_state("networkidle")


def notebook(page: Page) -> None:
    """JupyterLab or Notebook 7 with all cells run."""
    steps.run_all(page)
    page.locator(".wr-part .task").first.scroll_into_view_if_needed()
    page.wait_for_timeout(500)


def changed(page: Page) -> None:
    """A module's page in the states between: chosen and not committed, too few chosen, sliders at their ends."""
    steps.settled(page)
    page.get_by_role("slider", name="Mean avoidance").press("End")
    steps.task(page, "m1-load").get_by_label(re.compile("^Piet")).uncheck()
    steps.task(page, "m1-load").get_by_role("button", name="Commit answer").click()
    steps.task(page, "m1-load-a").locator(".reasons summary").click()
    page.locator("figure summary").first.click()
    page.get_by_role("button", name="Now show ours").click()
    page.locator(".check").get_by_role("button", name="Begin").click()
    for summary in page.locator(".evidence summary:visible, .handout > summary, .trace summary:visible").all():
        summary.click()
    steps.task(page, "m1-strategy").locator(".columns input").first.press("Space")
    page.wait_for_timeout(500)


def gone(workshop: Workshop) -> Callable[[Page], None]:
    """A module's page whose kernel was killed while words were not saved yet."""

    def ready(page: Page) -> None:
        steps.settled(page)
        box = steps.task(page, "m1-rewrite").get_by_role("textbox")
        box.scroll_into_view_if_needed()
        kernels.kill(kernels.newest(workshop, "participant"))
        box.press_sequentially(" And")
        page.locator(".wr-touch").wait_for(timeout=steps.WAIT)
        page.get_by_text("your words come back").wait_for(timeout=steps.WAIT)

    return ready


def answer(page: Page) -> None:
    """A participant's evening: all of practice as it should be, graded answers that leave something to say."""
    steps.open_module(page)
    walks = yaml.safe_load((CHECKOUT / "tests/browser/walks" / f"{steps.MODULE}.yaml").read_text(encoding="utf-8"))
    graded = walks["badly"]["graded"] | {name: walks["half"]["graded"][name] for name in ("m1-claims", "m1-channels")}
    for task_id, given in (walks["well"]["practice"] | walks["badly"]["practice"] | graded).items():
        keyboard.answer(page, task_id, given)
    steps.write(page, "m1-rewrite", walks["well"]["text"])
    steps.hand_in(page)


def look(workshop: Workshop, browser: Browser) -> None:
    """All pages, in the order in which people meet them."""
    hub = workshop.url
    module = f"{hub}/user/participant/voila/render/{steps.MODULE}/{steps.MODULE}.ipynb"
    Camera(browser).take("sign-in", f"{hub}/hub/login", plain)
    person = signed_in(workshop, browser, "participant")
    cookies = person.context.storage_state()
    camera = Camera(browser, cookies)
    camera.take("home-first", f"{hub}/services/desk/", plain)
    steps.open_module(person)
    camera.take("module-fresh", module, steps.settled)
    person.goto(f"{hub}/services/desk/")
    answer(person)
    camera.take("module-answered", module, steps.settled)
    camera.take("module-changed", module, changed)
    camera.take("module-gone", module, gone(workshop))
    camera.take("home-handed-in", f"{hub}/services/desk/", plain)
    camera.take("lab", f"{hub}/user/participant/lab/tree/{steps.MODULE}/{steps.MODULE}.ipynb", notebook)
    instructor = signed_in(workshop, browser, "instructor")
    steps.collect_and_autograde(instructor, hub, "participant")
    steps.mark_written(instructor, hub, "7", "2 1 2 1 1\nSay which study, once.")
    teacher = Camera(browser, instructor.context.storage_state())
    teacher.take("formgrader-manual", instructor.url, plain)
    steps.release_feedback(instructor, hub)
    teacher.take("home-instructor", f"{hub}/services/desk/", plain)
    camera.take("home-marked", f"{hub}/services/desk/", plain)
    camera.take("marked", f"{hub}/services/desk/marked/{steps.MODULE}", plain)
    camera.take("not-there", f"{hub}/services/desk/marked/02-recognising", plain)
    Camera(browser).take("public", f"{workshop.public_url}/voila/render/{steps.MODULE}.ipynb", steps.settled)
    Camera(browser).take("public-index", f"{workshop.public_url}/voila/render/index.ipynb", plain)


def signed_in(workshop: Workshop, browser: Browser, name: str) -> Page:
    """A window of somebody's own."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    steps.sign_in(page, workshop.url, name, workshop.passwords[name])
    page.wait_for_url(re.compile("/services/desk/"))
    return page


def main() -> int:
    """Start a workshop of its own, walk through it, leave the pictures."""
    if os.geteuid() != 0:
        print("Run as root: the pictures are of a workshop with separate accounts.", file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    chromium = shutil.which("chromium")
    with running_workshop() as workshop, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
        look(workshop, browser)
        browser.close()
    print(f"Look at {OUT.relative_to(CHECKOUT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
