from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from withinreach.psychometrics import responding as module
from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.responding import (
    Acquiescence,
    Behaviour,
    Careless,
    Extremes,
    KeptOutOfAwareness,
    LeftOut,
    respond,
)
from withinreach.psychometrics.scores import mean_scores, recode
from withinreach.psychometrics.simulate import simulate

NOTHING: list[Behaviour] = [KeptOutOfAwareness(), Acquiescence(), Extremes(), Careless(), LeftOut()]
MUCH: list[Behaviour] = [
    KeptOutOfAwareness(0.5, 0.6, ("anxiety", "avoidance")),
    Acquiescence(0.4),
    Extremes(0.5),
    Careless(0.3),
    LeftOut(0.2),
]
EACH = pytest.mark.parametrize("behaviour", MUCH, ids=lambda one: type(one).__name__)
AVOIDANCE, ANXIETY = slice(18, 36), slice(0, 18)


@pytest.fixture(scope="module")
def people() -> Answers:
    return simulate(4000, 21)


def all_ticking(answer: int, persons: int = 4000) -> Answers:
    return Answers(np.full((persons, 36), answer, dtype=np.int8))


def changed(before: Answers, after: Answers) -> NDArray[np.bool_]:
    return np.asarray(before.raw != after.raw)


@pytest.mark.parametrize("behaviour", NOTHING, ids=lambda one: type(one).__name__)
def test_at_nothing_nothing_changes(behaviour: Behaviour, people: Answers) -> None:
    assert (behaviour(people, 3).raw == people.raw).all()


@EACH
def test_each_changes_answers_and_leaves_traits_and_what_it_was_given_alone(
    behaviour: Behaviour, people: Answers
) -> None:
    raw = people.raw.copy()
    after = behaviour(people, 3)
    assert changed(people, after).mean() > 0.1
    assert after.raw.dtype == np.int8
    assert after.theta is people.theta
    assert (people.raw == raw).all()


@EACH
def test_a_missing_answer_stays_missing(behaviour: Behaviour, people: Answers) -> None:
    gaps = LeftOut(0.3)(people, 99)
    assert (behaviour(gaps, 3).raw[gaps.raw == 0] == 0).all()


@EACH
def test_the_first_people_answer_the_same_however_many_follow(behaviour: Behaviour, people: Answers) -> None:
    few = Answers(people.raw[:70])
    assert (behaviour(few, 3).raw == behaviour(people, 3).raw[:70]).all()


