"""Alpha, omega and item-rest correlations against R: psych 2.2.9 and lavaan 0.6-14 (Debian, R 4.2.2).

`scoring_by_r.R` says how each number of `scoring_by_r.csv` was computed and is run on `answers_200.csv`: 200 people of
`simulate(200, 20)`, raw answers. R knows the key from its own script.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from withinreach.psychometrics.answers import read_answers
from withinreach.psychometrics.reliability import alpha, consistency, covariances, omega, one_factor, scale_items

HERE = Path(__file__).parent
SCALES = [pytest.param(0, "anxiety", id="anxiety"), pytest.param(1, "avoidance", id="avoidance")]


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


def by_r() -> dict[tuple[str, str], NDArray[np.float64]]:
    """R's numbers by scale and statistic, items in published order."""
    found = defaultdict(list)
    for row in rows("scoring_by_r.csv"):
        found[row["scale"], row["statistic"]].append(float(row["value"]))
    return {key: np.array(values) for key, values in found.items()}


R = by_r()


def items(scale: int, *, holes: bool = False) -> NDArray[np.float64]:
    """Recoded answers; with holes, every 37th along the rows is missing."""
    raw = np.array([[float(row[f"i{item:02d}"]) for item in range(1, 37)] for row in rows("answers_200.csv")])
    if holes:
        raw.ravel()[36::37] = math.nan
    return scale_items(read_answers(raw), scale)


@pytest.mark.parametrize("scale, name", SCALES)
def test_alpha_is_that_of_psych(scale: int, name: str) -> None:
    # psych::alpha(x)$total$raw_alpha: .9318650964 and .9463850735
    assert consistency(items(scale)).alpha == pytest.approx(R[name, "alpha_psych"].item(), abs=1e-9)


@pytest.mark.parametrize("scale, name", SCALES)
def test_item_rest_correlations_are_those_of_psych(scale: int, name: str) -> None:
    # psych::alpha(x)$item.stats$r.drop
    assert consistency(items(scale)).item_rest == pytest.approx(R[name, "item_rest_psych"], abs=1e-9)


@pytest.mark.parametrize("scale, name", SCALES)
def test_means_and_spreads_of_recoded_items_are_those_of_psych(scale: int, name: str) -> None:
    # psych::alpha(x)$item.stats$mean and $sd, on what R recoded by itself
    assert items(scale).mean(axis=0) == pytest.approx(R[name, "item_mean_psych"], abs=1e-9)
    assert items(scale).std(axis=0, ddof=1) == pytest.approx(R[name, "item_sd_psych"], abs=1e-9)


@pytest.mark.parametrize("scale, name", SCALES)
def test_loadings_and_omega_of_the_answers_are_those_of_lavaan(scale: int, name: str) -> None:
    # lavaan::cfa(f =~ all items, estimator = "ULS", std.lv = TRUE); omega from its lambda and theta.
    assert one_factor(covariances(items(scale))[0]) == pytest.approx(R[name, "loading_lavaan"], abs=2e-6)
    assert consistency(items(scale)).omega == pytest.approx(R[name, "omega_covariances_lavaan"].item(), abs=1e-7)


@pytest.mark.parametrize("scale, name", SCALES)
def test_loadings_and_omega_of_standardised_answers_are_those_of_psych(scale: int, name: str) -> None:
    # psych::fa(cor(x), nfactors = 1, fm = "minres"); omega from its loadings.
    correlations = np.corrcoef(items(scale), rowvar=False)
    assert one_factor(correlations) == pytest.approx(R[name, "loading_correlations_psych"], abs=1e-6)
    assert omega(correlations) == pytest.approx(R[name, "omega_correlations_psych"].item(), abs=1e-8)


@pytest.mark.parametrize("scale, name", SCALES)
def test_people_with_missing_answers_are_left_out_as_in_r(scale: int, name: str) -> None:
    # complete.cases(x) and psych::alpha of those: 96 and 110 people.
    found = consistency(items(scale, holes=True), "listwise")
    assert found.persons == R[name, "people_listwise"].item()
    assert found.alpha == pytest.approx(R[name, "alpha_listwise_psych"].item(), abs=1e-9)


@pytest.mark.parametrize("scale, name", SCALES)
def test_pairs_of_items_use_the_people_that_r_uses(scale: int, name: str) -> None:
    # cov(x, use = "pairwise.complete.obs") of each item with the next, and psych::alpha(x, use = "pairwise").
    matrix, _ = covariances(items(scale, holes=True), "pairwise")
    with_next = matrix[np.arange(18), (np.arange(18) + 1) % 18]
    assert with_next == pytest.approx(R[name, "covariance_with_next_pairwise"], abs=1e-9)
    assert alpha(matrix) == pytest.approx(R[name, "alpha_pairwise_psych"].item(), abs=1e-9)
