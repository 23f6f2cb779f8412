from __future__ import annotations

import numpy as np
import pytest
from withinreach.psychometrics.information import expected_score
from withinreach.psychometrics.responding import KeptOutOfAwareness, respond
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import answers_of, simulate
from withinreach.simulations.under_reading import NODES, REACH, TRUE, WITHIN, _score, read

PEOPLE = simulate(200_000, seed=5)
BEHIND = expected_score(PEOPLE.theta)  # type: ignore[arg-type]  # simulated people have traits


@pytest.mark.parametrize("share, strength", [(0.2, 0.3), (0.2, 0.5), (0.2, 0.7), (0.5, 0.5)])
def test_the_chance_is_the_share_among_simulated_people_with_the_same_form(share: float, strength: float) -> None:
    # The other way round: people who answer, some of whom keep part out (psychometrics.responding), picked by score.
    found = read(strength, share, widen=1.0)
    scores = mean_scores(respond(PEOPLE, 9, KeptOutOfAwareness(share, strength)))
    alike = (np.abs(scores[:, 1] - found.said[1]) < 0.06) & (np.abs(scores[:, 0] - found.said[0]) < 0.25)
    honest = BEHIND[alike, 1] < found.said[1] + WITHIN
    # Two standard errors of the simulated share, and what picking within ±.06 and ±.25 adds.
    assert alike.sum() > 500
    assert found.as_said == pytest.approx(honest.mean(), abs=2 * honest.std() / np.sqrt(alike.sum()) + 0.008)
    assert read(strength, share).as_said == pytest.approx(found.as_said, abs=0.02)


@pytest.mark.parametrize("strength", [0.0, 0.25, 0.6])
def test_the_score_of_people_at_one_trait_has_the_mean_and_variance_that_the_engine_gives_it(strength: float) -> None:
    nodes = np.linspace(-REACH, REACH, NODES)
    at = int(np.argmin(np.abs(nodes - 1.0)))
    alike = answers_of(np.full((20_000, 2), nodes[at]), 3)
    scores = mean_scores(respond(alike, 4, KeptOutOfAwareness(1.0, strength)))
    mean, variance = _score(strength)
    # One standard error of the mean is .002; of the variance, 1 in 100.
    assert mean[at] == pytest.approx(scores.mean(axis=0), abs=0.008)
    assert variance[at] == pytest.approx(scores.var(axis=0), rel=0.035)


@pytest.mark.parametrize("strength, share", [(0.0, 0.0), (0.0, 1.0), (0.4, 0.3), (0.8, 1.0)])
def test_a_posterior_is_a_distribution_and_the_form_says_what_is_left(strength: float, share: float) -> None:
    found = read(strength, share, informant=True)
    for mass in (found.before, found.after):
        assert mass is not None
        assert mass.sum() == pytest.approx(1)
        assert (mass >= 0).all()
    # 4.8 is 3.8 above the secure end; strength of it is taken away.
    assert found.said == pytest.approx((TRUE[0], 1 + (1 - strength) * 3.8))


def test_where_nothing_is_kept_out_everybody_is_what_they_say_whatever_the_share() -> None:
    for share in (0.0, 0.5, 1.0):
        assert read(0.0, share).as_said == pytest.approx(1, abs=1e-3)
        assert read(0.0, share).before == pytest.approx(read(0.0, 0.0).before)


def test_where_nobody_does_it_the_form_is_taken_at_its_word() -> None:
    assert read(0.6, 0.0).as_said == pytest.approx(1, abs=1e-3)


def test_the_more_people_keep_out_the_fewer_are_what_they_say() -> None:
    chances = [read(0.5, share).as_said for share in (0.0, 0.2, 0.4, 0.8, 1.0)]
    assert (np.diff(chances) < 0).all()


def test_an_informant_tightens_where_nothing_is_kept_out_and_moves_where_much_is() -> None:
    def avoidance(found_mass: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
        margin = found_mass.sum(axis=0)
        mean = float(margin @ scores)
        return mean, float(np.sqrt(margin @ (scores - mean) ** 2))

    honest, hidden = read(0.0, 0.2, informant=True), read(0.6, 0.2, informant=True)
    assert honest.after is not None
    assert hidden.after is not None
    (mean, sd), (after, tighter) = (avoidance(mass, honest.scores[:, 1]) for mass in (honest.before, honest.after))
    assert tighter < sd
    assert abs(after - mean) < 0.1
    (mean, _), (after, _) = (avoidance(mass, hidden.scores[:, 1]) for mass in (hidden.before, hidden.after))
    assert after > mean + 0.5
    assert hidden.as_said_after is not None
    assert hidden.as_said_after < hidden.as_said - 0.2


def test_without_an_informant_nothing_is_said_of_one() -> None:
    found = read(0.5, 0.2)
    assert (found.after, found.as_said_after) == (None, None)


def test_what_is_read_is_the_same_on_every_call() -> None:
    assert (read(0.35, 0.2).before == read(0.35, 0.2).before).all()


@pytest.mark.parametrize("strength, share", [(1.0, 0.2), (-0.1, 0.2), (0.5, 1.1), (float("nan"), 0.2)])
def test_a_share_outside_its_range_is_refused(strength: float, share: float) -> None:
    with pytest.raises(ValueError, match=r"strength lies from 0 to below 1, share from 0 to 1"):
        read(strength, share)
