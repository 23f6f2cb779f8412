"""Two copies of a task on one page, views that come and go, and each kind from start to end by keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from withinreach.content.load import load_module
from withinreach.ui.component import Component
from withinreach.ui.keeping import Kept
from withinreach.ui.module import OpenModule

from tests.browser import steps
from tests.browser.host import GALLERY, MODULE, Host, running_host
from tests.browser.kinds import KINDS, TASKS, kept
from tests.browser.plain import module_of, opened, traits

# What somebody could have changed in a task, as text: ticks, numbers, texts, order.
CONTROLS = """
here => JSON.stringify([...here.querySelectorAll(
  "input, select, textarea, .cards > .card, .marks li, .talk .you:not([hidden])"
)].map((one) => one.dataset.card
  ?? (one.matches("input, select, textarea") ? [one.type, one.checked, one.value] : one.textContent)))
"""


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with running_host(*TASKS, *TASKS) as running:
        yield running


@pytest.fixture(scope="module")
def twice(browser: Browser, host: Host) -> Iterator[Page]:
    """Voilà, with every task twice on the page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(host.address("voila/render"))
    steps.settled(page)
    yield page
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_two_copies_on_one_page_leave_each_other_alone(kind: str, twice: Page) -> None:
    task, done = KINDS[kind]
    both = steps.task(twice, task)
    expect(both).to_have_count(2)
    one, two = both.first, both.last
    before = two.evaluate(CONTROLS)

    done.give(one)
    if kind != "simulation":
        kept(one)
    done.stands(one)
    assert two.evaluate(CONTROLS) == before
    done.give(two)
    done.stands(two)
    done.stands(one)


