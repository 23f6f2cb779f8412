from __future__ import annotations

import pytest
from withinreach.figures.words import clock, number, percent, spoken_share, times, wrapped


@pytest.mark.parametrize(
    "count, words",
    [
        (0, "none of them"),
        (1, "fewer than one in fifty"),
        (10, "one in fifty"),
        (49, "about one in ten"),  # 1 in 10.2
        (50, "one in ten"),
        (56, "about one in nine"),  # 1 in 8.9
        (167, "about one in three"),
        (206, "about two in five"),
        (250, "half"),
        (436, "about nine in ten"),
        (480, "nearly all"),
        (500, "all of them"),
    ],
)
def test_a_share_of_five_hundred_is_said_in_plain_words(count: int, words: str) -> None:
    assert spoken_share(count, 500) == words


@pytest.mark.parametrize(
    "count, written", [(0, "0%"), (2, "<1%"), (3, "1%"), (57, "11%"), (250, "50%"), (498, ">99%"), (500, "100%")]
)
def test_a_percentage_never_rounds_somebody_away(count: int, written: str) -> None:
    assert percent(count, 500) == written


def test_small_counts_are_said_in_words() -> None:
    assert [number(count) for count in (0, 1, 2, 10, 11)] == ["none", "one", "two", "ten", "11"]
    assert [times(count) for count in (1, 2, 3, 11)] == ["once", "twice", "three times", "11 times"]


def test_a_second_is_said_in_minutes_and_seconds() -> None:
    assert [clock(second) for second in (0, 9, 60, 125, 360)] == ["0:00", "0:09", "1:00", "2:05", "6:00"]


@pytest.mark.parametrize(
    "width, lines",
    # At 10 px a letter counts 5.2 px: 60 px take 11 letters, 30 px take 5.
    [(200, ("the night he left",)), (60, ("the night", "he left")), (30, ("the", "night", "he", "left"))],
)
def test_words_are_wrapped_to_a_width(width: float, lines: tuple[str, ...]) -> None:
    assert wrapped("the night he left", width, 10) == lines


def test_a_word_too_long_for_a_line_is_not_cut() -> None:
    assert wrapped("his grandmother's death", 30, 10) == ("his", "grandmother's", "death")
