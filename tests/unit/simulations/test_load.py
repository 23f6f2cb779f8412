from __future__ import annotations

import pytest
from withinreach.simulations.load import LIVES, accessibility


def test_the_four_lives_agree_with_a_calculation_by_hand() -> None:
    # .2 + .5 × .8 × .1 = .24; .2 + 0 = .2; .2 + .5 × .9 × .9 = .605; .2 + .5 × .1 × .1 = .205.
    found = {life.name: accessibility(life.load, life.cue) for life in LIVES}
    assert found == pytest.approx({"move": 0.24, "dog": 0.2, "audit": 0.605, "quiet": 0.205})


@pytest.mark.parametrize("load, cue", [(0.0, 1.0), (1.0, 0.0), (0.0, 0.0)])
def test_load_without_a_cue_and_a_cue_without_load_change_nothing(load: float, cue: float) -> None:
    assert accessibility(load, cue) == 0.2


def test_both_at_once_bring_it_to_seven_tenths_and_no_further() -> None:
    assert accessibility(1.0, 1.0) == pytest.approx(0.7)


@pytest.mark.parametrize("load, cue, words", [(1.1, 0.5, "The load is 1.1"), (0.5, -0.1, "The cue is -0.1")])
def test_a_share_outside_nothing_and_all_is_refused(load: float, cue: float, words: str) -> None:
    with pytest.raises(ValueError, match=f"{words}; it is a share from 0 to 1. Divide a percentage by 100."):
        accessibility(load, cue)
