"""Each kind while its kernel is gone, under a double click, and reloaded half-way: real server, Voilà, Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import kernels, steps
from tests.browser.host import Host, running_host
from tests.browser.kinds import KINDS, TASKS, commit, kept, say

TALK, WATCH, LETTERS = "d-post", "m-watch", "c-key"
"""Final ones: a talk, a course through a model, a choice."""
LOST = re.compile("lost touch with its other half")
DRAFTED = ("choice", "because", "sort", "order", "interval", "transcript", "probability", "number")
"""Kinds whose choices wait in the window until they are committed."""


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with running_host(*TASKS, TALK, WATCH, LETTERS) as running:
        yield running


@pytest.fixture
def window(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    """A browser and a person who have not been here before."""
    host.forget()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()
    host.end_kernels()


@pytest.fixture
def opened(window: BrowserContext, host: Host) -> Callable[[], Page]:
    def another() -> Page:
        page = window.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(host.address("voila/render"))
        steps.settled(page)
        return page

    return another


def test_what_is_answered_without_a_kernel_is_there_after_a_reload(host: Host, opened: Callable[[], Page]) -> None:
    page = opened()
    kernels.kill(host.kernels()[-1])
    for kind in DRAFTED:
        task, done = KINDS[kind]
        done.give(steps.task(page, task))
    for kind in DRAFTED:
        expect(steps.task(page, KINDS[kind][0]).locator(".act .hint")).to_contain_text(LOST, timeout=steps.WAIT)
    letter, (_, written) = steps.task(page, "x-letter"), KINDS["text"]
    written.give(letter)
    expect(letter.locator(".hint")).to_contain_text(LOST, timeout=steps.WAIT)
    assert host.lines() == []

    page.locator(".wr-touch").get_by_role("button", name="Reload").click()
    steps.settled(page)
    for kind in (*DRAFTED, "text"):
        task, done = KINDS[kind]
        done.stands(steps.task(page, task))
        if kind != "text":  # what is written saves itself
            commit(steps.task(page, task))
        kept(steps.task(page, task))
    assert sorted(line["task"] for line in host.lines()) == sorted(KINDS[kind][0] for kind in (*DRAFTED, "text"))


def test_a_form_and_a_course_say_that_they_are_not_kept(host: Host, opened: Callable[[], Page]) -> None:
    page = opened()
    kernels.kill(host.kernels()[-1])
    form, course, note = (steps.task(page, task) for task in ("l-own", "m-watch-a", "n-desk"))

    for here, kind in ((form, "likert"), (note, "note")):
        KINDS[kind][1].give(here)
        expect(here.locator(".hint").last).to_contain_text(LOST, timeout=steps.WAIT)
    say(course)
    expect(course.locator(".hint")).to_contain_text(LOST, timeout=steps.WAIT)

    page.locator(".wr-touch").get_by_role("button", name="Reload").click()
    steps.settled(page)
    expect(course.locator(".replies input").first).to_be_enabled()
    expect(course.locator(".talk .you")).to_have_count(0)
    expect(note.get_by_role("textbox")).to_have_value("")


@pytest.mark.parametrize("kind", DRAFTED)
def test_a_double_click_on_the_commit_writes_one_line(kind: str, host: Host, opened: Callable[[], Page]) -> None:
    page = opened()
    task, done = KINDS[kind]
    here = steps.task(page, task)
    button = here.locator(".act button[type=submit]")
    # All that comes before the commit, then the commit itself twice at once.
    button.evaluate("button => button.addEventListener('click', event => event.preventDefault(), { once: true })")
    done.give(here)
    assert host.lines() == []
    button.dblclick()

    kept(here)
    done.stands(here)
    assert [line["task"] for line in host.lines()] == [task]


def test_a_double_click_commits_nothing_that_is_final(host: Host, opened: Callable[[], Page]) -> None:
    page = opened()
    here = steps.task(page, LETTERS)
    for value in ("o1", "o4"):
        here.locator(f'input[name=answer][value="{value}"]').check(force=True)
    button = here.locator(".act button[type=submit]")

    button.dblclick()
    expect(here.locator(".act .hint")).to_have_text("This one is final. Press once more to commit it.")
    expect(button).to_have_text("Yes, commit it")
    assert host.lines() == []
    page.wait_for_function("since => performance.now() > since + 600", arg=page.evaluate("performance.now()"))
    button.dblclick()

    kept(here)
    expect(here.locator("input[name=answer]").first).to_be_disabled()
    assert [line["answer"] for line in host.lines()] == [["o1", "o4"]]


@pytest.mark.parametrize("task", [TALK, WATCH])
def test_a_double_click_says_one_thing(task: str, host: Host, opened: Callable[[], Page]) -> None:
    here = steps.task(opened(), task)
    here.locator(".replies:visible input").first.check(force=True)
    here.locator(".act button[type=submit]").dblclick()

    expect(here.locator(".talk .you")).to_have_count(1, timeout=steps.WAIT)
    expect(here.locator(".replies:visible input:checked")).to_have_count(0)
    assert len(host.lines()) == 1


@pytest.mark.parametrize("task", [TALK, WATCH])
def test_reloaded_half_way_it_goes_on_and_does_not_begin_again(
    task: str, host: Host, opened: Callable[[], Page]
) -> None:
    page = opened()
    here = steps.task(page, task)
    say(here)
    expect(here.locator(".talk .you")).to_have_count(1, timeout=steps.WAIT)
    said = here.locator(".talk .you").inner_text()
    kernels.kill(host.kernels()[-1])

    page.reload()
    steps.settled(page)
    assert here.locator(".talk .you").inner_text() == said
    say(here)
    expect(here.locator(".talk .you")).to_have_count(2, timeout=steps.WAIT)
    assert len(host.lines()) == 2


def test_a_talk_that_went_on_in_another_window_says_so(host: Host, opened: Callable[[], Page]) -> None:
    one, two = (steps.task(opened(), TALK) for _ in range(2))
    say(one)
    expect(one.locator(".talk .you")).to_have_count(1, timeout=steps.WAIT)
    say(two, 1)

    expect(two.locator(".hint")).to_contain_text("has gone on in another window", timeout=steps.WAIT)
    assert len(host.lines()) == 1


def test_a_practice_talk_reloaded_half_way_is_where_it_was(opened: Callable[[], Page]) -> None:
    page = opened()
    here = steps.task(page, "d-bread-a")
    here.locator('input[value="r2"]').check(force=True)
    commit(here)
    expect(here.locator(".talk .you:visible")).to_have_count(1)

    page.reload()
    steps.settled(page)
    expect(here.locator(".talk .you:visible")).to_contain_text("You did not have to bring anything.")
    expect(here.locator('input[value="r4"]')).to_be_visible()
