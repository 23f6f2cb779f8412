from __future__ import annotations

import re

import pytest
from withinreach.figures.load import CLOSE, PROMPT, TOO_HIGH, TOO_LOW, load, share
from withinreach.figures.registry import FIGURES
from withinreach.figures.svg import to_svg

# The model, by hand: .2 + .5 × load × cue is .24, .20, .605 and .205.
OURS = {"move": 0.24, "dog": 0.2, "audit": 0.605, "quiet": 0.205}
HALF = dict.fromkeys(OURS, 0.5)


def shown(guesses: dict[str, float], *, reveal: bool, narrow: bool = False) -> list[str]:
    drawing = load(guesses, reveal=reveal, narrow=narrow)
    return re.findall(r">([^<>]+)</text>", to_svg(drawing.figure, alt=drawing.alt, prefix="a"))


def everything(guesses: dict[str, float], *, reveal: bool, narrow: bool) -> str:
    drawing = load(guesses, reveal=reveal, narrow=narrow)
    svg = to_svg(drawing.figure, alt=drawing.alt, prefix="a")
    return " ".join([svg, drawing.finding, drawing.caption, *drawing.columns, *(" ".join(row) for row in drawing.rows)])


@pytest.mark.parametrize("narrow", [False, True])
def test_before_the_reader_asks_nothing_of_ours_is_anywhere(*, narrow: bool) -> None:
    before = everything(HALF, reveal=False, narrow=narrow)
    assert re.findall(r"\b(?:24 %|20 %|61 %|21 %|[Oo]urs|load \.|cue|filled)", before) == []
    assert PROMPT in before
    # One bar a life; a bar filled with the accent would be the model's.
    assert "fill: var(--wr-accent)" not in before


@pytest.mark.parametrize("narrow", [False, True])
def test_after_she_asks_ours_stand_beside_hers(*, narrow: bool) -> None:
    words = shown(HALF, reveal=True, narrow=narrow)
    assert [word for word in words if word.startswith("ours")] == ["ours 24 %", "ours 20 %", "ours 61 %", "ours 21 %"]
    assert words.count("you 50 %") == 4


def test_the_table_has_both_sides_once_they_are_shown() -> None:
    assert load(HALF).columns == ("Life", "Yours")
    assert load(HALF).rows[1] == ("A new dog", "50 %")
    assert load(HALF, reveal=True).rows[2] == ("A tax audit, mother in hospital", "50 %", "61 %", "load .9, cue .9")
    assert load(HALF, reveal=True).rows[1] == ("A new dog", "50 %", "20 %", "load .5, cue 0")


@pytest.mark.parametrize(
    "life, guess, lines",
    [
        ("move", 1.0, TOO_HIGH),
        ("dog", 0.9, TOO_HIGH),
        ("audit", 1.0, TOO_HIGH),
        ("quiet", 0.6, TOO_HIGH),
        ("move", 0.0, TOO_LOW),
        ("dog", 0.0, TOO_LOW),
        ("audit", 0.1, TOO_LOW),
        ("quiet", 0.0, TOO_LOW),
    ],
)
def test_the_debrief_speaks_of_the_largest_difference(life: str, guess: float, lines: dict[str, str]) -> None:
    said = load(OURS | {life: guess}, reveal=True).finding
    assert said == f"{lines[life]} Yours {share(guess)}, ours {share(OURS[life])}."


def test_of_two_differences_the_larger_one_is_spoken_of() -> None:
    # House move .50 - .24 = .26, quiet month .60 - .205 = .395.
    said = load(OURS | {"move": 0.5, "quiet": 0.6}, reveal=True).finding
    assert said.startswith(TOO_HIGH["quiet"])
    assert "Yours 60 %, ours 21 %." in said


def test_where_all_four_are_close_the_words_are_calm() -> None:
    assert load({"move": 0.3, "dog": 0.1, "audit": 0.7, "quiet": 0.25}, reveal=True).finding == CLOSE
    # A distance of exactly .15 is not close any more: the house move's .39 - .24.
    assert load(OURS | {"move": 0.39}, reveal=True).finding != CLOSE


def test_a_half_is_rounded_upward() -> None:
    assert [share(value) for value in (0, 0.205, 0.605, 0.55, 1)] == ["0 %", "21 %", "61 %", "55 %", "100 %"]


@pytest.mark.parametrize("reveal", [False, True])
def test_the_alt_text_says_every_bar(*, reveal: bool) -> None:
    alt = load(HALF | {"quiet": 0.05}, reveal=reveal).alt
    assert "A quiet month: you 5 %" in alt
    assert ("ours 61 % (load .9, cue .9)" in alt) is reveal


def test_the_caption_says_what_was_built_in_and_that_it_predicts_nobody() -> None:
    caption = load(HALF, reveal=True).caption
    for words in ("20 % is always there", "adds up to 50 % more", "author-set", "It predicts no patient."):
        assert words in caption


def test_the_narrow_edition_is_taller_and_says_the_same() -> None:
    wide, narrow = (load(HALF, reveal=True, narrow=edition) for edition in (False, True))
    assert narrow.figure.get_figwidth() * 72 == 340
    assert narrow.figure.get_figheight() > wide.figure.get_figheight()
    assert (narrow.finding, narrow.alt, narrow.rows) == (wide.finding, wide.alt, wide.rows)


def test_the_dials_start_in_the_middle_and_are_the_lives_of_the_model() -> None:
    spec = FIGURES["load"]
    assert spec.clean({}) == HALF
    assert [dial.label for dial in spec.dials] == [row[0] for row in load(HALF).rows]
    assert spec.draw(**HALF).finding == PROMPT
    assert spec.draw(**HALF, reveal=True, narrow=True).finding != PROMPT
