from __future__ import annotations

import inspect

import numpy as np
import pytest
from withinreach.psychometrics import states as module
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import simulate
from withinreach.psychometrics.states import CLASSES, base_rates, states_of_mind

MANY = 400_000


def test_base_rates_are_those_in_print() -> None:
    # Bakermans-Kranenburg & van IJzendoorn 2009, abstract: F 58, Ds 23, E 19 %, and 18 % also unresolved.
    rates = base_rates()
    assert rates.shares == pytest.approx((0.58, 0.23, 0.19))
    assert rates.unresolved == pytest.approx(0.18)
    assert "10.1080/14616730902814762" in rates.source


@pytest.mark.parametrize("sample", ["mothers", "adults", "clinical", "parents"])
def test_classes_come_as_often_as_their_base_rates_say(sample: str) -> None:
    theta = simulate(100_000, 5).theta
    drawn = states_of_mind(theta, 5, sample)
    shares = np.bincount(drawn.state, minlength=len(CLASSES)) / 100_000
    assert shares == pytest.approx(base_rates(sample).shares, abs=0.006)
    if base_rates(sample).unresolved is None:
        assert drawn.unresolved is None
    else:
        assert drawn.unresolved is not None
        assert drawn.unresolved.mean() == pytest.approx(base_rates(sample).unresolved, abs=0.005)


@pytest.mark.parametrize("sample", ["mothers", "clinical"])
def test_security_correlates_with_each_trait_as_little_as_published(sample: str) -> None:
    # Roisman et al. 2007: mean r = .09. One standard error at 400,000 people is .0016.
    theta = simulate(MANY, 5).theta
    assert theta is not None
    secure = states_of_mind(theta, 5, sample).state == 0
    recovered = [np.corrcoef(secure, -theta[:, scale])[0, 1] for scale in (0, 1)]
    assert recovered == pytest.approx([0.09, 0.09], abs=0.006)


def test_a_questionnaire_tells_next_to_nothing_about_the_interview() -> None:
    answers = simulate(MANY, 5)
    scores = mean_scores(answers)
    drawn = states_of_mind(answers.theta, 5)
    secure = drawn.state == 0
    assert 0.07 < np.corrcoef(secure, -scores[:, 1])[0, 1] < 0.09
    # Of people above 4 on avoidance and below on anxiety, most are not dismissing in the interview, as of all people.
    region = (scores[:, 1] >= 4) & (scores[:, 0] < 4)
    assert (drawn.state[region] == 1).mean() == pytest.approx(0.23, abs=0.03)


def test_which_insecure_class_and_whether_unresolved_has_nothing_to_do_with_traits() -> None:
    theta = simulate(MANY, 5).theta
    assert theta is not None
    drawn = states_of_mind(theta, 5)
    assert drawn.unresolved is not None
    insecure = drawn.state != 0
    for scale in (0, 1):
        assert abs(np.corrcoef(drawn.state[insecure], theta[insecure, scale])[0, 1]) < 0.01
        assert abs(np.corrcoef(drawn.unresolved, theta[:, scale])[0, 1]) < 0.007


def test_nothing_that_was_ticked_can_be_handed_over() -> None:
    # It takes traits, a seed and whose base rates; neither the function nor its module knows answers or scores.
    assert list(inspect.signature(states_of_mind).parameters) == ["theta", "seed", "sample", "calibration"]
    assert not {"Answers", "mean_scores", "recode", "MISSING"} & set(vars(module))
    raw = simulate(50, 5).raw
    with pytest.raises(ValueError, match="one row a person and two columns, anxiety and avoidance"):
        states_of_mind(raw, 5)


def test_the_first_people_stay_the_same_when_more_follow_and_another_seed_draws_anew() -> None:
    theta = simulate(3000, 5).theta
    assert theta is not None
    whole = states_of_mind(theta, 5)
    assert (states_of_mind(theta[:100], 5).state == whole.state[:100]).all()
    assert (states_of_mind(theta, 6).state != whole.state).mean() > 0.3


def test_an_unknown_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="There are no base rates of 'students'"):
        base_rates("students")
