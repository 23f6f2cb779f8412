"""Work in rounds of people: little memory, and something to share among threads, processes or machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray


def rounds(persons: int, size: int) -> list[slice]:
    """Rows of each round of at most `size` people."""
    return [slice(first, min(first + size, persons)) for first in range(0, persons, size)]


def gather(
    work: Callable[..., NDArray[np.int8]],
    rows: list[slice],
    *arguments: Iterable[object],
    items: int = 36,
    executor: Executor | None = None,
) -> NDArray[np.int8]:
    """Answers of all rounds, in order.

    Parameters
    ----------
    work : answers (n, items) of one round; a function of a module, so that it can be sent to a process
    rows : the rounds, as from `rounds`
    arguments : what `work` gets, one value a round each
    executor : who works; None means here, one round after another
    """
    raw = np.empty((rows[-1].stop, items), dtype=np.int8)
    done = (map if executor is None else executor.map)(work, *arguments)
    for part, answers in zip(rows, done, strict=True):
        raw[part] = answers
    return raw
