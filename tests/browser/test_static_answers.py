"""A run notebook on paper: nbconvert's HTML shows each answer without kernel, script or network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, Page, expect
from withinreach.content.load import load_module
from withinreach.ui.keeping import Kept
from withinreach.ui.module import OpenModule

from tests.browser import steps
from tests.browser.host import GALLERY, MODULE, notebook

GIVEN = {
    "c-key-a": ["o4"],
    "c-hands-a": {"option": "o2", "because": ["b1", "b4"]},
    "s-ring-a": {"i2": "goes", "i4": "cannot"},
    "o-visit-a": ["c1", "c2", "c4", "c3"],
    "i-still-a": [[100, 140]],
    "t-spot-c": {"t2": ["D"]},
    "p-quadrant-a": {"secure": 20, "dismissing": 50, "fearful": 20, "preoccupied": 10},
    "n-score-b": {"fifth": "5", "mean": "4,4"},
    "d-bread-a": [["n1", "r1"], ["n3", "r6"]],
}
PRIVATE = ("My aunt, on Thursdays.", "l-own")
TASKS = (*GIVEN, "m-watch-a", "x-letter", "l-near", "l-own", "n-desk")


def answered(folder: Path) -> None:
    """Everything is answered through the components themselves; the course is played to its end."""
    module = load_module(GALLERY, MODULE)
    here = OpenModule(module, Kept(module, folder))
    for task, answer in GIVEN.items():
        here.task(task).answer_to({"type": "commit", "answer": answer, "confidence": None})
    course = here.task("m-watch-a")
    reply: dict[str, object] = {"so_far": [], "over": False}
    for step in ("watch", "stop", "day", "who"):
        so_far = reply["so_far"]
        reply = course.answer_to({"type": "step", "run": 0, "so_far": so_far, "step": step})
    assert reply["over"]
    here.task("x-letter").answer_to({"type": "save", "text": "You were missed on Tuesday."})
    for form in ("l-near", "l-own"):
        first = here.task(form).setting["statements"][0]
        here.task(form).answer_to({"type": "keep", "item": first, "value": 4})
    here.task("n-desk").answer_to({"type": "save", "text": PRIVATE[0]})


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("static")
    answered(folder / "data")
    (folder / MODULE).mkdir()
    (folder / MODULE / "tasks.yaml").write_bytes((GALLERY / "tasks.yaml").read_bytes())
    ran = notebook(*TASKS, handin=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WITHINREACH_DATA", str(folder / "data"))
        resources = {"metadata": {"path": str(folder / MODULE)}}
        NotebookClient(ran, timeout=120, store_widget_state=True, resources=resources).execute()
    saved = nbformat.writes(ran)
    assert '"AnyModel"' in saved  # the state of widgets is in it
    assert PRIVATE[0] not in saved
    body, _ = HTMLExporter(template_name="within-reach").from_notebook_node(ran)
    assert PRIVATE[0] not in body
    assert not re.search(r"<(script|link|img)\b[^>]*\b(src|href)=.?https?:", str(body))
    return str(body)


@pytest.fixture(scope="module")
def paper(browser: Browser, html: str) -> Iterator[Page]:
    """As it prints, with no script and no network."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(html, wait_until="domcontentloaded")
    page.emulate_media(media="print")
    yield page
    context.close()


def test_the_choice_and_its_reasons(paper: Page) -> None:
    here = steps.task(paper, "c-key-a")
    expect(here.locator('input[value="o4"]')).to_be_checked()
    expect(here.locator(".answered .first .reason").first).to_contain_text("Your answer: it can be defended")
    both = steps.task(paper, "c-hands-a")
    for value in ("o2", "b1", "b4"):
        expect(both.locator(f'input[value="{value}"]')).to_be_checked()
    expect(both.locator("section.because .first .reason").first).to_contain_text("Your reason, and ours")


def test_columns_order_marks_and_tags(paper: Page) -> None:
    expect(steps.task(paper, "s-ring-a").locator('input[name="i2"][value="goes"]')).to_be_checked()
    cards = steps.task(paper, "o-visit-a").locator(".cards > .card")
    assert [card.get_attribute("data-card") for card in cards.all()] == ["c1", "c2", "c4", "c3"]
    expect(steps.task(paper, "i-still-a").locator(".marks li")).to_contain_text("1:40")
    expect(steps.task(paper, "t-spot-c").locator('input[name="t2"][value="D"]')).to_be_checked()


def test_shares_numbers_talk_course_text_and_form(paper: Page) -> None:
    expect(steps.task(paper, "p-quadrant-a").locator("[name=dismissing]")).to_have_value("50")
    expect(steps.task(paper, "n-score-b").locator("[name=mean]")).to_have_value("4,4")
    expect(steps.task(paper, "d-bread-a").locator(".stations")).to_contain_text("It is still warm.")
    expect(steps.task(paper, "x-letter").locator("textarea")).to_have_value("You were missed on Tuesday.")
    expect(steps.task(paper, "l-near").locator("input:checked")).to_have_value("4")
    expect(steps.task(paper, "m-watch-a")).to_contain_text("Looking back")


def test_what_is_private_is_in_no_saved_page(paper: Page) -> None:
    expect(steps.task(paper, "n-desk").locator("textarea")).to_have_value("")
    expect(steps.task(paper, "l-own").locator("input:checked")).to_have_count(0)
