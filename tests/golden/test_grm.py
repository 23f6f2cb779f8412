"""The item model against numbers from outside this package: arithmetic by hand and the sample it was estimated from.

Sample figures: Human Penguin Project, English-language sites, 538 people (Hu et al. 2019,
doi 10.1038/s41597-019-0029-2), computed from the open item-level data, answers recoded; rows ``hpp_english`` of
the project's item statistics.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from withinreach.psychometrics.calibration import calibration
from withinreach.psychometrics.grm import boundaries, expected_answer, probabilities
from withinreach.psychometrics.regions import region_shares
from withinreach.psychometrics.scores import mean_scores, recode
from withinreach.psychometrics.simulate import simulate

PERSONS = 200_000

# Items 1 to 36 in published order.
SAMPLE_MEANS = [
    3.664,
    3.541,
    3.275,
    3.812,
    3.757,
    3.862,
    3.234,
    3.812,
    3.539,
    3.030,
    3.591,
    3.184,
    3.379,
    3.108,
    3.468,
    3.480,
    4.106,
    2.678,
    3.357,
    2.924,
    3.877,
    2.974,
    3.188,
    3.024,
    3.123,
    3.063,
    3.359,
    2.836,
    2.864,
    3.126,
    2.664,
    3.091,
    3.481,
    3.613,
    2.779,
    3.258,
]
SAMPLE_SDS = [
    1.747,
    1.667,
    1.709,
    1.752,
    1.750,
    1.757,
    1.711,
    1.737,
    1.640,
    1.592,
    1.729,
    1.612,
    1.635,
    1.606,
    1.784,
    1.749,
    1.836,
    1.506,
    1.636,
    1.486,
    1.673,
    1.500,
    1.565,
    1.547,
    1.559,
    1.467,
    1.635,
    1.399,
    1.384,
    1.632,
    1.303,
    1.585,
    1.542,
    1.560,
    1.456,
    1.458,
]


@pytest.fixture(scope="module")
def recoded() -> NDArray[np.int8]:
    return recode(simulate(PERSONS, seed=7))


@pytest.fixture(scope="module")
def scores() -> NDArray[np.float64]:
    return mean_scores(simulate(PERSONS, seed=7))


def test_four_answers_around_the_middle_agree_with_the_logistic_table() -> None:
    # a = 1, b = -1, 0, 1, theta = 0: 1/(1 + e^-1) = .7310586, 1/2, 1/(1 + e) = .2689414; neighbours subtracted.
    by_hand = [0.2689414, 0.2310586, 0.2310586, 0.2689414]
    assert probabilities(0.0, [1.0], [[-1.0, 0.0, 1.0]])[0, 0] == pytest.approx(by_hand, abs=1e-7)


def test_item_3_at_half_a_deviation_agrees_with_a_calculation_by_hand() -> None:
    # a = 3.596, b = -1.068, -.223, .114, .749, 1.370, 1.859, theta = .5.
    # a(theta - b): 5.6385, 2.5999, 1.3881, -.8954, -3.1285, -4.8870
    # 1/(1 + e^-x): .996455, .930856, .800282, .289996, .041946, .007488; neighbours subtracted, from 1 down to 0.
    model = calibration("english")
    by_hand = [0.003545, 0.065599, 0.130574, 0.510286, 0.248050, 0.034458, 0.007488]
    assert probabilities(0.5, model.a[2:3], model.b[2:3])[0, 0] == pytest.approx(by_hand, abs=2e-6)


@pytest.mark.parametrize(
    "scale, printed",
    # Expected mean score at theta -2, -1, 0, 1, 2, as printed with the calibration (English table).
    [(0, [1.45, 2.22, 3.42, 4.73, 5.89]), (1, [1.41, 2.08, 3.06, 4.23, 5.44])],
    ids=["anxiety", "avoidance"],
)
def test_expected_scores_are_those_printed_with_the_calibration(scale: int, printed: list[float]) -> None:
    model = calibration("english")
    own = model.subscale == scale
    curve = expected_answer([-2.0, -1.0, 0.0, 1.0, 2.0], model.a[own], model.b[own]).mean(axis=1)
    assert curve == pytest.approx(printed, abs=0.0051)


def test_a_boundary_is_a_coin_flip_at_its_own_location() -> None:
    model = calibration("english")
    assert boundaries(model.b[0], model.a[:1], model.b[:1])[range(6), 0, range(6)] == pytest.approx([0.5] * 6)


def test_simulated_item_means_are_those_of_the_sample(recoded: NDArray[np.int8]) -> None:
    # Measured: .013 at worst, of which up to .004 is chance at 200,000 people.
    assert np.abs(recoded.mean(axis=0) - SAMPLE_MEANS).max() < 0.02


def test_simulated_item_spreads_are_those_of_the_sample(recoded: NDArray[np.int8]) -> None:
    # Measured: .024 at worst.
    assert np.abs(recoded.std(axis=0) - SAMPLE_SDS).max() < 0.03


def test_simulated_scores_have_the_means_and_spreads_of_the_sample(scores: NDArray[np.float64]) -> None:
    # Sample: 3.473 (1.200) and 3.145 (1.054).
    assert scores.mean(axis=0) == pytest.approx([3.473, 3.145], abs=0.02)
    assert scores.std(axis=0) == pytest.approx([1.200, 1.054], abs=0.02)


@pytest.mark.parametrize("scale, alpha", [(0, 0.941), (1, 0.936)], ids=["anxiety", "avoidance"])
def test_simulated_scales_hang_together_as_the_sample_did(recoded: NDArray[np.int8], scale: int, alpha: float) -> None:
    own = recoded[:, 18 * scale : 18 * scale + 18].astype(float)
    simulated = 18 / 17 * (1 - own.var(axis=0).sum() / own.sum(axis=1).var())
    assert simulated == pytest.approx(alpha, abs=0.003)


def test_shares_of_the_regions_lie_near_those_of_the_sample(scores: NDArray[np.float64]) -> None:
    # Sample (538 people): 51.7, 23.8, 10.4, 14.1 per cent, each known to about 2 points (one standard error of the
    # first is 2.2). The model's traits are normal and the sample's were not quite, so it puts about 5 points more into
    # the secure region (56.7, 21.1, 9.0, 13.1): 6 points is what model and chance together explain.
    shares = [100 * count / PERSONS for count in region_shares(scores).values()]
    assert shares == pytest.approx([51.7, 23.8, 10.4, 14.1], abs=6.0)
    assert shares == pytest.approx([56.7, 21.1, 9.0, 13.1], abs=0.4)


def test_scores_correlate_a_little_less_than_the_traits_behind_them() -> None:
    answers = simulate(PERSONS, seed=7)
    assert answers.theta is not None
    traits = np.corrcoef(answers.theta[:, 0], answers.theta[:, 1])[0, 1]
    scores = mean_scores(answers)
    observed = np.corrcoef(scores[:, 0], scores[:, 1])[0, 1]
    assert traits == pytest.approx(0.49, abs=0.005)
    assert 0.43 < observed < 0.47  # sample: .432
