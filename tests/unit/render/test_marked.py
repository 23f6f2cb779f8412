"""The marked page: whole, without a script, with every typed word harmless."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from withinreach.content.handin import HandIn, build
from withinreach.content.score import Score
from withinreach.content.tasks import Module
from withinreach.render.marked import MarkedPage, WrittenMark, marked_page

from tests.unit.samples import ONCE_KEY, TEXT_KEY, TWO_KEY, Html, line, sample_module

HOSTILE = "</div><script>alert(1)</script>\n\n<img src=x onerror=y>\u202e"


@pytest.fixture
def module(tmp_path: Path) -> Module:
    return sample_module(tmp_path)


def handed_in(module: Module) -> HandIn:
    state = {
        "g-two": line("g-two", ["a", HOSTILE], edition=2, confidence=1.0),
        "w-text": line("w-text", HOSTILE),
    }
    return build("within-reach", module, "workshop", state)


def view(module: Module, **changed: Any) -> MarkedPage:
    usual = {
        "module": module,
        "title": "Understanding <avoidant> attachment",
        "person": "participant",
        "marked_at": "2026-11-30T09:00:00Z",
        "hand_in": handed_in(module),
        "keys": {"g-two": TWO_KEY, "g-once": ONCE_KEY, "w-text": TEXT_KEY},
        "scores": {"g-two": Score(2.2, 3.0, 0.5), "g-once": Score(0.0, 1.0, 0.0, flags=("not answered",))},
        "written": {"w-text": WrittenMark(7.5, 10.0, f"2 1 2 2 0\n{HOSTILE}")},
    }
    return MarkedPage(**usual | changed)


def test_the_page_adds_up_points_and_shows_each_graded_task_once(module: Module) -> None:
    page = Html(marked_page(view(module)))

    assert "9.7 of 14" in page.text  # 2.2 + 0 + 7.5 of 3 + 1 + 10
    assert "2.2 of 4 in two graded answers" in page.text
    assert "7.5 of 10 for one written answer" in page.text
    assert "Marked 30 Nov, 09:00 UTC" in page.text
    assert [found["data-task"] for found in page.all("section")] == ["g-two", "g-once", "w-text"]


def test_no_script_runs_and_nothing_typed_becomes_markup(module: Module) -> None:
    html = marked_page(view(module))
    page = Html(html)

    assert "<script" not in html.lower()
    assert page.all("img") == []
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert page.text.count("</div><script>alert(1)</script><img src=x onerror=y>") == 2
    assert "\u202e" not in html


def test_the_page_is_a_whole_document_that_asks_nothing_of_another_host(module: Module) -> None:
    html = marked_page(view(module), stylesheet="../static/course.css")
    page = Html(html)

    assert html.startswith("<!doctype html>")
    assert page.all("html") == [{"lang": "en-GB"}]
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert [found["href"] for found in page.all("link")] == ["../static/course.css"]
    assert not [found for _, found in page.elements if (found.get("src") or "").startswith("http")]


def test_somebody_who_handed_in_nothing_gets_a_calm_page(module: Module) -> None:
    nothing = {"g-two": Score(0.0, 3.0, 0.0), "g-once": Score(0.0, 1.0, 0.0)}

    page = Html(marked_page(view(module, hand_in=None, scores=nothing, written={})))

    assert "0 of 4" in page.text
    assert page.text.count("No answer was committed.") == 2
    assert "No text was handed in." in page.text
    assert "Not marked yet." in page.text


def test_an_unread_written_answer_is_no_zero(module: Module) -> None:
    page = Html(marked_page(view(module, written={"w-text": WrittenMark(None, 10.0)})))

    assert "not marked yet" in page.text
    assert "Not marked yet." in page.text


def test_what_the_host_wants_said_stands_on_the_page(module: Module) -> None:
    assert "Isolates <nobody>" in Html(marked_page(view(module, banner="Isolates <nobody>"))).text
    assert Html(marked_page(view(module))).all("p", role="note") == []


def test_an_answer_to_an_earlier_edition_is_called_so(module: Module) -> None:
    earlier = {"g-two": line("g-two", ["a", "d"], edition=1), "g-once": line("g-once", ["a"])}
    html = marked_page(view(module, hand_in=build("within-reach", module, "workshop", earlier)))

    (first, rest) = html.split('data-task="g-two"')
    assert first.count("given to an earlier version of the task and not committed again") == 1
    assert "given to an earlier version" not in rest
