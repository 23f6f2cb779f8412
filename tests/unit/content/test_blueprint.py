"""The blueprint is read row by row, and a bad row is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from withinreach.content.blueprint import parse
from withinreach.content.errors import ContentError

HEAD = "module,skill,task,what,kind,use,keep,points,minutes,outcomes\n"
ACCEPTED = (
    "Accepted: the columns module, skill, task, what, kind, use, keep, points, minutes, outcomes; points a whole "
    "number, minutes a number."
)


def test_points_are_counted_by_outcome_where_the_row_says_so() -> None:
    counted, named = parse(
        HEAD + "m,A,x,w,sort,graded,handin,4,2.5,LO3:3 LO1:1\nm,,y,w,text,graded,handin,10,12,LO3 LO1\n", Path("b.csv")
    )

    assert (counted.points, counted.minutes) == (4, 2.5)
    assert counted.outcome_points == {"LO3": 3, "LO1": 1}
    assert (named.outcome_names, named.outcome_points) == (("LO3", "LO1"), {})


@pytest.mark.parametrize(
    "row,words",
    [
        ("m,A,x,w,sort,graded,handin,four,2,LO1:4", "Expected `int`, got `str` - at `$.points`"),
        ("m,A,x,w,sort,graded,handin,4,soon,LO1:4", "Expected `float`, got `str` - at `$.minutes`"),
        ("m,A,x,w,sort", "Expected `str`, got `null` - at `$.use`"),
    ],
)
def test_a_row_that_does_not_fit_is_named_with_its_line(row: str, words: str) -> None:
    with pytest.raises(ContentError) as refused:
        parse(HEAD + row + "\n", Path("blueprint.csv"))

    assert str(refused.value) == f"blueprint.csv, line 2: This row does not fit: {words}. {ACCEPTED}"
