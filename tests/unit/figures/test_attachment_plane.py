from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.path import Path
from withinreach.figures.attachment_plane import SEED, attachment_plane, simulated_scores
from withinreach.figures.drawing import Drawing
from withinreach.figures.registry import FIGURES
from withinreach.figures.rings import ring
from withinreach.figures.svg import to_svg

EXTREMES = [(2.0, 2.0, -0.3), (2.0, 5.5, 0.8), (5.5, 2.0, 0.8), (5.5, 5.5, 0.8), (4.0, 4.0, 0.0), (4.0, 5.5, -0.3)]


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 -- a drawing of our own


def counts(drawing: Drawing) -> dict[str, int]:
    return {row[0].split(" ", 1)[0].lower(): int(row[1]) for row in drawing.rows}


def labels(drawing: Drawing) -> list[str]:
    root = parsed(to_svg(drawing.figure, alt=drawing.alt, prefix="a"))
    return [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_finding_says_the_number_of_the_table() -> None:
    drawing = attachment_plane()
    found = re.fullmatch(
        r"Of 500 simulated people, (\d+) answer in the dismissing region: (about )?one in \w+\.", drawing.finding
    )
    assert found
    assert int(found.group(1)) == counts(drawing)["dismissing"]


def test_nobody_in_the_region_is_said_in_words() -> None:
    drawing = attachment_plane(5.5, 2.0, 0.8)
    assert counts(drawing)["dismissing"] == 0
    assert drawing.finding == "Of 500 simulated people, none answers in the dismissing region."


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("setting", EXTREMES)
def test_table_labels_and_alt_text_say_the_same_counts(setting: tuple[float, float, float], *, narrow: bool) -> None:
    drawing = attachment_plane(*setting, narrow=narrow)
    table = counts(drawing)
    assert list(table) == ["secure", "preoccupied", "dismissing", "fearful"]
    assert sum(table.values()) == 500
    shown = " ".join(labels(drawing))
    for (name, count), (_, _, share) in zip(table.items(), drawing.rows, strict=True):
        assert f"{name} {count} ({share})" in drawing.alt
        person = "person" if count == 1 else "people"
        assert re.search(rf"{name} region:? {count} {person}, {share}", shown)


def test_the_table_counts_the_simulated_people() -> None:
    scores = simulated_scores(3.5, 3.1, 0.4, persons=500, seed=SEED)
    anxious, avoidant = scores[:, 0] >= 4, scores[:, 1] >= 4
    assert counts(attachment_plane()) == {
        "secure": int((~anxious & ~avoidant).sum()),
        "preoccupied": int((anxious & ~avoidant).sum()),
        "dismissing": int((~anxious & avoidant).sum()),
        "fearful": int((anxious & avoidant).sum()),
    }


def test_the_caption_says_how_many_that_they_are_simulated_from_what_and_what_it_is_not() -> None:
    caption = attachment_plane(persons=200).caption
    for words in (
        "200 simulated people",
        "English-language item model",
        "A score is an answer to a questionnaire, not a diagnosis.",
    ):
        assert words in caption


@pytest.mark.parametrize("narrow", [False, True])
def test_the_midpoint_is_labelled_as_no_cut_off_and_the_axes_run_from_one_to_seven(*, narrow: bool) -> None:
    shown = labels(attachment_plane(narrow=narrow))
    assert "scale midpoint, not a cut-off" in " ".join(shown)
    assert [words for words in shown if re.fullmatch(r"\d", words)] == [str(n) for n in range(1, 8) for _ in "xy"]
    assert any("nxiety" in words for words in shown)
    assert any("voidance" in words for words in shown)


def test_the_narrow_edition_is_drawn_for_a_phone_with_fewer_labels_and_no_smaller_type() -> None:
    wide, narrow = (attachment_plane(narrow=edition) for edition in (False, True))
    assert (narrow.figure.get_figwidth() * 72, narrow.figure.get_figheight() > narrow.figure.get_figwidth()) == (
        340,
        True,
    )
    assert "nine tenths" in labels(wide)
    assert "nine tenths" not in labels(narrow)
    sizes = re.findall(r"font-size: (\d+)px", to_svg(narrow.figure, alt="", prefix="a"))
    assert min(map(int, sizes)) >= 13
    assert (narrow.finding, narrow.alt, narrow.rows) == (wide.finding, wide.alt, wide.rows)


@pytest.mark.parametrize("setting", EXTREMES)
def test_moving_the_sliders_moves_the_cloud_there(setting: tuple[float, float, float]) -> None:
    scores = simulated_scores(*setting, persons=500, seed=SEED)
    assert scores.mean(axis=0) == pytest.approx(setting[:2], abs=0.1)


def test_at_the_start_the_cloud_has_the_mean_that_the_sliders_say() -> None:
    start = {dial.name: dial.value for dial in FIGURES["attachment-plane"].dials}
    scores = simulated_scores(**start, persons=500, seed=SEED)
    assert scores.mean(axis=0) == pytest.approx([start["anxiety"], start["avoidance"]], abs=0.1)
    assert np.corrcoef(scores[:, 0], scores[:, 1])[0, 1] == pytest.approx(start["correlation"], abs=0.08)


def test_a_small_move_of_a_slider_moves_each_person_a_little_and_nobody_back() -> None:
    before, after = (simulated_scores(anxiety, 3.1, 0.4, persons=500, seed=SEED) for anxiety in (3.5, 3.6))
    moved = after[:, 0] - before[:, 0]
    assert (moved >= 0).all()
    assert 0.05 < moved.mean() < 0.15
    assert moved.max() < 0.6
    # Another anxiety needs a slightly other correlation of traits, so avoidance may shift by an answer or two.
    assert np.abs(after[:, 1] - before[:, 1]).max() < 0.2


def test_very_many_people_correlate_as_the_slider_says() -> None:
    # One standard error at 50,000 people is .004; traits that correlate .40 would give scores that correlate .37.
    scores = simulated_scores(3.5, 3.1, 0.4, persons=50_000, seed=SEED)
    assert np.corrcoef(scores[:, 0], scores[:, 1])[0, 1] == pytest.approx(0.4, abs=0.012)


def test_one_person_is_not_called_people() -> None:
    drawing = attachment_plane(persons=12, seed=2)
    assert 1 in counts(drawing).values()
    assert "region: 1 person, 8%" in " ".join(labels(drawing))
    assert "1 people" not in " ".join(labels(drawing))


@pytest.mark.parametrize("setting", [*EXTREMES, (3.5, 3.1, 0.4)])
def test_names_of_the_rings_stand_inside_the_plane_and_outside_their_ring(setting: tuple[float, float, float]) -> None:
    scores = simulated_scores(*setting, persons=500, seed=SEED)
    root = parsed(to_svg(attachment_plane(*setting).figure, alt="", prefix="a"))
    named = {text.text: text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert "half" in named
    for words, share in (("half", 0.5), ("nine tenths", 0.9)):
        if words not in named:
            continue
        x, y = float(named[words].attrib["x"]), float(named[words].attrib["y"]) - 4
        width = 7 * len(words)
        anchor = named[words].attrib["style"].split("text-anchor: ")[1].split(";")[0]
        middle = x + {"start": width / 2, "middle": 0, "end": -width / 2}[anchor]
        # The axes: x from 58 to 608 and y from 386 up to 36 stand for 1 to 7.
        assert middle - width / 2 > 58
        assert middle + width / 2 < 608
        assert 36 < y < 386
        place = (1 + 6 * (middle - 58) / 550, 1 + 6 * (386 - y) / 350)
        assert not Path(ring(scores, share)).contains_point(place)


def test_the_registry_draws_both_editions_from_cleaned_values() -> None:
    spec = FIGURES["attachment-plane"]
    values = spec.clean({"anxiety": 4.5, "avoidance": "nonsense"})
    assert spec.draw(**values).finding == attachment_plane(4.5, 3.1, 0.4).finding
    assert spec.draw(**values, narrow=True).figure.get_figwidth() * 72 == 340
