from __future__ import annotations

import math
import re

import pytest
from withinreach.figures.registry import FIGURES
from withinreach.figures.reliable_change import reliable_change

from tests.unit.figures.looking import same_but_for_the_picture, svg_of, troubles, words

# By hand: SD 1, reliability .91: SEM = sqrt(.09) = .3; a score's band 1.96 × .3 = .588; smallest reliable change
# 1.96 × sqrt(2) × .3 = .8316.
HAND = {"sd": 1.0, "reliability": 0.91}


@pytest.mark.parametrize(
    "before, after, said",
    [
        (5.2, 4.4, "From 5.2 to 4.4: 0.8 points lower, within the 0.83 that error alone can do (alpha .91)."),
        (5.2, 4.3, "From 5.2 to 4.3: 0.9 points lower, more than the 0.83 that error alone can do (alpha .91)."),
        (3.0, 3.9, "From 3.0 to 3.9: 0.9 points higher, more than the 0.83 that error alone can do (alpha .91)."),
        (4.0, 4.0, "The two scores are the same; a change of 0.83 could be error alone (alpha .91)."),
    ],
)
def test_the_finding_sets_the_change_beside_what_error_can_do_and_names_the_reliability(
    before: float, after: float, said: str
) -> None:
    assert reliable_change(before, after, **HAND).finding == said


def test_the_table_holds_both_bands_and_the_smallest_reliable_change() -> None:
    assert reliable_change(5.2, 4.4, **HAND).rows == (
        ("First time", "5.2", "4.6 to 5.8"),
        ("Second time", "4.4", "3.8 to 5.0"),
        ("Change", "\N{MINUS SIGN}0.8", "smallest reliable: 0.83"),
    )


def test_bands_end_where_the_scale_ends() -> None:
    rows = reliable_change(1.2, 7.0, **HAND).rows
    assert [row[2] for row in rows[:2]] == ["1.0 to 1.8", "6.4 to 7.0"]


def test_the_shaded_band_in_the_picture_is_as_wide_as_the_number() -> None:
    # The axis runs from 1 to 7 over 420 - 44 - 48 = 328 pixels, its 7 at y = 44.
    svg = svg_of(reliable_change(4.0, 4.4, **HAND))
    shaded = re.search(
        r'<path d="M ([\d.]+) ([\d.]+) L [\d.]+ [\d.]+ L [\d.]+ ([\d.]+) [^"]*"[^>]*fill: var\(--wr-accent\)', svg
    )
    assert shaded
    edges = sorted(7 - (float(y) - 44) * 6 / 328 for y in shaded.groups()[1:])
    assert edges == pytest.approx([4 - 0.8316, 4 + 0.8316], abs=0.01)


def test_the_spread_is_the_english_language_samples_unless_another_is_given() -> None:
    # Human Penguin Project, English-language sites, n = 538: SD 1.054 on avoidance, 1.200 on anxiety (facts 3.1).
    needed = 1.96 * math.sqrt(2) * 1.054 * math.sqrt(1 - 0.936)
    drawing = reliable_change(5.2, 4.6, 0.936)
    assert f"within the {needed:.2f}" in drawing.finding  # RCI95 .741 there
    assert (
        f"within the {1.96 * math.sqrt(2) * 1.2 * 0.3:.2f}"
        in reliable_change(5.2, 4.6, 0.91, measure="anxiety").finding
    )


def test_a_retest_reliability_is_called_so_everywhere() -> None:
    drawing = reliable_change(5.2, 4.6, 0.9, kind="retest")
    assert "(retest .90)" in drawing.finding
    assert "With retest .90" in drawing.caption


def test_within_error_the_second_score_is_hollow_and_the_words_say_so() -> None:
    inside, outside = (reliable_change(5.2, after, **HAND) for after in (4.8, 3.0))
    assert {"0.4 lower", "within error"} <= set(words(inside))
    assert {"2.2 lower", "more than error"} <= set(words(outside))
    assert svg_of(inside).count("fill: var(--wr-paper)") == 1
    assert "fill: var(--wr-paper)" not in svg_of(outside)
    assert "the second stays inside it" in inside.alt
    assert "the second leaves it" in outside.alt


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    "before, after", [(1, 1), (1, 7), (7, 1), (7, 7), (5.2, 4.6), (4.6, 5.2), (6.9, 6.4), (1.3, 1.9)]
)
@pytest.mark.parametrize("reliability", [0.7, 0.94, 0.98])
def test_labels_stand_apart_at_every_end(before: float, after: float, reliability: float, *, narrow: bool) -> None:
    assert troubles(reliable_change(before, after, reliability, narrow=narrow)) == []


@pytest.mark.parametrize(
    "values, said",
    [
        ({"before": 0.5}, "The first score is 0.5; mean scores lie between 1 and 7."),
        ({"after": 7.5}, "The second score is 7.5; mean scores lie between 1 and 7."),
        ({"after": math.nan}, "The second score is nan"),
        ({"reliability": 1.0}, "The reliability is 1"),
        ({"sd": 0.0}, "The SD is 0"),
    ],
)
def test_scores_that_cannot_be_and_a_reliability_without_error_are_refused(values: dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        reliable_change(**values)


def test_both_editions_say_the_same() -> None:
    assert same_but_for_the_picture(reliable_change(), reliable_change(narrow=True))


def test_the_slider_starts_at_alpha_of_the_english_language_sample() -> None:
    # Alpha of avoidance .936 (facts 3.1).
    assert FIGURES["reliable-change"].clean({})["reliability"] == round(0.936, 2)
    assert "More than error does not mean because of therapy." in reliable_change().caption
