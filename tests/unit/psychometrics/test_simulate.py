from __future__ import annotations

import numpy as np
import pytest
from withinreach.psychometrics import simulate as module
from withinreach.psychometrics.scores import mean_scores, recode
from withinreach.psychometrics.simulate import simulate


def test_the_same_seed_gives_the_same_answers() -> None:
    assert (simulate(300, 11).raw == simulate(300, 11).raw).all()


def test_another_seed_gives_other_people() -> None:
    assert (simulate(300, 11).raw != simulate(300, 12).raw).mean() > 0.5


def test_nothing_is_drawn_from_or_put_into_the_global_random_state() -> None:
    np.random.seed(3)  # noqa: NPY002 -- it is this state that must stay untouched
    expected = np.random.random()  # noqa: NPY002
    np.random.seed(3)  # noqa: NPY002
    simulate(50, 1)
    assert np.random.random() == expected  # noqa: NPY002


def test_answers_are_whole_numbers_from_one_to_seven() -> None:
    raw = simulate(2000, 1).raw
    assert raw.dtype == np.int8
    assert raw.shape == (2000, 36)
    assert sorted(set(raw.ravel().tolist())) == [1, 2, 3, 4, 5, 6, 7]


def test_the_first_people_stay_the_same_when_more_follow() -> None:
    assert (simulate(900, 4).raw[:100] == simulate(100, 4).raw).all()


def test_working_in_rounds_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = simulate(1000, 4).raw
    monkeypatch.setattr(module, "CHUNK", 64)
    assert (simulate(1000, 4).raw == whole).all()


def test_a_higher_mean_lowers_nobodys_answer_on_that_scale_and_touches_none_on_the_other() -> None:
    before = recode(simulate(1000, 9))
    after = recode(simulate(1000, 9, mean=(0.3, 0.0)))
    assert (after[:, :18] >= before[:, :18]).all()
    assert (after[:, :18] > before[:, :18]).any()
    assert (after[:, 18:] == before[:, 18:]).all()


def test_a_small_change_of_the_correlation_moves_people_a_little() -> None:
    one, other = (mean_scores(simulate(1000, 9, phi=phi)) for phi in (0.40, 0.41))
    assert np.abs(one - other).max() < 0.4
    assert (one[:, 0] == other[:, 0]).all()


def test_reverse_keyed_answers_come_out_mirrored() -> None:
    # Item 9, English sample, recoded: mean 3.539, so 8 - 3.539 = 4.461 as ticked; item 1 is not reversed: 3.664.
    raw = simulate(100_000, 2).raw
    assert raw[:, 8].mean() == pytest.approx(4.461, abs=0.03)
    assert raw[:, 0].mean() == pytest.approx(3.664, abs=0.03)


@pytest.mark.parametrize("phi", [-0.5, 0.0, 0.8])
def test_traits_have_the_means_spread_and_correlation_asked_for(phi: float) -> None:
    theta = simulate(100_000, 6, mean=(0.5, -1.0), phi=phi).theta
    assert theta is not None
    assert theta.mean(axis=0) == pytest.approx([0.5, -1.0], abs=0.02)
    assert theta.std(axis=0) == pytest.approx([1.0, 1.0], abs=0.02)
    assert np.corrcoef(theta[:, 0], theta[:, 1])[0, 1] == pytest.approx(phi, abs=0.02)


def test_unrelated_traits_leave_the_two_scores_unrelated() -> None:
    scores = mean_scores(simulate(50_000, 6, phi=0.0))
    assert abs(np.corrcoef(scores[:, 0], scores[:, 1])[0, 1]) < 0.02


def test_no_people_are_refused() -> None:
    with pytest.raises(ValueError, match="Cannot simulate") as refused:
        simulate(0, 1)
    assert str(refused.value) == "Cannot simulate 0 people. Ask for one or more."


def test_an_impossible_correlation_is_refused() -> None:
    with pytest.raises(ValueError, match="phi is") as refused:
        simulate(10, 1, phi=1.2)
    assert str(refused.value) == "phi is 1.2; a correlation lies between -1 and 1."
