from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from withinreach.psychometrics.streams import Purpose, child_seed, stream

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


def test_a_stream_is_the_one_that_numpy_spawns() -> None:
    # numpy's own spawn, child by child, is the witness; PCG64 is what default_rng has been since numpy 1.17.
    for purpose, child in zip(PURPOSES, np.random.SeedSequence(7).spawn(len(PURPOSES)), strict=True):
        assert (stream(7, purpose).random(5) == np.random.Generator(np.random.PCG64(child)).random(5)).all()


def test_no_two_purposes_rounds_or_seeds_share_a_stream() -> None:
    streams = [stream(seed, purpose, *number) for seed in (0, 1) for purpose in PURPOSES for number in ((), (0,), (1,))]
    drawn = {float(one.random()) for one in streams}
    assert len(drawn) == len(streams)


def test_streams_of_one_seed_do_not_go_together() -> None:
    drawn = np.stack([stream(3, purpose).standard_normal(20_000) for purpose in PURPOSES])
    off = np.corrcoef(drawn)[np.triu_indices(len(PURPOSES), 1)]
    assert np.abs(off).max() < 4 / np.sqrt(20_000)


def test_parts_of_a_simulation_have_large_seeds_of_their_own() -> None:
    seeds = {child_seed(3, "groups", number) for number in range(50)}
    assert len(seeds) == 50
    assert min(seeds) > 2**64
    assert child_seed(3, "groups", 1) == child_seed(3, "groups", 1)


def test_a_seed_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="The seed is -1"):
        stream(-1, "people")
