"""Independent streams of random numbers out of one seed, the same on every machine.

Each thing that chance decides has a stream of its own, so that switching one on changes nothing in the others: the same
people answer the same items in the same way whether or not some of them are careless.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

Purpose = Literal[
    "people",  # where people stand on the traits
    "ticks",  # which answer they tick, given the traits
    "latent",  # the copula's normal variables
    "residuals",  # what items share beyond the traits
    "hiding",
    "acquiescence",
    "extremes",
    "careless",
    "missing",
    "groups",
    "states",  # passing states on one occasion
    "change",  # who changes by how much
    "interview",  # AAI state of mind
]
"""New purposes go to the end: the place in this list is part of every stream."""


def sequence(seed: int, purpose: Purpose, *number: int) -> np.random.SeedSequence:
    """The seed of one stream: spawned from `seed` by the purpose's place, and by numbers of rounds or occasions.

    Raises
    ------
    ValueError : the seed is below 0
    """
    if seed < 0:
        raise ValueError(f"The seed is {seed}. Give a whole number from 0; the same seed gives the same people.")
    return np.random.SeedSequence(int(seed), spawn_key=(get_args(Purpose).index(purpose), *number))


def stream(seed: int, purpose: Purpose, *number: int) -> np.random.Generator:
    """One stream's generator: PCG64, named rather than left to numpy's default, which a later numpy may change."""
    return np.random.Generator(np.random.PCG64(sequence(seed, purpose, *number)))


def child_seed(seed: int, purpose: Purpose, number: int) -> int:
    """A seed (128 bit) for part `number` of a simulation that is made of several, such as groups."""
    words = sequence(seed, purpose, number).generate_state(4, np.uint32)
    return sum(int(word) << (32 * place) for place, word in enumerate(words))
