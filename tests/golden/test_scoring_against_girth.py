"""Response probabilities and trait estimates against girth 0.8.0 (PyPI).

`scoring_by_girth.py` says how each number of `scoring_by_girth.csv` was computed: for the first 40 people of
`answers_200.csv`, every 37th answer along the rows missing, item parameters of `ecrr_english.csv`.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from withinreach.psychometrics.answers import Answers, read_answers
from withinreach.psychometrics.calibration import calibration
from withinreach.psychometrics.eap import score
from withinreach.psychometrics.grm import probabilities
from withinreach.psychometrics.likelihood import log_probabilities

HERE = Path(__file__).parent
PERSONS = 40


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


def by_girth() -> dict[tuple[str, str], NDArray[np.float64]]:
    """girth's numbers by kind and what they belong to."""
    found = defaultdict(list)
    for row in rows("scoring_by_girth.csv"):
        found[row["what"], row["first"]].append(float(row["value"]))
    return {key: np.array(values) for key, values in found.items()}


GIRTH = by_girth()
PLACES = [place for what, place in GIRTH if what == "probability"]


def people() -> Answers:
    raw = np.array([[float(row[f"i{item:02d}"]) for item in range(1, 37)] for row in rows("answers_200.csv")])
    raw.ravel()[36::37] = math.nan
    return read_answers(raw[:PERSONS])


@pytest.mark.parametrize("place", PLACES)
def test_each_answer_is_as_likely_as_girth_says(place: str) -> None:
    # girth.synthetic.polytomous._graded_func; place is item:trait.
    item, theta = (float(part) for part in place.split(":"))
    model, own = calibration("english"), [int(item) - 1]
    shares = GIRTH["probability", place]
    assert probabilities(theta, model.a[own], model.b[own])[0, 0] == pytest.approx(shares, abs=1e-11)
    assert np.exp(log_probabilities(theta, model.a[own], model.b[own]))[0, 0] == pytest.approx(shares, abs=1e-11)


@pytest.mark.parametrize("scale, name", [(0, "anxiety"), (1, "avoidance")])
def test_one_trait_alone_is_estimated_as_by_girth_on_the_same_grid(scale: int, name: str) -> None:
    # _ability_eap_abstract, 61 points from -6 to 6. Traits that do not correlate are two single ones.
    apart = replace(calibration("english"), phi=0.0)
    found = score(people(), calibration=apart, nodes=61, precision="float64")
    assert found.mean[:, scale] == pytest.approx(GIRTH["one_trait", name], abs=1e-9)


@pytest.mark.parametrize("nodes, within", [(61, 3e-5), (241, 1e-9)])
@pytest.mark.parametrize("scale, name", [(0, "anxiety"), (1, "avoidance")])
def test_two_correlated_traits_are_estimated_as_by_girth(scale: int, name: str, nodes: int, within: float) -> None:
    # girth.multidimensional_ability_eap on a grid turned against ours: the integral itself is compared.
    found = score(people(), nodes=nodes, precision="float64")
    assert np.abs(found.mean[:, scale] - GIRTH["two_traits", name]).max() < within
