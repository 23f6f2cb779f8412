from __future__ import annotations

import math
import re

import numpy as np
import pytest
from withinreach.figures.attachment_plane import SEED, attachment_plane, simulated_scores
from withinreach.figures.estimate import Estimate, estimate_of, region_chances, room
from withinreach.figures.person_words import finding, in_hundred
from withinreach.psychometrics.information import expected_score
from withinreach.psychometrics.posterior import posterior, quadrants
from withinreach.psychometrics.simulate import answers_of

from tests.unit.figures.looking import same_but_for_the_picture, svg_of, troubles, words

DISMISSING = Estimate(2.1, 4.6, 0.3, 0.28, 0.2)
AT_THE_CUT = Estimate(2.0, 4.0, 0.3, 0.3)


def inside(estimate: Estimate, share: float, people: np.ndarray) -> float:
    """Share of people whose standardised distance from the middle is less than the ellipse's outermost."""
    spread = np.array([estimate.sd_anxiety, estimate.sd_avoidance])
    middle = np.array([estimate.anxiety, estimate.avoidance])
    within = np.linalg.inv(np.array([[1, estimate.correlation], [estimate.correlation, 1]]))

    def distance(places: np.ndarray) -> np.ndarray:
        z = (places - middle) / spread
        return np.einsum("ni,ij,nj->n", z, within, z)

    return float((distance(people) < distance(room(estimate, share)).max()).mean())


@pytest.mark.parametrize("share", [0.5, 0.95])
@pytest.mark.parametrize("correlation", [-0.6, 0.0, 0.7])
def test_the_ellipse_holds_its_share_of_very_many_people_drawn_from_the_estimate(
    share: float, correlation: float
) -> None:
    estimate = Estimate(3.0, 4.0, 0.4, 0.2, correlation)
    covariance = [[0.16, 0.08 * correlation], [0.08 * correlation, 0.04]]
    people = np.random.default_rng(1).multivariate_normal([3.0, 4.0], covariance, 200_000)
    assert inside(estimate, share, people) == pytest.approx(share, abs=0.004)


def test_the_ellipse_of_half_has_the_size_of_the_theory_and_is_closed() -> None:
    # Half of a standard bivariate normal lies within sqrt(2 ln 2) = 1.1774 of its middle.
    line = room(Estimate(4.0, 4.0, 1.0, 1.0), 0.5)
    assert np.hypot(*(line - 4).T) == pytest.approx(1.1774, abs=1e-4)
    assert line[0] == pytest.approx(line[-1])


def test_without_correlation_the_chances_of_the_regions_are_products_of_two_normal_tails() -> None:
    # Above 4: anxiety (4 - 3.7) / .3 = 1 SD up, .1587; avoidance (4 - 4.56) / .28 = 2 SD down, .9772.
    chances = region_chances(Estimate(3.7, 4.56, 0.3, 0.28))
    assert list(chances) == ["secure", "preoccupied", "dismissing", "fearful"]
    assert chances["fearful"] == pytest.approx(0.1587 * 0.9772, abs=2e-4)
    assert chances["dismissing"] == pytest.approx(0.8413 * 0.9772, abs=2e-4)
    assert chances["secure"] == pytest.approx(0.8413 * 0.0228, abs=2e-4)


def test_at_the_crossing_of_the_midpoints_correlation_alone_decides() -> None:
    # Both above: 1/4 + asin(r) / (2 pi) (Sheppard 1899); for r = .5 a third.
    chances = region_chances(Estimate(4.0, 4.0, 0.3, 0.2, 0.5))
    assert chances["fearful"] == pytest.approx(1 / 4 + math.asin(0.5) / (2 * math.pi), abs=1e-4)
    assert chances["secure"] == pytest.approx(1 / 3, abs=1e-4)


@pytest.mark.parametrize("middle", [(1.0, 7.0), (7.0, 1.0), (1.0, 1.0), (7.0, 7.0)])
def test_chances_far_from_the_cut_are_certain_and_add_up_to_one(middle: tuple[float, float]) -> None:
    chances = region_chances(Estimate(*middle, 0.2, 0.2, 0.3))
    assert sum(chances.values()) == pytest.approx(1, abs=1e-6)
    assert max(chances.values()) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("traits", [(-1.0, 1.5), (0.4, 0.6), (1.5, -0.5)])