# Counts what listens to window, document and the model of a view; set before any script runs.
COUNTED = """
window.listening = 0;
for (const target of [window, document]) {
  const seen = new Map();
  const captures = (options) => Boolean(options && typeof options === "object" ? options.capture : options);
  const of = (name, options) => {
    const key = `${name} ${captures(options)}`;
    if (!seen.has(key)) seen.set(key, new Set());
    return seen.get(key);
  };
  const add = target.addEventListener.bind(target);
  const remove = target.removeEventListener.bind(target);
  target.addEventListener = (name, act, options) => {
    const acts = of(name, options);
    if (act && !acts.has(act)) { acts.add(act); window.listening += 1; }
    return add(name, act, options);
  };
  target.removeEventListener = (name, act, options) => {
    if (of(name, options).delete(act)) window.listening -= 1;
    return remove(name, act, options);
  };
}
"""
ROUNDS = """
const spot = document.querySelector("#here");
window.onModel = 0;
const model = {
  get: (name) => structuredClone(TRAITS[name]),
  on() { window.onModel += 1; },
  off() { window.onModel -= 1; },
  send() {},
};
window.rounds = (times) => {
  for (let round = 0; round < times; round += 1) {
    const el = document.createElement("div");
    spot.append(el);
    const leave = it.render({ model, el });
    el.querySelector("input, textarea, button")?.focus();
    leave();
    el.remove();
  }
};
window.ready = true;
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_removed_view_leaves_no_listener_behind(kind: str, page: Page, tmp_path: Path) -> None:
    module = load_module(GALLERY, MODULE)
    component: Component = OpenModule(module, Kept(module, tmp_path)).task(KINDS[kind][0])
    if kind in ("note", "likert"):  # they would wait for what stands, from a half that is not there
        component.setting = component.setting | {"stored": False}
    page.add_init_script(COUNTED)
    opened(page)
    page.add_script_tag(
        content=f"{module_of(component)}\nconst TRAITS = {json.dumps(traits(component))};\n{ROUNDS}", type="module"
    )
    page.wait_for_function("window.ready")
    before = page.evaluate("window.listening")

    page.evaluate("window.rounds(1)")
    during = page.evaluate("[window.listening, window.onModel]")
    page.evaluate("window.rounds(10)")

    assert during == [before, 0]
    assert page.evaluate("[window.listening, window.onModel]") == [before, 0]


def test_the_count_of_listeners_counts(page: Page) -> None:
    """The measure of the test above: what is left behind is seen."""
    page.add_init_script(COUNTED)
    opened(page)
    left = page.evaluate(
        """() => {
          const before = window.listening;
          const act = () => {};
          document.addEventListener("keydown", act);
          window.addEventListener("scroll", act, { passive: true, capture: true });
          const both = window.listening - before;
          window.removeEventListener("scroll", act, { passive: true, capture: true });
          return [both, window.listening - before];
        }"""
    )

    assert left == [2, 1]


@pytest.fixture
def fresh(browser: Browser, host: Host) -> Iterator[Page]:
    """A page whose person answered nothing yet."""
    host.forget()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(host.address("voila/render"))
    steps.settled(page)
    yield page
    context.close()


def to_commit(page: Page, here: Locator) -> None:
    """On with Tab until the button of this task has the focus, and Enter."""
    button = here.locator(".act button[type=submit]").element_handle()
    for _ in range(80):
        if page.evaluate("button => document.activeElement === button", button):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead to the button")


def into(here: Locator) -> None:
    """The first thing in the task that takes the keyboard; from there Tab does the rest."""
    here.locator(
        "input:visible, select:visible, textarea:visible, button:visible, .turn[tabindex]:visible"
    ).first.focus()


def pick(page: Page, here: Locator) -> None:
    into(here)
    page.keyboard.press("Space")
    to_commit(page, here)


def pick_with_reasons(page: Page, here: Locator) -> None:
    into(here)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    to_commit(page, here)


def move(page: Page, here: Locator) -> None:
    here.locator(".move:enabled").first.focus()
    page.keyboard.press("Enter")
    to_commit(page, here)


def mark(page: Page, here: Locator) -> None:
    here.locator("[name=to]").focus()
    page.keyboard.press("PageUp")
    page.keyboard.press("Tab")
    expect(here.get_by_role("button", name="Mark this stretch")).to_be_focused()
    page.keyboard.press("Enter")
    to_commit(page, here)


def tag(page: Page, here: Locator) -> None:
    here.locator('input[name="t2"]').first.focus()
    page.keyboard.press("d")
    to_commit(page, here)


def rate(page: Page, here: Locator) -> None:
    here.locator(".rating input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")


def share(page: Page, here: Locator) -> None:
    here.get_by_role("spinbutton").first.focus()
    for number in (20, 50, 20, 10):
        page.keyboard.type(str(number))
        page.keyboard.press("Tab")
    to_commit(page, here)


def fill(page: Page, here: Locator) -> None:
    here.get_by_role("textbox").first.focus()
    for number in ("5", "4.4"):
        page.keyboard.type(number)
        page.keyboard.press("Tab")
    to_commit(page, here)


def talk(page: Page, here: Locator) -> None:
    for _ in range(3):
        if not here.locator(".replies:visible input").count():
            break
        here.locator(".replies:visible input").first.focus()
        page.keyboard.press("Space")
        to_commit(page, here)
    to_commit(page, here)


def play(page: Page, here: Locator) -> None:
    for number in range(1, 9):
        if not here.locator(".replies input").count():
            return
        here.locator(".replies input").first.focus()
        page.keyboard.press("Space")
        to_commit(page, here)
        expect(here.locator(".talk .you")).to_have_count(number, timeout=steps.WAIT)


def write(page: Page, here: Locator) -> None:
    here.get_by_role("textbox").focus()
    page.keyboard.type("You were missed.")


BY_KEYS: dict[str, Callable[[Page, Locator], None]] = {
    "choice": pick,
    "because": pick_with_reasons,
    "sort": pick,
    "order": move,
    "interval": mark,
    "transcript": tag,
    "likert": rate,
    "probability": share,
    "number": fill,
    "dialogue": talk,
    "simulation": play,
    "text": write,
    "note": write,
}


def test_every_kind_is_done_from_start_to_end_by_keyboard_and_says_so(fresh: Page) -> None:
    assert set(BY_KEYS) == set(KINDS)
    for kind, act in BY_KEYS.items():
        here = steps.task(fresh, KINDS[kind][0]).first
        act(fresh, here)
        if kind == "simulation":
            expect(here.locator(".debrief")).to_be_visible(timeout=steps.WAIT)
            continue
        kept(here)
        # What is said is said aloud: the line is a live region.
        assert here.locator(".hint").last.evaluate("line => line.closest('[role=status], [aria-live=polite]') !== null")
        if kind in (
            "choice",
            "because",
            "sort",
            "order",
            "interval",
            "transcript",
            "probability",
            "number",
            "dialogue",
        ):
            expect(here.locator(".answered")).to_be_visible()
            expect(here.locator(".answered")).to_have_attribute("aria-live", "polite")
