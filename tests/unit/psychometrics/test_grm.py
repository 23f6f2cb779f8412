from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from withinreach.psychometrics.grm import answer_variance, boundaries, expected_answer, probabilities

traits = st.floats(-6, 6)
slopes = st.floats(0.1, 5)
locations = st.lists(st.floats(-4, 4), min_size=6, max_size=6, unique=True).map(sorted)


@given(traits, slopes, locations)
def test_the_seven_answers_share_all_probability(theta: float, a: float, b: list[float]) -> None:
    shares = probabilities(theta, [a], [b])[0, 0]
    assert shares.shape == (7,)
    assert (shares >= 0).all()
    assert np.isclose(shares.sum(), 1, atol=1e-12)


@given(traits, st.floats(0.05, 3), slopes, locations)
def test_more_of_the_trait_never_lowers_the_expected_answer(
    theta: float, more: float, a: float, b: list[float]
) -> None:
    low, high = expected_answer([theta, theta + more], [a], [b])[:, 0]
    assert high >= low


@given(traits, slopes, locations)
def test_mean_and_variance_of_an_answer_are_those_of_its_seven_shares(theta: float, a: float, b: list[float]) -> None:
    shares = probabilities(theta, [a], [b])[0, 0]
    mean = (shares * np.arange(1, 8)).sum()
    variance = (shares * (np.arange(1, 8) - mean) ** 2).sum()
    assert np.isclose(expected_answer(theta, [a], [b])[0, 0], mean, atol=1e-9)
    assert np.isclose(answer_variance(theta, [a], [b])[0, 0], variance, atol=1e-9)


@given(traits, slopes, locations)
def test_mirrored_trait_and_locations_mirror_the_shares(theta: float, a: float, b: list[float]) -> None:
    mirrored = probabilities(-theta, [a], [[-location for location in reversed(b)]])[0, 0]
    assert np.allclose(mirrored[::-1], probabilities(theta, [a], [b])[0, 0], atol=1e-12)


def test_far_out_on_the_trait_only_the_end_answers_are_given() -> None:
    ends = probabilities([-40.0, 40.0], [1.0], [[-2.0, -1.0, 0.0, 0.5, 1.0, 2.0]])[:, 0]
    assert np.allclose(ends, [[1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1]])


def test_people_are_rows_and_items_columns() -> None:
    assert boundaries(np.zeros(5), np.ones(2), np.zeros((2, 6))).shape == (5, 2, 6)
