from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from scipy.stats import norm
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.copula import BLOCK, copula, simulate_copula
from withinreach.psychometrics.scores import recode

BOTH = pytest.mark.parametrize("name", ["english", "all"])


@BOTH
def test_the_published_correlations_can_exist_and_are_used_as_they_stand(name: Name) -> None:
    table = copula(name)
    assert table.moved == 0.0
    assert np.linalg.eigvalsh(table.correlation)[0] > 0.1
    assert (np.diag(table.correlation) == 1.0).all()


def test_printed_correlations_are_read_into_their_places() -> None:
    # As printed: items 1 and 2, English .729; items 33 and 34 hang together far beyond their trait.
    assert copula("english").correlation[0, 1] == 0.729
    assert copula("english").correlation[1, 0] == 0.729
    assert copula("all").correlation[32, 33] > 0.7


@BOTH
def test_thresholds_rise_along_each_item(name: Name) -> None:
    assert (np.diff(copula(name).tau, axis=1) > 0).all()


def test_a_pair_of_items_agrees_as_often_as_their_normal_variables_say() -> None:
    # P(both at the first answer) is the bivariate normal's share below both first thresholds; item 1 alone: Φ(-1.259).
    first = recode(simulate_copula(100_000, 5)) == 1
    assert first[:, 0].mean() == pytest.approx(norm.cdf(-1.259), abs=0.004)
    from scipy.stats import multivariate_normal

    both = multivariate_normal(cov=[[1.0, 0.729], [0.729, 1.0]]).cdf([-1.259, -1.238])
    assert (first[:, 0] & first[:, 1]).mean() == pytest.approx(both, abs=0.004)


def test_answers_are_as_ticked_and_nobody_has_a_trait() -> None:
    # Item 9 is reverse-keyed. English sample, recoded: mean 3.539, so 8 - 3.539 = 4.461 as ticked.
    answers = simulate_copula(100_000, 2)
    assert answers.raw[:, 8].mean() == pytest.approx(4.461, abs=0.03)
    assert answers.raw.dtype == np.int8
    assert answers.theta is None


def test_the_first_people_stay_the_same_when_more_follow() -> None:
    assert (simulate_copula(2 * BLOCK + 50, 4).raw[: BLOCK + 100] == simulate_copula(BLOCK + 100, 4).raw).all()


def test_two_workers_simulate_the_people_that_one_simulates() -> None:
    alone = simulate_copula(2 * BLOCK + 50, 4)
    with ThreadPoolExecutor(2) as executor:
        assert (simulate_copula(2 * BLOCK + 50, 4, executor=executor).raw == alone.raw).all()


def test_people_of_different_rounds_are_different_people() -> None:
    raw = simulate_copula(2 * BLOCK, 4).raw
    assert (raw[:BLOCK] != raw[BLOCK:]).mean() > 0.5


def test_no_people_are_refused() -> None:
    with pytest.raises(ValueError, match="Cannot simulate 0 people"):
        simulate_copula(0, 1)


def test_an_unknown_calibration_is_refused() -> None:
    with pytest.raises(ValueError, match="There is no calibration 'dutch'"):
        simulate_copula(10, 1, "dutch")  # type: ignore[arg-type]
