from __future__ import annotations

import math
import re

import numpy as np
import pytest
from scipy.stats import binomtest
from scipy.stats import t as student
from withinreach.figures.calibration_curve import _student, binned, calibration_curve, finding, wilson

from tests.unit.figures.looking import same_but_for_the_picture, svg_of, troubles, words

TAPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def answers(*groups: tuple[float, float, int]) -> tuple[np.ndarray, np.ndarray]:
    """So many answers each with this expectation and this earned share."""
    expected = np.concatenate([np.full(count, share) for share, _, count in groups])
    return expected, np.concatenate([np.full(count, had) for _, had, count in groups])


FORTY = answers((0.25, 0.4, 10), (0.5, 0.5, 10), (0.75, 0.6, 10), (1.0, 0.8, 10))


@pytest.mark.parametrize(
    "counts, bins",
    [
        # Answers at each of the five taps; then the sizes of the bins, by hand.
        ((10, 10, 10, 10, 10), (20, 10, 10, 10)),  # five become four: the first smallest joins its only neighbour
        ((0, 10, 10, 10, 10), (10, 10, 10, 10)),
        ((2, 3, 20, 15, 10), (25, 15, 10)),  # 2 joins 3; that 5 joins 20
        ((0, 0, 35, 3, 2), (40,)),  # 2 joins 3; that 5 joins 35
        ((0, 0, 0, 0, 50), (50,)),
        ((9, 31, 0, 0, 0), (40,)),
        ((12, 8, 9, 11, 0), (12, 17, 11)),  # 8 joins 9, its smaller neighbour
    ],
)
def test_bins_hold_ten_or_more_there_are_four_at_most_and_equal_expectations_stay_together(
    counts: tuple[int, ...], bins: tuple[int, ...]
) -> None:
    expected = np.repeat(TAPS, counts)
    found = binned(expected, np.zeros(len(expected)))
    assert tuple(one.answers for one in found) == bins
    assert [one.expected for one in found] == sorted(one.expected for one in found)


def test_a_bin_has_the_means_of_its_answers() -> None:
    expected, had = answers((0.25, 0.2, 6), (0.5, 0.8, 6), (0.75, 0.5, 14), (1.0, 1.0, 14))
    first, *_ = binned(expected, had)
    assert (first.expected, first.had, first.answers) == pytest.approx((0.375, 0.5, 12))


@pytest.mark.parametrize("had, count", [(81, 263), (15, 148), (0, 20), (1, 29), (29, 29)])
def test_intervals_are_wilsons(had: int, count: int) -> None:
    # The same method, written by somebody else; ours takes 1.96 where scipy takes 1.959964.
    theirs = binomtest(had, count).proportion_ci(confidence_level=0.95, method="wilson")
    assert wilson(had / count, count) == pytest.approx((theirs.low, theirs.high), abs=2e-5)


def test_students_t_is_right_to_the_digits_that_are_shown() -> None:
    for df in (9, 10, 15, 30, 100, 1000):
        assert _student(df) == pytest.approx(student.ppf(0.975, df), abs=0.002)


def test_the_first_sentence_has_both_means_the_difference_and_its_interval() -> None:
    # Ten differences: five of .3 and five of -.1, mean .1, SD sqrt(10 × .2² / 9) = .2108; t(9) = 2.262:
    # .1 ± 2.262 × .2108 / sqrt(10) = .1 ± .151, so from 5 fewer to 25 more.
    expected = np.full(10, 0.7)
    had = np.array([0.4, 0.8] * 5)
    assert finding(expected, had) == (
        "On average you expected 70 % and had 60 %: 10 points more than you had (from 5 fewer to 25 more)."
    )


def test_over_sure_and_under_sure_are_said_only_when_the_interval_leaves_out_zero() -> None:
    expected = np.full(40, 0.7)
    had = np.array([0.4, 0.8] * 20)
    # Now ± 2.023 × .2025 / sqrt(40) = ± .065.
    assert finding(expected, had) == (
        "On average you expected 70 % and had 60 %: over-sure by 10 points (from 4 more to 16 more)."
    )
    assert finding(had, expected) == (
        "On average you expected 60 % and had 70 %: under-sure by 10 points (from 16 fewer to 4 fewer)."
    )
    assert "sure by" not in finding(expected[:10], had[:10])


