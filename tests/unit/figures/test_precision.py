from __future__ import annotations

import re

import numpy as np
import pytest
from withinreach.figures.precision import Curves, curves, finding, precision, span
from withinreach.figures.registry import FIGURES

from tests.unit.figures.looking import same_but_for_the_picture, svg_of, troubles, words

# A scale whose information is 4 everywhere (SE .5) and whose score rises by 1 with the trait, from 2 at -2 to 6 at 2.
FLAT = Curves(np.linspace(-2, 2, 5), np.linspace(2, 6, 5), np.full(5, 4.0))
# Information 16 in the middle (SE .25) and 1 at the ends (SE 1).
PEAKED = Curves(np.linspace(-2, 2, 5), np.linspace(2, 6, 5), np.array([1.0, 4.0, 16.0, 4.0, 1.0]))


def test_one_standard_error_is_carried_over_to_scores_by_the_curve() -> None:
    assert span(4.0, FLAT) == pytest.approx((0.5, 3.5, 4.5))


def test_beyond_the_curves_end_the_score_is_the_ends() -> None:
    assert span(2.0, FLAT) == pytest.approx((0.5, 2.0, 2.5))


def test_the_finding_compares_with_the_sharpest_place() -> None:
    assert finding(3.0, PEAKED, 1) == (
        "A mean score of 3.0 on avoidance stands for 2.5 to 3.5, one standard error each way: 2.0 times the blur at "
        "its sharpest, around 4.0."
    )
    assert finding(4.0, PEAKED, 0).endswith("stands for 3.8 to 4.2, one standard error each way: about as sharp as "
                                            "this form gets.")  # fmt: skip


# Computed apart from this package when the items were calibrated (facts/information_by_theta.csv, English ULS):
# expected mean score, information and SE at -3, -2, 0, 2 and 3, anxiety first.
KNOWN = [
    [(1.140, 3.47, 0.537), (1.452, 12.30, 0.285), (3.420, 22.27, 0.212), (5.891, 19.92, 0.224), (6.595, 8.11, 0.351)],
    [(1.122, 3.59, 0.527), (1.414, 11.10, 0.300), (3.057, 17.98, 0.236), (5.437, 18.16, 0.235), (6.399, 13.24, 0.275)],
]


@pytest.mark.parametrize("scale", [0, 1])
def test_curves_and_table_agree_with_the_figures_computed_elsewhere(scale: int) -> None:
    one, rows = curves()[scale], {row[0]: row[1 + 2 * scale : 3 + 2 * scale] for row in precision().rows}
    for trait, place, (score, told, error) in zip(
        (-3, -2, 0, 2, 3), ("−3.0", "−2.0", "0.0", "2.0", "3.0"), KNOWN[scale], strict=True
    ):
        at = int(np.argmin(np.abs(one.theta - trait)))
        assert one.score[at] == pytest.approx(score, abs=0.001)
        assert one.information[at] == pytest.approx(told, abs=0.02)
        assert [float(cell) for cell in rows[place]] == pytest.approx([score, error], abs=0.0056)


def test_the_curves_have_their_error_from_their_information() -> None:
    anxiety, _ = curves()
    assert anxiety.error**-2 == pytest.approx(anxiety.information)
    assert FLAT.error == pytest.approx(0.5)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("at", [1.2, 2.0, 3.1, 4.2, 6.2])
@pytest.mark.parametrize("scale", [0, 1])
def test_labels_stand_apart_wherever_the_reader_looks(at: float, scale: int, *, narrow: bool) -> None:
    drawing = precision(at, scale, narrow=narrow)
    assert troubles(drawing) == []
    error, low, high = span(at, curves()[scale])
    shown = words(drawing)
    assert f"mean score {at:.1f}, ±{error:.2f} SD" in shown
    assert f"stands for {low:.1f} to {high:.1f}" in drawing.finding
    assert f"±{error:.2f} SD" in drawing.alt
    assert {"Information", "Trait, SDs from the sample's mean", "anxiety", "avoidance"} <= set(shown)


def test_the_second_reading_is_the_chosen_scales_score() -> None:
    # At -1, 0 and 1 the expected scores of anxiety are 2.22, 3.42 and 4.73 (facts 2.5).
    assert {"2.2", "3.4", "4.7", "Mean score, anxiety"} <= set(words(precision(3.0, 0)))
    assert {"2.1", "3.1", "4.2", "Mean score, avoidance"} <= set(words(precision(3.0, 1)))


def test_the_two_scales_differ_by_line_style_as_well_as_colour() -> None:
    dashed = {"anx": False, "avoid": False}
    for style in re.findall(r'style="([^"]*stroke: var\(--wr-(?:anx|avoid)\)[^"]*)"', svg_of(precision())):
        dashed["anx" if "--wr-anx" in style else "avoid"] |= "stroke-dasharray" in style
    assert dashed == {"anx": True, "avoid": False}


@pytest.mark.parametrize(
    "at, scale, ends", [(1.0, 1, "1.1 and 6.4"), (6.9, 0, "1.1 and 6.6"), (float("nan"), 1, "1.1")]
)
def test_a_score_beyond_the_curve_is_refused(at: float, scale: int, ends: str) -> None:
    with pytest.raises(ValueError, match=rf"lies beyond what the \w+ curve shows\. Choose one between {ends}"):
        precision(at, scale)


def test_both_editions_say_the_same() -> None:
    assert same_but_for_the_picture(precision(), precision(narrow=True))


def test_the_sliders_ends_lie_on_both_curves() -> None:
    at, scale = FIGURES["precision"].dials
    for place in (at.low, at.high):
        for which in (scale.low, scale.high):
            assert FIGURES["precision"].draw(at=place, scale=which).finding


def test_the_caption_says_whose_item_model_it_is_and_that_real_blur_is_larger() -> None:
    caption = precision().caption
    assert "538 people" in caption
    assert "about a fifth larger" in caption  # facts 2.5: multiply the posterior SD by about 1.2
