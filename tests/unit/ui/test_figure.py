"""A figure's messages: what it draws, and what it keeps to itself until it is asked."""

from __future__ import annotations

import re
from typing import Any

import pytest
from withinreach.ui.figure import Figure

OURS = re.compile(r"\b(?:24 %|61 %|21 %|[Oo]urs \d|load \.8)")
"""The model's side of the load figure: .2 + .5 × load × cue is .24, .20, .605 and .205."""


def drawn(figure: Figure, **content: Any) -> dict[str, Any]:
    return figure.answer_to({"type": "draw", "narrow": False, **content})


def test_nothing_of_ours_is_in_the_page_before_the_reader_asks() -> None:
    figure = Figure("load")

    assert OURS.search(figure.html) is None
    assert OURS.search(str(figure.setting) + str(figure.state)) is None
    assert "Set the four bars first; then look." in figure.html
    assert "Now show ours" in figure.html


@pytest.mark.parametrize("reveal", [False, None, 1, "true", {}])
def test_only_a_plain_yes_reveals(reveal: Any) -> None:
    reply = drawn(Figure("load"), values={"move": 0.9}, reveal=reveal)

    assert OURS.search(str(reply)) is None
    assert "you 90 %" in reply["svg"]


@pytest.mark.parametrize("narrow", [False, True])
def test_when_she_asks_ours_stands_beside_hers_in_picture_table_and_finding(*, narrow: bool) -> None:
    reply = drawn(Figure("load"), values={"move": 0.9}, reveal=True, narrow=narrow)

    assert reply["narrow"] is narrow
    assert "ours 24 %" in reply["svg"]
    assert "<td>24 %</td>" in reply["table"]
    assert reply["finding"].endswith("Yours 90 %, ours 24 %.")


def test_a_figure_without_anything_to_reveal_draws_the_same_when_asked_to() -> None:
    figure = Figure("two-channels")

    assert drawn(figure, values={"trace": 2}, reveal=True) == drawn(figure, values={"trace": 2})


@pytest.mark.parametrize("value", [None, "2", [2], 10**400, -5, 2.4])
def test_a_hostile_trace_is_answered_with_a_picture(value: Any) -> None:
    reply = drawn(Figure("two-channels"), values={"trace": value, "rise": value})

    assert reply["svg"].startswith("<svg")


def test_the_sliders_start_where_their_dials_do() -> None:
    whose, rise = re.findall(r"<input [^>]+>", Figure("two-channels").html)

    assert 'value="1"' in whose
    assert 'aria-valuetext="Ingrid"' in whose
    assert 'value="0.5"' in rise
    assert re.findall(r'aria-valuetext="([^"]+)"', Figure("load").html) == ["50 %"] * 4
