"""What a graded ``probability`` may not give away: knowing nothing earns next to nothing."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from withinreach.content.kinds.probability import ProbabilityKey, ProbabilityTask

BASE = {"id": "x", "edition": 1, "title": "t", "prompt": "p", "use": "graded", "points": 2, "keep": "handin"}


def findings(form: str, shares: list[int], **more: Any) -> list[str]:
    names = "abcdef"[: len(shares)]
    options = [{"id": name, "text": name} for name in names]
    task = msgspec.convert({**BASE, "kind": "probability", "form": form, "options": options, **more}, ProbabilityTask)
    entries = {name: {"share": share, "reason": "r"} for name, share in zip(names, shares, strict=True)}
    key = msgspec.convert({"basis": "b", "options": entries}, ProbabilityKey)
    return [found.rule for found in key.findings(task)]


@pytest.mark.parametrize("form,shares,told", [
    # (.1167² + .0033² + .1133²)/3 = .00882; 1 - .00882/.06
    ("shares", [45, 33, 22], "0.85"),
    # (.1225 + .0025 + .0225 + .0225)/4 = .0425; 1 - 17/24
    ("shares", [60, 20, 10, 10], "0.29"),
    # one of three at 50: (0 + 0 + 1)/3
    ("yes-no", [10, 90, 50], "0.33"),
])  # fmt: skip
def test_a_graded_task_that_always_even_would_solve_is_refused(form: str, shares: list[int], told: str) -> None:
    assert findings(form, shares) == [f"Always even would earn {told}."]


@pytest.mark.parametrize("form,shares", [("shares", [70, 20, 5, 5]), ("yes-no", [12, 88, 8]), ("tokens", [20, 50, 30])])
def test_one_in_which_it_earns_little_is_taken(form: str, shares: list[int]) -> None:
    assert findings(form, shares) == []


def test_in_practice_the_honest_answer_may_lie_near_the_middle() -> None:
    """The twin step: all of Ines, one answer of Ingrid's, 28/57/15. It does not turn you, and it should not."""
    practice = {"use": "practice", "points": None, "keep": "local"}

    assert findings("shares", [28, 57, 15], **practice) == []
    assert findings("shares", [28, 57, 15]) == ["Always even would earn 0.49."]


def test_clue_by_clue_it_is_the_second_half_that_is_looked_at() -> None:
    options = [{"id": name, "text": name} for name in "abc"]
    clues = [{"id": f"c{number}", "text": "c"} for number in (1, 2, 3, 4)]
    task = msgspec.convert(
        {**BASE, "kind": "probability", "form": "clues", "options": options, "clues": clues}, ProbabilityTask
    )

    def told(*last: tuple[int, int, int]) -> list[str]:
        steps = [(35, 35, 30), (40, 32, 28), *last]
        entries = {
            clue["id"]: {"shares": dict(zip("abc", step, strict=True)), "reason": "r"}
            for clue, step in zip(clues, steps, strict=True)
        }
        key = {"basis": "b", "options": {name: {"reason": "r"} for name in "abc"}, "clues": entries}
        return [found.rule for found in msgspec.convert(key, ProbabilityKey).findings(task)]

    assert told((70, 20, 10), (85, 10, 5)) == []
    # (.0044 + 0 + .0044)/3 = .003 for 40/33/27: nearly all of both steps.
    assert told((40, 33, 27), (40, 33, 27)) == ["Always even would earn 0.95."]
