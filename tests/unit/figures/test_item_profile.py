from __future__ import annotations

import csv
import math
import re

import numpy as np
import pytest
from withinreach.content.resources import data_text
from withinreach.figures.item_profile import ItemSample, expected_sample, item_profile, simulated_answers
from withinreach.figures.item_profile_words import finding
from withinreach.figures.registry import FIGURES

from tests.unit.figures.looking import same_but_for_the_picture, svg_of, troubles, words

KEY = list(csv.DictReader(data_text("instruments", "ecr-r.csv").splitlines()))
REVERSED = [int(row["item"]) - 1 for row in KEY if row["reverse_keyed"] == "1"]
FOURS = np.full(36, 4.0)
THREES = ItemSample(np.full(36, 3.0), np.full(36, 2.0), np.full(36, 5.0), "an even sample")


def ticked(recoded: np.ndarray) -> np.ndarray:
    """What somebody ticked whose recoded answers are these."""
    raw = recoded.copy()
    raw[REVERSED] = 8 - raw[REVERSED]
    return raw


def test_reverse_keyed_answers_are_turned_in_the_table_and_said_to_be() -> None:
    rows = item_profile(np.full(36, 2.0), THREES).rows
    for number, row in enumerate(rows):
        turned = number in REVERSED
        assert row[2] == ("6" if turned else "2")
        assert row[0].endswith(", turned") == turned
        assert row[0].startswith(f"{number + 1}. {KEY[number]['topic']}")
        assert row[1] == KEY[number]["subscale"]
    assert len(REVERSED) == 14


def test_the_finding_says_how_far_each_scale_is_off_and_which_item_most() -> None:
    answers = FOURS.copy()
    answers[18:] = 2.0
    answers[30] = 7.0
    # Avoidance (17 × 2 + 7) / 18 = 2.28, against 3: .7 below; anxiety 1 above; item 31 is off by 4.
    assert finding(answers, THREES, "Person A") == (
        "Person A answers 0.7 points below the sample on avoidance and 1.0 points above the sample on anxiety; "
        f"furthest off is “{KEY[30]['topic']}”, 7 against a mean of 3.0."
    )


def test_small_differences_are_called_alike_and_a_scale_without_answers_is_left_out() -> None:
    answers = np.full(36, 3.0)
    answers[:18] = np.nan
    answers[20] = 4.0
    assert finding(answers, THREES, "This person").startswith(
        "This person answers like the sample on avoidance; furthest off is “dependence difficulty”, 4 against"
    )
    assert finding(np.full(36, np.nan), THREES, "This person") == "This person has answered nothing yet."


def test_the_alt_text_counts_answers_above_inside_and_below_the_middle_half() -> None:
    answers = np.full(36, 3.0)
    answers[:4], answers[4], answers[5:7] = 6.0, 1.0, (2.0, 5.0)  # the ends of the middle half lie inside it
    answers[18] = np.nan
    alt = item_profile(ticked(answers), THREES).alt
    # (4 × 6 + 1 + 2 + 5 + 11 × 3) / 18 = 3.61.
    counted = "above the sample's middle half: 4, inside it: 13, below it: 1."
    assert f"On anxiety 18 answers have a mean of 3.6, the sample's is 3.0; {counted}" in alt
    assert "On avoidance 17 answers have a mean of 3.0" in alt
    assert "this person's simulated answers as dots" in alt


def test_the_expected_sample_is_the_published_mean_and_quartiles_of_the_sample() -> None:
    sample = expected_sample()
    # Item 1: mean 3.66, item 18: 2.68, item 31: 2.66 (facts 2.3).
    assert sample.mean[[0, 17, 30]] == pytest.approx([3.66, 2.68, 2.66], abs=0.02)
    # Quartiles from the thresholds of the same table (probit metric): so many people answer up to each category. Where
    # one comes within .005 of a quarter, logistic and probit may part.
    assert sample.low is not None
    assert sample.high is not None
    for item, row in enumerate(csv.DictReader(data_text("calibration", "ecrr_english.csv").splitlines())):
        below = [0.5 * math.erfc(-float(row[f"tau{k}"]) / math.sqrt(2)) for k in range(1, 7)]
        for quarter, found in ((0.25, sample.low[item]), (0.75, sample.high[item])):
            if min(abs(share - quarter) for share in below) > 0.005:
                assert found == 1 + sum(share < quarter for share in below)
    # By hand for item 1, tau -1.259 -.402 -.117 .427 .965 1.528: shares .104 .344 .453 .665 .833 .937.
    assert (sample.low[0], sample.high[0]) == (2, 5)


