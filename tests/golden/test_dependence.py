"""Scores of people with local dependence, against the check of over-confidence that came with the item parameters.

That check (Human Penguin Project, Hu et al. 2019, doi 10.1038/s41597-019-0029-2) was made by other code, one trait at a
time: people drawn with the full residual structure, scored by EAP; mean posterior SD, RMSE, and coverage of ± 1.96 SD.
"""

from __future__ import annotations

import numpy as np
import pytest
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.dependence import simulate_dependent
from withinreach.psychometrics.eap import score
from withinreach.psychometrics.simulate import simulate

PERSONS = 30_000


@pytest.mark.parametrize(
    "name, sd, rmse, coverage",
    [("english", [0.217, 0.236], [0.274, 0.280], [0.88, 0.90]), ("all", [0.243, 0.262], [0.286, 0.303], [0.90, 0.91])],
)
def test_scores_are_as_over_confident_as_was_found(
    name: Name, sd: list[float], rmse: list[float], coverage: list[float]
) -> None:
    # Scoring both traits together takes .002 to .003 off the SD and up to .009 off the error. Printed to two digits.
    answers = simulate_dependent(PERSONS, 11, calibration=name)
    scored = score(answers, calibration=name)
    assert answers.theta is not None
    error = scored.mean - answers.theta
    assert scored.raw_sd.mean(axis=0) == pytest.approx(sd, abs=0.004)
    assert np.sqrt((error**2).mean(axis=0)) == pytest.approx(rmse, abs=0.01)
    assert (np.abs(error) <= 1.96 * scored.raw_sd).mean(axis=0) == pytest.approx(coverage, abs=0.011)


def test_where_the_model_holds_the_plain_interval_does() -> None:
    # One binomial error at 30,000 people is .0013.
    answers = simulate(PERSONS, 11)
    scored = score(answers)
    assert answers.theta is not None
    held = np.abs(scored.mean - answers.theta) <= 1.96 * scored.raw_sd
    assert held.mean(axis=0) == pytest.approx([0.95, 0.95], abs=0.004)
