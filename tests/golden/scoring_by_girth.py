"""Response probabilities and trait estimates by girth 0.8.0, for the first 40 of `answers_200.csv`.

    VENV/bin/python tests/golden/scoring_by_girth.py tests/golden > tests/golden/scoring_by_girth.csv

with girth 0.8.0, numpy 2.4.6, scipy 1.17.1 from PyPI in an environment of its own; nothing of the package takes part.

- ``probability``: `girth.synthetic.polytomous._graded_func`, items 1, 11, 30 at traits -2, -.5, 0, 1.5; answers 1 to 7.
- ``one_trait``: `_graded_partial_integral` and `_ability_eap_abstract` (what `grm_mml` calls), each scale alone, 61
  points from -6 to 6, standard normal weights.
- ``two_traits``: `girth.multidimensional_ability_eap` with independent traits z, 161 points in (-6, 6); correlated ones
  are theta = C z with C the Cholesky root of the correlation .49, so slopes are a C and, the estimate being linear,
  theta's is C times that of z. girth's grid is turned against ours; only the integral is the same.

Every 37th answer, counted along the rows, is taken out. girth numbers answers by those it sees: seven people more, who
give each answer everywhere, make it see all seven; their estimates are not stored.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from girth import INVALID_RESPONSE, multidimensional_ability_eap
from girth.synthetic.polytomous import _graded_func
from girth.unidimensional.polytomous.ability_estimation_poly import _ability_eap_abstract
from girth.unidimensional.polytomous.partial_integrals_poly import _graded_partial_integral
from scipy.stats import norm

PERSONS, PHI = 40, 0.49
REVERSE = [9, 11, 20, 22, *range(26, 32), *range(33, 37)]
THETAS = (-2.0, -0.5, 0.0, 1.5)


def parameters(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Slopes (36,) and locations (36, 6)."""
    with (folder.parents[1] / "data/calibration/ecrr_english.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return (
        np.array([float(row["a_logistic"]) for row in rows]),
        np.array([[float(row[f"b{k}"]) for k in range(1, 7)] for row in rows]),
    )


def answers(folder: Path) -> np.ndarray:
    """Recoded answers with holes, items x people as girth wants them, and seven people more."""
    with (folder / "answers_200.csv").open(encoding="utf-8") as file:
        raw = np.array([[int(row[f"i{k:02d}"]) for k in range(1, 37)] for row in csv.DictReader(file)])
    raw[:, np.array(REVERSE) - 1] = 8 - raw[:, np.array(REVERSE) - 1]
    raw.ravel()[36::37] = INVALID_RESPONSE
    return np.vstack([raw[:PERSONS], np.repeat(np.arange(1, 8)[:, None], 36, axis=1)]).T


def one_trait(sheet: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """EAP of one scale, items x people, 61 points."""
    theta = np.linspace(-6, 6, 61)
    product = np.ones((sheet.shape[1], len(theta)))
    for item in range(len(a)):
        betas, invalid = np.r_[-10000.0, b[item]], sheet[item] == INVALID_RESPONSE
        there = np.where(invalid, 0, sheet[item] - 1)
        product *= _graded_partial_integral(theta, betas, np.r_[b[item], 10000.0], np.full(7, a[item]), there, invalid)
    return _ability_eap_abstract(product, norm.pdf(theta), theta)


def two_traits(sheet: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """EAP of both traits, (2, people)."""
    root = np.linalg.cholesky(np.array([[1.0, PHI], [PHI, 1.0]]))
    slopes = np.zeros((36, 2))
    slopes[:18, 0], slopes[18:, 1] = a[:18], a[18:]
    options = {"quadrature_bounds": (-6, 6), "quadrature_n": 161}
    return root @ multidimensional_ability_eap(sheet, -a[:, None] * b, slopes @ root, options)


def main() -> None:
    """Print one line a number."""
    folder = Path(sys.argv[1]).resolve()
    a, b = parameters(folder)
    sheet = answers(folder)
    print("what,first,second,value")
    for item in (1, 11, 30):
        for theta in THETAS:
            shares = np.empty((7, 1))
            _graded_func(b[item - 1][:, None], a[item - 1], np.array([theta]), shares)
            for answer, share in enumerate(shares[:, 0], 1):
                print(f"probability,{item}:{theta},{answer},{share:.12f}")
    alone = [one_trait(sheet[own], a[own], b[own]) for own in (slice(0, 18), slice(18, 36))]
    for what, found in (("one_trait", alone), ("two_traits", two_traits(sheet, a, b))):
        for scale, name in enumerate(("anxiety", "avoidance")):
            for person in range(PERSONS):
                print(f"{what},{name},{person + 1},{found[scale][person]:.10f}")


if __name__ == "__main__":
    main()
