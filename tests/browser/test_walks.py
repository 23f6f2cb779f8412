"""Three sets of answers to the whole of module 1, by keyboard, through the real Hub to the real desk.

What each task must earn was worked out by hand in ``walks/01-foundations.yaml``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect
from withinreach.content.handin import parse
from withinreach.content.load import load_keys, load_module
from withinreach.grading import score_hand_in
from withinreach.publish.leaks import leak, secrets

from tests.browser import keyboard, steps
from tests.browser.line import Line, line_to
from tests.conftest import CHECKOUT
from tests.pipeline.hub_fixture import Workshop

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="separate accounts need root")

UNPACKED = {"Accept-Encoding": "identity"}
CHUNK_HEAD = re.compile(rb"\r\n[0-9a-fA-F]{1,6}\r\n")
WALKS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "walks/01-foundations.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def line(workshop: Workshop) -> Iterator[Line]:
    """What the participants' browsers receive goes through here and is kept."""
    with line_to(workshop.port, recording=True) as line:
        yield line


@pytest.fixture(scope="module")
def public_line(workshop: Workshop) -> Iterator[Line]:
    with line_to(workshop.public_port, recording=True) as line:
        yield line


@pytest.fixture(scope="module")
def signed_in(browser: Browser, workshop: Workshop, line: Line) -> Iterator[Callable[[str], Page]]:
    """A window of its own for each name. A page error fails the test that caused it."""
    windows: dict[str, Page] = {}

    def window(name: str) -> Page:
        if name not in windows:
            context = browser.new_context(viewport={"width": 1280, "height": 900}, extra_http_headers=UNPACKED)
            page = windows[name] = context.new_page()
            page.on("pageerror", lambda error: pytest.fail(str(error)))
            hub = workshop.url if name == "instructor" else line.url
            steps.sign_in(page, hub, name, workshop.passwords[name])
            if name != "instructor":
                steps.open_module(page)
        return windows[name]

    yield window
    for page in windows.values():
        page.context.close()


def walk(page: Page, name: str) -> None:
    """Practice and graded tasks in the order of the file, then the written answer, then hand in."""
    chosen = WALKS[name]
    for task_id, given in (chosen["practice"] | chosen["graded"]).items():
        keyboard.answer(page, task_id, given)
    if chosen.get("text"):
        steps.write(page, "m1-rewrite", chosen["text"])
    if chosen.get("note"):
        steps.write(page, "m1-note", chosen["note"])
    steps.hand_in(page)


def earned(workshop: Workshop, signed_in: Callable[[str], Page], person: str) -> dict[str, float]:
    """What the scorers give for the newest hand-in that the desk holds of somebody."""
    page = signed_in("instructor")
    found = page.request.get(f"{workshop.url}/services/desk/api/course/hand-ins/{steps.MODULE}").json()
    (document,) = [one["document"] for one in found if one["person"] == person]
    module = load_module(CHECKOUT / "source" / steps.MODULE, steps.MODULE)
    keys = load_keys(CHECKOUT / "keys" / f"{steps.MODULE}.yaml", module)
    assert chosen_text(document) == []
    return {task: score.points for task, score in score_hand_in(module, keys, parse(document.encode())).items()}


def chosen_text(document: str) -> list[str]:
    """Private words that stand in a hand-in."""
    return [str(walk_["note"]) for walk_ in WALKS.values() if walk_.get("note") and walk_["note"] in document]


def by_hand(name: str) -> dict[str, float]:
    tasks = ("m1-strategy", "m1-sequence", "m1-models", "m1-claims", "m1-channels", "m1-load")
    return {task: WALKS[name]["graded"].get(task, {}).get("mark", 0.0) for task in tasks}


@pytest.mark.parametrize("name", list(WALKS))
def test_the_marks_of_a_walk_add_up_to_what_its_file_says(name: str) -> None:
    assert sum(by_hand(name).values()) == pytest.approx(WALKS[name]["machine"], abs=1e-5)


