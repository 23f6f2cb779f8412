"""A dialogue in a notebook: practice committed whole; graded one final reply after the other, through every reload."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from withinreach.content.errors import WithinReachError
from withinreach.content.handin import build
from withinreach.content.kinds.dialogue import DialogueKey, DialogueTask
from withinreach.content.tasks import Module
from withinreach.ui.dialogue import Dialogue
from withinreach.ui.keeping import Kept, Nowhere
from withinreach.ui.module import OpenModule
from withinreach.ui.stepping import ELSEWHERE, unfinished

from tests.golden.table import loaded

GRADED, KEY = cast("tuple[DialogueTask, DialogueKey]", loaded("dialogue", "missed"))
PRACTICE = msgspec.structs.replace(
    GRADED, id="p", use="practice", attempts="open", points=None, confidence=False, keep="local", key=KEY
)
MODULE = Module("01-foundations", (GRADED, PRACTICE))
ONE, TWO, THREE = ["n1", "r1"], ["n3", "r6"], ["n5", "r12"]


def opened(folder: Path) -> OpenModule:
    """The module in a new kernel: what a reload, or a second window, sees."""
    return OpenModule(MODULE, Kept(MODULE, folder))


def step(task: Dialogue, so_far: list[Any], reply: Any) -> dict[str, Any]:
    return task.answer_to({"type": "step", "so_far": so_far, "step": reply, "seconds": 4})


def walked(task: Dialogue) -> Dialogue:
    for number, reply in enumerate((ONE, TWO, THREE)):
        step(task, [ONE, TWO, THREE][:number], reply)
    return task


def lines(folder: Path) -> list[dict[str, Any]]:
    file = folder / "within-reach" / "01-foundations" / "answers.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_each_reply_is_a_line_of_the_journal_and_brings_the_next_scene(tmp_path: Path) -> None:
    task = opened(tmp_path).task("x")

    reply = step(task, [], ONE)

    assert (reply["type"], reply["stored"], reply["so_far"], reply["over"]) == ("stepped", True, [ONE], False)
    assert "come down in the bathroom" in reply["html"]
    assert [line["answer"] for line in lines(tmp_path)] == [[ONE]]
    step(task, [ONE], TWO)
    assert [line["answer"] for line in lines(tmp_path)] == [[ONE], [ONE, TWO]]


def test_a_reload_in_the_middle_goes_on_and_does_not_start_again(tmp_path: Path) -> None:
    step(opened(tmp_path).task("x"), [], ONE)

    again = opened(tmp_path).task("x")

    assert again.state["so_far"] == [ONE]
    assert "You</span>" in again.html
    assert step(again, [ONE], TWO)["so_far"] == [ONE, TWO]


def test_what_was_said_cannot_be_said_otherwise(tmp_path: Path) -> None:
    task = opened(tmp_path).task("x")
    step(task, [], ONE)

    for so_far, reply in (([], ["n1", "r2"]), ([ONE, TWO], THREE), (None, ONE), ("x", ONE)):
        with pytest.raises(WithinReachError) as refused:
            task.answer_to({"type": "step", "so_far": so_far, "step": reply})
        assert str(refused.value) == ELSEWHERE
    assert [line["answer"] for line in lines(tmp_path)] == [[ONE]]


def test_a_second_window_that_went_another_way_is_told_so_and_then_shows_what_stands(tmp_path: Path) -> None:
    one, two = opened(tmp_path).task("x"), opened(tmp_path).task("x")
    step(one, [], ONE)

    with pytest.raises(WithinReachError, match="has gone on in another window"):
        step(two, [], ["n1", "r2"])

    assert two.standing().answer == [ONE]
    assert opened(tmp_path).task("x").state["so_far"] == [ONE]


@pytest.mark.parametrize("reply", [["n1", "r6"], ["n3", "r6"], ["n1", 1], ["n1"], None, "r1", ["n1", "r1", "x"], {}])
def test_what_cannot_be_said_at_this_point_is_refused_and_not_kept(tmp_path: Path, reply: Any) -> None:
    task = opened(tmp_path).task("x")

    with pytest.raises(WithinReachError, match="cannot be said at this point"):
        step(task, [], reply)
    assert task.state["so_far"] == []


def test_a_whole_path_cannot_be_committed_at_once_to_a_graded_talk(tmp_path: Path) -> None:
    with pytest.raises(WithinReachError, match="cannot be said at this point"):
        opened(tmp_path).task("x").answer_to({"type": "commit", "answer": [ONE, TWO, THREE]})


def test_after_the_end_nothing_more_is_said_and_how_sure_is_tapped_once(tmp_path: Path) -> None:
    task = walked(opened(tmp_path).task("x"))
    path = [ONE, TWO, THREE]

    with pytest.raises(WithinReachError):
        step(task, path, THREE)
    for confidence in (None, 0.3, True, "1"):
        with pytest.raises(WithinReachError, match="Not saved"):
            task.answer_to({"type": "sure", "so_far": path, "confidence": confidence})
    reply = task.answer_to({"type": "sure", "so_far": path, "confidence": 0.75})

    assert reply["over"]
    assert opened(tmp_path).task("x").state["confidence"] == 0.75
    with pytest.raises(WithinReachError, match="gone on in another window"):
        task.answer_to({"type": "sure", "so_far": path, "confidence": 1})


def test_how_sure_is_not_asked_in_the_middle(tmp_path: Path) -> None:
    task = opened(tmp_path).task("x")
    step(task, [], ONE)

    with pytest.raises(WithinReachError, match="tap one of the five first"):
        task.answer_to({"type": "sure", "so_far": [ONE], "confidence": 1})


def test_a_talk_that_was_begun_is_handed_in_as_it_is_and_counted_as_unfinished(tmp_path: Path) -> None:
    module = opened(tmp_path)
    task = module.task("x")
    step(task, [], ONE)
    keeping = cast("Kept", task._keeping)

    assert unfinished(MODULE, keeping.state()) == {"x"}
    assert build("c", MODULE, "workshop", keeping.state()).task("x").answer == [ONE]  # type: ignore[union-attr]
    for number, reply in enumerate((TWO, THREE), start=1):
        step(task, [ONE, TWO][:number], reply)
    assert unfinished(MODULE, keeping.state()) == frozenset()


def test_no_word_of_the_key_is_in_a_graded_page_and_practice_has_all_of_it(tmp_path: Path) -> None:
    graded, practice = walked(opened(tmp_path).task("x")), opened(tmp_path).task("p")

    assert graded.setting["key"] is None
    assert "replies" not in graded.setting
    told = json.dumps([graded.html, graded.setting, graded.state])
    assert not [name for name, entry in KEY.replies.items() if entry.reason[:30] in told]
    assert practice.setting["key"] == KEY.values
    assert practice.setting["best"] == 3


def test_a_practice_talk_is_committed_whole_and_as_often_as_one_likes(tmp_path: Path) -> None:
    task = opened(tmp_path).task("p")

    for path in ([ONE, TWO, THREE], [ONE, TWO, ["n5", "r14"]]):
        assert task.answer_to({"type": "commit", "answer": path})["type"] == "saved"
    assert task.state["answer"] == [ONE, TWO, ["n5", "r14"]]
    for path, words in (([ONE], "not come to its end"), ([["n3", "r6"]], "cannot be said"), (None, "cannot be said")):
        with pytest.raises(WithinReachError, match=words):
            task.answer_to({"type": "commit", "answer": path})


def test_a_talk_of_a_newer_edition_is_walked_anew_and_the_old_one_kept(tmp_path: Path) -> None:
    step(opened(tmp_path).task("x"), [], ONE)
    newer = Module("01-foundations", (msgspec.structs.replace(GRADED, edition=2), PRACTICE))

    task = OpenModule(newer, Kept(newer, tmp_path)).task("x")

    assert task.state["so_far"] == []
    step(task, [], ["n1", "r3"])
    assert [(line["edition"], line["answer"]) for line in lines(tmp_path)] == [(1, [ONE]), (2, [["n1", "r3"]])]


def test_the_public_page_keeps_nothing_and_walks_all_the_same() -> None:
    task = OpenModule(MODULE, Nowhere()).task("p")

    assert task.answer_to({"type": "commit", "answer": [ONE, TWO, THREE]})["stored"] is False
    assert 'class="answered" aria-live="polite">' in task.html


def test_the_panel_counts_a_talk_as_committed_when_it_has_come_to_its_end(tmp_path: Path) -> None:
    module = opened(tmp_path)
    task = module.task("x")
    step(task, [], ONE)

    assert "0 of 1 committed" in module.handin().html
    step(task, [ONE], TWO)
    step(task, [ONE, TWO], THREE)
    assert "1 of 1 committed" in module.handin().html
