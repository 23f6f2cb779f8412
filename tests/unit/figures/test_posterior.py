from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from withinreach.figures.posterior import Cloud, Told, cloud_of, posterior
from withinreach.figures.registry import FIGURES
from withinreach.figures.under_reading import under_reading
from withinreach.psychometrics import posterior as engine
from withinreach.psychometrics.simulate import answers_of

from tests.unit.figures.looking import same_but_for_the_picture, svg_of, troubles, words

GRID = np.linspace(1, 7, 121)


def cloud(anxiety: float, avoidance: float, sd: float = 0.3) -> Cloud:
    first, second = (np.exp(-((GRID - middle) ** 2) / (2 * sd**2)) for middle in (anxiety, avoidance))
    return Cloud(GRID, GRID, first[:, None] * second[None, :])


TOLD = Told((2.4, 4.8), (2.4, 2.9), cloud(2.4, 2.9), 870, 0.5, 0.2)
ASKED = replace(TOLD, after=cloud(2.4, 4.0), as_said_after=310, informant_error=0.8)


def test_the_smallest_region_of_a_round_cloud_is_the_theorys_disc() -> None:
    # Half of a round normal cloud lies where the density is above half of its height: exp(-r²/2) = 1 - .5.
    round_one = cloud(4.0, 4.0)
    assert round_one.level(0.5) / round_one.mass.max() == pytest.approx(0.5, abs=0.02)
    assert round_one.level(0.95) / round_one.mass.max() == pytest.approx(0.05, abs=0.005)


def test_the_reach_is_the_middle_of_a_normal_margin() -> None:
    # .3 × 1.96 = .588 on either side.
    assert cloud(4.0, 3.0).reach(1) == pytest.approx((3 - 0.588, 3 + 0.588), abs=0.05)
    assert cloud(4.0, 3.0).reach(0, 0.5) == pytest.approx((4 - 0.202, 4 + 0.202), abs=0.05)


@pytest.mark.parametrize(
    "told, said",
    [
        (TOLD, "870 are what they say; the form cannot show which."),
        (replace(TOLD, as_said=1000), "all are what they say."),
        (replace(TOLD, as_said=0), "none are what they say; the form cannot show which."),
        (ASKED, "870 are what they say; with what her informant says, 310 of 1,000."),
    ],
)
def test_the_finding_counts_those_who_are_what_they_say(told: Told, said: str) -> None:
    assert posterior(told).finding == f"Of 1,000 simulated people with this score, {said}"


def test_table_and_alt_text_hold_person_form_cloud_and_counts() -> None:
    drawing = posterior(ASKED)
    assert drawing.rows == (
        ("Where she is", "2.4", "4.8"),
        ("What the form says", "2.4", "2.9"),
        ("95 in 100 possible, from the form alone", "1.8 to 3.0", "2.3 to 3.5"),
        ("What they say, of 1,000: possible, from the form alone", "", "870"),
        ("95 in 100 possible, with the informant", "1.8 to 3.0", "3.4 to 4.6"),
        ("What they say, of 1,000: possible, with the informant", "", "310"),
    )
    for said in (
        "anxiety 2.4 and avoidance 4.8; a square what her form says, 2.4 and 2.9",
        "from 3.4 to 4.6 on avoidance. Without an informant it reached from 2.3 to 3.5 (dashed).",
        "870 are what they say, 130 are not. With the informant, 310 of 1,000.",
    ):
        assert said in drawing.alt


def test_the_bar_is_filled_as_far_as_people_are_what_they_say() -> None:
    # The bar runs from x = 58 to 608, 550 pixels for 1,000 people.
    svg = svg_of(posterior(TOLD))
    bars = re.findall(r'<path d="M ([\d.]+) ([\d.]+) L ([\d.]+) \2 L[^"]*" style="fill: (none|var\(--wr-avoid\));', svg)
    found = {fill: (float(start), float(end)) for start, _, end, fill in bars}
    assert found["var(--wr-avoid)"] == pytest.approx((58, 58 + 0.87 * 550), abs=0.1)
    assert found["none"] == pytest.approx((58 + 0.87 * 550, 608), abs=0.1)


def test_nothing_of_an_informant_is_shown_before_one_is_asked() -> None:
    drawing = posterior(TOLD)
    everything = " ".join([*words(drawing), drawing.finding, drawing.alt, drawing.caption, str(drawing.rows)])
    assert "informant" not in everything
    assert "stroke-dasharray: 4.5,4.5" not in svg_of(drawing)
    assert {"with the informant: 310", "690 are not", "dashed: without informant"} <= set(words(posterior(ASKED)))


def test_person_and_form_differ_by_shape_and_each_shape_is_named() -> None:
    shown = words(posterior(TOLD))
    assert {"diamond: where she is", "square: what the form says", "cloud: what that leaves possible"} <= set(shown)
    assert "scale midpoint," in shown


def test_the_caption_says_that_all_is_author_set_and_that_nobody_knows() -> None:
    caption = posterior(ASKED).caption
    for said in ("every value is author-set", "keeps 50 % of her avoidance out", "so do 20 % of all people",
                 "off by 0.8 points", "No study tells how much people keep out."):  # fmt: skip
        assert said in caption


@pytest.mark.parametrize(
    "change, said",
    [
        ({"as_said": 1001}, r"1001 of 1,000 people are what the form says; count from 0 to 1,000"),
        ({"as_said": -1}, r"-1 of 1,000"),
        ({"after": cloud(2, 2)}, r"With an informant the figure needs both the cloud and the count"),
        ({"as_said_after": 5}, r"without one, neither"),
    ],
)
def test_what_does_not_fit_together_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(TOLD, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize("mass", [np.zeros((121, 121)), np.ones((121, 120))])
def test_a_cloud_without_mass_or_of_another_shape_is_refused(mass: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"give one value of 0 or more for each pair of scores"):
        Cloud(GRID, GRID, mass)


def test_a_posterior_of_the_engine_stands_on_the_plane_with_its_own_levels() -> None:
    found = engine.posterior(answers_of([(-1.0, 1.0)], 3).raw[0].astype(float))
    on_the_plane = cloud_of(found)
    assert on_the_plane.level(0.5) == pytest.approx(engine.level(found, 0.5), rel=0.01)
    # Traits -1 and 1 are expected to score 2.22 on anxiety and 4.23 on avoidance (facts 2.5).
    low, high = on_the_plane.reach(0)
    assert low < 2.22 < high
    low, high = on_the_plane.reach(1)
    assert low < 4.23 < high


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("kept_out, do_so, informant", list(product((0, 0.3, 0.5, 0.8), (0, 0.2, 1), (False, True))))
def test_labels_stand_apart_wherever_the_sliders_are(
    kept_out: float, do_so: float, *, informant: bool, narrow: bool
) -> None:
    assert troubles(under_reading(kept_out, do_so, informant=informant, narrow=narrow)) == []


def test_the_slider_starts_at_nothing_kept_out_and_nobody_asked() -> None:
    spec = FIGURES["under-reading"]
    drawing = spec.draw(**spec.clean({}))
    assert drawing.finding == "Of 1,000 simulated people with this score, all are what they say."
    assert drawing.rows[0][1:] == drawing.rows[1][1:]
    assert spec.draw(**spec.clean({"kept_out": 0.5, "informant": 1})).finding.endswith("of 1,000.")


@pytest.mark.parametrize("told", [TOLD, ASKED])
def test_both_editions_say_the_same(told: Told) -> None:
    assert same_but_for_the_picture(posterior(told), posterior(told, narrow=True))