def test_half_of_it_is_worth_what_was_worked_out(workshop: Workshop, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("participant")
    keyboard.check(page, answers=2)
    walk(page, "half")

    expect(page.locator(".handin")).to_contain_text("5 of 6 committed")
    assert earned(workshop, signed_in, "participant") == pytest.approx(by_hand("half"), abs=1e-5)


def test_doing_badly_is_worth_what_was_worked_out(workshop: Workshop, signed_in: Callable[[str], Page]) -> None:
    page = signed_in("colleague")
    walk(page, "badly")

    found = steps.task(page, "m1-channels-c").locator(".reasons")
    expect(found.locator(".agree")).to_have_text("You marked something, and nothing parts.")
    expect(found.locator(".first h4")).to_have_text("Calm, and meant, 2:20 to 3:00")
    assert earned(workshop, signed_in, "colleague") == pytest.approx(by_hand("badly"), abs=1e-5)


def test_what_was_committed_stands_after_a_reload(signed_in: Callable[[str], Page]) -> None:
    page = signed_in("participant")
    page.reload(wait_until="domcontentloaded")
    steps.settled(page)
    half = WALKS["half"]["graded"]

    taps = steps.task(page, "m1-strategy").locator(".columns input:checked")
    assert (
        taps.evaluate_all("all => Object.fromEntries(all.map(t => [t.name, t.value]))") == half["m1-strategy"]["sort"]
    )
    cards = steps.task(page, "m1-sequence").locator(".cards > .card")
    assert cards.evaluate_all("all => all.map(c => c.dataset.card)") == half["m1-sequence"]["order"]
    expect(steps.task(page, "m1-channels").locator(".marks li")).to_have_count(3)
    assert steps.task(page, "m1-load").locator("[name=answer]:checked").count() == 2
    expect(page.locator(".check li:not([hidden]) legend small")).to_have_text("3 of 12")


def test_a_mouse_can_drag_a_card_and_draw_on_a_trace_and_a_reload_brings_both_back(
    signed_in: Callable[[str], Page],
) -> None:
    page = signed_in("participant")
    cards = steps.task(page, "m1-sequence")
    cards.scroll_into_view_if_needed()
    before = cards.locator(".card").evaluate_all("all => all.map(c => c.dataset.card)")
    drag(page, cards.locator(".handle").first, cards.locator(".card").nth(3))
    trace = steps.task(page, "m1-channels")
    svg = trace.locator(".picture.wide svg")
    svg.scroll_into_view_if_needed()
    draw(page, svg, 300, 330)

    page.reload(wait_until="domcontentloaded")
    steps.settled(page)
    after = cards.locator(".card").evaluate_all("all => all.map(c => c.dataset.card)")
    assert after == [*before[1:4], before[0], *before[4:]]
    expect(cards.locator(".hint")).to_have_text("Changed, not committed: your earlier answer still stands.")
    expect(trace.locator(".marks li")).to_have_count(4)
    expect(trace.locator(".marks li .words").last).to_have_text("5:00 to 5:30")
    expect(page.locator(".handin .drafts")).to_contain_text("2 chosen, not committed")


def drag(page: Page, handle: Locator, onto: Locator) -> None:
    """A card by its handle to where another is, in small steps as a hand goes."""
    start, end = handle.bounding_box(), onto.bounding_box()
    assert start
    assert end
    x = start["x"] + 10
    page.mouse.move(x, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(x, end["y"] + end["height"] - 4, steps=30)
    page.mouse.up()


def draw(page: Page, svg: Locator, start: int, end: int) -> None:
    """Across the picture from one second to another, as its own numbers place them."""
    box = svg.bounding_box()
    assert box
    left, span, width = svg.evaluate("s => [+s.dataset.left, +s.dataset.span, s.viewBox.baseVal.width]")
    x = [box["x"] + box["width"] * (left + span * second / 360) / width for second in (start, end)]
    page.mouse.move(x[0], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(x[1], box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()


def test_the_page_to_print_is_one_page_and_where_she_stopped_is_remembered(signed_in: Callable[[str], Page]) -> None:
    page = signed_in("participant")
    page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1 } }")
    page.locator("details.handout > summary").click()
    page.get_by_role("button", name="Print this page").click()

    assert page.evaluate("window.printed") == 1
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))
    assert len(pages) == 1

    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.locator("#s5").evaluate("heading => scrollTo({ top: heading.offsetTop - 100, behavior: 'instant' })")
    page.wait_for_function("() => Object.values(localStorage).includes('5')")
    page.reload(wait_until="domcontentloaded")
    steps.settled(page)
    expect(page.locator(".opening .stopped")).to_have_text("You stopped at section 5: What a scan can and cannot tell")


def test_changed_answers_ask_anew_and_are_worth_what_was_worked_out(
    workshop: Workshop, signed_in: Callable[[str], Page]
) -> None:
    page = signed_in("participant")
    here = steps.task(page, "m1-load")
    expect(here.locator("[name=confidence]:checked")).to_have_count(1)
    keyboard.choice(here, ["o1", "o4"])
    expect(here.locator("[name=confidence]:checked")).to_have_count(0)
    expect(here.locator(".hint")).to_have_text("Changed, not committed: your earlier answer still stands.")
    walk(page, "well")

    for task_id, words in (
        ("m1-strategy-c", "You and we agree on 5 of 5."),
        ("m1-channels-b", "You found 1 of 1."),
        ("m1-channels-c", "You marked nothing, and nothing parts."),
    ):
        expect(steps.task(page, task_id).locator(".agree")).to_have_text(words)
    expect(page.locator(".handin")).to_contain_text("6 of 6 committed")
    assert earned(workshop, signed_in, "participant") == pytest.approx(by_hand("well"), abs=1e-5)


def test_all_practice_of_the_public_edition_works_through_a_line_of_its_own(
    browser: Browser, public_line: Line
) -> None:
    context = browser.new_context(extra_http_headers=UNPACKED)
    page = context.new_page()
    page.goto(f"{public_line.url}/voila/render/{steps.MODULE}.ipynb", wait_until="domcontentloaded")
    steps.settled(page)
    for task_id, given in WALKS["well"]["practice"].items():
        here = steps.task(page, task_id)
        ((kind, wanted),) = [(kind, given[kind]) for kind in keyboard.KINDS if kind in given]
        keyboard.KINDS[kind](here, wanted)
        here.locator(".act button[type=submit]").press("Enter")
        expect(here.locator(".reasons")).to_be_visible()
    context.close()


def test_no_byte_that_a_browser_received_in_all_this_holds_a_key(
    browser: Browser, line: Line, public_line: Line
) -> None:
    """Pages, scripts, websockets: everything that participants and public got, before any feedback.

    It asks for the browser only to come last: pytest puts tests without one after all that have one.
    """
    known = secrets(CHECKOUT / "keys")
    pieces = [CHUNK_HEAD.sub(b"", piece) for piece in (*line.received(), *public_line.received())]
    whole = b"\0".join(pieces)

    assert b"what the marker looks for" in whole.lower()  # the page came through here
    assert b'"msg_type": "comm_open"' in whole or b'"msg_type":"comm_open"' in whole  # and so did the live elements
    assert not re.search(rb"(?i)\r\ncontent-encoding:|sec-websocket-extensions:", whole)  # and could be read
    assert [found for piece in pieces if (found := leak(piece, known))] == []
