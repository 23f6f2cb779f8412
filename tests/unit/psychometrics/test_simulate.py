from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest
from withinreach.psychometrics import simulate as module
from withinreach.psychometrics.calibration import calibration
from withinreach.psychometrics.grm import boundaries
from withinreach.psychometrics.scores import mean_scores, recode
from withinreach.psychometrics.simulate import answers_of, simulate, simulate_rounds


def test_the_same_seed_gives_the_same_answers() -> None:
    assert (simulate(300, 11).raw == simulate(300, 11).raw).all()


def test_the_first_person_of_seed_7_is_the_same_on_every_machine_and_in_every_version() -> None:
    # As first drawn: numpy 2.4.6, x86-64, Linux. Figures are chosen by their seeds; this one must never change.
    assert "".join(str(answer) for answer in simulate(1, 7).raw[0]) == "242453225422222422655154636342425455"


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


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_two_workers_change_no_answer(pool: type[ThreadPoolExecutor | ProcessPoolExecutor]) -> None:
    people = 3 * module.CHUNK + 17
    with pool(2) as executor:
        assert (simulate(people, 4, executor=executor).raw == simulate(people, 4).raw).all()


def test_people_who_come_in_rounds_are_those_who_come_at_once() -> None:
    whole = simulate(1000, 4, (0.3, -0.2), 0.1, "all")
    parts = list(simulate_rounds(1000, 4, (0.3, -0.2), 0.1, "all", size=301))
    assert [len(part.raw) for part in parts] == [301, 301, 301, 97]
    assert (np.concatenate([part.raw for part in parts]) == whole.raw).all()
    assert (np.concatenate([part.theta for part in parts if part.theta is not None]) == whole.theta).all()


def test_an_answer_lies_above_the_boundaries_whose_probability_exceeds_a_uniform_number() -> None:
    # The definition, with the model's own probabilities: category = 1 + number of k with u < P*_k.
    theta = np.random.default_rng(1).standard_normal((200, 2))
    uniform = np.random.default_rng(2).random((200, 36))
    model = calibration("english")
    own = [boundaries(theta[:, scale], model.a, model.b)[:, model.subscale == scale] for scale in (0, 1)]
    defined = 1 + (uniform[:, :, None] < np.concatenate(own, axis=1)).sum(axis=2)
    categories = module._categories(theta, uniform.copy(), model).T
    assert (categories == defined).all()


def test_the_ends_of_the_uniform_numbers_give_the_ends_of_the_answers() -> None:
    uniform = np.array([[0.0] * 36, [np.nextafter(1.0, 0.0)] * 36])
    category = module._categories(np.zeros((2, 2)), uniform, calibration("english"))
    assert (category == [7, 1]).all()


def test_given_traits_are_answered_like_those_of_the_same_seed() -> None:
    people = simulate(300, 5)
    assert people.theta is not None
    assert (answers_of(people.theta, 5).raw == people.raw).all()


def test_people_tick_anew_on_another_occasion() -> None:
    theta = np.zeros((500, 2))
    first, second = (answers_of(theta, 5, occasion=occasion).raw for occasion in (0, 1))
    # Two independent answers with p1 … p7 about those of the sample agree in one of five cases.
    assert 0.1 < (first == second).mean() < 0.4


@pytest.mark.parametrize("theta", [[[0.0, np.nan]], [0.0, 0.0], [[0.0, 0.0, 0.0]]])
def test_traits_that_cannot_answer_are_refused(theta: list[float]) -> None:
    with pytest.raises(ValueError, match="cannot answer: one row a person and two columns, anxiety and avoidance"):
        answers_of(theta, 1)


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
