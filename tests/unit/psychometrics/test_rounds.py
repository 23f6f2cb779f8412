from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import numpy as np
from numpy.typing import NDArray
from withinreach.psychometrics.rounds import gather, rounds


def test_rounds_cover_everybody_once() -> None:
    assert rounds(7, 3) == [slice(0, 3), slice(3, 6), slice(6, 7)]
    assert rounds(3, 3) == [slice(0, 3)]


def slow_first(part: slice) -> NDArray[np.int8]:
    sleep(0.05 if part.start == 0 else 0.0)
    return np.full((part.stop - part.start, 2), part.start, dtype=np.int8)


def test_answers_come_in_the_order_of_the_people_whoever_is_ready_first() -> None:
    rows = rounds(5, 2)
    with ThreadPoolExecutor(3) as executor:
        raw = gather(slow_first, rows, rows, items=2, executor=executor)
    assert raw.tolist() == [[0, 0], [0, 0], [2, 2], [2, 2], [4, 4]]
