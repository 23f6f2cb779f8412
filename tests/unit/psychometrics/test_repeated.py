from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.repeated import RETEST, Change, simulate_repeated
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import simulate

MANY = 100_000


def traits(answers: Answers) -> NDArray[np.float64]:
    assert answers.theta is not None
    return answers.theta


def correlations(first: NDArray[np.float64], second: NDArray[np.float64]) -> list[float]:
    return [float(np.corrcoef(first[:, scale], second[:, scale])[0, 1]) for scale in (0, 1)]


@pytest.mark.parametrize("retest", [0.0, 0.6, RETEST, 1.0])
def test_traits_of_two_occasions_correlate_as_stated(retest: float) -> None:
    first, second = map(traits, simulate_repeated(MANY, 3, retest=retest).occasions)
    assert correlations(first, second) == pytest.approx([retest, retest], abs=0.01)


def test_any_two_of_four_occasions_correlate_alike_and_each_has_the_calibrations_traits() -> None:
    four = simulate_repeated(MANY, 3, retest=0.8, course=(0, 0.2, 0.5, 1)).occasions
    for one, answers in enumerate(four):
        theta = traits(answers)
        assert theta.std(axis=0) == pytest.approx([1.0, 1.0], abs=0.01)
        assert np.corrcoef(theta.T)[0, 1] == pytest.approx(0.49, abs=0.01)
        for other in four[:one]:
            assert correlations(theta, traits(other)) == pytest.approx([0.8, 0.8], abs=0.01)


def test_what_wavers_between_two_occasions_has_the_variance_that_the_retest_correlation_leaves() -> None:
    # θ2 - θ1 = state noise of variance 2 (1 - r) where nobody changes: 2 · .07 = .14.
    first, second = map(traits, simulate_repeated(MANY, 3).occasions)
    assert (second - first).var(axis=0) == pytest.approx([0.14, 0.14], abs=0.003)
    assert (second - first).mean(axis=0) == pytest.approx([0.0, 0.0], abs=0.006)


def test_people_change_by_the_mean_and_spread_asked_for() -> None:
    repeated = simulate_repeated(MANY, 3, Change((-0.5, -1.0), spread=0.4))
    assert repeated.change.mean(axis=0) == pytest.approx([-0.5, -1.0], abs=0.01)
    assert repeated.change.std(axis=0) == pytest.approx([0.4, 0.4], abs=0.01)
    first, second = map(traits, repeated.occasions)
    assert (second - first).mean(axis=0) == pytest.approx([-0.5, -1.0], abs=0.01)
    # Change and state noise add up: .4² + .14 = .30. The retest correlation falls to .93 / √(1 + .4²).
    assert (second - first).var(axis=0) == pytest.approx([0.30, 0.30], abs=0.006)
    assert correlations(first, second) == pytest.approx([0.93 / np.sqrt(1.16)] * 2, abs=0.01)


def test_change_follows_the_course() -> None:
    repeated = simulate_repeated(50, 3, Change((-1.0, -2.0)), retest=1.0, course=(0.0, 0.25, 1.0))
    first, second, third = map(traits, repeated.occasions)
    assert second - first == pytest.approx(0.25 * repeated.change)
    assert third - first == pytest.approx(repeated.change)
    assert repeated.change == pytest.approx(np.tile([-1.0, -2.0], (50, 1)))


def test_without_passing_states_the_first_occasion_is_the_plain_simulation() -> None:
    repeated, plain = simulate_repeated(500, 3, retest=1.0, mean=(0.2, 0.1)), simulate(500, 3, mean=(0.2, 0.1))
    assert (repeated.occasions[0].raw == plain.raw).all()
    assert (traits(repeated.occasions[0]) == traits(plain)).all()


def test_the_same_traits_asked_twice_give_scores_that_correlate_as_reliably_as_the_scale() -> None:
    # Two parallel measurements correlate as high as the score is reliable; alpha of the sample: .941 and .936.
    first, second = (mean_scores(one) for one in simulate_repeated(MANY, 3, retest=1.0).occasions)
    assert (first != second).mean() > 0.9
    assert correlations(first, second) == pytest.approx([0.941, 0.936], abs=0.01)


def test_passing_states_lower_the_retest_correlation_of_scores_in_proportion() -> None:
    steady, wavering = (
        correlations(*(mean_scores(one) for one in simulate_repeated(MANY, 3, retest=retest).occasions))
        for retest in (1.0, 0.8)
    )
    assert [b / a for a, b in zip(steady, wavering, strict=True)] == pytest.approx([0.8, 0.8], abs=0.012)


@pytest.mark.parametrize(
    "setting, words",
    [
        ({"retest": 1.1}, "The retest correlation is 1.1; it lies between 0 and 1"),
        ({"change": Change(spread=-0.1)}, "The spread of change is -0.1; an SD is 0 or more."),
        ({"course": (0.0,)}, "The course has 1 occasions; a repeated measurement needs two or more."),
    ],
)
def test_settings_out_of_range_are_refused(setting: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        simulate_repeated(10, 3, **setting)  # type: ignore[arg-type]
