"""What a cell shows, read from its source; counts as a sentence has them."""

from __future__ import annotations

import pytest
from withinreach.content.calls import call, shows
from withinreach.content.words import count, many


@pytest.mark.parametrize(
    "source,found",
    [
        ('# Graded: six.\nmodule.task("m1-strategy")', ("task", "m1-strategy")),
        ("module.check('m1-entry')", ("check", "m1-entry")),
        ('module.figure("load")\n', ("figure", "load")),
        ("# Hand in.\nmodule.handin()", ("handin", "")),
        ("module.returning(3)", ("returning", "")),
        ("import withinreach", None),
        ('print(module.task("x"))', None),
        ('module.task("x"); 1', None),
    ],
)
def test_a_cell_is_read_by_its_one_call(source: str, found: tuple[str, str] | None) -> None:
    assert call(source) == found


def test_a_check_shows_its_numbered_questions_and_no_others() -> None:
    ids = ["m1-entry-1", "m1-entry-12", "m1-entry", "m1-entry-a", "m1-load"]

    assert [shows(("check", "m1-entry"), name) for name in ids] == [True, True, False, False, False]
    assert [shows(("task", "m1-load"), name) for name in ids] == [False, False, False, False, True]
    assert not shows(("figure", "m1-load"), "m1-load")


def test_small_counts_are_words() -> None:
    assert [count(number) for number in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]
    assert (many(1, "answer"), many(6, "answer")) == ("one answer", "six answers")
