"""The copula against the sample that its correlations and thresholds were estimated from.

Sample figures: Human Penguin Project, 538 people at English-language sites and 1,435 at all 15 (Hu et al. 2019,
doi 10.1038/s41597-019-0029-2), computed from the open item-level data, answers recoded: ``hpp_english_items.csv``,
``hpp_all_items.csv``, ``hpp_norms.csv``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.copula import simulate_copula
from withinreach.psychometrics.scores import mean_scores, recode

PERSONS = 200_000
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Pair:
    """Simulated people, and the figures of the sample that they should resemble."""

    recoded: NDArray[np.float64]
    scores: NDArray[np.float64]
    items: list[dict[str, str]]
    norms: dict[str, str]

    def item(self, column: str) -> NDArray[np.float64]:
        return np.array([float(row[column]) for row in self.items])

    def norm(self, *columns: str) -> list[float]:
        return [float(self.norms[name]) for name in columns]


def table(file: str) -> list[dict[str, str]]:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.fixture(scope="module", params=["english", "all"])
def pair(request: pytest.FixtureRequest) -> Pair:
    name: Name = request.param
    answers = simulate_copula(PERSONS, seed=7, calibration=name)
    norms = next(row for row in table("hpp_norms.csv") if row["calibration"] == name)
    return Pair(recode(answers).astype(float), mean_scores(answers), table(f"hpp_{name}_items.csv"), norms)


def rest_correlations(recoded: NDArray[np.float64]) -> NDArray[np.float64]:
    scales = [recoded[:, first : first + 18] for first in (0, 18)]
    return np.array([np.corrcoef(item, scale.sum(axis=1) - item)[0, 1] for scale in scales for item in scale.T])


def test_item_means_are_those_of_the_sample(pair: Pair) -> None:
    # Measured: .011 at worst; chance at 200,000 people is .004.
    assert np.abs(pair.recoded.mean(axis=0) - pair.item("mean")).max() < 0.02


def test_each_answer_is_given_as_often_as_in_the_sample(pair: Pair) -> None:
    # Thresholds were set where the sample's answers divide, given to three digits: .0004 at most, and chance .0011.
    shares = np.stack([(pair.recoded == answer).mean(axis=0) for answer in range(1, 8)])
    sample = np.stack([pair.item(f"p{answer}") for answer in range(1, 8)])
    assert np.abs(shares - sample).max() < 0.006


def test_items_go_with_the_rest_of_their_scale_as_in_the_sample(pair: Pair) -> None:
    # Measured: .017 on average, .036 at worst. The two-factor model misses by .041 and .087.
    apart = np.abs(rest_correlations(pair.recoded) - pair.item("item_rest_r"))
    assert apart.mean() < 0.02
    assert apart.max() < 0.045


def test_mean_scores_have_the_means_and_spreads_of_the_sample(pair: Pair) -> None:
    # Measured: means within .006, SDs .013 (anxiety) and .028 (avoidance) above the sample's.
    assert pair.scores.mean(axis=0) == pytest.approx(pair.norm("anxiety_mean", "avoidance_mean"), abs=0.03)
    assert pair.scores.std(axis=0, ddof=1) == pytest.approx(pair.norm("anxiety_sd", "avoidance_sd"), abs=0.03)


def test_scales_hang_together_as_in_the_sample(pair: Pair) -> None:
    # Coefficient alpha, by its formula: k / (k - 1) · (1 - sum of item variances / variance of the sum).
    scales = [pair.recoded[:, first : first + 18] for first in (0, 18)]
    alpha = [18 / 17 * (1 - scale.var(axis=0).sum() / scale.sum(axis=1).var()) for scale in scales]
    assert alpha == pytest.approx(pair.norm("alpha_anxiety", "alpha_avoidance"), abs=0.01)


def test_the_two_scores_correlate_as_in_the_sample(pair: Pair) -> None:
    # Twice the standard error of the sample's correlation, (1 - r²) / √(n - 1): .035 in 538 people, .022 in 1,435.
    scores = np.corrcoef(pair.scores[:, 0], pair.scores[:, 1])[0, 1]
    error = (1 - pair.norm("r")[0] ** 2) / np.sqrt(pair.norm("persons")[0] - 1)
    assert abs(scores - pair.norm("r")[0]) < 2 * error
