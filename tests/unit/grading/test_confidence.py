"""A tenth of each mark is for knowing how much you know: nothing pays better than an honest tap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from withinreach.content.keys import ChoiceKey, OptionKey
from withinreach.content.kinds.choice import ChoiceTask, Option
from withinreach.grading import score
from withinreach.grading.confidence import mark

TAPS = (0.0, 0.25, 0.5, 0.75, 1.0)
SHARES = st.lists(st.floats(0, 1), min_size=2, max_size=6)


@settings(max_examples=300, deadline=None)
@given(shares=SHARES, weights=st.lists(st.floats(0.01, 1), min_size=6, max_size=6), other=st.floats(0, 1))
def test_the_expected_mark_is_highest_at_the_expected_share(
    shares: list[float], weights: list[float], other: float
) -> None:
    """Whatever somebody believes about s: E[mark(c)] is largest at c = E[s]."""
    chances = np.array(weights[: len(shares)]) / sum(weights[: len(shares)])
    honest = float(chances @ shares)

    def expected(confidence: float) -> float:
        return float(sum(chance * mark(10, s, confidence) for chance, s in zip(chances, shares, strict=True)))

    assert expected(honest) >= expected(other) - 1e-9
    nearest = min(TAPS, key=lambda tap: abs(tap - honest))
    assert expected(nearest) == pytest.approx(max(expected(tap) for tap in TAPS), abs=1e-9)


@settings(max_examples=300, deadline=None)
@given(confidence=st.floats(0, 1), share=st.floats(0, 0.999), step=st.floats(0.001, 1))
def test_the_mark_rises_with_the_share_by_seven_to_eleven_tenths(confidence: float, share: float, step: float) -> None:
    better = min(1.0, share + step)
    rise = mark(1, better, confidence) - mark(1, share, confidence)

    assert 0.7 * (better - share) - 1e-9 <= rise <= 1.1 * (better - share) + 1e-9


def test_who_guesses_one_of_four_with_one_defensible_earns_four_tenths() -> None:
    """assessment.md, choice, one: about .40, (1 + .6) / 4."""
    options = tuple(Option(id=name, text=name) for name in "abcd")
    task = ChoiceTask(
        id="x", edition=1, title="x", prompt="x", use="graded", points=1, confidence=False, options=options
    )
    values = dict(zip("abcd", (1.0, 0.6, 0.0, 0.0), strict=True))
    key = ChoiceKey({name: OptionKey(value, "why", "none") for name, value in values.items()})
    draw = np.random.default_rng(1)
    earned = [score(task, key, [name], None).points for name in draw.choice(list("abcd"), 20_000)]

    assert np.mean(earned) == pytest.approx(0.40, abs=3 * 0.42 / np.sqrt(20_000))
