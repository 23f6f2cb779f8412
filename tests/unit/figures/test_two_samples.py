from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest
from withinreach.figures.registry import FIGURES
from withinreach.figures.two_samples import Group, finding, simulated_groups, told_apart, two_samples

from tests.unit.figures.looking import same_but_for_the_picture, svg_of, troubles, words

ENDS = [(2.0, 2.0), (2.0, 5.5), (5.5, 2.0), (5.5, 5.5), (3.4, 3.9), (2.1, 5.0)]


def group(anxiety: list[float], avoidance: list[float], name: str = "Some") -> Group:
    return Group(name, np.column_stack([anxiety, avoidance]), "hides nothing")


def test_pairs_told_apart_are_counted_over_all_pairs() -> None:
    # Of 2 × 3 pairs (1, 3) against (2, 3, 4): second higher in (1,2) (1,3) (1,4) (3,4), a tie in (3,3): 4.5 of 6.
    first, second = np.array([1.0, 3.0]), np.array([2.0, 3.0, 4.0])
    assert told_apart(first, second) == pytest.approx(4.5 / 6)
    assert told_apart(second, first) == pytest.approx(4.5 / 6)
    assert told_apart(first, first) == 0.5


@pytest.mark.parametrize(
    "first, second, said",
    [
        (
            ([1.5, 2.0, 2.5], [5.0, 4.9, 5.1]),
            ([4.5, 5.0, 5.5], [4.9, 5.1, 5.0]),
            "Both groups score about 5.0 on avoidance; only anxiety tells them apart: 2.0 against 5.0.",
        ),
        (
            ([3.0, 4.0, 5.0], [5.0, 4.9, 5.1]),
            ([3.5, 4.5, 5.5], [4.9, 5.1, 5.0]),  # second higher in 6 of 9 pairs
            "Both groups score about 5.0 on avoidance; anxiety tells them apart only in part: 4.0 against 4.5.",
        ),
        (
            ([2.0, 3.0, 4.0], [5.0, 4.9, 5.1]),
            ([4.0, 2.0, 3.0], [4.9, 5.1, 5.0]),
            "The two groups score alike: about 5.0 on avoidance, about 3.0 on anxiety.",
        ),
        (
            ([2.0, 3.0, 4.0], [2.0, 2.1, 2.2]),
            ([4.0, 2.0, 3.0], [4.9, 5.1, 5.0]),
            "On anxiety the groups score 3.0 and 3.0, on avoidance 2.1 and 5.0.",
        ),
    ],
)
def test_the_finding_says_what_tells_the_groups_apart(
    first: tuple[list[float], list[float]], second: tuple[list[float], list[float]], said: str
) -> None:
    assert finding(group(*first).scores, group(*second).scores) == said


def test_groups_stand_where_the_sliders_say_with_the_same_avoidance() -> None:
    for first, second in product((2.0, 3.1, 5.5), (2.5, 5.0)):
        one, other = simulated_groups(first, second, persons=4000)
        assert one.scores.mean(axis=0) == pytest.approx([first, 5.0], abs=0.03)
        assert other.scores.mean(axis=0) == pytest.approx([second, 5.0], abs=0.03)


def test_a_small_move_of_a_slider_moves_the_people_of_that_group_only_and_nobody_back() -> None:
    before, after = simulated_groups(3.0, 5.0), simulated_groups(3.1, 5.0)
    moved = after[0].scores[:, 0] - before[0].scores[:, 0]
    assert (moved >= 0).all()
    assert 0.05 < moved.mean() < 0.15
    assert (after[0].scores[:, 1] == before[0].scores[:, 1]).all()
    assert (after[1].scores == before[1].scores).all()


def test_the_two_groups_are_other_people() -> None:
    one, other = simulated_groups(4.0, 4.0)
    assert abs(np.corrcoef(one.scores[:, 0], other.scores[:, 0])[0, 1]) < 0.2


