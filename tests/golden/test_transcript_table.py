"""A transcript's chance levels as the assessment states them, and what the page's script says of each turn."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from withinreach.content.hearing import compare
from withinreach.content.kinds.transcript import TranscriptKey, TranscriptTask
from withinreach.grading import score
from withinreach.render.transcript import agreement

from tests.golden.node import in_node
from tests.golden.table import loaded, setting

PLAN = ["D"] * 5 + ["F"] * 3 + ["R"] + ["also"] * 2 + ["none"] * 9
"""Twenty turns of a patient, as `m2-spot` has them; a turn that may be tagged or not looks like D."""
TURNS = [f"t{number}" for number in range(len(PLAN))]
DEALT = ["D"] * 5 + ["F"] * 3 + ["R"]
Answer = dict[str, list[str]]


def interview() -> tuple[TranscriptTask, TranscriptKey]:
    ours = {turn: tag for turn, tag in zip(TURNS, PLAN, strict=True) if tag != "none"}
    task = {
        "kind": "transcript", "id": "x", "edition": 1, "title": "t", "prompt": "p", "use": "graded", "points": 5,
        "tags": [{"id": "D", "text": "d"}, {"id": "F", "text": "f"}, {"id": "R", "text": "r", "risk": True}],
        "whose": ["Ines"], "turns": [{"id": turn, "who": "Ines", "text": "…"} for turn in TURNS],
    }  # fmt: skip
    entries = {turn: {"tags": ["D" if tag == "also" else tag], "reason": "r"} for turn, tag in ours.items()}
    key = {"turns": entries, "also": [turn for turn, tag in ours.items() if tag == "also"]}
    return msgspec.convert(task, TranscriptTask), msgspec.convert(key, TranscriptKey)


def everything_d(_draw: random.Random) -> Answer:
    return {turn: ["D"] for turn in TURNS}


def every_turn_in_proportion(draw: random.Random) -> Answer:
    return {turn: [draw.choice(DEALT)] for turn in TURNS}


def nine_random_turns(draw: random.Random) -> Answer:
    return {turn: [draw.choice(DEALT)] for turn in draw.sample(TURNS, 9)}


@pytest.mark.parametrize(
    "guess,draws", [(everything_d, 1), (every_turn_in_proportion, 4000), (nine_random_turns, 4000)]
)
def test_who_guesses_earns_what_the_assessment_says(guess: Callable[[random.Random], Answer], draws: int) -> None:
    """.07 each, which is rounded; one draw has a standard deviation of .10, the mean of 4,000 one of .0016."""
    task, key = interview()
    draw = random.Random(20261124)  # noqa: S311  guesses to average, not secrets

    shares = [score(task, key, guess(draw), None).share for _ in range(draws)]

    assert sum(shares) / draws == pytest.approx(0.07, abs=0.005 + 2 * 0.0016)


def test_a_false_tag_of_risk_costs_nothing_twice_and_only_where_there_is_a_risk() -> None:
    """With one R missing from the plan the same two tags cost 1.2 of eight."""
    task, key = interview()
    calm = msgspec.structs.replace(key, turns={turn: entry for turn, entry in key.turns.items() if turn != "t8"})
    right = {turn: [tag] for turn, tag in zip(TURNS, PLAN, strict=True) if tag in "DF"}
    asked = right | {"t11": ["R"], "t12": ["R"]}

    assert compare(task, key, asked | {"t8": ["R"]}).share == 1
    assert compare(task, calm, asked).share == pytest.approx((8 - 1.2) / 8)


NAMES = ("ingrid", "many", "calm", "beside", "either", "mixed")


def any_answer(task: TranscriptTask, draw: random.Random) -> Answer:
    turns = [turn.id for turn in task.open_turns]
    tags = list(task.lists()["tags"])
    return {
        turn: draw.sample(tags, draw.randint(1, task.pick)) for turn in draw.sample(turns, draw.randint(0, len(turns)))
    }


@pytest.mark.parametrize("name", NAMES)
def test_how_each_turn_stands_and_what_tells_most_is_the_same_in_both(name: str, tmp_path: Path) -> None:
    task, key = cast("tuple[TranscriptTask, TranscriptKey]", loaded("transcript", name))
    draw = random.Random(7)  # noqa: S311  answers to compare, not secrets
    answers = [any_answer(task, draw) for _ in range(500)]
    told = setting("transcript", task, key)

    inputs = [{"setting": told, "answer": answer} for answer in answers]
    found = in_node("committed transcript", "it.compare(one.setting, one.answer)", inputs, tmp_path)

    for answer, said in zip(answers, found, strict=True):
        ours = compare(task, key, answer)
        wanted = {"wanted": ours.wanted, "hits": ours.hits, "wrong": ours.wrong, "false": ours.false, "free": ours.free}
        assert said == wanted | {"roles": ours.roles, "differences": list(ours.differences)}, answer
    assert len({said["hits"] for said in found}) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_nobody_could_have_been_given_more_hits(name: str) -> None:
    """A law: as many things are heard as can be; tried against every way to hand out the tags, one by one."""
    task, key = cast("tuple[TranscriptTask, TranscriptKey]", loaded("transcript", name))
    wanted = key.wanted(task)
    draw = random.Random(11)  # noqa: S311  answers to compare, not secrets
    for _ in range(60):
        answer = any_answer(task, draw)
        marks = [(turn, tag) for turn, tags in answer.items() for tag in tags if turn not in key.also]
        best = max(
            hits(wanted, dealt) for dealt in itertools.permutations([*marks, *[None] * len(wanted)], len(wanted))
        )
        assert compare(task, key, answer).hits == best


def hits(wanted: Any, dealt: Any) -> int:
    pairs = zip(wanted, dealt, strict=True)
    return sum(mark is not None and mark[0] in (one.turn, *one.beside) and mark[1] in one.tags for one, mark in pairs)


def test_what_is_agreed_on_is_said_alike_in_both(tmp_path: Path) -> None:
    cases = list(itertools.product((1, 12), (0, 1, 9), (0, 1, 4)))
    inputs = [{"wanted": wanted, "hits": heard, "false": false} for wanted, heard, false in cases]

    words = in_node("committed transcript", "it.agreement(one)", inputs, tmp_path)

    assert words == [agreement(*case) for case in cases]
    assert "You and we agree on 9 of 12." in words
    assert "You and we agree on 9 of 12. You have one tag where we have none." in words
