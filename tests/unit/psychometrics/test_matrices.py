from __future__ import annotations

import numpy as np
import pytest
from withinreach.psychometrics.matrices import FLOOR, nearest_definite


def test_a_matrix_that_can_exist_stays_as_it_is() -> None:
    given = np.array([[1.0, 0.5], [0.5, 1.0]])
    mended = nearest_definite(given)
    assert (mended.matrix == given).all()
    assert mended.moved == 0.0


def test_three_correlations_that_exclude_each_other_are_mended_as_r_mends_them() -> None:
    # R 4.2.2, Matrix 1.5.3: nearPD(matrix(c(1,1,0, 1,1,1, 0,1,1), 3), corr = TRUE, conv.tol = 1e-12, maxit = 5000,
    # do2eigen = FALSE)
    mended = nearest_definite(np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]]))
    by_r = [[1, 0.76068985, 0.15729811], [0.76068985, 1, 0.76068985], [0.15729811, 0.76068985, 1]]
    assert mended.matrix == pytest.approx(np.array(by_r), abs=2e-6)
    assert mended.moved == pytest.approx(1 - 0.76068985, abs=2e-6)


def test_four_correlations_are_mended_as_in_the_printed_example() -> None:
    # NAG Library, example results of g02aac (nearest correlation matrix); R's nearPD agrees to the digits printed.
    given = np.array([[1, -1, 0, 0], [-1, 1, -1, 0], [0, -1, 1, -1], [0, 0, -1, 1]], dtype=float)
    printed = [
        [1.00000, -0.80841, 0.19159, 0.10678],
        [-0.80841, 1.00000, -0.65623, 0.19159],
        [0.19159, -0.65623, 1.00000, -0.80841],
        [0.10678, 0.19159, -0.80841, 1.00000],
    ]
    assert nearest_definite(given).matrix == pytest.approx(np.array(printed), abs=1.1e-5)


def test_covariances_keep_their_variances() -> None:
    given = np.array([[0.4, 0.6, 0.0], [0.6, 0.5, 0.6], [0.0, 0.6, 0.3]])
    mended = nearest_definite(given).matrix
    assert np.diag(mended) == pytest.approx([0.4, 0.5, 0.3], abs=1e-12)
    assert np.linalg.eigvalsh(mended)[0] >= FLOOR * 0.999
    np.linalg.cholesky(mended)


@pytest.mark.parametrize(
    "given", [[[1.0, 0.2], [0.3, 1.0]], [[1.0, 0.2, 0.1], [0.2, 1.0, 0.1]], [[1.0, np.nan], [np.nan, 1.0]], [[0.0]]]
)
def test_a_table_that_is_no_matrix_of_correlations_is_refused(given: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="is no matrix of correlations: it has to be square"):
        nearest_definite(np.array(given))
