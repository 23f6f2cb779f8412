"""Trait estimates as a plain double sum, and information against the table of the calibrating programs."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.calibration import Name, calibration
from withinreach.psychometrics.eap import score
from withinreach.psychometrics.information import expected_score, information, standard_error
from withinreach.psychometrics.simulate import simulate

TABLE = Path(__file__).with_name("information_by_theta.csv")
PHI = 0.49


def sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


def likelihoods(row: list[int], grid: list[float]) -> tuple[list[float], list[float]]:
    """Likelihood of one person's raw answers to each scale at each point, item by item from the table's a and b."""
    model = calibration("english")
    found = ([1.0] * len(grid), [1.0] * len(grid))
    for item, ticked in enumerate(row):
        if ticked == 0:
            continue
        reverse = item + 1 in {9, 11, 20, 22, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36}
        answer = 8 - ticked if reverse else ticked
        a, b = float(model.a[item]), [float(x) for x in model.b[item]]
        for point, theta in enumerate(grid):
            above = 1.0 if answer == 1 else sigmoid(a * (theta - b[answer - 2]))
            next_one = 0.0 if answer == 7 else sigmoid(a * (theta - b[answer - 1]))
            found[item // 18][point] *= above - next_one
    return found


def double_sum(row: list[int]) -> list[float]:
    """Means, SDs and correlation of the posterior: every pair of 61 x 61 points visited."""
    grid = [-6.0 + 0.2 * step for step in range(61)]
    first, second = likelihoods(row, grid)
    sums = dict.fromkeys(("1", "x", "y", "xx", "yy", "xy"), 0.0)
    for i, x in enumerate(grid):
        for j, y in enumerate(grid):
            prior = math.exp(-(x * x - 2 * PHI * x * y + y * y) / (2 * (1 - PHI**2)))
            weight = first[i] * second[j] * prior
            for name, value in (("1", 1.0), ("x", x), ("y", y), ("xx", x * x), ("yy", y * y), ("xy", x * y)):
                sums[name] += weight * value
    mean = [sums["x"] / sums["1"], sums["y"] / sums["1"]]
    sd = [math.sqrt(sums["xx"] / sums["1"] - mean[0] ** 2), math.sqrt(sums["yy"] / sums["1"] - mean[1] ** 2)]
    return [*mean, *sd, (sums["xy"] / sums["1"] - mean[0] * mean[1]) / (sd[0] * sd[1])]


def test_twenty_people_are_scored_as_by_a_double_sum_written_out() -> None:
    raw = simulate(20, 31).raw.copy()
    # Some with few answers: one has three, one has none on the second scale, one none at all.
    raw[3, 3:], raw[7, 18:], raw[11] = 0, 0, 0
    raw[np.random.default_rng(2).random(raw.shape) < 0.1] = 0
    by_hand = np.array([double_sum(row) for row in raw.tolist()])
    for precision, within in (("float64", 1e-10), ("float32", 2e-6)):
        found = score(Answers(raw), precision=precision)  # type: ignore[arg-type]
        assert np.column_stack([found.mean, found.raw_sd, found.r]) == pytest.approx(by_hand, abs=within)


@pytest.mark.parametrize("name", ["english", "all"])
@pytest.mark.parametrize("scale", ["anxiety", "avoidance"])
def test_score_information_and_errors_are_those_of_the_calibrating_programs(name: Name, scale: str) -> None:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [row for row in csv.DictReader(lines) if (row["calibration"], row["subscale"]) == (name, scale)]
    assert len(rows) == 13
    printed = {key: np.array([float(row[key]) for row in rows]) for key in list(rows[0])[2:]}
    theta, column = printed["theta"], ["anxiety", "avoidance"].index(scale)
    # Printed to three digits (two for information); a and b of the table are rounded to three.
    assert expected_score(theta, name)[:, column] == pytest.approx(printed["expected_mean_score"], abs=0.0011)
    assert information(theta, name)[:, column] == pytest.approx(printed["information"], abs=0.021)
    assert standard_error(theta, name)[:, column] == pytest.approx(printed["se_ml"], abs=0.0011)
    with_prior = standard_error(theta, name, with_prior=True)[:, column]
    assert with_prior == pytest.approx(printed["se_posterior"], abs=0.0011)
