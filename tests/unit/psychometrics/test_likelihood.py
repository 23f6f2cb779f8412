from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from withinreach.psychometrics.calibration import calibration
from withinreach.psychometrics.grm import probabilities
from withinreach.psychometrics.likelihood import answer_table, grid, log_probabilities, trait_prior

locations = st.lists(st.floats(-4, 4), min_size=6, max_size=6, unique_by=lambda b: round(b, 2)).map(sorted)


@given(st.floats(-3, 3), st.floats(0.3, 4), locations)
def test_on_the_ordinary_scale_they_are_the_probabilities_of_the_model(theta: float, a: float, b: list[float]) -> None:
    assert np.exp(log_probabilities(theta, [a], [b])) == pytest.approx(probabilities(theta, [a], [b]), abs=1e-14)


def test_far_out_they_follow_the_tail_where_the_plain_difference_is_nothing() -> None:
    # Answer 2 lies between -1 and 0: e^(-a theta)(1 - e^-1) above all boundaries, so at 60 -60 + log(.6321206).
    far = log_probabilities(60.0, [1.0], [[-1.0, 0.0, 1.0]])[0, 0]
    assert probabilities(60.0, [1.0], [[-1.0, 0.0, 1.0]])[0, 0, 1] == 0.0
    assert far[1] == pytest.approx(-60.0 + np.log(0.6321206), abs=1e-6)
    assert far[0] == pytest.approx(-61.0)


def test_a_table_holds_answers_as_ticked() -> None:
    # Item 9 is the reverse-keyed one among the first ten: ticking 7 there says what ticking 1 says elsewhere.
    model = calibration("english")
    plain = np.log(probabilities(0.4, model.a[[0, 8]], model.b[[0, 8]]))[0]
    table = answer_table(np.array([0.4]), model, 0)
    assert table.shape == (18, 7, 1)
    assert table[0, :, 0] == pytest.approx(plain[0])
    assert table[8, ::-1, 0] == pytest.approx(plain[1])


def test_the_prior_has_the_correlation_of_the_calibration_and_standard_margins() -> None:
    x = grid(121)
    mass = trait_prior(x, x, 0.49)
    mass = mass / mass.sum()
    assert x**2 @ mass.sum(axis=1) == pytest.approx(1.0, abs=1e-6)
    assert x**2 @ mass.sum(axis=0) == pytest.approx(1.0, abs=1e-6)
    assert x @ mass @ x == pytest.approx(0.49, abs=1e-6)


def test_a_grid_too_coarse_for_a_posterior_is_refused() -> None:
    assert grid(41)[[0, -1]].tolist() == [-6.0, 6.0]
    with pytest.raises(ValueError, match="A grid of 40") as refused:
        grid(40)
    assert str(refused.value) == (
        "A grid of 40 points is too coarse: one person's posterior is about .2 wide and would fall between them. Use "
        "41 points or more."
    )
