"""Written answers and private notes on a page."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from withinreach.content.tasks import Module, TextTask
from withinreach.render.task import task_html, written_html
from withinreach.render.text import count

from tests.unit.samples import TEXT_KEY, Html, line, sample_module

HOSTILE = "</textarea></div><script>alert(1)</script>\n\nA & B\u202e"


@pytest.fixture
def module(tmp_path: Path) -> Module:
    return sample_module(tmp_path)


def written(module: Module, text: str | None, points: float | None, comment: str) -> Html:
    task = module.task("w-text")
    assert isinstance(task, TextTask)
    return Html(written_html(task, TEXT_KEY, text, points, comment))


@pytest.mark.parametrize(
    "text,words", [("", 0), ("  ", 0), ("one", 1), ("one  two\n\nthree – four", 5), ("well-known it’s", 2)]
)
def test_words_are_counted_as_a_person_counts_them(text: str, words: int) -> None:
    assert count(text) == words


def test_the_form_shows_rubric_words_and_the_text_that_stands(module: Module) -> None:
    html = task_html(module.task("w-text"), line("w-text", HOSTILE))
    page = Html(html)

    assert page.all("script") == []
    assert "&lt;/textarea&gt;&lt;/div&gt;&lt;script&gt;alert(1)&lt;/script&gt;\n\nA &amp; B</textarea>" in html
    assert len(page.all("li")) == 5
    (box,) = page.all("textarea")
    assert box["aria-label"] == "Your answer: in your words"
    assert "4 words of about 180" in page.text
    assert "Written · 10 points" in page.text
    assert "Your instructor reads this" in page.text


def test_the_rubric_line_of_the_marker_gives_each_criterion_its_marks(module: Module) -> None:
    page = written(module, "My text.", 8, "2 1 2 2 1\nGood.\n\n<b>More</b>.")

    assert "Measure2 of 2" in page.text
    assert "Whom1 of 2" in page.text
    assert "Plain1 of 2" in page.text
    assert "8 of 10" in page.text
    assert "Your markerGood.<b>More</b>." in page.text
    assert "2 1 2 2 1" not in page.text


@pytest.mark.parametrize("comment", ["2 1 2 2\nGood.", "2 1 2 2 3\nGood.", "2 1 2 2 x\nGood.", "-1 2 2 2 2\nGood."])
def test_an_ill_formed_rubric_line_is_shown_as_part_of_the_comment(comment: str, module: Module) -> None:
    page = written(module, "My text.", 7.5, comment)

    assert "7.5 of 10" in page.text
    assert "of 2" not in page.text.replace("7.5 of 10", "")
    assert "Your marker" + comment.replace("\n", "") in page.text


@pytest.mark.parametrize("cap,said", [(5, ["five points at most."]), (None, [])])
def test_a_missed_risk_is_said_where_the_key_has_a_cap_for_it(cap: int | None, said: list[str], module: Module) -> None:
    task = module.task("w-text")
    assert isinstance(task, TextTask)
    key = msgspec.structs.replace(TEXT_KEY, risk_cap=cap)
    page = Html(written_html(task, key, "My text.", 5, "2 1 2 2 1 No risk\nAsk her."))

    assert len(page.all("p", class_="gate")) == len(said)
    assert all(f"Nothing about risk, although the vignette contains it: {words}" in page.text for words in said)
    assert "Your markerAsk her." in page.text
    assert "Plain1 of 2" in page.text


@pytest.mark.parametrize("comment", ["2 1 2 2 1", "2 1 2 2 1\r\n", "2 1 2 2 1\n  \n"])
def test_a_rubric_line_alone_leaves_no_empty_comment(comment: str, module: Module) -> None:
    page = written(module, "My text.", 8, comment)

    assert "Measure2 of 2" in page.text
    assert "Your marker" not in page.text


def test_an_unmarked_answer_says_so(module: Module) -> None:
    page = written(module, "My text.", None, "")

    assert "not marked yet" in page.text
    assert "Not marked yet." in page.text
    assert "Your marker" not in page.text


def test_zero_points_are_a_mark(module: Module) -> None:
    page = written(module, "My text.", 0.0, "")

    assert "0 of 10" in page.text
    assert "ot marked yet" not in page.text


@pytest.mark.parametrize("answer", [None, "", 3, ["a"]])
def test_a_missing_text_is_said(answer: str | None, module: Module) -> None:
    assert "No text was handed in." in written(module, answer, None, "").text


def test_everything_typed_is_escaped_and_keeps_its_lines(module: Module) -> None:
    page = written(module, HOSTILE, 3, HOSTILE)

    assert page.all("script") == page.all("textarea") == []
    assert page.text.count("</textarea></div><script>alert(1)</script>A & B") == 2
    assert len(page.all("br")) == 4


def test_the_model_answer_is_folded(module: Module) -> None:
    page = written(module, "My text.", 3, "")

    assert len(page.all("details")) == 1
    assert page.text.endswith(
        "One way to write itOne way. In two paragraphs.Author key, not yet read by another clinician."
    )


def test_a_note_never_stands_in_html(module: Module) -> None:
    html = task_html(module.task("n-note"), line("n-note", "a private thing"))
    page = Html(html)

    assert "private thing" not in html
    assert "Stays in your account. Never handed in" in page.text
    assert len(page.all("button", type="button", data_act="erase")) == 1
    assert len(page.all("textarea")) == 1
