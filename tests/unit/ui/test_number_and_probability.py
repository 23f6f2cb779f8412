"""Fields and shares in a notebook: commit, refusal in words, what stands afterwards, and what the page is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from withinreach.content.errors import WithinReachError
from withinreach.content.load import load_keys, load_module
from withinreach.content.tasks import Task
from withinreach.grading import score
from withinreach.ui.keeping import Kept
from withinreach.ui.module import OpenModule
from withinreach.ui.probability import Probability

from tests.conftest import CHECKOUT

GALLERY = CHECKOUT / "tests" / "gallery"
TOMASZ = {clue: {"d": 30, "f": 30, "x": 40} for clue in ("first", "even", "car", "film", "pages", "form")}
PREDICT = {"stays": 12, "lull": 88, "near": 8}


MODULE = load_module(GALLERY, "01-foundations")
KEYS = load_keys(GALLERY / "keys.yaml", MODULE)


def opened(folder: Path) -> OpenModule:
    return OpenModule(MODULE, Kept(MODULE, folder / "data"))


def tasks(kind: str) -> list[Task]:
    return [task for task in MODULE.tasks if task.kind == kind]


@pytest.mark.parametrize("task_id,answer,kept", [
    ("n-score", {"band": "wide", "mean": " 5,5 "}, {"mean": "5,5", "band": "wide"}),
    ("n-change", {"change": "−0.9"}, {"change": "−0.9"}),
    ("p-twins", dict(reversed(TOMASZ.items())), TOMASZ),
    ("p-predict", {"near": 8, "stays": 12, "lull": 88}, PREDICT),
])  # fmt: skip
def test_what_is_committed_is_kept_in_the_order_of_the_task(
    task_id: str, answer: Any, kept: Any, tmp_path: Path
) -> None:
    task = opened(tmp_path).task(task_id)

    assert task.answer_to({"type": "commit", "answer": answer})["type"] == "saved"
    assert task.state["answer"] == kept
    assert list(task.state["answer"]) == list(kept)
    again = opened(tmp_path).task(task_id)
    assert (again.html, again.state) == (task.html, task.state)


NUMBER = "n-score"
REFUSED: list[tuple[str, Any, str]] = [
    (NUMBER, {}, "Not saved: nothing is filled in yet."),
    (NUMBER, ["5"], "Not saved: that is not one of the fields."),
    (NUMBER, {"median": "5"}, "Not saved: that is not one of the fields."),
    (NUMBER, {"mean": 5}, "Not saved: what arrived is not what a field holds."),
    (NUMBER, {"mean": "1.234,5"}, "Not saved: “1.234,5” has a point and a comma"),
    (NUMBER, {"mean": "five"}, "Not saved: “five” is no number"),
    (NUMBER, {"mean": ""}, "Not saved: “” is no number"),
    (NUMBER, {"band": "broad"}, "Not saved: that is not one of the answers."),
    ("n-score-b", {"third": "7"}, "Not saved: that is not one of the fields."),
    ("p-twins", {}, "Not saved: there are no shares yet for some clue."),
    ("p-twins", {**TOMASZ, "more": {}}, "Not saved: there are no shares yet for some clue."),
    ("p-twins", {**TOMASZ, "car": {"d": 30, "f": 30, "x": 30}}, "Not saved: the shares come to 90."),
    ("p-twins", {**TOMASZ, "car": {"d": 100}}, "Not saved: there is not yet a share for each."),
    ("p-twins", TOMASZ["car"], "Not saved: there are no shares yet for some clue."),
    ("p-predict", {"stays": 12}, "Not saved: there is not yet a share for each."),
    ("p-predict", {**PREDICT, "near": 101}, "Not saved: a share is a whole number from 0 to 100."),
    ("p-predict", {**PREDICT, "near": -1}, "Not saved: a share is a whole number from 0 to 100."),
    ("p-predict", {**PREDICT, "near": 8.5}, "Not saved: a share is a whole number from 0 to 100."),
    ("p-predict", {**PREDICT, "near": True}, "Not saved: a share is a whole number from 0 to 100."),
    ("p-predict", {**PREDICT, "near": "8"}, "Not saved: a share is a whole number from 0 to 100."),
    ("p-predict", None, "Not saved: there is not yet a share for each."),
]


@pytest.mark.parametrize("task_id,answer,words", REFUSED)
def test_what_is_no_answer_is_refused_in_words_and_not_kept(
    task_id: str, answer: Any, words: str, tmp_path: Path
) -> None:
    task = opened(tmp_path).task(task_id)

    with pytest.raises(WithinReachError) as refused:
        task.answer_to({"type": "commit", "answer": answer})
    assert str(refused.value).startswith(words)
    assert task.state == {}


@pytest.mark.parametrize("kind", ["number", "probability"])
def test_what_the_page_lets_through_can_be_marked(kind: str, tmp_path: Path) -> None:
    answers: dict[str, Any] = {"n-score": {"mean": "5,5"}, "n-change": {"change": "-0.9", "index": "-2.19"}}
    answers |= {"p-twins": TOMASZ, "p-predict": PREDICT}
    for task in tasks(kind):
        if task.graded:
            component = opened(tmp_path).task(task.id)
            component.answer_to({"type": "commit", "answer": answers[task.id]})
            found = score(task, KEYS[task.id], component.state["answer"], None)
            assert found.flags == ()
            assert found.share > 0


@pytest.mark.parametrize("kind", ["number", "probability"])
def test_no_key_of_a_graded_task_is_in_its_page_and_that_of_practice_is(kind: str, tmp_path: Path) -> None:
    secret = {text for task in tasks(kind) if task.graded for text in _sentences(KEYS[task.id])}
    for task in tasks(kind):
        component = opened(tmp_path).task(task.id)
        page = json.dumps([component.html, component.setting], ensure_ascii=False)
        assert (component.setting["key"] is None) == task.graded
        assert not [text for text in secret if task.graded and text in page]
    assert len(secret) > 8


def _sentences(key: Any) -> set[str]:
    import msgspec

    def walk(data: Any) -> set[str]:
        if isinstance(data, dict):
            return set().union(*map(walk, data.values()))
        if isinstance(data, list | tuple):
            return set().union(*map(walk, data))
        return {data} if isinstance(data, str) and len(data) > 25 else set()

    return walk(msgspec.to_builtins(key))


def test_a_final_answer_is_told_to_the_page_and_taken_once(tmp_path: Path) -> None:
    module = opened(tmp_path)
    task = module.task("p-predict")

    assert task.setting["once"] is True
    assert module.task("p-twins").setting["once"] is False
    task.answer_to({"type": "commit", "answer": PREDICT})
    with pytest.raises(WithinReachError, match="already final"):
        task.answer_to({"type": "commit", "answer": {**PREDICT, "near": 50}})
    assert task.state["answer"] == PREDICT


def test_an_answer_to_an_earlier_edition_is_shown_and_told_as_such(tmp_path: Path) -> None:
    import msgspec

    keeping = Kept(MODULE, tmp_path / "data")
    task = MODULE.task("p-predict")
    OpenModule(MODULE, keeping).task("p-predict").answer_to({"type": "commit", "answer": PREDICT})
    newer = Probability(msgspec.structs.replace(task, edition=task.edition + 1), keeping)

    assert newer.state["earlier"] is True
    assert newer.state["answer"] == PREDICT
    assert 'value="88"' in newer.html
    newer.answer_to({"type": "commit", "answer": PREDICT})
    assert "earlier" not in newer.state