def test_the_table_counts_the_people_of_each_region() -> None:
    away = [0.01 * number for number in range(10)]  # a cloud has some spread
    dismissing, fearful, secure = [2.0, 5.0], [5.0, 5.0], [2.0, 2.0]
    places = np.array([dismissing] * 6 + [fearful] * 2 + [secure] * 2) + np.column_stack([away, away[::-1]])
    first = Group("First", places, "hides nothing")
    second = Group("Second", np.array([fearful] * 10) + np.column_stack([away, away[::-1]]), "hides nothing")
    # Means by hand: anxiety (6×2 + 2×5 + 2×2)/10 + .045, avoidance (6×5 + 2×5 + 2×2)/10 + .045.
    assert two_samples(first, second).rows == (
        ("First", "2.6", "4.4", "secure 20%, dismissing 60%, fearful 20%", "nothing"),
        ("Second", "5.0", "5.0", "fearful 100%", "nothing"),
    )


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("ends", ENDS)
def test_labels_stand_apart_however_near_the_groups_are(ends: tuple[float, float], *, narrow: bool) -> None:
    drawing = two_samples(*simulated_groups(*ends), narrow=narrow)
    assert troubles(drawing) == []
    shown = " ".join(words(drawing))
    assert "scale midpoint, not a cut-off" in shown
    for region in ("secure", "preoccupied", "dismissing", "fearful"):
        assert f"{region} region" in shown


@pytest.mark.parametrize("ends", [(2.1, 5.0), (5.0, 2.1)])
def test_the_group_with_less_anxiety_is_named_on_the_left(ends: tuple[float, float]) -> None:
    svg = svg_of(two_samples(*simulated_groups(*ends)))
    x = {
        name: float(re.search(rf'<text[^>]* x="([\d.]+)"[^>]*>{name} group', svg).group(1))  # type: ignore[union-attr]
        for name in ("First", "Second")
    }
    assert (x["First"] < x["Second"]) == (ends[0] < ends[1])


def test_groups_differ_by_form_as_well_as_colour_and_every_person_is_drawn() -> None:
    svg = svg_of(two_samples(*simulated_groups(2.1, 5.0)))
    groups = re.findall(r'<g style="([^"]*)">((?:<use [^>]*/>)+)</g>', svg)
    assert [uses.count("<use ") for _, uses in groups] == [250, 250]
    assert "fill: var(--wr-avoid)" in groups[0][0]
    assert "fill: var(--wr-paper)" in groups[1][0]
    assert "stroke-dasharray" in svg


def test_what_a_profile_hides_is_said_in_the_picture_and_the_table() -> None:
    drawing = two_samples(*simulated_groups(2.1, 5.0))
    assert {"hides whether the calm is all there is", "hides how much closeness is wished for"} <= set(words(drawing))
    assert [row[-1] for row in drawing.rows] == ["whether the calm is all there is", "how much closeness is wished for"]


@pytest.mark.parametrize(
    "anxiety, hidden",
    [(3.9, "whether the calm is all there is"), (4.0, "how much closeness is wished for")],
)
def test_what_a_profile_hides_goes_with_its_anxiety_and_not_with_its_name(anxiety: float, hidden: str) -> None:
    drawing = two_samples(*simulated_groups(anxiety, anxiety))
    assert [row[-1] for row in drawing.rows] == [hidden, hidden]


def test_alt_text_says_both_groups_and_how_many_pairs_each_axis_tells() -> None:
    one, other = simulated_groups(2.1, 5.0)
    alt = two_samples(one, other).alt
    anxiety = np.mean(one.scores[:, None, 0] < other.scores[None, :, 0])
    tie = np.mean(one.scores[:, None, 0] == other.scores[None, :, 0])
    assert f"anxiety tells {100 * (anxiety + tie / 2):.0f} apart" in alt
    assert "250 simulated people as filled dots: around anxiety 2.1 and avoidance 5.0" in alt


def test_a_group_of_nine_is_refused() -> None:
    few = group([2.0] * 9, [5.0] * 9, "The few")
    with pytest.raises(ValueError, match=r"'The few' has 9 people; a cloud needs ten or more\."):
        two_samples(few, few)


def test_both_editions_say_the_same_and_name_the_spread_as_author_set() -> None:
    groups = simulated_groups(2.1, 5.0)
    wide = two_samples(*groups)
    assert same_but_for_the_picture(wide, two_samples(*groups, narrow=True))
    assert wide.caption.startswith("250 and 250 simulated people")
    assert "(author-set)" in wide.caption


def test_the_registry_draws_what_the_sliders_say() -> None:
    spec = FIGURES["two-samples"]
    assert spec.draw(**spec.clean({})).finding.endswith("2.1 against 5.0.")
