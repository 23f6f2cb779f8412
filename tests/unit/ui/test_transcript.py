"""A transcript in a notebook: commit, refusal in words, and what stands afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from withinreach.content.errors import WithinReachError
from withinreach.content.load import load_module
from withinreach.ui.keeping import Kept
from withinreach.ui.module import OpenModule

NAME = "01-foundations"
HOUR: dict[str, Any] = {
    "kind": "transcript", "edition": 1, "title": "t", "prompt": "P.", "whose": ["Marek"],
    "tags": [{"id": "D", "text": "turning away"}, {"id": "R", "text": "risk", "risk": True}],
    "turns": [{"id": "t1", "who": "Ruth", "text": "And the chair?"}, {"id": "t2", "who": "Marek", "text": "In order."},
              {"id": "t3", "who": "Marek", "text": "Tuesdays they come for the bins."}],
}  # fmt: skip
KEY = {"turns": {"t2": {"tags": ["D"], "reason": "SECRET 2"}, "t3": {"tags": ["R"], "reason": "SECRET 3"}}}
BOTH = {"all_tags": True, "turns": {"t2": {"tags": ["D", "R"], "reason": "SECRET 2"}}}
TASKS = [
    {**HOUR, "id": "practice", "use": "practice", "key": KEY},
    {**HOUR, "id": "graded", "use": "graded", "points": 2},
    {**HOUR, "id": "both", "use": "practice", "pick": 2, "key": BOTH},
]


@pytest.fixture
def module(tmp_path: Path) -> OpenModule:
    (tmp_path / "tasks.yaml").write_text(yaml.safe_dump(TASKS), encoding="utf-8")
    found = load_module(tmp_path, NAME)
    return OpenModule(found, Kept(found, tmp_path / "data"))


def commit(answer: Any, confidence: float | None = None) -> dict[str, Any]:
    return {"type": "commit", "answer": answer, "confidence": confidence}


def test_what_is_committed_is_kept_in_the_order_of_the_hour_and_stands(module: OpenModule) -> None:
    task = module.task("graded")
    reply = task.answer_to(commit({"t3": ["R"], "t2": ["D"]}, 0.75))

    assert reply["type"] == "saved"
    assert list(task.state["answer"].items()) == [("t2", ["D"]), ("t3", ["R"])]
    assert task.state["confidence"] == 0.75
    assert module.task("graded").html == task.html
    assert task.html.count('data-turn="t2" data-tagged') == 1


def test_no_tag_at_all_is_an_answer_and_an_emptied_turn_is_left_out(module: OpenModule) -> None:
    task = module.task("graded")

    assert task.answer_to(commit({}))["type"] == "saved"
    assert task.state["answer"] == {}
    task.answer_to(commit({"t2": [], "t3": ["R"]}))
    assert task.state["answer"] == {"t3": ["R"]}


def test_two_tags_are_kept_in_the_order_in_which_they_are_offered(module: OpenModule) -> None:
    task = module.task("both")
    task.answer_to(commit({"t2": ["R", "D"]}))

    assert task.state["answer"] == {"t2": ["D", "R"]}


@pytest.mark.parametrize(
    "answer",
    [None, [], "t2", {"t1": ["D"]}, {"t9": ["D"]}, {"t2": ["X"]}, {"t2": "D"}, {"t2": ["D", "R"]}, {"t2": ["D", "D"]},
     {"t2": None}, {"t2": [1]}, {"t2": [["D"]]}, {"t2": {}}, {1: ["D"]}, {"t2": ["D"], "t1": 0}],
    ids=str,
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_words_and_not_kept(module: OpenModule, answer: Any) -> None:
    task = module.task("graded")

    with pytest.raises(
        WithinReachError, match=r"^Not saved: that is not one of the tags\. Reload the page and tag again\."
    ):
        task.answer_to(commit(answer))
    assert task.state == {}


def test_no_key_of_a_graded_hour_is_in_the_page_and_that_of_practice_is(module: OpenModule) -> None:
    graded, practice = module.task("graded"), module.task("practice")

    assert graded.setting["key"] is None
    assert "SECRET" not in json.dumps([graded.html, graded.setting])
    assert "SECRET 3" in practice.html
    assert practice.setting["key"] == {
        "wanted": [{"turn": "t2", "tags": ("D",), "beside": ()}, {"turn": "t3", "tags": ("R",), "beside": ()}],
        "also": (),
    }
