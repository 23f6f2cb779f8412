"""One table, worked by hand, for the two programs that score a choice: ours in Python and the page's script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from withinreach.content.keys import ChoiceKey
from withinreach.content.tasks import ChoiceTask
from withinreach.grading import score

from tests.golden.node import in_node

TABLE = json.loads(Path(__file__).with_name("choice.json").read_text(encoding="utf-8"))


def named(row: dict[str, Any]) -> str:
    return f"{row['task']} {json.dumps(row['answer'])} {row['confidence']}"


def loaded(name: str) -> tuple[ChoiceTask, ChoiceKey]:
    entry = TABLE["tasks"][name]
    options = {
        option: {"value": value, "reason": "as in the table", "move": "none"} for option, value in entry["key"].items()
    }
    return msgspec.convert(entry["task"], ChoiceTask), msgspec.convert({"options": options}, ChoiceKey)


@pytest.mark.parametrize("row", TABLE["rows"], ids=named)
def test_grading_gives_the_share_and_points_that_were_worked_by_hand(row: dict[str, Any]) -> None:
    task, key = loaded(row["task"])

    found = score(task, key, row["answer"], row["confidence"])

    assert found.share == pytest.approx(row["share"], abs=1e-12)
    assert found.points == pytest.approx(row["points"], abs=1e-12)


def test_the_pages_script_gives_the_same_shares(tmp_path: Path) -> None:
    inputs = []
    for row in TABLE["rows"]:
        entry = TABLE["tasks"][row["task"]]
        inputs.append({"setting": {"pick": entry["task"]["pick"], "key": entry["key"]}, "answer": row["answer"]})

    shares = in_node("committed choice", "it.score(one.setting, one.answer)", inputs, tmp_path)

    assert shares == pytest.approx([row["share"] for row in TABLE["rows"]], abs=1e-12)
