"""Written answers: what a marker's line comes to, worked by hand. There is no half in Node: a page never scores one."""

from __future__ import annotations

from typing import Any

import pytest
from withinreach.content.kinds.text import TextKey, TextTask
from withinreach.content.score import Score
from withinreach.grading.text import score

from tests.golden.table import loaded, table

ROWS = [pytest.param(row, id=f"{row['task']} {row['comment']!r} {row['given']}") for row in table("text")["rows"]]
CAP = "Nothing about risk, although the vignette contains it: five points at most."


def scored(name: str, comment: str, given: float | None = None) -> Score:
    task, key = loaded("text", name)
    assert isinstance(task, TextTask)
    assert isinstance(key, TextKey)
    return score(task, key, comment, given)


@pytest.mark.parametrize("row", ROWS)
def test_the_line_comes_to_what_was_worked_by_hand(row: dict[str, Any]) -> None:
    found = scored(row["task"], row["comment"], row["given"])

    assert found.share == pytest.approx(row["share"], abs=1e-12)
    assert found.points == pytest.approx(row["points"], abs=1e-12)


def test_each_criterion_is_a_part_with_the_sentence_of_its_mark() -> None:
    found = scored("half", "2 1 0\nYours.", 3)

    assert [(part.id, part.share, part.reason) for part in found.parts] == [
        ("c1", 1.0, "whole"), ("c2", 0.5, "half"), ("c3", 0.0, "none"),
    ]  # fmt: skip
    assert found.flags == found.gates == ()
    assert scored("half", "Well seen.", 3).parts == ()


@pytest.mark.parametrize(
    "name,comment,given,flags",
    [
        ("plain", "", None, ("not marked yet",)),
        ("plain", "2 1", 6, ("no marks in the first line of the comment: the sum alone",)),
        ("plain", "2 1 2 2 1", 7, ("the marks come to 8, entered is 7",)),
        ("plain", "2 1 2 2 1 no risk", 8, ("a missed risk is ticked, and this task has no cap for it",)),
        ("letter", "2 1 2 2 1 no risk", 8, ("the marks come to 5, entered is 8",)),
        ("letter", "2 1 2 2 1 no risk", 5, ()),
    ],
)
def test_what_is_odd_is_said_to_a_human(name: str, comment: str, given: float | None, flags: tuple[str, ...]) -> None:
    assert scored(name, comment, given).flags == flags


def test_whoever_meets_the_cap_is_told() -> None:
    assert scored("letter", "2 1 2 2 1 no risk").gates == (CAP,)
    assert scored("letter", "2 1 2 2 1").gates == scored("plain", "2 1 2 2 1 no risk").gates == ()
