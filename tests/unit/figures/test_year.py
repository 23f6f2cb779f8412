from __future__ import annotations

import re

import numpy as np
import pytest
from withinreach.figures.registry import FIGURES
from withinreach.figures.year import MONTHS, START, year

from tests.unit.figures.looking import same_but_for_the_picture, troubles, words


def medians(cells: tuple[str, ...]) -> list[float]:
    return [float(cell.split(" ")[0]) for cell in cells[1:4]]


def test_without_change_both_panels_are_the_same_people_and_stay_where_they_are() -> None:
    drawing = year(0.0, 0.0)
    none, some = drawing.rows
    assert none[1:] == some[1:]
    assert some[0] == "True change: 0 on average"
    # One standard error of a median of 300 people with SD 1.2 is .09.
    assert medians(none) == pytest.approx([START[1]] * 3, abs=0.3)
    assert "medians lie 0.0 apart" in drawing.finding


def test_a_change_of_one_sd_moves_the_median_by_as_much_as_the_item_model_says() -> None:
    # The expected score of avoidance at trait 1 is 4.23 and at 2 it is 5.44 (facts 2.5): about 1.2 points around 4.6.
    none, some = year(-1.0, 0.0).rows
    assert medians(some)[0] == medians(none)[0]
    assert medians(some)[2] - medians(none)[2] == pytest.approx(-1.2, abs=0.25)
    assert medians(some)[1] - medians(none)[1] == pytest.approx(-0.6, abs=0.25)


def test_people_who_differ_in_their_change_spread_more() -> None:
    def width(spread: float) -> float:
        low, high = map(float, re.findall(r"\(([\d.]+) to ([\d.]+)\)", year(-0.5, spread).rows[1][3])[0])
        return high - low

    assert width(1.0) > width(0.0) + 0.2


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("change", [-1.5, -0.5, 0.0, 0.5])
def test_labels_stand_apart_and_the_panels_say_the_change(change: float, *, narrow: bool) -> None:
    drawing = year(change, 0.5, medians=True, narrow=narrow)
    assert troubles(drawing) == []
    assert {"No true change", "Month", "0", "6", "12", "median"} <= set(words(drawing))
    size = f"{change:+.1f} SD".replace("-", "\N{MINUS SIGN}") if change else "0"
    assert f"True change: {size} on average" in words(drawing)


def test_the_caption_says_what_was_set_and_whose_retest_correlation_it_is() -> None:
    caption = year(-0.5, 0.3).caption
    assert caption.startswith("300 simulated courses a group; the first 30 are drawn as lines.")
    assert "correlate .93 where nobody changes (six weeks: Sibley & Liu 2004)" in caption
    assert "true change (\N{MINUS SIGN}0.5 SD) and its spread (0.3 SD) are set, not measured" in caption


def test_both_editions_say_the_same_and_occasions_go_on_evenly() -> None:
    assert same_but_for_the_picture(year(-0.5, 0.5), year(-0.5, 0.5, narrow=True))
    assert set(np.diff(MONTHS)) == {2}


def test_a_negative_spread_is_refused() -> None:
    with pytest.raises(ValueError, match=r"spread of change is -0\.1; an SD is 0 or more"):
        year(0.0, -0.1)


def test_the_sliders_are_suppositions() -> None:
    labels = [dial.label for dial in FIGURES["trajectories"].dials]
    assert [label.startswith("Suppose") for label in labels] == [True, True, False]