def test_a_persons_posterior_becomes_a_cloud_with_the_same_chances_of_the_regions(traits: tuple[float, float]) -> None:
    # The engine's own way there: mass of the trait grid beyond the trait whose expected score is 4.
    found = posterior(answers_of([traits], 8).raw[0].astype(float))
    estimate = estimate_of(found)
    assert region_chances(estimate) == pytest.approx(dict(quadrants(found)), abs=0.02)
    # A trait's SD times the slope of the curve there is the score's SD (delta method).
    steps = expected_score(np.array(found.mean) + np.array([[-0.1], [0.1]]))
    slope = np.diff(steps, axis=0)[0] / 0.2
    assert (estimate.sd_anxiety, estimate.sd_avoidance) == pytest.approx(tuple(slope * found.sd), rel=0.06)
    assert estimate.correlation == pytest.approx(found.r, abs=0.02)


@pytest.mark.parametrize(
    "values, said",
    [
        ((0.9, 4, 0.3, 0.3, 0), "The person's anxiety is 0.9; mean scores lie between 1 and 7."),
        ((4, 4, 0.3, 0.0, 0), "The SD of avoidance is 0; a person has a standard error above 0."),
        ((4, 4, math.inf, 0.3, 0), "The SD of anxiety is inf"),
        ((4, 4, 0.3, 0.3, 1.0), "The two errors correlate 1; give a value between -1 and 1."),
    ],
)
def test_an_estimate_that_cannot_be_is_refused(values: tuple[float, ...], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        Estimate(*values)


def test_a_clear_person_is_named_by_region_beside_the_number_of_the_table() -> None:
    drawing = attachment_plane(person=DISMISSING)
    scores = simulated_scores(3.5, 3.1, 0.4, persons=500, seed=SEED)
    there = int(((scores[:, 0] < 4) & (scores[:, 1] >= 4)).sum())
    # Avoidance is (4.6 - 4) / .28 = 2.14 SD above the cut: .984; anxiety 6 SD below it.
    assert drawing.finding == (
        f"This person's answers point to the dismissing region (98 in 100), where {there} of 500 simulated people "
        "answer."
    )
    assert drawing.columns[-1] == "This person lies here"
    assert [row[-1] for row in drawing.rows] == ["2 in 100", "0 in 100", "98 in 100", "0 in 100"]
    assert "with 95 in 100 it reaches from 1.4 to 2.8 on anxiety and from 3.9 to 5.3 on avoidance" in drawing.alt


def test_a_person_on_the_line_is_left_open() -> None:
    assert attachment_plane(person=AT_THE_CUT).finding == (
        "This person's answers leave it open: 50 in 100 for the secure region, 50 in 100 for the dismissing one."
    )


def test_chances_are_counts_that_never_round_somebody_away() -> None:
    assert [in_hundred(chance) for chance in (0, 0.002, 0.004, 0.5, 0.996, 1)] == [
        "0", "fewer than 1", "fewer than 1", "50", "more than 99", "100",
    ]  # fmt: skip
    assert finding({"secure": 0.81, "dismissing": 0.19}, {"secure": 3, "dismissing": 1}).startswith(
        "This person's answers point to the secure region (81 in 100), where 3 of 4"
    )


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("middle", [(1.2, 6.8), (6.8, 6.8), (2.1, 4.6), (4.0, 1.1), (6.9, 1.2), (4.0, 4.0)])
def test_a_person_anywhere_has_an_ellipse_and_a_name_that_meets_no_other(
    middle: tuple[float, float], *, narrow: bool
) -> None:
    drawing = attachment_plane(person=Estimate(*middle, 0.3, 0.3, 0.2), narrow=narrow)
    assert "this person" in words(drawing)
    assert troubles(drawing) == []
    # Filled inner half, outer line and the middle, all in ink; never a bare dot.
    assert re.search(r"fill: var\(--wr-ink\); opacity: 0\.3|fill: var\(--wr-ink\); fill-opacity: 0\.3", svg_of(drawing))


def test_with_a_person_both_editions_say_the_same() -> None:
    assert same_but_for_the_picture(*(attachment_plane(person=DISMISSING, narrow=edition) for edition in (False, True)))
