from __future__ import annotations

import re

import pytest
from withinreach.figures.base_rates import Counts, base_rates, counted, finding
from withinreach.figures.registry import FIGURES

from tests.unit.figures.looking import same_but_for_the_picture, svg_of, troubles, words

# Prevalence, sensitivity, false alarms; then by hand: dismissing with and without the sign, others with and without.
CASES = [
    ((0.05, 0.8, 0.2), (40, 10, 190, 760)),  # 50; .8 of 50; .2 of 950
    ((0.5, 0.5, 0.5), (250, 250, 250, 250)),
    ((0.03, 0.5, 0.25), (15, 15, 243, 727)),  # .25 of 970 is 242.5, halves go up
    ((0.0, 0.8, 0.0), (0, 0, 0, 1000)),
    ((1.0, 1.0, 1.0), (1000, 0, 0, 0)),
    ((0.01, 0.1, 0.0), (1, 9, 0, 990)),
]


@pytest.mark.parametrize("supposed, by_hand", CASES)
def test_the_supposed_shares_become_whole_people(
    supposed: tuple[float, float, float], by_hand: tuple[int, int, int, int]
) -> None:
    counts = counted(*supposed)
    assert (counts.hits, counts.misses, counts.alarms, counts.rest) == by_hand


def test_every_supposition_makes_a_thousand_people_of_whom_none_is_less_than_nobody() -> None:
    for step in range(0, 101, 7):
        for other in range(0, 101, 9):
            counts = counted(step / 100, other / 100, (100 - step) / 100)
            parts = (counts.hits, counts.misses, counts.alarms, counts.rest)
            assert sum(parts) == 1000
            assert min(parts) >= 0


@pytest.mark.parametrize(
    "counts, said",
    [
        (
            Counts(40, 10, 190, 760),
            "Of 1,000 simulated referrals, 230 show the sign; 40 of them are dismissing: about one in six.",
        ),
        (
            Counts(250, 250, 250, 250),
            "Of 1,000 simulated referrals, 500 show the sign; 250 of them are dismissing: half.",
        ),
        (Counts(0, 0, 0, 1000), "Of 1,000 simulated referrals, nobody shows the sign."),
        (Counts(0, 50, 7, 943), "Of 1,000 simulated referrals, 7 show the sign, none of them dismissing."),
        (Counts(0, 50, 1, 949), "Of 1,000 simulated referrals, 1 shows the sign, but is not dismissing."),
        (Counts(1, 9, 0, 990), "Of 1,000 simulated referrals, one shows the sign and is dismissing."),
        (Counts(1000, 0, 0, 0), "Of 1,000 simulated referrals, 1,000 show the sign, all of them dismissing."),
        (
            Counts(1, 9, 4, 986),
            "Of 1,000 simulated referrals, 5 show the sign; 1 of them is dismissing: one in five.",
        ),
    ],
)
def test_the_finding_says_whom_the_sign_finds(counts: Counts, said: str) -> None:
    assert finding(counts) == said


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("supposed, by_hand", CASES)
def test_dots_labels_alt_text_and_table_hold_the_same_people(
    supposed: tuple[float, float, float], by_hand: tuple[int, int, int, int], *, narrow: bool
) -> None:
    drawing = base_rates(*supposed, narrow=narrow)
    hits, misses, alarms, rest = by_hand
    shown = " ".join(words(drawing))
    for said in (f"filled: {hits} dismissing", f"filled: {misses} dismissing", f"rings: {alarms} others",
                 f"small: {rest} others"):  # fmt: skip
        assert said in shown
    assert f"{hits} are dismissing (filled) and {alarms} are not (rings)" in drawing.alt
    assert drawing.rows == (
        ("Dismissing", str(hits), str(misses), str(hits + misses)),
        ("Others", str(alarms), str(rest), str(alarms + rest)),
        ("Together", str(hits + alarms), str(misses + rest), "1000"),
    )
    assert dots(svg_of(drawing)) == {"avoid": hits + misses, "ink": alarms, "paper": alarms, "quiet": rest}
    assert troubles(drawing) == []


def dots(svg: str) -> dict[str, int]:
    """Dots by colour, counted from the picture: a row from x to x' has one every 12 pixels."""
    found = {"avoid": 0, "ink": 0, "paper": 0, "quiet": 0}
    for row in re.findall(r'<path d="M ([\d.]+) [\d.]+ L ([\d.]+) [\d.]+ " style="[^"]*stroke: var\(--wr-(\w+)\)', svg):
        start, end, colour = float(row[0]), float(row[1]), row[2]
        found[colour] += int((end - start) / 12) + 1
    return found


def test_a_thousand_people_stay_a_small_picture_and_are_large_enough_to_see_on_a_phone() -> None:
    svg = svg_of(base_rates(0.05, 0.8, 0.2, narrow=True))
    assert len(svg.encode()) < 20_000
    widths = {float(width) for width in re.findall(r"stroke-width: ([\d.]+)", svg)}
    assert min(widths) >= 4


def test_dots_differ_by_form_as_well_as_colour() -> None:
    svg = svg_of(base_rates(0.2, 0.6, 0.3))
    sizes = dict(re.findall(r"stroke: var\(--wr-(avoid|ink|quiet)\)[^\"]*stroke-width: ([\d.]+)", svg))
    inner = re.search(r"stroke: var\(--wr-paper\)[^\"]*stroke-width: ([\d.]+)", svg)
    assert inner
    assert float(sizes["quiet"]) < float(inner.group(1)) < float(sizes["ink"]) < float(sizes["avoid"]) + 0.1


@pytest.mark.parametrize("name", ["prevalence", "sensitivity", "false_alarms"])
@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_outside_nothing_and_all_is_refused(name: str, share: float) -> None:
    with pytest.raises(
        ValueError, match=rf"{name} is {share:g}; a share lies between 0 and 1\. Write 5 in 100 as 0\.05"
    ):
        base_rates(**{name: share})


def test_the_sliders_are_suppositions_and_start_where_the_sign_says_nothing() -> None:
    spec = FIGURES["base-rates"]
    assert all(dial.label.startswith("Suppose") for dial in spec.dials)
    start = spec.draw(**spec.clean({}))
    assert start.finding.endswith("half.")
    assert "suppositions of yours" in start.caption
    assert "the sign says nothing" in start.caption


def test_both_editions_say_the_same() -> None:
    assert same_but_for_the_picture(base_rates(0.1, 0.7, 0.2), base_rates(0.1, 0.7, 0.2, narrow=True))