@EACH
def test_working_in_rounds_changes_no_answer(
    behaviour: Behaviour, people: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = behaviour(people, 3).raw
    monkeypatch.setattr(module, "CHUNK", 64)
    assert (behaviour(people, 3).raw == whole).all()


@EACH
def test_another_seed_changes_other_answers(behaviour: Behaviour, people: Answers) -> None:
    assert changed(behaviour(people, 3), behaviour(people, 4)).any()


def test_what_is_kept_out_of_awareness_lowers_the_score_of_that_scale_alone(people: Answers) -> None:
    before = mean_scores(people)
    after = mean_scores(KeptOutOfAwareness(1.0, 0.5)(people, 3))
    # Every step above the secure end shrinks by half on average: (score - 1) / 2 + 1, but for rounding by chance.
    assert (after[:, 1] <= before[:, 1]).all()
    assert after[:, 1].mean() == pytest.approx((before[:, 1].mean() - 1) / 2 + 1, abs=0.01)
    assert (after[:, 0] == before[:, 0]).all()


def test_all_of_it_kept_out_of_awareness_reads_as_perfectly_secure(people: Answers) -> None:
    after = recode(KeptOutOfAwareness(1.0, 1.0, ("anxiety", "avoidance"))(people, 3))
    assert (after == 1).all()


def test_it_is_kept_out_of_awareness_by_as_many_people_as_asked(people: Answers) -> None:
    touched = changed(people, KeptOutOfAwareness(0.3, 1.0)(people, 3)).any(axis=1)
    assert touched.mean() == pytest.approx(0.3, abs=0.025)  # three standard errors are .022


def test_who_keeps_it_out_of_awareness_still_does_when_more_people_do(people: Answers) -> None:
    few, many = (changed(people, KeptOutOfAwareness(share, 1.0)(people, 3)).any(axis=1) for share in (0.2, 0.5))
    assert many[few].all()
    assert many.sum() > few.sum()


@pytest.mark.parametrize("weak, strong", [(KeptOutOfAwareness(1.0, 0.2), KeptOutOfAwareness(1.0, 0.6))])
def test_more_of_it_never_raises_an_answer(weak: Behaviour, strong: Behaviour, people: Answers) -> None:
    assert (recode(strong(people, 3)) <= recode(weak(people, 3))).all()


def test_agreeing_raises_raw_answers_whatever_the_key_and_draws_scores_to_the_middle(people: Answers) -> None:
    after = Acquiescence(0.5)(people, 3)
    assert (after.raw >= people.raw).all()
    # 7 on all items scores (16 · 7 + 2 · 1) / 18 on anxiety and (6 · 7 + 12 · 1) / 18 = 3 on avoidance.
    assert mean_scores(Acquiescence(1.0)(people, 3))[0] == pytest.approx([114 / 18, 3.0])
    # In between, halfway there: (before + 3) / 2.
    assert mean_scores(after)[:, 1].mean() == pytest.approx((mean_scores(people)[:, 1].mean() + 3.0) / 2, abs=0.01)


@pytest.mark.parametrize("answer, end", [(1, 1), (2, 1), (3, 1), (4, 4), (5, 7), (6, 7), (7, 7)])
def test_the_ends_draw_answers_to_the_nearer_one_and_a_four_to_neither(answer: int, end: int) -> None:
    assert (Extremes(1.0)(all_ticking(answer), 3).raw == end).all()
    # At .3 of the way the mean is exact, in 144,000 answers: answer + .3 · (end - answer), SD of one at most .5.
    assert Extremes(0.3)(all_ticking(answer), 3).raw.mean() == pytest.approx(answer + 0.3 * (end - answer), abs=0.006)


def test_the_ends_spread_answers_out(people: Answers) -> None:
    assert Extremes(0.5)(people, 3).raw.std() > people.raw.std() + 0.3


def test_straight_lines_are_one_answer_all_the_way_down_and_every_answer_is_chosen() -> None:
    raw = Careless(1.0, straight=1.0)(simulate(7000, 21), 3).raw
    assert (raw == raw[:, :1]).all()
    # 7,000 people over seven answers: 1,000 each, three standard deviations 88.
    assert np.abs(np.bincount(raw[:, 0], minlength=8)[1:] - 1000).max() < 100


def test_ticking_at_random_uses_each_answer_alike_and_ties_no_item_to_another(people: Answers) -> None:
    raw = Careless(1.0, straight=0.0)(people, 3).raw
    shares = np.bincount(raw.ravel(), minlength=8)[1:] / raw.size
    assert shares == pytest.approx([1 / 7] * 7, abs=0.004)
    assert abs(np.corrcoef(raw[:, 0], raw[:, 1])[0, 1]) < 0.05
    assert mean_scores(Answers(raw)).mean(axis=0) == pytest.approx([4.0, 4.0], abs=0.03)


def test_careless_people_are_as_many_as_asked_and_the_others_answer_as_before(people: Answers) -> None:
    touched = changed(people, Careless(0.1)(people, 3)).any(axis=1)
    assert touched.mean() == pytest.approx(0.1, abs=0.015)


def test_answers_are_left_out_as_often_as_asked_and_none_is_changed(people: Answers) -> None:
    raw = LeftOut(0.2)(people, 3).raw
    assert (raw == 0).mean() == pytest.approx(0.2, abs=0.004)
    assert (raw == 0).mean(axis=0) == pytest.approx([0.2] * 36, abs=0.03)
    assert (raw[raw != 0] == people.raw[raw != 0]).all()


def test_behaviours_follow_each_other_in_the_order_given(people: Answers) -> None:
    # Agreed to everything, then kept out of awareness: secure on avoidance. The other way round: 7 everywhere.
    hide, agree = KeptOutOfAwareness(1.0, 1.0), Acquiescence(1.0)
    assert (recode(respond(people, 3, agree, hide))[:, AVOIDANCE] == 1).all()
    assert (respond(people, 3, hide, agree).raw == 7).all()


def test_two_behaviours_of_one_kind_do_not_choose_the_same_people(people: Answers) -> None:
    both = respond(people, 3, KeptOutOfAwareness(0.5, 1.0), KeptOutOfAwareness(0.5, 1.0, ("anxiety",)))
    touched = changed(people, both)
    avoidance, anxiety = touched[:, AVOIDANCE].any(axis=1), touched[:, ANXIETY].any(axis=1)
    # Independent halves: a quarter shows both.
    assert (avoidance & anxiety).mean() == pytest.approx(0.25, abs=0.03)


def test_no_behaviour_at_all_gives_the_answers_back(people: Answers) -> None:
    assert (respond(people, 3).raw == people.raw).all()


@pytest.mark.parametrize(
    "make, words",
    [
        (lambda: KeptOutOfAwareness(1.2, 0.5), "share is 1.2; it lies between 0 and 1, where 0 changes nothing."),
        (lambda: KeptOutOfAwareness(1.0, -0.1), "strength is -0.1; it lies"),
        (lambda: KeptOutOfAwareness(1.0, 0.5, ("closeness",)), "There is no scale 'closeness'"),
        (lambda: Acquiescence(2.0), "strength is 2.0"),
        (lambda: Extremes(float("nan")), "strength is nan"),
        (lambda: Careless(0.1, straight=3), "straight is 3"),
        (lambda: LeftOut(-1), "share is -1"),
    ],
)
def test_shares_and_strengths_outside_their_range_are_refused(make: type, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make()
