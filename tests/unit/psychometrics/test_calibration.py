from __future__ import annotations

import pytest
from withinreach.psychometrics.calibration import Name, calibration
from withinreach.psychometrics.instrument import ecr_r

# Fraley, Waller & Brennan (2000), published order; the codebook of the Human Penguin Project and four public scripts.
REVERSED = [9, 11, 20, 22, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36]


def test_the_key_has_the_fourteen_published_reverse_items() -> None:
    assert [item + 1 for item in range(36) if ecr_r().reverse[item]] == REVERSED


def test_the_first_eighteen_items_are_anxiety_and_the_rest_avoidance() -> None:
    assert ecr_r().columns(0).tolist() == list(range(18))
    assert ecr_r().columns(1).tolist() == list(range(18, 36))


@pytest.mark.parametrize("name, phi, persons", [("english", 0.49, 538), ("all", 0.50, 1435)])
def test_a_calibration_says_its_sample_and_correlation(name: Name, phi: float, persons: int) -> None:
    model = calibration(name)
    assert (model.name, model.phi, model.persons) == (name, phi, persons)


@pytest.mark.parametrize("name", ["english", "all"])
def test_a_calibration_agrees_with_the_key_on_scales_and_reverse_items(name: Name) -> None:
    model = calibration(name)
    assert model.subscale.tolist() == ecr_r().subscale.tolist()
    assert model.reverse.tolist() == ecr_r().reverse.tolist()


@pytest.mark.parametrize("name", ["english", "all"])
def test_slopes_are_positive_and_locations_rise(name: Name) -> None:
    model = calibration(name)
    assert model.a.shape == (36,)
    assert model.b.shape == (36, 6)
    assert (model.a > 0).all()
    assert (model.b[:, 1:] > model.b[:, :-1]).all()


def test_the_two_calibrations_are_different_tables() -> None:
    # Item 1: a = 2.028 (English), 1.468 (all), as printed with the calibrations.
    assert (calibration("english").a[0], calibration("all").a[0]) == (2.028, 1.468)


def test_an_unknown_calibration_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="There is no") as refused:
        calibration("german")
    assert str(refused.value) == "There is no calibration 'german'. Choose 'english' or 'all'."
