from __future__ import annotations

import numpy as np
import pytest
from withinreach.psychometrics.groups import Group, simulate_groups
from withinreach.psychometrics.population import trait_means
from withinreach.psychometrics.scores import mean_scores

TWO = (Group("first", 300), Group("second", 200, (0.5, -1.0)))


def test_people_come_group_after_group_with_their_place() -> None:
    grouped = simulate_groups(TWO, 5)
    assert grouped.names == ("first", "second")
    assert np.bincount(grouped.group).tolist() == [300, 200]
    assert (np.diff(grouped.group) >= 0).all()
    assert grouped.answers.raw.shape == (500, 36)


def test_a_group_has_the_traits_it_was_shifted_to() -> None:
    grouped = simulate_groups([Group("first", 40_000), Group("second", 40_000, (0.5, -1.0))], 5)
    assert grouped.answers.theta is not None
    for place, shift in enumerate([(0.0, 0.0), (0.5, -1.0)]):
        theta = grouped.answers.theta[grouped.group == place]
        assert theta.mean(axis=0) == pytest.approx(shift, abs=0.02)
        assert theta.std(axis=0) == pytest.approx([1.0, 1.0], abs=0.02)
        assert np.corrcoef(theta.T)[0, 1] == pytest.approx(0.49, abs=0.015)


def test_partnered_and_single_people_have_the_mean_scores_of_the_two_samples() -> None:
    # Human Penguin Project, English-language sites: 272 partnered people 3.135 and 2.669, 258 single 3.835 and 3.644.
    wanted = [(3.135, 2.669), (3.835, 3.644)]
    groups = [Group(str(means), 40_000, trait_means(*means)) for means in wanted]
    grouped = simulate_groups(groups, 5)
    scores = mean_scores(grouped.answers)
    for place, means in enumerate(wanted):
        assert scores[grouped.group == place].mean(axis=0) == pytest.approx(means, abs=0.03)


def test_a_group_stays_the_same_when_another_one_grows_or_moves() -> None:
    before = simulate_groups(TWO, 5).answers.raw[300:]
    after = simulate_groups((Group("first", 10, (2.0, 2.0)), TWO[1]), 5).answers.raw[10:]
    assert (before == after).all()


def test_two_groups_alike_hold_different_people() -> None:
    raw = simulate_groups([Group("a", 200), Group("b", 200)], 5).answers.raw
    assert (raw[:200] != raw[200:]).mean() > 0.5


def test_no_group_is_refused() -> None:
    with pytest.raises(ValueError, match="There is no group to simulate"):
        simulate_groups([], 5)


def test_two_groups_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="Two groups are called 'first'"):
        simulate_groups([TWO[0], TWO[0]], 5)


def test_a_group_without_people_is_refused() -> None:
    with pytest.raises(ValueError, match="Cannot simulate 0 people"):
        simulate_groups([Group("nobody", 0)], 5)
