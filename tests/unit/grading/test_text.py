"""Whatever a marker types: a finite mark in range, the same twice, never an exception; a better line earns more."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from withinreach.content.keys import TextKey
from withinreach.content.rubric import read, words
from withinreach.content.tasks import TextTask
from withinreach.grading.text import score
from withinreach.render.task import written_html

from tests.golden.table import loaded

LINE = st.lists(st.sampled_from(["0", "1", "2", "3", "-1", "no", "risk", "²", "٢", "\t", ""]), max_size=9).map(" ".join)
COMMENT = st.one_of(st.text(), st.builds("{}\n{}".format, LINE, st.text()), LINE)
ENTERED = st.one_of(st.none(), st.floats(), st.integers(-5, 15))
MARKS = st.lists(st.integers(0, 2), min_size=5, max_size=5)


def sheet(name: str) -> tuple[TextTask, TextKey]:
    task, key = loaded("text", name)
    assert isinstance(task, TextTask)
    assert isinstance(key, TextKey)
    return task, key


@pytest.mark.parametrize("name", ["plain", "letter"])
@settings(max_examples=400, deadline=None)
@given(comment=COMMENT, entered=ENTERED)
@example(comment="2 2 2 2 2\u2028no risk", entered=math.inf)
def test_any_comment_is_a_finite_mark_in_range(name: str, comment: str, entered: float | None) -> None:
    task, key = sheet(name)
    found = score(task, key, comment, entered)

    assert math.isfinite(found.points)
    assert 0 <= found.points <= found.maximum == 10
    assert 0 <= found.share <= 1
    assert all(0 <= part.share <= 1 for part in found.parts)
    assert score(task, key, comment, entered) == found


@settings(max_examples=200, deadline=None)
@given(comment=COMMENT)
def test_any_comment_can_be_shown_and_no_word_of_it_is_lost(comment: str) -> None:
    task, key = sheet("letter")
    kept = words(comment, 5)

    assert written_html(task, key, "He rang.", 3.0, comment).count("</section>") == 1
    assert kept == (comment.strip() if read(comment, 5) is None else comment.partition("\n")[2].strip())


@given(marks=MARKS, at=st.integers(0, 4))
def test_one_mark_more_earns_one_point_more_and_a_tick_never_more_than_the_cap(marks: list[int], at: int) -> None:
    task, key = sheet("letter")
    marks[at] = min(marks[at], 1)
    better = [*marks[:at], marks[at] + 1, *marks[at + 1 :]]
    less, more = (" ".join(map(str, line)) for line in (marks, better))

    assert score(task, key, more).points == pytest.approx(score(task, key, less).points + 1)
    assert score(task, key, f"{more} no risk").points == min(5, sum(better))
