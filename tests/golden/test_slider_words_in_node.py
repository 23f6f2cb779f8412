"""One meaning, two languages: what stands beside a slider before the reader moves it and while she does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from withinreach.figures.dials import Dial
from withinreach.figures.registry import FIGURES
from withinreach.render.figure import Slider, value_words

from tests.golden.node import in_node

DIALS = [(spec.name, dial) for spec in FIGURES.values() for dial in spec.dials]


def places(dial: Dial) -> list[float]:
    """Every value that the arrow keys reach."""
    return [round(dial.low + dial.stride * n, 6) for n in range(round((dial.high - dial.low) / dial.stride) + 1)]


def slider(dial: Dial, value: float) -> Slider:
    low, high, step = dial.low, dial.high, dial.stride
    return Slider(dial.name, dial.label, low, high, step, value, dial.unit, dial.names, percent=dial.percent)


@pytest.mark.parametrize("figure, dial", DIALS, ids=lambda one: getattr(one, "name", one))
def test_the_page_says_the_same_value_in_both(figure: str, dial: Dial, tmp_path: Path) -> None:
    dataset: dict[str, str] = {"unit": dial.unit}
    dataset |= {"names": json.dumps(dial.names)} if dial.names else {}
    dataset |= {"percent": ""} if dial.percent else {}
    inputs = [{"value": value, "dataset": dataset, "low": dial.low} for value in places(dial)]

    found = in_node("figure", "it.valueWords(one.value, one.dataset, one.low)", inputs, tmp_path)

    assert found == [value_words(slider(dial, value)) for value in places(dial)]
    assert len(set(found)) == len(found)


def test_a_name_a_percentage_and_a_number_are_said_as_a_reader_would() -> None:
    said = {dial.name: value_words(slider(dial, dial.value)) for _, dial in DIALS}

    assert (said["trace"], said["move"], said["rise"], said["anxiety"]) == ("Ingrid", "50 %", "0.5 µS", "3.5")
