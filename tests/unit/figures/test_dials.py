from __future__ import annotations

import math
import subprocess
import sys

import pytest
from withinreach.figures.dials import Dial, FigureSpec
from withinreach.figures.registry import FIGURES

SPEC = FIGURES["attachment-plane"]
START = {"anxiety": 3.5, "avoidance": 3.1, "correlation": 0.4}


def test_the_sliders_start_at_the_english_language_sample() -> None:
    # Human Penguin Project, English-language sites: means 3.473 and 3.145, correlation .432; one decimal, as shown.
    assert SPEC.clean({}) == START


def test_values_inside_are_kept() -> None:
    sent = {"anxiety": 2.71, "avoidance": 5, "correlation": -0.25}
    assert SPEC.clean(sent) == {"anxiety": 2.71, "avoidance": 5.0, "correlation": -0.25}


def test_values_beyond_the_ends_are_brought_back_to_them() -> None:
    assert SPEC.clean({"anxiety": 99, "avoidance": -1e300, "correlation": 0.81}) == {
        "anxiety": 5.5,
        "avoidance": 2.0,
        "correlation": 0.8,
    }


@pytest.mark.parametrize("broken", [math.nan, math.inf, -math.inf, "3.0", "<script>", None, True, [3.0], {}])
def test_what_is_no_number_becomes_the_start(broken: object) -> None:
    assert SPEC.clean({"anxiety": broken}) == START


def test_unknown_names_are_ignored() -> None:
    assert SPEC.clean({"persons": 10**9, "seed": 1}) == START


@pytest.mark.parametrize("dial", SPEC.dials, ids=lambda dial: dial.name)
def test_a_slider_can_be_moved_to_both_ends_and_back_to_its_start(dial: object) -> None:
    low, high, value, stride = (getattr(dial, name) for name in ("low", "high", "value", "stride"))
    for place in (high, value):
        assert math.isclose((place - low) / stride, round((place - low) / stride), abs_tol=1e-9)


def test_looking_up_a_figure_does_not_load_matplotlib_or_numpy() -> None:
    code = (
        "import sys; import withinreach.figures.registry; "
        "print([name for name in ('matplotlib', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_number_too_large_for_a_float_meets_the_end_of_the_slider() -> None:
    dial = Dial("x", "X", 2.0, 5.5, 0.1, 3.5)

    assert dial.clean(10**400) == 5.5
    assert dial.clean(-(10**400)) == 2.0


@pytest.mark.parametrize("spec", FIGURES.values(), ids=lambda spec: spec.name)
def test_every_slider_starts_between_its_ends_on_a_press_of_the_arrow_key(spec: FigureSpec) -> None:
    for dial in spec.dials:
        assert dial.low <= dial.value <= dial.high
        for place in (dial.high, dial.value):
            presses = (place - dial.low) / dial.stride
            assert math.isclose(presses, round(presses), abs_tol=1e-9)


def test_a_slider_of_names_takes_whole_numbers_only() -> None:
    dial = Dial("trace", "Whose", 1, 3, 1, 1, stride=1, names=("Ingrid", "Owen", "Henrik"))

    assert [dial.clean(value) for value in (1, 1.6, 99, "Owen")] == [1.0, 2.0, 3.0, 1.0]


def test_a_slider_with_a_name_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'trace' has 2 names for 3 values\. Name each whole number from 1 to 3\."):
        Dial("trace", "Whose", 1, 3, 1, 1, stride=1, names=("Ingrid", "Owen"))


def test_only_a_figure_whose_reader_predicts_has_something_to_reveal() -> None:
    assert {name: spec.reveal for name, spec in FIGURES.items() if spec.reveal} == {"load": "Now show ours"}
