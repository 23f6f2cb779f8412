from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from withinreach.psychometrics.calibration import Name, calibration
from withinreach.psychometrics.copula import BLOCK, copula
from withinreach.psychometrics.dependence import residuals, simulate_dependent
from withinreach.psychometrics.scores import mean_scores, recode
from withinreach.psychometrics.simulate import simulate

BOTH = pytest.mark.parametrize("name", ["english", "all"])


@BOTH
def test_residual_variances_are_what_the_loadings_leave(name: Name) -> None:
    assert np.diag(residuals(name).matrix) == pytest.approx(1 - copula(name).loading ** 2, abs=1e-12)


@BOTH
def test_mending_the_residuals_moves_no_correlation_far(name: Name) -> None:
    # Measured: .115 (English) and .092 at worst, .028 and .024 in the mean square.
    assert 0.05 < residuals(name).moved < 0.12
    model, loading = calibration(name), copula(name).loading
    traits = np.where(model.subscale[:, None] == model.subscale, 1.0, model.phi)
    apart = np.outer(loading, loading) * traits + residuals(name).matrix - copula(name).correlation
    assert np.sqrt((apart[np.triu_indices(36, 1)] ** 2).mean()) < 0.03


def test_pairs_named_with_the_calibration_stay_correlated_beyond_the_traits() -> None:
    # As published with it: residuals of items 33 and 34 +.63 (all) and +.34 (English), of 9 and 11 +.25 and +.22.
    assert residuals("all").matrix[32, 33] == pytest.approx(0.63, abs=0.1)
    assert residuals("english").matrix[32, 33] == pytest.approx(0.34, abs=0.1)
    assert residuals("all").matrix[8, 10] == pytest.approx(0.25, abs=0.1)
    assert residuals("english").matrix[8, 10] == pytest.approx(0.22, abs=0.1)


def test_people_are_those_of_the_plain_simulation_with_the_same_seed() -> None:
    plain, dependent = simulate(500, 8), simulate_dependent(500, 8)
    assert plain.theta is not None
    assert dependent.theta is not None
    assert (plain.theta == dependent.theta).all()
    assert (plain.raw != dependent.raw).mean() > 0.3


@BOTH
def test_answers_are_given_as_often_as_in_the_plain_simulation(name: Name) -> None:
    # Both have the sample's margins; the step from probit to logit moves an item's mean by .014 at most.
    plain, dependent = (recode(draw(100_000, 8, calibration=name)) for draw in (simulate, simulate_dependent))
    assert np.abs(plain.mean(axis=0) - dependent.mean(axis=0)).max() < 0.03


def test_two_items_with_the_same_words_agree_more_than_the_traits_make_them() -> None:
    plain, dependent = (recode(draw(50_000, 8, calibration="all")) for draw in (simulate, simulate_dependent))
    pairs = [np.corrcoef(answers[:, 32], answers[:, 33])[0, 1] for answers in (plain, dependent)]
    # Polychoric correlation of items 33 and 34: λ² = .36 · .39 = .14 from the traits, .77 in the data.
    assert pairs[0] < 0.2
    assert pairs[1] > 0.6


def test_a_shift_of_the_traits_moves_everybody_up_and_nobody_down() -> None:
    before = recode(simulate_dependent(1000, 9))
    after = recode(simulate_dependent(1000, 9, mean=(0.3, 0.0)))
    assert (after[:, :18] >= before[:, :18]).all()
    assert (after[:, :18] > before[:, :18]).any()
    assert (after[:, 18:] == before[:, 18:]).all()


def test_scores_follow_the_traits_as_closely_as_the_mean_score_was_found_to() -> None:
    # Published with the calibration: the plain mean correlates .93 to .95 with the trait.
    answers = simulate_dependent(50_000, 3)
    assert answers.theta is not None
    scores = mean_scores(answers)
    follow = [np.corrcoef(scores[:, scale], answers.theta[:, scale])[0, 1] for scale in (0, 1)]
    assert follow == pytest.approx([0.94, 0.94], abs=0.015)


def test_workers_and_followers_change_nobody() -> None:
    alone = simulate_dependent(BLOCK + 100, 4)
    with ThreadPoolExecutor(2) as executor:
        more = simulate_dependent(2 * BLOCK + 50, 4, executor=executor)
    assert (more.raw[: BLOCK + 100] == alone.raw).all()


def test_no_people_are_refused() -> None:
    with pytest.raises(ValueError, match="Cannot simulate 0 people"):
        simulate_dependent(0, 1)
