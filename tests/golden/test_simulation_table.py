"""A simulation's shares, worked by hand. Python only: a model lives there, and no page scores one."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from withinreach.grading import score
from withinreach.simulations.registry import MODELS, model
from withinreach.simulations.shell import Log, allowed, finished, share, states

from tests.golden.table import loaded, table

ROWS = [pytest.param(row, id=f"{row['task']} {json.dumps(row['answer'])}") for row in table("simulation")["rows"]]


@pytest.mark.parametrize("row", ROWS)
def test_grading_gives_the_share_and_points_that_were_worked_by_hand(row: dict[str, Any]) -> None:
    task, key = loaded("simulation", row["task"])

    found = score(task, key, row["answer"], None)  # type: ignore[arg-type]

    assert found.share == pytest.approx(row["share"], abs=1e-12)
    assert found.points == pytest.approx(row["points"], abs=1e-12)


@pytest.mark.parametrize("name", MODELS)
def test_the_naive_course_earns_nothing_and_the_best_everything(name: str) -> None:
    """Naive: 0, says the table of chance levels; played out here up to where the patient stays for it."""
    known = model(name)
    for variant in known.variants or (None,):
        for seed in range(6):
            reference = known.reference(variant, seed)

            assert reference.naive < reference.best
            assert share(known, Log(variant, seed, reference.best_actions)) == 1


@pytest.mark.parametrize("variant", ["owen", "tomasz"])
@pytest.mark.parametrize("seed", [0, 1])
def test_asking_on_as_if_there_were_no_clock_earns_nothing(variant: str, seed: int) -> None:
    known, log = model("watch"), Log(variant, seed)
    for action in ("day", "who", "feel", "day"):
        if not finished(known, log):
            log = log.then(action)

    assert finished(known, log)
    assert share(known, log) == 0


def test_five_hundred_courses_are_the_same_twice_and_in_range() -> None:
    draw = random.Random(20261125)  # noqa: S311  courses to compare, not secrets
    known = model("watch")
    for _ in range(500):
        log = Log(draw.choice(known.variants), draw.randrange(2**32))
        while not finished(known, log):
            log = log.then(draw.choice(allowed(known.offers(states(known, log)[-1]))))
        again = Log(log.variant, log.seed, log.actions)

        assert states(known, log) == states(known, again)
        assert 0 <= share(known, log) == share(known, again) <= 1
