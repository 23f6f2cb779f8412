from __future__ import annotations

import math

import numpy as np
from withinreach.psychometrics.regions import region_of, region_shares

CORNERS = np.array([[2.0, 2.0], [6.0, 2.0], [2.0, 6.0], [6.0, 6.0]])


def test_each_corner_has_its_name() -> None:
    assert region_shares(CORNERS) == {"secure": 1, "preoccupied": 1, "dismissing": 1, "fearful": 1}
    # anxiety low, avoidance high
    assert region_shares(CORNERS[2:3]) == {"secure": 0, "preoccupied": 0, "dismissing": 1, "fearful": 0}
    # anxiety high, avoidance low
    assert region_shares(CORNERS[1:2]) == {"secure": 0, "preoccupied": 1, "dismissing": 0, "fearful": 0}


def test_a_score_on_the_cut_counts_as_high() -> None:
    assert region_shares(np.array([[4.0, 3.99]]))["preoccupied"] == 1
    assert region_shares(np.array([[3.99, 4.0]]))["dismissing"] == 1


def test_the_cut_can_be_moved() -> None:
    assert region_shares(np.array([[4.0, 4.0]]), cut=4.5)["secure"] == 1


def test_people_without_both_scores_are_in_no_region() -> None:
    scores = np.array([[math.nan, 5.0], [5.0, math.nan], [2.0, 2.0]])
    assert region_of(scores).tolist() == [-1, -1, 0]
    assert sum(region_shares(scores).values()) == 1
