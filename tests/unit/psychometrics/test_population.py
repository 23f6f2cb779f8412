from __future__ import annotations

import numpy as np
import pytest
from withinreach.psychometrics.population import expected_scores, trait_correlation, trait_means
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import simulate


@pytest.mark.parametrize("wanted", [(2.0, 2.0), (3.5, 3.1), (5.5, 5.5), (2.0, 5.5), (4.0, 4.0)])
def test_wanted_mean_scores_are_the_means_that_simulated_people_get(wanted: tuple[float, float]) -> None:
    people = mean_scores(simulate(100_000, 3, trait_means(*wanted)))
    assert people.mean(axis=0) == pytest.approx(wanted, abs=0.02)


def test_five_hundred_people_around_three_and_a_half_have_that_mean_within_a_tenth() -> None:
    # One standard error of a mean of 500 with SD 1.2 is .054; a tenth holds for 9 seeds of 10 and more.
    near = [abs(mean_scores(simulate(500, seed, trait_means(3.5, 3.1)))[:, 0].mean() - 3.5) < 0.1 for seed in range(40)]
    assert sum(near) >= 34


@pytest.mark.parametrize("wanted", [-0.3, 0.0, 0.4, 0.75])
@pytest.mark.parametrize("centre", [(2.0, 5.5), (3.5, 3.1), (5.5, 5.5)])
def test_a_wanted_correlation_of_scores_is_the_one_that_simulated_people_get(
    wanted: float, centre: tuple[float, float]
) -> None:
    mean = trait_means(*centre)
    people = mean_scores(simulate(100_000, 3, mean, trait_correlation(wanted, mean)))
    assert np.corrcoef(people[:, 0], people[:, 1])[0, 1] == pytest.approx(wanted, abs=0.015)


def test_scores_at_opposite_ends_of_the_scale_cannot_correlate_as_high_as_wanted() -> None:
    # One scale piles up at 1, the other at 7: even nearly equal traits give scores that correlate about .78.
    mean = trait_means(2.0, 5.5)
    assert trait_correlation(0.9, mean) == trait_correlation(0.8, mean) == 0.97
    people = mean_scores(simulate(100_000, 3, mean, 0.97))
    assert np.corrcoef(people[:, 0], people[:, 1])[0, 1] == pytest.approx(0.78, abs=0.02)


def test_traits_must_correlate_more_than_the_scores_that_carry_error() -> None:
    assert 0.43 < trait_correlation(0.43, (0.0, 0.0)) < 0.49
    assert -0.33 < trait_correlation(-0.30, (0.0, 0.0)) < -0.30


def test_the_calibration_sample_is_expected_at_trait_zero() -> None:
    # Sample: means 3.473 and 3.145, SDs 1.200 and 1.054.
    expected = expected_scores()
    assert expected.mean == pytest.approx((3.473, 3.145), abs=0.02)
    assert expected.sd == pytest.approx((1.200, 1.054), abs=0.02)


def test_spread_and_correlation_agree_with_simulated_people() -> None:
    mean = trait_means(5.5, 2.0)
    people = mean_scores(simulate(200_000, 8, mean, 0.49))
    expected = expected_scores(mean, 0.49)
    assert people.std(axis=0) == pytest.approx(expected.sd, abs=0.01)
    assert np.corrcoef(people[:, 0], people[:, 1])[0, 1] == pytest.approx(expected.r, abs=0.015)


def test_wanted_scores_beyond_the_answer_scale_end_at_the_table() -> None:
    assert trait_means(0.0, 9.0) == (-4.0, 4.0)


def test_a_higher_wanted_score_always_means_more_of_the_trait() -> None:
    wanted = np.linspace(1.2, 6.5, 200)
    means = np.array([trait_means(score, score) for score in wanted])
    assert (np.diff(means, axis=0) > 0).all()
