"""Every kind on the live Voilà page, as a page without a script, and marked: names, sizes, colours, zoom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from withinreach.content.answers import Line
from withinreach.content.handin import build
from withinreach.content.load import load_keys, load_module
from withinreach.content.tasks import TextTask
from withinreach.grading import score_hand_in
from withinreach.render.marked import MarkedPage, WrittenMark, marked_page
from withinreach.ui.component import component_css

from tests.browser import kernels, steps
from tests.browser.axe import violations
from tests.browser.host import GALLERY, MODULE, Host, running_host
from tests.browser.kinds import KINDS, TASKS, kept
from tests.gallery.rows import ROWS

MORE = ("t-spot-a", "p-twins-a", "n-score-a", "p-twins-c", "p-predict-a", "p-forecast", "l-near")
"""Worked examples, clue by clue, yes or no, boxes in order, a form that is not private."""
GRADED = ("c-key", "s-ring", "o-visit", "i-still", "d-post", "m-watch", "n-score", "p-twins", "t-mixed", "t-spot")
STATES = ("committed", "gone", "static", "marked")
"""Fresh, chosen, refused and final ones are looked at in the gallery."""
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with running_host(*TASKS, *MORE, *GRADED) as running:
        yield running


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture(scope="module", params=STATES)
def page(request: pytest.FixtureRequest, host: Host, window: BrowserContext) -> Iterator[Page]:
    """The page in this state."""
    page = window.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    {"static": static, "marked": marked}.get(request.param, live)(page, host, request.param)
    yield page
    page.close(run_before_unload=False)
    host.end_kernels()


def live(page: Page, host: Host, state: str) -> None:
    page.goto(host.address("voila/render"))
    steps.settled(page)
    if state == "gone":
        kernels.kill(host.kernels()[-1])
        KINDS["choice"][1].give(steps.task(page, "c-key-a"))
        page.locator(".wr-touch").get_by_role("button", name="Reload").wait_for(timeout=steps.WAIT)
    for task, done in KINDS.values() if state == "committed" else ():
        done.give(steps.task(page, task))
        if task != "m-watch-a":
            kept(steps.task(page, task))


def static(page: Page, host: Host, _state: str) -> None:
    """What a reader gets whose browser runs no script."""
    html = httpx.get(host.address("voila/render"), timeout=60, follow_redirects=True).text
    html = re.sub(r"<script\b.*?</script>", "", html, flags=re.DOTALL)
    assert all(f'data-task="{task}"' in html for task in host.tasks)
    whole(page, host, html)


def marked(page: Page, host: Host, _state: str) -> None:
    """Everything answered somehow, marked, and shown with its reasons."""
    module = load_module(GALLERY, MODULE)
    keys = load_keys(GALLERY / "keys.yaml", module)
    given: dict[str, Any] = {row.graded: row.given for row in ROWS.values() if row.graded}
    given |= {
        "f-call": {"i1": "today", "i2": "today", "i3": "never"},
        "t-mixed": {"t1": ["W"], "t2": ["W", "C"], "t3": ["P"]},
        "m-watch": {"variant": "tomasz", "seed": 3, "actions": ["day", "stop", "who", "feel"]},
        "x-letter": "You were missed on Tuesday.\n\nTen o'clock.",
    }
    lines = {
        name: Line(at="2026-11-25T09:00:00Z", task=name, edition=module.task(name).edition, answer=answer)
        for name, answer in given.items()
    }
    hand_in = build("within-reach", module, "workshop", lines)
    texts = [task for task in module.tasks if isinstance(task, TextTask)]
    view = MarkedPage(
        module=module,
        title="One of each",
        person="participant",
        marked_at="2026-11-30T09:00:00Z",
        hand_in=hand_in,
        keys=keys,
        scores=score_hand_in(module, keys, hand_in),
        written={task.id: WrittenMark(7, 10, "2 1 2 2 0\nClear, and kind.") for task in texts},
    )
    assert any(score.points > 0 for score in view.scores.values())
    html = marked_page(view).replace("</head>", f"<style>{component_css()}</style></head>")
    whole(page, host, html)


def whole(page: Page, host: Host, html: str) -> None:
    """A page at an address of the server, so that its style sheet and fonts are found."""
    address = f"http://127.0.0.1:{host.port}/voila/render/shown.html"
    page.route(address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(address)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_serious(page: Page, look: str) -> None:
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.emulate_media(**LOOKS[look])

    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_scrolls_sideways(page: Page, width: int) -> None:
    """On the narrowest phone, and on a desk at 200 %."""
    page.set_viewport_size({"width": width, "height": 900})

    beyond = page.evaluate(
        """() => [...document.querySelectorAll(".task *")].filter((one) => one.checkVisibility()
             && one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("svg, table, .clip"))
             .map((one) => `${one.closest("[data-task]").dataset.task}: ${one.outerHTML.slice(0, 80)}`)"""
    )
    wide, there = page.evaluate("[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert beyond == []
    assert wide <= there


def test_whatever_is_touched_is_large_enough(page: Page) -> None:
    """44 pixels either way: buttons, headings that unfold, and controls together with their labels.

    What is laid out at one pixel is for screen readers. The tag of a closed turn takes no tap: the turn does.
    """
    small = page.evaluate(
        """() => [...document.querySelectorAll(".task :is(button, summary, select, textarea, input, a.act)")]
             .filter((one) => one.checkVisibility({ visibilityProperty: true }))
             .map((one) => [one, getComputedStyle(one).pointerEvents === "none" ? one.closest("li") :
               one.labels?.[0] ?? one.closest("label") ?? one])
             .filter(([one]) => (one.labels?.[0] ?? one).getBoundingClientRect().width > 1)
             .map(([one, target]) => [one, target.getBoundingClientRect()])
             .filter(([, box]) => box.width > 1 && (box.width < 43.5 || box.height < 43.5))
             .map(([one, box]) => `${one.closest("[data-task]").dataset.task}: ${one.outerHTML.slice(0, 90)}`
               + ` ${Math.round(box.width)} × ${Math.round(box.height)}`)"""
    )

    assert small == []


def test_every_control_has_a_name_and_every_task_one_of_its_own(page: Page) -> None:
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()
    wanted = {"button", "radio", "checkbox", "textbox", "spinbutton", "slider", "combobox", "radiogroup"}
    there = [node for node in nodes if not node.get("ignored") and node["role"]["value"] in wanted]

    nameless = [node["role"]["value"] for node in there if not node.get("name", {}).get("value", "").strip()]
    regions = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "region"]
    tasks = page.locator("section.task").count()
    unnamed = page.locator("fieldset:not(:has(> legend)):not([aria-label]):not([aria-labelledby])")
    assert tasks > 9
    assert nameless == []
    expect(unnamed).to_have_count(0)
    assert len({name for name in regions if ": " in name}) >= tasks - 2  # two gallery tasks may share a title


def test_ids_are_unique_and_what_refers_to_one_finds_it(page: Page) -> None:
    twice, astray = page.evaluate(
        """() => {
          const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
          const refers = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];
          const named = [...document.querySelectorAll(".task *")].flatMap((one) =>
            refers.flatMap((name) => (one.getAttribute(name) ?? "").split(/\\s+/).filter(Boolean)));
          return [ids.filter((id, at) => ids.indexOf(id) !== at), named.filter((id) => !document.getElementById(id))];
        }"""
    )

    assert twice == []
    assert astray == []


def test_with_reduced_motion_nothing_moves(page: Page) -> None:
    moving = page.evaluate(
        """() => [...document.querySelectorAll(".task, .task *")].filter((one) => {
             const style = getComputedStyle(one);
             const lasts = (list) => list.split(",").some((time) => parseFloat(time) > 0.01);
             const turns = style.animationName !== "none" && lasts(style.animationDuration);
             return turns || lasts(style.transitionDuration);
           }).map((one) => one.outerHTML.slice(0, 80))"""
    )

    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0
