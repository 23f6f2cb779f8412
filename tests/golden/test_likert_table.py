"""What a form keeps of an answer: a table worked by hand, and random answers, through Python and Node alike."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from withinreach.content.kinds.likert import LikertTask
from withinreach.render.likert import answered

from tests.golden.node import in_node
from tests.golden.table import table

ROWS = table("likert")["rows"]
KEPT = "Object.entries(it.given(one.setting, one.answer))"
CALL = f"[{KEPT}, it.answered({KEPT}.length, one.setting.statements.length)]"


def loaded(name: str) -> LikertTask:
    return msgspec.convert(table("likert")["tasks"][name]["task"], LikertTask)


def told(task: LikertTask) -> dict[str, Any]:
    return {"statements": task.lists()["statements"], "low": task.scale.low, "high": task.scale.high}


def kept(task: LikertTask, answer: Any) -> list[Any]:
    found = task.given(answer)
    return [[list(pair) for pair in found.items()], answered(len(found), len(task.statements))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['task']} {row['answer']}")
def test_of_an_answer_is_kept_what_was_worked_by_hand(row: dict[str, Any]) -> None:
    assert kept(loaded(row["task"]), row["answer"]) == [row["kept"], row["said"]]


def test_the_pages_script_keeps_the_same(tmp_path: Path) -> None:
    inputs = [{"setting": told(loaded(row["task"])), "answer": row["answer"]} for row in ROWS]

    assert in_node("likert", CALL, inputs, tmp_path) == [[row["kept"], row["said"]] for row in ROWS]


def test_five_hundred_answers_are_kept_alike_in_both(tmp_path: Path) -> None:
    task = loaded("seven")
    draw = random.Random(20261124)  # noqa: S311  answers to compare, not secrets
    values: list[Any] = [*range(-1, 10), 2.0, 2.5, "3", None, True, [], {}]
    names = ["s1", "s2", "s3", "s4", "s9"]
    answers = [{name: draw.choice(values) for name in draw.sample(names, draw.randint(0, 5))} for _ in range(500)]

    found = in_node("likert", CALL, [{"setting": told(task), "answer": answer} for answer in answers], tmp_path)

    assert found == [kept(task, answer) for answer in answers]
    assert len({said for _, said in found}) >= 4
