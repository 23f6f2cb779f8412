"""The frame of a figure, and the panel that hands in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from withinreach.content.handin import Receipt
from withinreach.content.tasks import Module
from withinreach.render.figure import Shown, Slider, figure_html, table
from withinreach.render.handin import Panel, panel_html

from tests.unit.samples import Html, line, sample_module

SHOWN = Shown(
    finding="Half <b>& half",
    caption="500 simulated people",
    columns=["Region", "Share"],
    rows=[["Upper left", "12 %"], ["<i>Lower</i>", "88 %"]],
    wide='<svg id="w"></svg>',
    narrow='<svg id="n"></svg>',
)
RECEIPT = Receipt(module="m", version=1, received="2026-11-23T21:04:09Z", sha256="0123456789abcdef" * 4, tasks=2)
AGAIN = Receipt(module="m", version=3, received="2026-11-24T06:00:00Z", sha256="fedcba9876543210" * 4, tasks=2)


def test_a_figure_says_its_finding_first_and_holds_both_pictures_and_a_table() -> None:
    page = Html(figure_html("plane", SHOWN, []))

    assert page.text.startswith("Half <b>& half")
    assert [found["id"] for found in page.all("svg")] == ["w", "n"]
    assert len(page.all("figcaption")) == len(page.all("table")) == 1
    (finding,) = page.all("h3")
    assert finding["aria-live"] == "polite"


def test_a_slider_is_named_and_shows_its_value_with_its_unit() -> None:
    slider = Slider("anxiety", 'Mean "anxiety"', low=2.0, high=5.5, step=0.1, value=3.5, unit=" points")

    page = Html(figure_html("plane", SHOWN, [slider]))

    (found,) = page.all("input", type="range")
    assert found == {
        "type": "range",
        "name": "anxiety",
        "min": "2.0",
        "max": "5.5",
        "step": "0.1",
        "value": "3.5",
        "data-unit": " points",
    }
    assert 'Mean "anxiety"3.5 points' in page.text


def test_a_slider_of_names_shows_and_says_a_name_instead_of_a_number() -> None:
    slider = Slider("trace", "Whose trace", low=1, high=3, step=1, value=2, names=("Ingrid", 'O"wen', "Henrik"))

    page = Html(figure_html("plane", SHOWN, [slider]))

    (found,) = page.all("input", type="range")
    assert found["aria-valuetext"] == 'O"wen'
    assert json.loads(found["data-names"] or "") == ["Ingrid", 'O"wen', "Henrik"]
    assert 'Whose traceO"wen' in page.text


def test_a_slider_of_shares_shows_and_says_a_percentage() -> None:
    slider = Slider("move", "A house move", low=0, high=1, step=0.05, value=0.55, percent=True)

    page = Html(figure_html("plane", SHOWN, [slider]))

    (found,) = page.all("input", type="range")
    assert (found["aria-valuetext"], found["value"]) == ("55 %", "0.55")
    assert "data-percent" in found
    assert "A house move55 %" in page.text


def test_only_a_figure_with_something_to_reveal_has_a_button() -> None:
    with_button = Html(figure_html("load", SHOWN, [], "Now show <ours>"))

    assert with_button.all("button") == [{"type": "button", "data-act": "reveal"}]
    assert "Now show <ours>" in with_button.text
    assert Html(figure_html("plane", SHOWN, [])).all("button") == []


def test_a_table_has_headings_for_columns_and_rows_and_holds_no_markup() -> None:
    page = Html(table(SHOWN.columns, SHOWN.rows))

    assert len(page.all("th", scope="col")) == len(page.all("th", scope="row")) == len(page.all("td")) == 2
    assert page.text == "RegionShareUpper left12 %<i>Lower</i>88 %"


@pytest.fixture
def module(tmp_path: Path) -> Module:
    return sample_module(tmp_path)


def panel(module: Module, **view: Any) -> Html:
    return Html(panel_html(Panel(**{"module": module, "state": {}} | view)))


def test_an_empty_panel_counts_nothing_and_offers_to_hand_in(module: Module) -> None:
    page = panel(module)

    assert "Graded answers0 of 2 committed" in page.text
    assert "Written answernothing yet" in page.text
    assert "Hand in module 1" in page.text
    assert len(page.all("button", type="button", data_act="hand-in")) == 1
    assert page.all("p", role="alert") == []


def test_only_what_would_be_handed_in_is_counted(module: Module) -> None:
    state = {
        "g-two": line("g-two", ["a"]),
        "p-one": line("p-one", ["o1"]),
        "w-text": line("w-text", "one two three"),
        "n-note": line("n-note", "mine"),
    }

    page = panel(module, state=state)

    assert "Graded answers1 of 2 committed" in page.text
    assert "Written answer3 words" in page.text


def test_the_panel_says_who_gets_what(module: Module) -> None:
    said = "Goes toYour instructor: answers, how sure you were, when you last changed them. Nothing else."

    assert said in panel(module).text


def test_a_receipt_is_shown_with_its_code_and_time(module: Module) -> None:
    page = panel(module, receipts=[RECEIPT])

    assert "Handed in. Receipt 01234567, 23 Nov, 21:04 UTC." in page.text
    assert page.all("time")[0]["datetime"] == "2026-11-23T21:04:09Z"
    assert "Hand in again" in page.text
    assert "hand-in number" not in page.text


def test_the_newest_of_several_receipts_is_shown_with_its_number(module: Module) -> None:
    page = panel(module, receipts=[AGAIN, RECEIPT])

    assert "Receipt fedcba98, 24 Nov, 06:00 UTC. It is your hand-in number 3; the newest counts." in page.text
    assert "01234567" not in page.text


def test_trouble_is_announced_and_the_button_stays(module: Module) -> None:
    page = panel(module, trouble="The <desk> did not answer.")

    assert len(page.all("p", role="alert")) == 1
    assert "The <desk> did not answer." in page.text
    assert len(page.all("button")) == 1


def test_without_a_workshop_there_is_no_button(module: Module) -> None:
    page = panel(module, connected=False)

    assert page.all("button") == []
    assert "This copy is not connected to a workshop, so there is nobody to hand in to." in page.text
