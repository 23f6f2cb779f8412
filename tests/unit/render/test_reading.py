"""How long a module takes: words at 220 a minute, tasks and figures as planned."""

from __future__ import annotations

import pytest
from withinreach.content.load import load_module
from withinreach.content.tasks import Module
from withinreach.render.reading import Seen, minutes, timed, told, words

from tests.conftest import CHECKOUT

NAME = "01-foundations"


@pytest.fixture(scope="module")
def module() -> Module:
    return load_module(CHECKOUT / "source" / NAME, NAME)


@pytest.mark.parametrize(
    "markdown,count",
    [
        ("One two three.", 3),
        ("## A woman who is fine\n\nShe *waits*.", 7),
        ("[Fifty sweated]{.claim id=aai-skin} [@dozier1992psychophysiology].", 2),
        (":::rest\nA good place. About {{ minutes left }} minutes left.\n:::", 6),
        ("| a b | c |\n|---|---|\n| d | e |", 5),
        (":::handout\nnot counted\n:::", 0),
        ("{{ references }}", 0),
        ("<!-- nothing -->", 0),
    ],
)
def test_words_are_what_a_reader_reads(markdown: str, count: int) -> None:
    assert words(markdown) == count


def test_the_evidence_box_counts_the_five_rows_that_stand_open() -> None:
    """Each row by its finding; "Interview and questionnaire hardly agree: r = .09." has eight words."""
    one = words("{{ evidence: interview-form }}")

    assert one == 8
    assert words("{{ evidence: " + " ".join(["interview-form"] * 7) + " }}") == 5 * one


def test_minutes_are_words_tasks_and_figures(module: Module) -> None:
    """440 words are 2 minutes; m1-claims is planned with 4, the check with 12 x 0.5, a figure with a third of 6."""
    cells = [Seen("prose", "word " * 440), Seen("task", "m1-claims"), Seen("check", "m1-entry"), Seen("figure", "load")]

    assert minutes(cells, module) == pytest.approx(2 + 4 + 6 + 2)
    assert minutes([Seen("", "")], module) == 0


def test_questions_that_come_back_take_the_minutes_that_are_planned_for_them() -> None:
    """Module 2 plans 3 for its slot; module 1 has none."""
    second = Module(name="02-recognising", tasks=())

    assert minutes([Seen("returning", "")], second) == 3
    assert minutes([Seen("prose", "")], second) == 0
    assert minutes([Seen("returning", "")], Module(name="01-foundations", tasks=())) == 0


def test_minutes_are_told_to_the_next_five_and_exactly_when_few() -> None:
    assert [told(number) for number in (3.4, 19.6, 20.1, 22.6, 70.7)] == ["3", "20", "20", "25", "70"]


def test_what_is_left_is_counted_from_the_mark_on(module: Module) -> None:
    cells = [
        Seen("prose", "About {{ minutes }}. " + "word " * 2200),
        Seen("task", "m1-claims"),
        Seen("prose", "{{ minutes left }} left."),
        Seen("task", "m1-rewrite"),
    ]

    first, second = timed(cells, module, public=False)

    # 2,201 words are 10 minutes; 4 and 12 for the two tasks: 26, told as 25.
    assert first.startswith("About 25. ")
    assert second == "12 left."


def test_what_is_marked_is_counted_by_edition(module: Module) -> None:
    cells = [Seen("prose", "{{ graded }}"), Seen("task", "m1-load-a"), Seen("task", "m1-claims-a")]

    assert timed(cells, module, public=False) == ["Six graded answers and one written, 30 points"]
    # The worked example asks for nothing.
    assert timed(cells, module, public=True) == ["One practice task, each with its reasons"]
