from __future__ import annotations

import re

import numpy as np
import pytest
from withinreach.figures.trajectories import Courses, Measure, trajectories

from tests.unit.figures.looking import same_but_for_the_picture, svg_of, troubles, words

MEASURE = Measure("Alliance, 0 to 1", 0, 1, (0, 0.5, 1), "Session", (0, 1, 2))
ECR = Measure("Attachment avoidance, mean score 1 to 7", 1, 7, tuple(range(1, 8)), "Week", (0, 10, 20, 30, 40))


def steady(values: np.ndarray, occasions: int = 3) -> np.ndarray:
    return np.repeat(values[:, None], occasions, axis=1)


# 101 people at 0, .01 … 1: percentiles are their numbers.
EVEN = Courses("Even", steady(np.arange(101) / 100))
NARROW_GROUP = Courses("Narrow", steady(0.4 + np.arange(101) / 1000))
HALF = Courses("Half", steady(np.arange(101) / 200 + 0.05))
HIGH = Courses("High", steady(0.8 + np.arange(101) / 1000))


def courses(seed: int, people: int = 60, occasions: int = 5, leave: float = 0.0) -> np.ndarray:
    random = np.random.default_rng(seed)
    values = np.clip(
        4.5 + random.standard_normal((people, 1)) + 0.3 * random.standard_normal((people, occasions)), 1, 7
    )
    for person in np.flatnonzero(random.random(people) < leave):
        values[person, random.integers(1, occasions) :] = np.nan
    return values


def test_the_bands_are_percentiles_of_those_who_are_there() -> None:
    assert EVEN.summary[:, 0] == pytest.approx([0.05, 0.25, 0.5, 0.75, 0.95])
    left = EVEN.values.copy()
    left[51:, 2] = np.nan  # 0 … .50 stay
    assert Courses("Left", left).summary[:, 2] == pytest.approx([0.025, 0.125, 0.25, 0.375, 0.475])


def test_under_ten_people_there_is_no_band() -> None:
    few = EVEN.values.copy()
    few[9:, 2] = np.nan
    summary = Courses("Few", few).summary
    assert np.isnan(summary[:, 2]).all()
    assert not np.isnan(summary[:, 1]).any()


def test_one_groups_finding_says_where_its_middle_half_lay_and_lies() -> None:
    values = EVEN.values.copy()
    values[:, 2] = values[:, 2] / 2
    drawing = trajectories([Courses("One", values)], MEASURE, source="")
    assert drawing.finding == (
        "At session 2 the middle half of 101 simulated courses lies between 0.12 and 0.38; at the start it lay between "
        "0.25 and 0.75."
    )


@pytest.mark.parametrize(
    "groups, said",
    [
        # Medians .45 and .85, middle halves .05 wide; then .50 and .30, .50 and .25 wide.
        (
            (NARROW_GROUP, HIGH),
            "0.40 apart, and within each the middle half spans 0.05 or more: the difference is larger",
        ),
        ((EVEN, HALF), "0.20 apart, and within each the middle half spans 0.25 or more: the spread is larger"),
    ],
)
def test_several_groups_finding_sets_the_difference_beside_the_spread(groups: tuple[Courses, ...], said: str) -> None:
    found = trajectories(groups, MEASURE, source="").finding
    assert found.startswith("At session 2 the groups' ")
    assert said in found


def test_where_a_group_has_dwindled_the_finding_speaks_of_the_last_time_that_all_have_bands() -> None:
    gone = EVEN.values.copy()
    gone[5:, 2] = np.nan
    drawing = trajectories([EVEN, Courses("Gone", gone)], MEASURE, source="")
    assert drawing.finding.startswith("At session 1 ")
    assert drawing.rows[1][3:] == ("fewer than ten", "5 of 101")


def test_the_table_has_first_middle_and_last_occasion_with_median_and_middle_half() -> None:
    drawing = trajectories([EVEN], MEASURE, source="")
    assert drawing.columns == (
        "Group", "Session 0: median (half)", "Session 1: median (half)", "Session 2: median (half)", "There at the end",
    )  # fmt: skip
    assert drawing.rows == (("Even", *["0.50 (0.25 to 0.75)"] * 3, "101 of 101"),)


