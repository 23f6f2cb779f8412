from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray
from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.reliability import (
    alpha,
    consistency,
    covariances,
    item_rest,
    omega,
    one_factor,
    scale_items,
)
from withinreach.psychometrics.simulate import simulate

LOADINGS = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
ONE_FACTOR = np.outer(LOADINGS, LOADINGS) + np.diag(1.0 - LOADINGS**2)
PEOPLE = simulate(400, 2)


def with_holes(share: float) -> NDArray[np.float64]:
    items = scale_items(PEOPLE, 0).copy()
    items[np.random.default_rng(1).random(items.shape) < share] = math.nan
    return items


def test_three_people_and_two_items_by_hand() -> None:
    # Items 1 2 3 and 2 2 5: variances 1 and 3, covariance 3/2. Variance of the sum 1 + 3 + 3 = 7.
    # alpha = 2 (1 - 4/7) = 6/7; the rest is the other item: r = 1.5 / sqrt(3).
    found = consistency(np.array([[1.0, 2.0], [2.0, 2.0], [3.0, 5.0]]))
    assert found.alpha == pytest.approx(6 / 7)
    assert found.item_rest == pytest.approx([1.5 / math.sqrt(3)] * 2)
    assert (found.persons, found.missing) == (3, "listwise")


def test_equally_correlated_items_follow_spearman_and_brown() -> None:
    # k = 6, r = .4: 6 * .4 / (1 + 5 * .4) = .8. Alpha and omega agree where all loadings are equal.
    matrix = np.full((6, 6), 0.4) + 0.6 * np.eye(6)
    assert alpha(matrix) == pytest.approx(0.8)
    assert omega(matrix) == pytest.approx(0.8, abs=1e-6)


def test_the_loadings_behind_a_matrix_are_found() -> None:
    assert one_factor(ONE_FACTOR) == pytest.approx(LOADINGS, abs=1e-6)
    assert one_factor(4.0 * ONE_FACTOR) == pytest.approx(2.0 * LOADINGS, abs=1e-6)


def test_omega_is_the_share_of_the_common_factor_and_alpha_is_below_it() -> None:
    # Sum of loadings 3.5, squared 12.25; unique variances .19 + .36 + .51 + .64 + .75 = 2.45: 12.25 / 14.7 = .83333.
    # Alpha by hand: k/(k-1) (1 - 5/14.7) = 1.25 * .6598639 = .8248299.
    assert omega(ONE_FACTOR) == pytest.approx(12.25 / 14.7, abs=1e-6)
    assert alpha(ONE_FACTOR) == pytest.approx(0.8248299, abs=1e-7)


def test_an_item_and_the_rest_by_hand() -> None:
    # Item 1 of the matrix: covariance with the rest .9 * 2.6 = 2.34; variance of the rest
    # 14.7 - 1 - 2 * 2.34 = 9.02.
    assert item_rest(ONE_FACTOR)[0] == pytest.approx(2.34 / math.sqrt(9.02))


def test_no_item_explains_more_than_its_variance() -> None:
    # Item 1 would need a loading above 1: .9 * .9 / .5 = 1.62 of 1.
    matrix = np.array([[1.0, 0.9, 0.9], [0.9, 1.0, 0.5], [0.9, 0.5, 1.0]])
    assert one_factor(matrix)[0] == pytest.approx(1.0)
    assert omega(matrix) <= 1.0


def test_turning_all_answers_round_changes_nothing() -> None:
    items = scale_items(PEOPLE, 1)
    plain, mirrored = consistency(items), consistency(8.0 - items)
    assert mirrored.alpha == pytest.approx(plain.alpha)
    assert mirrored.omega == pytest.approx(plain.omega, abs=1e-7)
    assert mirrored.item_rest == pytest.approx(plain.item_rest)


def test_one_item_keyed_the_wrong_way_shows_in_its_own_item_rest_correlation() -> None:
    items = scale_items(PEOPLE, 0)
    wrong = items.copy()
    wrong[:, 4] = 8.0 - wrong[:, 4]
    assert consistency(wrong).item_rest[4] == pytest.approx(-consistency(items).item_rest[4])
    assert consistency(wrong).alpha < consistency(items).alpha - 0.03


def test_the_order_of_items_and_people_does_not_matter() -> None:
    items = with_holes(0.02)
    draw = np.random.default_rng(7)
    people, columns = draw.permutation(len(items)), draw.permutation(18)
    plain, moved = consistency(items), consistency(items[people][:, columns])
    assert moved.alpha == pytest.approx(plain.alpha)
    assert moved.omega == pytest.approx(plain.omega, abs=1e-7)
    assert moved.item_rest == pytest.approx(plain.item_rest[columns])


def test_listwise_takes_the_people_who_answered_everything() -> None:
    items = with_holes(0.05)
    complete = items[~np.isnan(items).any(axis=1)]
    matrix, persons = covariances(items)
    assert persons == len(complete) < len(items)
    assert matrix == pytest.approx(np.cov(complete, rowvar=False))


def test_pairwise_takes_for_each_pair_those_who_answered_both() -> None:
    items = with_holes(0.05)
    matrix, persons = covariances(items, "pairwise")
    both = ~np.isnan(items[:, [2, 11]]).any(axis=1)
    assert matrix[2, 11] == pytest.approx(np.cov(items[both][:, [2, 11]], rowvar=False)[0, 1])
    assert matrix == pytest.approx(matrix.T)
    there = (~np.isnan(items)).astype(int)
    assert persons == (there.T @ there).min()


def test_without_missing_answers_both_ways_agree() -> None:
    items = scale_items(PEOPLE, 0)
    listwise, pairwise = consistency(items), consistency(items, "pairwise")
    assert (listwise.alpha, listwise.omega) == pytest.approx((pairwise.alpha, pairwise.omega))
    assert (listwise.persons, pairwise.persons, pairwise.missing) == (400, 400, "pairwise")


def test_an_item_that_nobody_answers_differently_has_no_correlation() -> None:
    items = np.array([[1.0, 4.0, 2.0], [2.0, 4.0, 2.0], [3.0, 4.0, 6.0]])
    assert np.isnan(item_rest(covariances(items)[0])).tolist() == [False, True, False]


def test_items_of_a_scale_are_recoded_and_missing_ones_are_nan() -> None:
    raw = np.full((1, 36), 2, dtype=np.int8)
    raw[0, [0, 8]] = 0, 7  # item 1 missing; item 9 is reverse-keyed, item 11 too
    items = scale_items(Answers(raw), 0)
    assert math.isnan(items[0, 0])
    assert items[0, [1, 8, 10]].tolist() == [2.0, 1.0, 6.0]


@pytest.mark.parametrize(
    "items, missing, sentence",
    [
        (np.zeros((9, 3)), "mean", "There is no handling 'mean' of missing answers. Choose 'listwise' or 'pairwise'."),
        (
            np.zeros((9, 1)),
            "listwise",
            "Items have shape (9, 1); one row a person and two or more columns are needed.",
        ),
        (
            np.array([[1.0, math.nan]] * 9),
            "listwise",
            "Only 0 people have the answers that listwise handling takes; three or more are needed.",
        ),
    ],
)
def test_what_cannot_be_computed_is_refused(items: NDArray[np.float64], missing: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"There is|Items|Only") as refused:
        consistency(items, missing)  # type: ignore[arg-type]
    assert str(refused.value) == sentence
