"""What guessing earns, as assessment.md says it, for the kinds that have it nowhere else.

Elsewhere: three columns and tiers 1-2-1-2 (`test_kinds_table.py`), transcripts (`test_transcript_table.py`), a second
list (`test_because.py`), the twins and equal tokens against one outcome (`test_number_and_probability.py`), the naive
course of a simulation (`test_simulation_table.py`).
"""

from __future__ import annotations

import itertools
import random
from statistics import mean
from typing import Any

import msgspec
import numpy as np
import pytest
from withinreach.content.keys import ChoiceKey
from withinreach.content.kinds.distances import ranked
from withinreach.content.kinds.probability import ProbabilityKey, ProbabilityTask
from withinreach.content.tasks import ChoiceTask
from withinreach.grading import score

from tests.golden.test_transcript_table import interview

DRAWS = 4000


def choice(values: dict[str, float], pick: int = 1) -> tuple[ChoiceTask, ChoiceKey]:
    options = [{"id": name, "text": name} for name in values]
    task = {"kind": "choice", "id": "x", "edition": 1, "title": "t", "prompt": "p", "use": "graded", "points": 1}
    entries = {name: {"value": value, "reason": "r", "move": "none"} for name, value in values.items()}
    return msgspec.convert(task | {"options": options, "pick": pick}, ChoiceTask), msgspec.convert(
        {"options": entries}, ChoiceKey
    )


def test_one_of_four_with_one_defensible_earns_two_fifths() -> None:
    """(1 + .6 + 0 + 0) / 4."""
    task, key = choice({"a": 0, "b": 1, "c": 0.6, "d": 0})
    draw = random.Random(20261124)  # noqa: S311  guesses to average, not secrets

    shares = [score(task, key, [draw.choice("abcd")], None).share for _ in range(DRAWS)]

    # One guess has a standard deviation of .42, the mean of 4,000 one of .007.
    assert mean(shares) == pytest.approx(0.40, abs=0.02)
    assert mean(score(task, key, [one], None).share for one in "abcd") == pytest.approx(0.40)


def test_three_of_six_at_random_earn_what_cutting_at_nothing_leaves() -> None:
    """Of 20 ways one has all three (1), nine have two (1/3), the others nothing: (1 + 9/3) / 20 = .20."""
    task, key = choice(dict.fromkeys("abc", 1.0) | dict.fromkeys("def", 0.0), pick=3)

    shares = [score(task, key, list(one), None).share for one in itertools.combinations("abcdef", 3)]

    assert mean(shares) == pytest.approx(0.20)


def yes_no(ours: list[float]) -> tuple[ProbabilityTask, ProbabilityKey]:
    names = [f"q{number}" for number in range(len(ours))]
    task = {"kind": "probability", "form": "yes-no", "id": "x", "edition": 1, "title": "t", "prompt": "p"}
    options = [{"id": name, "text": name} for name in names]
    key = {
        "basis": "b",
        "options": {name: {"share": one, "reason": "r"} for name, one in zip(names, ours, strict=True)},
    }
    return msgspec.convert(task | {"use": "graded", "points": 2, "options": options}, ProbabilityTask), msgspec.convert(
        key, ProbabilityKey
    )


@pytest.mark.parametrize("ours", range(101))
def test_always_fifty_for_a_yes_or_no_earns_at_most_a_fifth_or_the_task_is_refused(ours: int) -> None:
    """By hand: 1 − ((50 − ours)/100)²/.09, which is .20 at 26.8 points from the middle and nothing from 30 on."""
    task, key = yes_no([float(ours)])
    by_hand = max(0.0, 1 - ((50 - ours) / 100) ** 2 / 0.09)

    assert score(task, key, {"q0": 50}, None).share == pytest.approx(by_hand, abs=1e-12)
    refused = [found.rule for found in key.findings(task) if "Always even" in found.rule]
    assert bool(refused) is (abs(50 - ours) < 26.8)


def test_always_fifty_for_three_forecasts_earns_their_mean() -> None:
    """Shares of 10, 85 and 75 %: 0, 0 and 1 − .0625/.09 = .3056, together .1019."""
    task, key = yes_no([10.0, 85.0, 75.0])

    assert score(task, key, {"q0": 50, "q1": 50, "q2": 50}, None).share == pytest.approx(0.3056 / 3, abs=1e-4)


def test_equal_tokens_earn_nothing_against_any_runs() -> None:
    draw = np.random.default_rng(20261124)
    for boxes in (3, 4, 5, 6):
        for _ in range(500):
            runs = [100 * float(share) for share in draw.dirichlet(np.full(boxes, 0.5))]
            assert ranked([100 / boxes] * boxes, runs) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("tag,wanted", [("D", (5 + 0.25 * 4 - 0.6 * 9) / 9), ("F", 0.0), ("R", 0.0)])
def test_one_tag_on_everything_by_hand(tag: str, wanted: float) -> None:
    """D: five heard, four others a quarter each, nine false: .0667. F: 3 + .25 × 6 − 5.4 < 0. R: 1 + 2 − 4.2 < 0."""
    task, key = interview()
    everything: Any = {turn.id: [tag] for turn in task.turns}

    assert score(task, key, everything, None).share == pytest.approx(wanted, abs=1e-12)
