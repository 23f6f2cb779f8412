from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from withinreach.simulations.two_channels import (
    Recipe,
    Trace,
    level,
    parted,
    raised,
    recipe_from,
    response,
    simulate,
)

CALM = (6,) * 18


def recipe(**fields: Any) -> Recipe:
    return Recipe(**({"seed": 1, "ratings": CALM} | fields))


def drawn(*climbs: tuple[int, int], ratings: tuple[int, ...] = CALM, up: float = 0.6) -> Trace:
    """A skin that stands at 2 µS, and `up` higher from each first second to before each second one."""
    skin = np.full(360, 2.0)
    for start, end in climbs:
        skin[start:end] += up
    return Trace(np.repeat(ratings, 20), skin)


def changed_at(second: int) -> tuple[int, ...]:
    """Ratings of 6 that fall to 4 at a second (a multiple of 20)."""
    return (6,) * (second // 20) + (4,) * (18 - second // 20)


def test_a_response_agrees_with_a_calculation_by_hand() -> None:
    # t = 3 ln 3: exp(-t/6) = 3^-1/2 = .577350, exp(-t/2) = 3^-3/2 = .192450; their difference .384900 is the peak.
    # t = 6: (.367879 - .049787) / .384900 = .826428.  t = 12: (.135335 - .002479) / .384900 = .345170.
    found = response(np.array([-5, 0, 6, 12]), 2.0)
    assert found == pytest.approx([0.0, 0.0, 2 * 0.826428, 2 * 0.345170], abs=1e-5)


def test_a_response_is_highest_about_three_seconds_after_it_began_and_no_higher_than_its_size() -> None:
    curve = response(np.arange(60), 0.8)
    assert curve.argmax() == 3
    assert 0.79 < curve.max() <= 0.8
    assert response(np.array([60]), 0.8)[0] < 0.001


def test_a_trace_has_one_sample_a_second_and_each_rating_is_held_for_twenty() -> None:
    trace = simulate(recipe(ratings=(1, 7, *(6,) * 16)))
    assert trace.report.shape == trace.skin.shape == (360,)
    assert trace.report[[0, 19, 20, 39, 40, 359]].tolist() == [1, 1, 7, 7, 6, 6]


def test_skin_without_responses_stays_near_two_with_a_drift_of_a_tenth() -> None:
    # Drift at most .1, noise of SD .03: four SDs on top of the drift. A drift of a tenth has SD .1/sqrt(2) = .071.
    skin = simulate(recipe()).skin
    assert np.abs(skin - 2.0).max() < 0.1 + 4 * 0.03
    assert skin.std() == pytest.approx((0.071**2 + 0.03**2) ** 0.5, abs=0.015)


def test_skin_has_two_decimals() -> None:
    skin = simulate(recipe(responses=((50, 1.2345),))).skin
    assert (skin == np.round(skin, 2)).all()


def test_responses_add_to_the_skin_that_would_be_there_without_them() -> None:
    quiet = simulate(recipe()).skin
    moved = simulate(recipe(responses=((100, 1.0), (103, 0.5)))).skin
    # At second 106: 6 s after the first (.826428) and 3 s after the second, which is (.606531 - .223130) / .384900 =
    # .996105 of .5: 1.3245 together. Rounding to two decimals twice may cost .01.
    assert moved[106] - quiet[106] == pytest.approx(1.3245, abs=0.011)
    assert (moved[:101] == quiet[:101]).all()


def test_the_same_recipe_gives_the_same_trace_and_another_seed_another() -> None:
    one, same, other = (simulate(recipe(seed=seed)).skin for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).mean() > 0.5


def test_a_slip_reads_nothing_for_exactly_four_seconds() -> None:
    skin = simulate(recipe(slips=(356, 180), responses=((178, 2.0),))).skin
    assert np.flatnonzero(skin == 0).tolist() == [180, 181, 182, 183, 356, 357, 358, 359]


def test_the_level_leaves_out_the_seconds_of_a_slip() -> None:
    skin = np.r_[np.zeros(300), np.full(40, 2.0), np.full(20, 3.0)]
    assert level(Trace(np.repeat(CALM, 20), skin)) == 2.0


def test_skin_that_climbs_while_the_report_is_flat_parts_from_it() -> None:
    assert parted(drawn((100, 130), (200, 206)), rise=0.5) == [(100, 130), (200, 206)]


def test_five_seconds_are_too_short() -> None:
    assert parted(drawn((100, 105)), rise=0.5) == []


@pytest.mark.parametrize("up, found", [(0.49, []), (0.51, [(100, 130)])])
def test_the_skin_must_reach_the_rise(up: float, found: list[tuple[int, int]]) -> None:
    assert parted(drawn((100, 130), up=up), rise=0.5) == found


@pytest.mark.parametrize("gap, found", [(3, [(100, 123)]), (4, [(100, 110), (114, 124)])])
def test_a_dip_of_three_seconds_does_not_end_a_stretch(gap: int, found: list[tuple[int, int]]) -> None:
    assert parted(drawn((100, 110), (110 + gap, 120 + gap)), rise=0.5) == found


@pytest.mark.parametrize("second", [100, 120, 140])
def test_where_the_rating_changes_nothing_parts(second: int) -> None:
    # The skin is up from 105 to 136: a change at 100 or 140 is 5 s away, one at 120 in the middle.
    assert parted(drawn((105, 136), ratings=changed_at(second)), rise=0.5) == []
    assert raised(drawn((105, 136), ratings=changed_at(second)), rise=0.5) == [(105, 136)]


@pytest.mark.parametrize("second", [80, 160])
def test_a_rating_that_changes_at_another_time_is_no_matter(second: int) -> None:
    assert parted(drawn((105, 136), ratings=changed_at(second)), rise=0.5) == [(105, 136)]


def test_a_stretch_at_the_very_end_is_found() -> None:
    assert parted(drawn((0, 10), (350, 360)), rise=0.5) == [(0, 10), (350, 360)]


def test_a_parsed_file_becomes_a_recipe() -> None:
    parsed = {"seed": 3, "ratings": [6] * 18, "responses": [[10, 1], [20, 0.5]], "slips": [90], "name": "Ingrid"}
    assert recipe_from(parsed) == Recipe(3, CALM, ((10, 1.0), (20, 0.5)), (90,))


@pytest.mark.parametrize(
    "field, value, words",
    [
        ("seed", -1, "The seed is -1; a seed is a whole number from 0."),
        ("ratings", [6] * 17, "There are 17 ratings; 18 are needed. Give one for each 20 s."),
        ("ratings", [6] * 17 + [8], "Rating 18 is 8. A rating is a whole number from 1 to 7; 7 is quite calm."),
        ("ratings", [6.5] * 18, "Expected `int`, got `float`"),
        ("responses", [[360, 1.0]], "A response begins at second 360 with 1.0 µS. It begins at second 0 to 359"),
        ("responses", [[10, 0]], "its size is above 0. Move it, or leave it out."),
        ("responses", [[10, float("nan")]], "A response begins at second 10 with nan µS."),
        ("slips", [357], "The device slips at second 357. A slip takes 4 s and begins at second 0 to 356. Move it."),
    ],
)
def test_a_value_out_of_range_is_refused_in_words(field: str, value: object, words: str) -> None:
    with pytest.raises(ValueError, match="A recipe has seed, ratings, and") as refused:
        recipe_from({"seed": 1, "ratings": [6] * 18, field: value})
    assert words in str(refused.value)


def test_a_missing_field_is_named() -> None:
    with pytest.raises(ValueError, match="missing required field `ratings`"):
        recipe_from({"seed": 1})


def test_noise_is_the_same_whatever_else_is_in_the_recipe() -> None:
    def noise(**fields: Any) -> NDArray[np.float64]:
        return simulate(recipe(**fields)).skin[:100]

    assert (noise() == noise(slips=(200,), responses=((150, 1.0),), ratings=changed_at(100))).all()
