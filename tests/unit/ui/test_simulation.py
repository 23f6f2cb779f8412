"""A simulation in a notebook: one message an action; graded final at once, in practice a run of the page's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from withinreach.content.errors import WithinReachError
from withinreach.content.kinds.simulation import SimulationKey, SimulationTask
from withinreach.content.tasks import Module
from withinreach.grading import score
from withinreach.ui.keeping import Keeping, Kept, Nowhere
from withinreach.ui.module import OpenModule
from withinreach.ui.simulation import Simulation
from withinreach.ui.stepping import ELSEWHERE, unfinished

from tests.golden.table import loaded

GRADED, KEY = cast("tuple[SimulationTask, SimulationKey]", loaded("simulation", "watch"))
PRACTICE = msgspec.structs.replace(GRADED, id="p", use="practice", attempts="open", points=None, keep="local", key=KEY)
BEGUN = msgspec.structs.replace(loaded("simulation", "begun")[0], key=KEY)
MODULE = Module("01-foundations", (GRADED, PRACTICE, BEGUN))  # type: ignore[arg-type]


def opened(folder: Path) -> OpenModule:
    return OpenModule(MODULE, Kept(MODULE, folder))


def step(task: Simulation, so_far: list[str], action: Any, **others: Any) -> dict[str, Any]:
    return task.answer_to({"type": "step", "run": 0, "so_far": so_far, "step": action, **others})


def played(task: Simulation, *actions: str, run: int = 0) -> dict[str, Any]:
    reply: dict[str, Any] = {}
    so_far = list(task.setting["given"])
    for action in actions:
        reply = step(task, so_far, action, run=run)
        so_far = reply["so_far"]
    return reply


def lines(folder: Path) -> list[dict[str, Any]]:
    file = folder / "within-reach" / "01-foundations" / "answers.jsonl"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return [json.loads(line) for line in text.splitlines()]


def seeded(seed: str) -> Keeping:
    keeping = Nowhere()
    keeping.seed = seed
    return keeping


def test_each_action_of_a_graded_course_is_a_line_with_variant_and_seed(tmp_path: Path) -> None:
    played(opened(tmp_path).task("x"), "stop", "stop")

    found = lines(tmp_path)
    assert [line["answer"]["actions"] for line in found] == [["stop"], ["stop", "stop"]]
    assert len({(line["answer"]["variant"], line["answer"]["seed"], line["variant"]) for line in found}) == 1
    assert found[0]["variant"] == found[0]["answer"]["variant"] in {"owen", "tomasz"}


def test_a_reload_in_the_middle_goes_on_with_the_same_person_and_seed(tmp_path: Path) -> None:
    played(opened(tmp_path).task("x"), "stop")

    again = opened(tmp_path).task("x")
    reply = step(again, ["stop"], "day")

    assert reply["so_far"] == ["stop", "day"]
    assert len({line["answer"]["seed"] for line in lines(tmp_path)}) == 1


def test_a_step_from_a_scene_that_is_no_longer_the_present_one_is_refused(tmp_path: Path) -> None:
    one, two = opened(tmp_path).task("x"), opened(tmp_path).task("x")
    played(one, "stop")

    with pytest.raises(WithinReachError) as refused:
        step(one, [], "day")
    assert str(refused.value) == ELSEWHERE
    with pytest.raises(WithinReachError, match="has gone on in another window"):
        step(two, [], "watch")
    assert [line["answer"]["actions"] for line in lines(tmp_path)] == [["stop"]]


@pytest.mark.parametrize("action", ["hug", "", None, 3, ["stop"], "stop+day", "__proto__"])
def test_what_is_not_offered_is_refused_and_not_kept(tmp_path: Path, action: Any) -> None:
    for name in ("x", "p"):
        with pytest.raises(WithinReachError, match="cannot be done at this point"):
            step(opened(tmp_path).task(name), [], action)
    assert lines(tmp_path) == []


@pytest.mark.parametrize(
    "others",
    [
        *({"run": run} for run in (-1, True, "0", 10**6, None)),
        *({"so_far": so_far} for so_far in (None, ["hug"], [{}], ["who"] * 9)),
    ],
)
def test_a_run_that_no_page_has_is_refused(tmp_path: Path, others: dict[str, Any]) -> None:
    task = opened(tmp_path).task("p")

    for kind in ("step", "at"):
        with pytest.raises(WithinReachError, match="cannot be done at this point"):
            task.answer_to({"type": kind, "run": 0, "so_far": [], "step": "stop", **others})


def test_neither_variant_nor_seed_nor_anything_hidden_is_told_to_the_page_before_the_end(tmp_path: Path) -> None:
    task = opened(tmp_path).task("x")
    reply = played(task, "stop", "day")

    told = json.dumps([reply, task.html, task.setting, task.state])
    assert "Pull" not in told
    assert str(lines(tmp_path)[0]["answer"]["seed"]) not in told
    assert set(task.state) == {"so_far", "over", "at"}


def test_the_end_opens_the_debrief_once_and_for_all(tmp_path: Path) -> None:
    task = opened(tmp_path).task("x")
    reply = played(task, "stop", "day", "who", "watch")

    assert reply["over"]
    assert "Looking back" in reply["html"] == task.html
    assert opened(tmp_path).task("x").html == task.html
    with pytest.raises(WithinReachError, match="cannot be done"):
        step(task, reply["so_far"], "feel")
    assert len(lines(tmp_path)) == 4


def test_what_the_journal_holds_is_what_grading_replays(tmp_path: Path) -> None:
    played(opened(tmp_path).task("x"), "stop", "day", "who", "watch")

    answer = lines(tmp_path)[-1]["answer"]

    found = score(GRADED, KEY, answer, None)
    assert found.flags == ()
    assert found.told is not None
    assert found.share > 0.4


def test_a_course_that_was_begun_counts_as_unfinished(tmp_path: Path) -> None:
    task = opened(tmp_path).task("x")
    played(task, "stop")
    keeping = cast("Kept", task._keeping)

    assert unfinished(MODULE, keeping.state()) == {"x"}
    for so_far in (["stop"], ["stop", "day"], ["stop", "day", "who"]):
        step(task, so_far, {"stop": "day", "day": "who", "who": "watch"}[so_far[-1]])
    assert unfinished(MODULE, keeping.state()) == frozenset()


def test_a_practice_run_is_kept_when_it_is_over_and_another_can_follow(tmp_path: Path) -> None:
    task = opened(tmp_path).task("p")
    played(task, "stop", "day", "who")
    assert lines(tmp_path) == []

    reply = played(task, "stop", "day", "who", "watch")
    fresh = task.answer_to({"type": "at", "run": 1, "so_far": []})
    played(task, "stop", "stop", "stop", "stop", run=1)

    assert reply["type"] == "stepped"
    assert reply["stored"]
    assert "Looking back" in reply["html"]
    assert "Looking back" not in fresh["html"]
    assert len(lines(tmp_path)) == 2
    assert opened(tmp_path).task("p").state["so_far"] == ["stop"] * 4


def test_a_page_that_comes_back_in_the_middle_of_a_practice_run_is_given_its_scene(tmp_path: Path) -> None:
    before = step(opened(tmp_path).task("p"), ["stop"], "day", run=3)

    after = opened(tmp_path).task("p").answer_to({"type": "at", "run": 3, "so_far": ["stop", "day"]})

    assert after["html"] == before["html"]


def test_where_an_action_is_given_every_run_begins_with_it(tmp_path: Path) -> None:
    task = opened(tmp_path).task("y")

    assert task.state["so_far"] == ["watch"]
    assert "The nurse goes at ten to." in task.html
    with pytest.raises(WithinReachError, match="cannot be done"):
        step(task, [], "stop")
    assert step(task, ["watch"], "stop")["so_far"] == ["watch", "stop"]


def test_runs_and_people_draw_their_own_variant_and_a_person_always_the_same(tmp_path: Path) -> None:
    def first(seed: str, run: int = 0) -> str:
        task = OpenModule(MODULE, seeded(seed)).task("p")
        return str(task.answer_to({"type": "at", "run": run, "so_far": []})["html"])

    people = [first(f"{number:016x}") for number in range(40)]
    runs = [first("0" * 16, run) for run in range(40)]

    for found in (people, runs):
        assert 8 <= sum("OWEN" in html.upper() for html in found) <= 32
    assert first("a" * 16) == first("a" * 16)


def test_variant_and_seed_are_drawn_apart(tmp_path: Path) -> None:
    """With one number for both, every Owen would have an even seed."""
    seen = set()
    for number in range(40):
        log = OpenModule(MODULE, seeded(f"{number:016x}")).task("p")._fresh(0)
        seen.add((log.variant, log.seed % 2))
    assert len(seen) == 4


def test_a_damaged_or_older_course_is_not_played_on(tmp_path: Path) -> None:
    task = opened(tmp_path).task("x")
    keeping = cast("Kept", task._keeping)
    keeping.keep(GRADED, {"variant": "owen", "seed": 1, "actions": ["hug"]}, None, None)

    assert opened(tmp_path).task("x").state["so_far"] == []


def test_the_public_page_plays_too_and_keeps_nothing() -> None:
    task = OpenModule(MODULE, Nowhere()).task("p")

    assert played(task, "stop", "day", "who", "watch")["stored"] is False
