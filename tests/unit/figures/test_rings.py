from __future__ import annotations

import numpy as np
import pytest
from matplotlib.path import Path
from withinreach.figures.rings import ring


@pytest.mark.parametrize("share, people", [(0.5, 250), (0.9, 450)])
def test_a_ring_holds_exactly_its_share_of_the_people(share: float, people: int) -> None:
    cloud = np.random.default_rng(1).multivariate_normal([3.5, 3.0], [[1.4, 0.5], [0.5, 1.1]], 500)
    inside = Path(ring(cloud, share, points=2000)).contains_points(cloud).sum()
    # The person whose distance sets the size stands on the line itself.
    assert inside in (people - 1, people)


def test_a_ring_holds_its_share_of_a_cloud_that_is_not_normal() -> None:
    cloud = np.random.default_rng(2).exponential(size=(400, 2))
    assert Path(ring(cloud, 0.9, points=2000)).contains_points(cloud).sum() in (359, 360)


def test_a_ring_around_a_normal_cloud_has_the_size_of_the_theory() -> None:
    # The half of a standard bivariate normal lies within sqrt(2 ln 2) = 1.1774 of its middle.
    cloud = np.random.default_rng(3).standard_normal((200_000, 2))
    assert np.hypot(*ring(cloud, 0.5).T) == pytest.approx(1.1774, abs=0.01)


def test_a_ring_is_closed() -> None:
    line = ring(np.random.default_rng(4).standard_normal((50, 2)), 0.5)
    assert line[0] == pytest.approx(line[-1])
