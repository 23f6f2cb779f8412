from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.grm import probabilities
from withinreach.psychometrics.information import (
    expected_score,
    information,
    item_information,
    standard_error,
    trait_of_score,
)

locations = st.lists(st.floats(-3, 3), min_size=6, max_size=6, unique_by=lambda b: round(b, 1)).map(sorted)
STEP = 1e-4


@given(st.floats(-3, 3), st.floats(0.3, 4), locations)
def test_information_is_the_sum_of_squared_slopes_over_probabilities(theta: float, a: float, b: list[float]) -> None:
    # P' by central differences of the probabilities: nothing of the formula in the code is used.
    low, here, high = probabilities([theta - STEP, theta, theta + STEP], [a], [b])[:, 0]
    slope = (high - low) / (2 * STEP)
    assert item_information(theta, [a], [b])[0, 0] == pytest.approx((slope**2 / here).sum(), rel=1e-4, abs=1e-7)


@given(st.floats(-3, 3), st.floats(0.3, 4), locations)
def test_information_is_the_variance_of_the_slope_of_the_log_likelihood(theta: float, a: float, b: list[float]) -> None:
    low, here, high = probabilities([theta - STEP, theta, theta + STEP], [a], [b])[:, 0]
    score = (np.log(high) - np.log(low)) / (2 * STEP)
    mean = (here * score).sum()
    assert mean == pytest.approx(0.0, abs=1e-3)
    assert item_information(theta, [a], [b])[0, 0] == pytest.approx((here * (score - mean) ** 2).sum(), rel=1e-3)


def test_an_item_with_two_answers_tells_a_quarter_of_its_squared_slope_at_its_location() -> None:
    # Two-parameter logistic: I = a² P (1 - P), at theta = b 1.5² / 4.
    assert item_information(0.7, [1.5], [[0.7]])[0, 0] == pytest.approx(0.5625)


def test_far_out_nothing_is_told_and_nothing_breaks() -> None:
    assert information([-300.0, 300.0]) == pytest.approx(np.zeros((2, 2)), abs=1e-12)


@pytest.mark.parametrize("name", ["english", "all"])
def test_more_of_a_trait_always_raises_its_expected_score_and_no_other(name: Name) -> None:
    theta = np.linspace(-8, 8, 400)
    assert (np.diff(expected_score(theta, name), axis=0) > 0).all()
    anxious = expected_score(np.column_stack([theta, np.zeros_like(theta)]), name)
    assert (np.diff(anxious[:, 0]) > 0).all()
    assert np.ptp(anxious[:, 1]) == 0.0


def test_expected_scores_run_from_one_to_seven() -> None:
    assert expected_score([-80.0, 80.0]) == pytest.approx(np.array([[1.0, 1.0], [7.0, 7.0]]))


def test_the_trait_of_a_score_gives_that_score_back() -> None:
    scores = np.column_stack([np.linspace(1.02, 6.98, 200), np.linspace(6.98, 1.02, 200)])
    assert expected_score(trait_of_score(scores)) == pytest.approx(scores, abs=1e-10)


def test_the_midpoint_of_the_answers_lies_above_the_middle_of_the_people() -> None:
    # The sample answers 3.47 and 3.15 on average: 4 is on the high side of trait 0, further out for avoidance.
    anxiety, avoidance = trait_of_score([4.0])[0]
    assert 0.3 < anxiety < 0.5
    assert 0.7 < avoidance < 0.9


def test_the_ends_of_the_answer_scale_have_no_finite_trait_and_no_score_has_none() -> None:
    traits = trait_of_score([[1.0, 7.0], [math.nan, 4.0]])
    assert traits[0].tolist() == [-math.inf, math.inf]
    assert math.isnan(traits[1, 0])
    assert math.isfinite(traits[1, 1])


def test_a_score_outside_the_answer_scale_is_refused() -> None:
    with pytest.raises(ValueError, match=r"7\.2 is no") as refused:
        trait_of_score([4.0, 7.2])
    assert str(refused.value) == "7.2 is no mean score of the ECR-R. Mean scores lie between 1 and 7."


def test_the_prior_lowers_the_standard_error_as_one_more_unit_of_information() -> None:
    theta = [-2.0, 0.0, 2.5]
    assert standard_error(theta) ** -2 == pytest.approx(information(theta))
    assert standard_error(theta, with_prior=True) ** -2 == pytest.approx(information(theta) + 1.0)