def test_a_missing_answer_has_no_dot_but_words() -> None:
    answers = FOURS.copy()
    answers[[3, 20]] = np.nan
    drawing = item_profile(answers, THREES)
    assert words(drawing).count("no answer") == 2
    assert [row[2] for row in drawing.rows].count("none") == 2
    groups = re.findall(r'<g style="[^"]*fill: var\(--wr-(anx|avoid)\)[^"]*">((?:<use [^>]*/>)+)</g>', svg_of(drawing))
    assert {colour: uses.count("<use ") for colour, uses in groups} == {"anx": 17, "avoid": 17}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("answers", [np.full(36, 1.0), np.full(36, 7.0), np.full(36, np.nan), FOURS])
def test_every_item_is_named_once_and_no_label_meets_another(answers: np.ndarray, *, narrow: bool) -> None:
    drawing = item_profile(answers, narrow=narrow)
    assert troubles(drawing) == []
    shown = words(drawing)
    for number, row in enumerate(KEY):
        assert shown.count(row["topic"] + (", turned" if number in REVERSED else "")) == 1
    assert {"Attachment anxiety", "Attachment avoidance", "answer", "sample's mean", "its middle half"} <= set(shown)


def test_without_quartiles_there_is_no_band_and_no_word_of_one() -> None:
    drawing = item_profile(FOURS, ItemSample(np.full(36, 3.0), None, None, "a sample of which only means are known"))
    assert "its middle half" not in words(drawing)
    assert "middle half" not in drawing.caption + drawing.alt
    assert {row[4] for row in drawing.rows} == {""}


@pytest.mark.parametrize(
    "answers, said",
    [
        (np.full(35, 4.0), r"36 columns are needed"),
        (np.full(36, 8.0), r"Row 1, item 1: the answer is 8"),
        (np.full(36, 2.5), r"Row 1, item 1: the answer is 2\.5"),
    ],
)
def test_what_is_no_sheet_of_answers_is_refused(answers: np.ndarray, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        item_profile(answers)


def test_simulated_people_with_the_same_scores_answer_differently_and_around_them() -> None:
    sheets = np.array([simulated_answers(2.4, 4.8, person) for person in range(1, 7)], dtype=float)
    sheets[:, REVERSED] = 8 - sheets[:, REVERSED]
    assert len({tuple(sheet) for sheet in sheets}) == 6
    # A scale's standard error of measurement is .27 to .29 points (facts 3.1).
    assert sheets[:, :18].mean(axis=1) == pytest.approx([2.4] * 6, abs=0.6)
    assert sheets[:, 18:].mean(axis=1) == pytest.approx([4.8] * 6, abs=0.6)


def test_raising_a_score_lowers_no_recoded_answer() -> None:
    lower, higher = (simulated_answers(2.4, at, 2).astype(float) for at in (4.0, 4.6))
    for sheet in (lower, higher):
        sheet[REVERSED] = 8 - sheet[REVERSED]
    assert (higher >= lower).all()
    assert (higher > lower).any()


def test_both_editions_say_the_same_and_that_answers_are_simulated() -> None:
    wide = item_profile(FOURS, who="Person B")
    assert same_but_for_the_picture(wide, item_profile(FOURS, who="Person B", narrow=True))
    assert wide.caption.startswith("Simulated answers to the ECR-R. Dot: Person B's answer.")
    assert "imulated" not in item_profile(FOURS, simulated=False).caption


def test_the_registry_names_the_person_that_the_slider_names() -> None:
    spec = FIGURES["item-profile"]
    assert spec.draw(**spec.clean({"person": 3})).finding.startswith("Person C answers")