def test_medians_are_drawn_and_named_only_on_request() -> None:
    without, with_them = (trajectories([EVEN], MEASURE, source="", medians=asked) for asked in (False, True))
    assert "median" not in words(without)
    assert "median" in words(with_them)
    assert "the median goes from 0.50 to 0.50" in with_them.alt
    assert "the median" not in without.alt
    thick = r"stroke: var\(--wr-accent\); stroke-width: 3\.2"
    assert len(re.findall(thick, svg_of(without))) == 0
    assert len(re.findall(thick, svg_of(with_them))) == 1


@pytest.mark.parametrize("people, lines", [(60, 30), (20, 20)])
def test_thirty_single_courses_are_drawn_faintly(people: int, lines: int) -> None:
    svg = svg_of(trajectories([Courses("Some", courses(1, people))], ECR, source=""))
    (path,) = re.findall(r'<path d="([^"]*)"[^>]*stroke: var\(--wr-ink\)[^>]*stroke-width: 0\.9', svg)
    assert path.count("M") == lines


def test_a_course_that_ends_early_ends_in_an_open_ring_and_the_caption_says_what_that_is() -> None:
    values = courses(2, leave=0.4)
    early = int(np.isnan(values[:30, -1]).sum())
    drawing = trajectories([Courses("Some", values)], ECR, source="")
    assert early > 3
    rings = re.findall(r'<g style="[^"]*fill: var\(--wr-paper\)[^"]*">((?:<use [^>]*/>)+)</g>', svg_of(drawing))
    assert sum(uses.count("<use ") for uses in rings) == early
    assert "ended early; the bands hold those who are still there" in drawing.caption
    assert f"; {int(np.isnan(values[:, -1]).sum())} ended early" in drawing.alt
    assert "open ring" not in trajectories([Courses("All", courses(2))], ECR, source="").caption


def test_the_caption_says_how_many_that_they_are_simulated_and_where_they_come_from() -> None:
    groups = [Courses("A", courses(1)), Courses("B", courses(2, 40))]
    assert trajectories(groups, ECR, source="From nowhere.").caption == (
        "60 and 40 simulated courses; the first 30 are drawn as lines. Bands: the middle half, and nine tenths. From "
        "nowhere."
    )


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("medians", [False, True])
def test_labels_stand_apart_in_one_to_three_panels(count: int, *, narrow: bool, medians: bool) -> None:
    groups = [Courses(f"Strategy number {place}", courses(place, leave=0.3)) for place in range(count)]
    drawing = trajectories(groups, ECR, source="", medians=medians, narrow=narrow)
    assert troubles(drawing) == []
    shown = words(drawing)
    assert {"Attachment avoidance, mean score 1 to 7", "Week", "middle half", "nine tenths"} <= set(shown)
    assert all(group.name in shown for group in groups)


def test_bands_that_lie_close_together_keep_their_names_apart() -> None:
    flat = Courses("Flat", steady(0.5 + np.arange(101) / 1e5))
    assert troubles(trajectories([flat], MEASURE, source="", medians=True)) == []


def test_both_editions_say_the_same_and_the_narrow_one_puts_panels_under_each_other() -> None:
    groups = [Courses("A", courses(1)), Courses("B", courses(2))]
    wide, narrow = (trajectories(groups, ECR, source="", narrow=edition) for edition in (False, True))
    assert same_but_for_the_picture(wide, narrow)
    assert narrow.figure.get_figheight() > 1.3 * wide.figure.get_figheight()


@pytest.mark.parametrize(
    "groups, said",
    [
        ([], r"There are 0 groups of courses\. Give one to 3, a panel each\."),
        ([EVEN] * 4, r"There are 4 groups"),
        ([Courses("Few", EVEN.values[:9])], r"'Few' has 9 people; a band needs 10 or more\."),
        ([Courses("Short", EVEN.values[:, :2])], r"'Short' has 2 occasions and the measure names 3 times\."),
    ],
)
def test_courses_that_do_not_fit_are_refused(groups: list[Courses], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        trajectories(groups, MEASURE, source="")
