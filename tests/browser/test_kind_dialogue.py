"""A dialogue's script in Chromium, on a page without Jupyter: by keyboard, taken back, reloaded, twice on a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import msgspec
import pytest
from playwright.sync_api import Page, expect
from withinreach.content.answers import Line
from withinreach.content.kinds.dialogue import DialogueKey, DialogueTask
from withinreach.content.tasks import Module
from withinreach.render.task import task_html
from withinreach.ui.dialogue import Dialogue
from withinreach.ui.keeping import Kept, Nowhere

from tests.browser import keyboard
from tests.browser.plain import put, show
from tests.golden.table import loaded

GRADED, KEY = cast("tuple[DialogueTask, DialogueKey]", loaded("dialogue", "missed"))
PRACTICE = msgspec.structs.replace(
    GRADED, id="p", use="practice", attempts="open", points=None, confidence=False, keep="local", key=KEY
)
ROUND = [["n1", "r2"], ["n2", "r4"], ["n3", "r8"], ["n5", "r12"]]


def kept(folder: Path) -> Kept:
    return Kept(Module("01-foundations", (GRADED, PRACTICE)), folder)


def say(page: Page, words: str, *, copy: int = 0) -> None:
    here = page.locator("#here > div").nth(copy)
    keyboard.say(here.locator(".place:not([hidden]) > .replies:not([hidden])"), words)


def test_a_talk_is_walked_by_keyboard_alone_and_looked_back_at_as_a_map(page: Page) -> None:
    sent = put(page, Dialogue(PRACTICE, Nowhere()))
    button, hint = page.locator(".act button"), page.locator(".hint")

    button.focus()
    page.keyboard.press("Enter")
    expect(hint).to_have_text("Choose what you say first.")
    expect(page.get_by_role("radio", name=re.compile("^Last week"))).to_be_focused()

    say(page, "Two weeks running.")
    scene = page.locator('[data-place="n2"] .scene').first
    expect(scene).to_be_focused()
    expect(scene).to_contain_text("Means? It means the bus was full.")
    expect(hint).to_have_text("Going on. Nothing is kept yet.")
    say(page, "That came out")
    say(page, "And how did")
    expect(page.locator(".talk")).to_contain_text("He takes the jacket off.")
    say(page, "I was.")
    expect(page.locator(".talk")).to_contain_text("Under R or under A?")
    expect(button).to_have_text("Look back at the talk")
    assert sent == []

    button.focus()
    page.keyboard.press("Enter")
    answered = page.locator(".answered")
    expect(answered).to_be_visible()
    expect(answered).to_contain_text("You said what we would have said 2 of 4 times.")
    expect(answered.get_by_role("img")).to_have_attribute("aria-label", re.compile("you came through 4 of 5 scenes"))
    assert [message["answer"] for message in sent] == [ROUND]


@pytest.mark.parametrize(
    "path",
    [
        ROUND,
        [["n1", "r1"], ["n3", "r6"], ["n5", "r12"]],
        [["n1", "r3"], ["n3", "r7"], ["n4", "r11"]],
        [["n1", "r2"], ["n2", "r5"], ["n3", "r6"], ["n4", "r10"]],
    ],
)
def test_the_script_puts_the_same_map_together_as_python(page: Page, path: list[list[str]]) -> None:
    texts = {reply.id: reply.text for node in PRACTICE.nodes for reply in node.replies}
    put(page, Dialogue(PRACTICE, Nowhere()))
    for _, reply in path:
        say(page, texts[reply][:16])
    page.locator(".act button").press("Enter")
    expect(page.locator(".answered")).to_be_visible()
    look = "box => [box.innerText, box.querySelector('svg').outerHTML.replace(/ class=\"(\\w+) *\"/g, ' class=\"$1\"')]"
    found = page.locator(".answered").evaluate(look)

    line = Line(at="2026-11-25T12:00:00Z", task="p", edition=1, answer=path)
    page.locator("#here").evaluate("(here, html) => (here.innerHTML = html)", task_html(PRACTICE, line))

    assert found == page.locator(".answered").evaluate(look)


def test_a_talk_that_came_through_every_scene_has_no_scenes_beside_it(page: Page) -> None:
    whole = msgspec.structs.replace(PRACTICE, nodes=(PRACTICE.nodes[0], PRACTICE.nodes[4]), ends=PRACTICE.ends)
    replies = tuple(msgspec.structs.replace(reply, next="n5", when={}) for reply in whole.nodes[0].replies)
    first = msgspec.structs.replace(whole.nodes[0], replies=replies)
    entries = {reply.id: KEY.replies[reply.id] for node in (first, whole.nodes[1]) for reply in node.replies}
    key = msgspec.structs.replace(KEY, replies=entries, recovers={})
    put(page, Dialogue(msgspec.structs.replace(whole, nodes=(first, whole.nodes[1]), key=key), Nowhere()))

    for words in ("Last week", "I was."):
        say(page, words)
    page.locator(".act button").press("Enter")

    expect(page.locator(".answered")).to_contain_text("2 of 2 times")
    expect(page.get_by_text("Scenes that this talk did not come to")).to_be_hidden()


def test_a_line_can_be_taken_back_and_another_tried(page: Page) -> None:
    sent = put(page, Dialogue(PRACTICE, Nowhere()))
    for words in ("Last week", "Who was", "I was."):
        say(page, words)
    page.locator(".act button").press("Enter")
    expect(page.locator(".answered")).to_be_visible()

    page.locator('[data-place="n3"]').get_by_role("button", name="Take this back").press("Enter")

    expect(page.locator(".answered")).to_be_hidden()
    expect(page.locator('.talk [data-place="n3"] .scene')).to_be_focused()
    expect(page.locator('.talk [data-place="n5"]')).to_be_hidden()
    for words in ("Is he", "What was it"):
        say(page, words)
    page.locator(".act button").press("Enter")
    expect(page.locator(".answered")).to_contain_text("1 of 3 times")
    assert [len(message["answer"]) for message in sent] == [3, 3]


def test_a_reload_in_the_middle_of_a_practice_talk_goes_on(page: Page) -> None:
    task = Dialogue(PRACTICE, Nowhere())
    put(page, task)
    say(page, "No matter.")

    show(page, task)

    expect(page.locator('.talk [data-place="n1"] .you')).to_contain_text("No matter. Where had we got to?")
    say(page, "Who was")
    expect(page.locator(".talk")).to_contain_text("You’d have gone home by then anyway.")


def test_a_graded_talk_is_said_reply_by_reply_and_a_reload_goes_on(page: Page, tmp_path: Path) -> None:
    task = Dialogue(GRADED, kept(tmp_path))
    sent = put(page, task)
    expect(page.locator(".task")).not_to_contain_text("come down in the bathroom")

    say(page, "Last week")
    expect(page.locator(".scene.now")).to_be_focused()
    expect(page.locator(".scene.now")).to_contain_text("come down in the bathroom")
    expect(page.locator(".task")).to_have_attribute("data-draft", "")
    show(page, Dialogue(GRADED, kept(tmp_path)))
    expect(page.locator(".talk")).to_contain_text("I am glad that was you on the stairs.")
    expect(page.get_by_role("button", name="Take this back")).to_have_count(0)

    assert [(message["type"], message["so_far"]) for message in sent] == [("step", [])]


def test_after_the_last_reply_how_sure_is_tapped_and_nothing_is_left_to_do(page: Page, tmp_path: Path) -> None:
    task = Dialogue(GRADED, kept(tmp_path))
    sent = put(page, task)
    for words in ("Last week", "Who was", "I was."):
        say(page, words)
        expect(page.locator(".scene.now")).to_be_focused()

    page.get_by_role("button", name="Commit what you expect").press("Enter")
    expect(page.locator(".hint")).to_have_text("Tap one of the five first.")
    page.get_by_role("radio", name="A guess").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    expect(page.locator(".hint")).to_contain_text("Reasons come with the marked page.")
    expect(page.get_by_role("button")).to_have_count(0)
    assert sent[-1]["type"] == "sure"
    assert task.standing().confidence == 0.25  # type: ignore[union-attr]


def test_a_double_click_says_it_once_and_another_window_is_told_of(page: Page, tmp_path: Path) -> None:
    keeping = kept(tmp_path)
    one, two = Dialogue(GRADED, keeping), Dialogue(GRADED, kept(tmp_path))
    sent = put(page, one, two)
    first = page.locator("#here > div").first

    first.get_by_role("radio", name=re.compile("^Last week")).check()
    first.locator("form").evaluate("(form) => (form.requestSubmit(), form.requestSubmit())")
    expect(first.locator(".scene.now")).to_contain_text("come down in the bathroom")
    say(page, "Two weeks", copy=1)

    expect(page.locator("#here > div").nth(1).locator(".hint")).to_contain_text("has gone on in another window")
    assert len(sent) == 2
    assert keeping.state()["x"].answer == [["n1", "r1"]]


def test_two_talks_on_one_page_do_not_disturb_each_other_and_a_removed_one_leaves_nothing(page: Page) -> None:
    other = msgspec.structs.replace(PRACTICE, id="q")
    put(page, Dialogue(PRACTICE, Nowhere()), Dialogue(other, Nowhere()))

    say(page, "No matter.")
    say(page, "Two weeks", copy=1)

    expect(page.locator("#here > div").nth(0).locator('[data-place="n3"] .scene').first).to_be_visible()
    expect(page.locator("#here > div").nth(1).locator('[data-place="n2"] .scene').first).to_be_visible()
    assert page.evaluate("window.views.map(({ leave, listening }) => (leave(), listening()))") == [0, 0]


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways_and_what_is_tapped_is_large_enough(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    put(page, Dialogue(PRACTICE, Nowhere()))
    for words in ("Two weeks", "That came", "And how", "I was."):
        say(page, words)
    page.locator(".act button").press("Enter")
    expect(page.locator(".answered")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = (
        "all => all.filter((e) => e.offsetHeight && e.getBoundingClientRect().height < 43.5).map((e) => e.outerHTML)"
    )
    assert page.locator("button, summary, .options label").evaluate_all(small) == []