@pytest.mark.parametrize(
    "difference, said",
    [(0.01, "1 point more than you had"), (-0.02, "2 points fewer than you had"), (0.001, "the same")],
)
def test_small_differences_are_said_in_whole_points(difference: float, said: str) -> None:
    had = np.tile([0.3, 0.7], 20)
    assert said in finding(np.full(40, 0.5) + difference, had)


@pytest.mark.parametrize("count, said", [(0, "No graded answer "), (1, "One graded answer "), (9, "9 graded answers ")])
def test_under_ten_answers_nothing_is_compared(count: int, said: str) -> None:
    found = finding(np.full(count, 0.5), np.full(count, 0.5))
    assert found.startswith(said)
    assert found.endswith("too few to compare what you expected with what you had.")


@pytest.mark.parametrize("count, there", [(0, "there is none yet."), (1, "there is one."), (39, "there are 39.")])
@pytest.mark.parametrize("narrow", [False, True])
def test_under_forty_answers_there_is_a_sentence_and_no_curve(count: int, there: str, *, narrow: bool) -> None:
    drawing = calibration_curve(np.full(count, 0.5), np.full(count, 0.6), narrow=narrow)
    shown = " ".join(words(drawing))
    assert f"A curve needs 40 graded answers with released marks; {there}" in shown
    assert drawing.rows == ()
    assert "<use" not in svg_of(drawing)
    assert "No curve: it needs 40" in drawing.alt
    assert troubles(drawing) == []


def test_from_forty_answers_on_points_bars_alt_text_and_table_agree() -> None:
    drawing = calibration_curve(*FORTY)
    # Wilson for .4 of 10: .168 to .687; for .8 of 10: .490 to .943 (same formula by hand, z = 1.96).
    assert drawing.rows == (
        ("25 %", "40 %", "17 % to 69 %", "10"),
        ("50 %", "50 %", "24 % to 76 %", "10"),
        ("75 %", "60 %", "31 % to 83 %", "10"),
        ("100 %", "80 %", "49 % to 94 %", "10"),
    )
    assert "4 points: expected 25 %, had 40 % (17 % to 69 %, 10 answers);" in drawing.alt
    svg = svg_of(drawing)
    (uses,) = re.findall(r"((?:<use [^>]*/>)+)", svg)
    # The axes: x from 62 to 480, y from 388 up to 44.
    places = [(float(x), float(y)) for x, y in re.findall(r'x="([\d.]+)" y="([\d.]+)"', uses)]
    by_hand = [(62 + 418 * x, 388 - 344 * y) for x, y in ((0.25, 0.4), (0.5, 0.5), (0.75, 0.6), (1.0, 0.8))]
    assert np.array(places) == pytest.approx(np.array(by_hand), abs=0.06)
    assert words(drawing).count("10") == 4


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    "groups",
    [
        ((0.0, 0.0, 15), (0.25, 0.0, 15), (0.75, 1.0, 15), (1.0, 1.0, 15)),
        ((0.0, 1.0, 15), (1.0, 0.0, 30)),
        ((0.5, 0.5, 45),),
    ],
)
def test_labels_stand_apart_at_the_corners_too(groups: tuple[tuple[float, float, int], ...], *, narrow: bool) -> None:
    assert troubles(calibration_curve(*answers(*groups), narrow=narrow)) == []


def test_the_caption_counts_the_answers_and_says_what_they_know_nothing_of() -> None:
    assert calibration_curve(*FORTY).caption == (
        "40 graded answers about invented people; it knows nothing of your sessions. Only graded tasks with released "
        "marks are counted."
    )


def test_both_editions_say_the_same() -> None:
    assert same_but_for_the_picture(calibration_curve(*FORTY), calibration_curve(*FORTY, narrow=True))


@pytest.mark.parametrize(
    "expected, had, said",
    [
        ([0.5], [0.5, 0.5], r"shape \(1,\) and marks of shape \(2,\); give two lists of the same length"),
        ([1.5], [0.5], r"An expected share is 1\.5; shares lie between 0 and 1"),
        ([0.5], [-0.1], r"An earned share is -0\.1"),
        ([math.nan], [0.5], r"An expected share is nan; .* Leave out answers without a tap"),
    ],
)
def test_what_is_no_share_is_refused(expected: list[float], had: list[float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        calibration_curve(expected, had)
