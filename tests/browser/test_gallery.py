"""The gallery in Voilà, opened once: every kind in every state, looked at in each way of looking."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import steps
from tests.browser.axe import violations
from tests.browser.host import running_gallery
from tests.browser.test_access import LOOKS
from tests.browser.test_access import test_nothing_scrolls_sideways as nothing_scrolls_sideways
from tests.browser.test_access import test_whatever_is_touched_is_large_enough as all_is_large_enough
from tests.gallery.rows import ROWS

REFUSED, LOST = re.compile("^Not saved: (?!this page)"), re.compile("lost touch with its other half")
OPEN = [f"{kind}-{state}" for kind, row in ROWS.items() for state in ("fresh", "answered") if state not in row.absent]


@pytest.fixture(scope="module")
def faults() -> list[str]:
    """What went wrong in the page's scripts."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, faults: list[str]) -> Iterator[Page]:
    """The page, in touch with its kernel, when all that is to fail has failed."""
    with running_gallery() as host:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(host.address("voila/render"))
        steps.settled(page)
        for kind in ROWS:
            expect(hint(page, f"{kind}-gone")).to_contain_text(LOST, timeout=steps.WAIT)
            expect(hint(page, f"{kind}-refused")).to_contain_text(REFUSED, timeout=steps.WAIT)
        yield page
        page.close(run_before_unload=False)
        context.close()


def hint(page: Page, task: str) -> Locator:
    return steps.task(page, task).locator(".hint").last


def test_a_draft_is_there_and_marked_as_one(page: Page) -> None:
    drafts = [f"{kind}-answered" for kind, row in ROWS.items() if "answered" not in row.absent and kind != "simulation"]
    marked = page.evaluate("[...document.querySelectorAll('.task[data-draft]')].map((one) => one.dataset.task)")

    assert set(drafts) <= set(marked)
    # A run of practice is no draft of an answer: what was said stands there.
    expect(steps.task(page, "simulation-answered").locator(".talk .you")).to_have_count(1)


def test_what_is_final_or_worked_has_no_button_to_commit(page: Page) -> None:
    still = page.evaluate(
        """() => [...document.querySelectorAll('[data-task$="-final"], [data-task$="-worked"], [data-task$="-graded"]')]
             .filter((one) => [...one.querySelectorAll("button[type=submit], input:enabled, textarea")]
               .some((control) => control.checkVisibility())).map((one) => one.dataset.task)"""
    )
    assert still == []


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_serious(page: Page, look: str) -> None:
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.emulate_media(**LOOKS[look])

    assert violations(page) == []


def test_at_320_pixels_nothing_scrolls_sideways(page: Page) -> None:
    nothing_scrolls_sideways(page, 320)


@pytest.mark.parametrize("width", [1280, 390])
def test_whatever_is_touched_is_large_enough(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    all_is_large_enough(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_with_forced_colours_what_is_chosen_is_told_apart_by_more_than_its_background(page: Page) -> None:
    """By an outline or a border, or by the browser's own tick: wherever one is chosen and another is not."""
    page.emulate_media(forced_colors="active")
    alike = page.evaluate(
        """() => {
          const look = (one) => {
            const style = getComputedStyle(one);
            const own = one.matches("input") && style.opacity !== "0" && style.appearance !== "none" && one.checked;
            return [style.outlineStyle, style.outlineWidth, style.borderStyle, style.borderWidth, own].join(" ");
          };
          const all = (input) => [input, ...input.labels[0].querySelectorAll("*"), input.labels[0]];
          const told = (input) => all(input).filter((one) => one.checkVisibility()).map(look).join();
          const seen = ({ labels: [label] }) => label?.checkVisibility() && label.getBoundingClientRect().width > 2;
          return [...document.querySelectorAll(".task :checked:is([type=radio], [type=checkbox])")]
            .filter(seen)
            .filter((input) => [...input.form.querySelectorAll(`[name="${input.name}"]:not(:checked)`)]
              .filter(seen).some((other) => told(other) === told(input)))
            .map((input) => `${input.closest("[data-task]").dataset.task}: ${input.name}=${input.value}`);
        }"""
    )
    page.emulate_media(forced_colors="none")
    assert alike == []


def test_tab_reaches_the_first_control_of_every_open_task_and_forced_colours_show_it(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    missed, bare = [], []
    for task in OPEN:
        start = steps.task(page, task)
        start.evaluate(
            "one => { one.tabIndex = -1; one.focus({ preventScroll: true }); one.removeAttribute('tabindex') }"
        )
        page.keyboard.press("Tab")
        inside, outlined = start.evaluate(
            """(task) => {
              const now = document.activeElement;
              const drawn = () => [now, ...(now.labels ?? [])].map((one) => getComputedStyle(one))
                .filter((style) => style.outlineStyle !== "none" && style.opacity !== "0")
                .map((style) => `${style.outlineStyle} ${style.outlineWidth}`).join();
              const [here, focused] = [task.contains(now), drawn()];
              now.blur();
              return [here, focused !== "" && focused !== drawn()];
            }"""
        )
        missed += [] if inside else [task]
        bare += [] if outlined else [task]
    page.emulate_media(forced_colors="none")
    assert missed == []
    assert bare == []


def test_the_page_made_no_error(page: Page, faults: list[str]) -> None:
    assert faults == []
