from __future__ import annotations

import pytest
from withinreach.figures.words import percent, spoken_share


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
