from __future__ import annotations

import numpy as np
import pytest
from matplotlib.patches import Polygon
from withinreach.figures.axes import apart, band, joined, plain
from withinreach.figures.style import ACCENT, Sheet, blank

SHEET = Sheet(width=200, height=120, left=20, right=10, top=10, bottom=20, text=14, small=13)


@pytest.mark.parametrize(
    "places, moved",
    [
        ([1.0, 9.0], [1.0, 9.0]),
        ([5.0, 5.0], [4.0, 6.0]),
        ([6.0, 5.0], [6.5, 4.5]),  # the order stays
        ([1.0, 2.0, 8.0], [0.5, 2.5, 8.0]),
        # 4 and 5 part to 3.5 and 5.5 and so meet 2: a block of three around 11/3.
        ([2.0, 4.0, 5.0], [5 / 3, 11 / 3, 17 / 3]),
        ([], []),
    ],
)
def test_labels_that_are_too_near_part_around_their_middle_and_no_further(
    places: list[float], moved: list[float]
) -> None:
    assert apart(places, 2.0) == pytest.approx(moved)


def test_however_many_labels_stand_however_near_none_are_nearer_than_the_gap() -> None:
    places = np.random.default_rng(1).uniform(0, 20, 15).tolist()
    moved = apart(places, 1.5)
    assert np.diff(sorted(moved)).min() >= 1.5 - 1e-9
    assert np.argsort(moved).tolist() == np.argsort(places).tolist()
    assert np.mean(moved) == pytest.approx(np.mean(places))


def test_joined_strokes_are_kept_apart_by_gaps() -> None:
    assert np.nan_to_num(joined([[1, 2], [3, 4]]), nan=-1).tolist() == [1, 2, -1, 3, 4, -1]


def test_a_band_leaves_out_places_where_a_curve_has_no_value() -> None:
    _, axes = blank(SHEET)
    band(axes, [0, 1, 2], [0, 1, np.nan], [2, 3, 4], colour=ACCENT, strength=0.2)
    (outline,) = axes.patches
    assert isinstance(outline, Polygon)
    corners = {tuple(corner) for corner in np.asarray(outline.get_xy()).tolist()}
    assert corners == {(0, 0), (1, 1), (1, 3), (0, 2)}


def test_a_ticks_number_says_no_empty_decimals_and_has_a_true_minus_sign() -> None:
    assert [plain(value) for value in (4.0, 0.5, -3)] == ["4", "0.5", "\N{MINUS SIGN}3"]
