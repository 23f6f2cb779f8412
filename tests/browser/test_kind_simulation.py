"""A simulation's script in Chromium, on a page without Jupyter: played by keyboard, reloaded, played again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import msgspec
from playwright.sync_api import Locator, Page, expect
from withinreach.content.kinds.simulation import SimulationKey, SimulationTask
from withinreach.content.tasks import Module
from withinreach.ui.keeping import Kept, Nowhere
from withinreach.ui.simulation import Simulation

from tests.browser import keyboard
from tests.browser.plain import put, show
from tests.golden.table import loaded

GRADED, KEY = cast("tuple[SimulationTask, SimulationKey]", loaded("simulation", "watch"))
GRADED = msgspec.structs.replace(GRADED, variants=("owen",))
PRACTICE = msgspec.structs.replace(GRADED, id="p", use="practice", attempts="open", points=None, keep="local", key=KEY)


def kept(folder: Path) -> Kept:
    return Kept(Module("01-foundations", (GRADED, PRACTICE)), folder)


def say(page: Page, words: str, here: Locator | None = None) -> None:
    keyboard.say((here or page.locator("#here")).locator(".replies"), words)


def test_a_course_is_played_by_keyboard_alone_and_its_debrief_opens_at_the_end(page: Page) -> None:
    sent = put(page, Simulation(PRACTICE, Nowhere()))
    page.get_by_role("button", name="Say this").press("Enter")
    expect(page.locator(".hint")).to_have_text("Choose what you say first.")

    for number, words in enumerate(("You keep", "We stop", "Take me"), start=1):
        say(page, words)
        expect(page.locator(".talk .you")).to_have_count(number)
        expect(page.locator(".scene.now")).to_be_focused()
        expect(page.locator(".task")).not_to_contain_text("Pull of the clock")
    expect(page.locator(".scene.now")).to_contain_text("One sentence left.")
    expect(page.get_by_role("img")).to_have_attribute("aria-label", re.compile("^Looks at his watch, from 0 to 3"))
    say(page, "Who is with")

    expect(page.locator(".debrief")).to_contain_text("Looking back")
    expect(page.locator(".built-in")).to_be_visible()
    expect(page.locator(".debrief")).to_contain_text("Pull of the clock")
    assert [message["step"] for message in sent] == ["watch", "stop", "day", "who"]


def test_it_can_be_played_again_from_the_first_scene(page: Page) -> None:
    sent = put(page, Simulation(PRACTICE, Nowhere()))
    say(page, "Who is with")  # he gets up, at once or after the next sentence
    if page.locator(".replies").count():
        expect(page.locator(".talk .you")).to_have_count(1)
        say(page, "And how")
    again = page.get_by_role("button", name="Play it again")
    again.press("Enter")

    expect(page.locator(".talk .you")).to_have_count(0)
    expect(page.locator(".scene.now")).to_be_focused()
    say(page, "We stop")
    expect(page.locator(".talk .you")).to_have_count(1)
    assert (sent[-1]["run"], sent[-1]["so_far"]) == (1, [])


def test_a_reload_in_the_middle_of_a_practice_run_goes_on(page: Page) -> None:
    task = Simulation(PRACTICE, Nowhere())
    put(page, task)
    say(page, "We stop")
    expect(page.locator(".talk .you")).to_have_count(1)

    show(page, task)

    expect(page.locator(".talk .you")).to_contain_text("We stop at half past.")
    say(page, "You keep")
    expect(page.locator(".talk .you")).to_have_count(2)


def test_a_graded_course_goes_on_after_a_reload_and_ends_for_good(page: Page, tmp_path: Path) -> None:
    put(page, Simulation(GRADED, kept(tmp_path)))
    say(page, "We stop")
    expect(page.locator(".task")).to_have_attribute("data-draft", "")

    show(page, Simulation(GRADED, kept(tmp_path)))
    expect(page.locator(".talk .you")).to_contain_text("We stop at half past.")

    kept_now = kept(tmp_path).state()["x"]
    assert kept_now.answer["actions"] == ["stop"]


def test_the_last_sentence_of_a_graded_course_leaves_nothing_to_press(page: Page, tmp_path: Path) -> None:
    put(page, Simulation(GRADED, kept(tmp_path)))
    for number, words in enumerate(("We stop", "You keep", "Take me", "Who is"), start=1):
        say(page, words)
        expect(page.locator(".talk .you")).to_have_count(number)

    expect(page.locator(".debrief")).to_be_visible()
    expect(page.locator(".task")).not_to_have_attribute("data-draft", "")
    expect(page.get_by_role("button")).to_have_count(0)


def test_two_on_one_page_do_not_disturb_each_other_and_a_removed_one_leaves_nothing(page: Page) -> None:
    other = msgspec.structs.replace(PRACTICE, id="q")
    put(page, Simulation(PRACTICE, Nowhere()), Simulation(other, Nowhere()))
    one, two = page.locator("#here > div").nth(0), page.locator("#here > div").nth(1)

    say(page, "We stop", two)

    expect(two.locator(".talk .you")).to_have_count(1)
    expect(one.locator(".talk .you")).to_have_count(0)
    assert page.evaluate("window.views.map(({ leave, listening }) => (leave(), listening()))") == [0, 0]


def test_nothing_scrolls_sideways_on_a_narrow_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    put(page, Simulation(PRACTICE, Nowhere()))
    for number, words in enumerate(("We stop", "You keep", "Take me", "Who is"), start=1):
        say(page, words)
        expect(page.locator(".talk .you")).to_have_count(number)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = (
        "all => all.filter((e) => e.offsetHeight && e.getBoundingClientRect().height < 43.5).map((e) => e.outerHTML)"
    )
    assert page.locator("button, summary, .options label").evaluate_all(small) == []
