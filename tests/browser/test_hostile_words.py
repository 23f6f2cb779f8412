"""Hostile hand-ins seen in Chromium, on the marker's page and on the marked one: nothing runs, nothing lies."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps
from tests.pipeline.hostile import EVIL, document, raw, task
from tests.pipeline.hub_fixture import Workshop

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="separate accounts need root")

BRACES = "{{ 7*7 }} {% raw %} ${7*7} <%= 7*7 %> $\\href{javascript:window.evil=1}{x}$"
MARKDOWN = "[x](javascript:window.evil=1) ![x](x onerror=window.evil=1)\n\n    code\n\n# Heading\n\n<div onclick=evil>"
BREAKS_OUT = "</textarea></template></style></title>--><svg onload=window.evil=1>]]>\u2028\u2029\x07"
TURNED = "He is \u202eton\u202c safe. \u2066\u2067"
TEXT = f"{EVIL}\n\n{BRACES}\n\n{MARKDOWN}\n\n{BREAKS_OUT}\n\n{TURNED}"
ANSWERS: dict[str, Any] = {
    "m1-strategy": {"i1": EVIL, EVIL: "deact", "__proto__": EVIL},
    "m1-claims": {"i1": [EVIL]},
    "m1-models": {"i1": "confirmed", "i2": BRACES},
    "m1-sequence": [EVIL, "c8", BRACES],
    "m1-load": [EVIL, "o1"],
    "m1-channels": [[EVIL, 20], [10, 20]],
    "m1-rewrite": TEXT,
}
LONG = "long " * 200_000
COMMENT = f"2 1 2 2 1\n{EVIL} {BRACES}"
TRACES = """() => ({
  ran: typeof window.evil,
  scripts: [...document.querySelectorAll('main script, .written script, .yours script')].length,
  handlers: [...document.querySelectorAll('*')].filter((e) =>
    e.getAttributeNames().some((n) => n.startsWith('on') && (e.getAttribute(n) ?? '').includes('evil'))).length,
  links: [...document.querySelectorAll('a, area, form, iframe, img')].filter((e) =>
    /evil/.test(e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('action') ?? '')).length,
})"""
HARMLESS = {"ran": "undefined", "scripts": 0, "handlers": 0, "links": 0}


@pytest.fixture(scope="module")
def person(browser: Browser, workshop: Workshop) -> Iterator[Callable[[str], Page]]:
    """A signed-in window for each name; a box that a script opens fails the test."""
    windows: dict[str, Page] = {}

    def window(name: str) -> Page:
        if name not in windows:
            windows[name] = browser.new_context().new_page()
            windows[name].on("dialog", lambda dialog: pytest.fail(dialog.message))
            steps.sign_in(windows[name], workshop.url, name, workshop.passwords[name])
            expect(windows[name].get_by_role("heading", name="Working with people who keep")).to_be_visible()
        return windows[name]

    yield window
    for page in windows.values():
        page.context.close()


def sent(workshop: Workshop, person: Callable[[str], Page], name: str, body: bytes) -> int:
    """Hand in with the token of somebody's own server, as a page's Python half does."""
    person(name).goto(f"{workshop.url}/hub/user-redirect/lab", wait_until="domcontentloaded")
    person(name).wait_for_url(re.compile("/user/.*/lab"), timeout=steps.WAIT)
    token = workshop.server_of(name).environ()["JUPYTERHUB_API_TOKEN"]
    address = f"{workshop.url}/services/desk/api/hand-ins/{steps.MODULE}"
    return httpx.put(address, content=body, headers={"Authorization": f"token {token}"}, timeout=60).status_code


@pytest.fixture(scope="module")
def marked(workshop: Workshop, person: Callable[[str], Page]) -> Page:
    """A hostile hand-in and one of a million letters, graded and marked; the marker looks at the hostile one."""
    hostile = document(*(task(name, answer) for name, answer in ANSWERS.items()))
    assert sent(workshop, person, "participant", raw(hostile)) == 201
    assert sent(workshop, person, "colleague", raw(document(task("m1-rewrite", LONG)))) == 201
    marker = person("instructor")
    steps.collect_and_autograde(marker, workshop.url, "participant", "colleague")
    places = {}
    for number in (1, 2):  # formgrader shuffles them
        steps.mark_written(marker, workshop.url, "3", COMMENT, submission=number)
        places["long long" in shown(marker, ".written")] = marker.url
    assert set(places) == {True, False}  # the million letters could be opened and marked as well
    marker.goto(places[False], wait_until="networkidle")
    return marker


def shown(page: Page, place: str) -> str:
    """The text as a person reads it there."""
    return page.locator(place).first.inner_text()


def test_on_the_markers_page_nothing_runs_and_every_word_stands_there(marked: Page) -> None:
    words = shown(marked, ".written")

    assert marked.evaluate(TRACES) == HARMLESS
    assert "<script>window.evil=1</script>" in words
    assert "{{ 7*7 }} {% raw %} ${7*7} <%= 7*7 %>" in words
    assert "[x](javascript:window.evil=1)" in words
    assert "49" not in words
    assert "He is ton safe." in words  # as it was typed: nothing turns it round
    assert marked.locator(".written h1, .written pre, .written img, .written svg, .written a").count() == 0


def test_the_other_pages_of_formgrader_run_nothing_either(workshop: Workshop, marked: Page) -> None:
    for path in ("manage_submissions/01-foundations", "gradebook/01-foundations/01-foundations", "manage_students"):
        marked.goto(f"{workshop.url}/hub/user-redirect/formgrader/{path}", wait_until="networkidle")
        assert marked.evaluate(TRACES) == HARMLESS


def test_on_the_marked_page_nothing_runs_and_nothing_was_earned_by_it(
    workshop: Workshop, person: Callable[[str], Page], marked: Page
) -> None:
    steps.release_feedback(marked, workshop.url)
    page = person("participant")
    page.goto(f"{workshop.url}/services/desk/marked/{steps.MODULE}", wait_until="networkidle")
    words = page.locator(".yours").last.inner_text()

    assert page.evaluate(TRACES) == HARMLESS
    assert "<script>window.evil=1</script>" in words
    assert "{{ 7*7 }} {% raw %}" in words
    assert "49" not in words
    assert "He is ton safe." in words
    assert "<script>window.evil=1</script>" in page.locator(".comment").inner_text()  # the marker's own
    points = page.request.get(f"{workshop.url}/services/desk/api/results/{steps.MODULE}").json()["tasks"]
    graded = [name for name in ANSWERS if name != "m1-rewrite"]
    assert {one["task"]: one["points"] for one in points if one["task"] != "m1-rewrite"} == dict.fromkeys(graded, 0.0)


def test_a_million_letters_come_back_on_their_owners_marked_page(
    workshop: Workshop, person: Callable[[str], Page]
) -> None:
    page = person("colleague")
    page.goto(f"{workshop.url}/services/desk/marked/{steps.MODULE}", wait_until="networkidle")

    assert page.locator(".yours").last.inner_text().count("long") == 200_000
