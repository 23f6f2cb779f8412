"""What holds of every mark, whatever was handed in: in range and the same twice, or refused in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from withinreach.content.score import Score
from withinreach.grading import score

from tests.golden.table import loaded

CONFIDENCE = st.sampled_from([None, 0, 0.25, 0.5, 0.75, 1, True, "1", -1, 2, math.nan, math.inf, [1]])
LEAVES = st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats() | st.text(max_size=8)


def any_json(names: Sequence[str], *, words: Sequence[str] = ()) -> st.SearchStrategy[Any]:
    """Any JSON at all, in which ``names`` come up as keys, and with ``words`` as values."""
    leaves = LEAVES | st.sampled_from([*names, *words])
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.sampled_from(names), inner, max_size=9)
    )


def in_range(task: Any, key: Any, answer: Any, confidence: Any) -> Score:
    """The mark, finite and within its range, the same twice."""
    one, two = (score(task, key, answer, confidence) for _ in range(2))

    assert one == two
    assert type(one.points) is float
    assert math.isfinite(one.points)
    assert 0 <= one.points <= one.maximum == float(task.points or 0)
    assert 0 <= one.share <= 1
    return one


def refused(kind: str, name: str, answer: Any, words: str) -> None:
    """A task of a golden table: the answer earns nothing, and the instructor reads why."""
    found = score(*loaded(kind, name), answer, 1.0)  # type: ignore[arg-type]

    assert (found.points, found.share, found.flags) == (0.0, 0.0, (words,))
