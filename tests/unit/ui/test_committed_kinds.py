"""Sort, order and interval in a notebook: commit, refusal in words, and what stands afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from withinreach.content.errors import WithinReachError
from withinreach.content.load import load_module
from withinreach.ui.keeping import Kept, Nowhere
from withinreach.ui.module import OpenModule

NAME = "01-foundations"
SORT = {
    "kind": "sort",
    "columns": [{"id": c, "text": f"Column {c}"} for c in "abc"],
    "items": [{"id": f"i{n}", "text": f"Item {n}"} for n in (1, 2, 3)],
}
SORT_KEY = {"items": {f"i{n}": {"accept": {"a": 1}, "reason": f"SECRET {n}"} for n in (1, 2, 3)}}
ORDER = {"kind": "order", "cards": [{"id": c, "text": f"Card {c}"} for c in "cba"]}
ORDER_KEY = {"tiers": [["a"], ["b"], ["c"]], "reasons": ["SECRET 1", "SECRET 2"], "moves": dict.fromkeys("abc", "none")}
INTERVAL = {"kind": "interval", "report": [6, 6], "skin": [2.0] * 40, "topics": [{"at": 0, "words": "the house"}]}
INTERVAL_KEY = {"verdict": "SECRET", "stretches": {"s1": {"start": 5, "end": 15, "reason": "SECRET 1"}}}
BASE = {"edition": 1, "title": "t", "prompt": "P."}
TASKS = [
    {**BASE, **kind, "id": f"{use}-{kind['kind']}", "use": use, **extra}
    for kind, key in ((SORT, SORT_KEY), (ORDER, ORDER_KEY), (INTERVAL, INTERVAL_KEY))
    for use, extra in (("practice", {"key": key}), ("graded", {"points": 2}))
]
ORDERED = ["b", "a", "c"]
GOOD: dict[str, Any] = {"sort": {"i3": "b", "i1": "a"}, "order": ORDERED, "interval": [[20, 30], [5, 8], [8, 12]]}
KEPT: dict[str, Any] = {"sort": {"i1": "a", "i3": "b"}, "order": ORDERED, "interval": [[5, 12], [20, 30]]}


@pytest.fixture
def module(tmp_path: Path) -> OpenModule:
    (tmp_path / "tasks.yaml").write_text(yaml.safe_dump(TASKS), encoding="utf-8")
    found = load_module(tmp_path, NAME)
    return OpenModule(found, Kept(found, tmp_path / "data"))


@pytest.mark.parametrize("kind", GOOD)
def test_what_is_committed_is_kept_in_order_and_stands(module: OpenModule, kind: str) -> None:
    task = module.task(f"graded-{kind}")
    reply = task.answer_to({"type": "commit", "answer": GOOD[kind], "confidence": 0.75})

    assert reply["type"] == "saved"
    assert task.state["answer"] == KEPT[kind]
    assert task.state["confidence"] == 0.75
    assert list(task.state["answer"]) == list(KEPT[kind])
    assert module.task(f"graded-{kind}").html == task.html


@pytest.mark.parametrize("kind", GOOD)
def test_no_key_of_a_graded_task_is_in_the_page_and_that_of_practice_is(module: OpenModule, kind: str) -> None:
    graded, practice = module.task(f"graded-{kind}"), module.task(f"practice-{kind}")

    assert graded.setting["key"] is None
    assert "SECRET" not in json.dumps([graded.html, graded.setting])
    assert "SECRET" in practice.html
    assert practice.setting["key"]


REFUSED: list[tuple[str, Any, str]] = [
    ("sort", {}, "Not saved: nothing is sorted yet."),
    ("sort", {"i9": "a"}, "Not saved: that is not one of the items."),
    ("sort", {"i1": "z"}, "Not saved: that is not one of the columns."),
    ("sort", {"i1": ["a"]}, "Not saved: that is not one of the columns."),
    ("sort", ["i1"], "Not saved: that is not one of the items."),
    ("order", ["a", "b"], "Not saved: that is not every card once."),
    ("order", ["a", "b", "b"], "Not saved: that is not every card once."),
    ("order", [1, 2, 3], "Not saved: that is not every card once."),
    ("order", None, "Not saved: that is not every card once."),
    ("interval", [[5, 41]], "Not saved: that is no stretch of this trace."),
    ("interval", [[9, 9]], "Not saved: that is no stretch of this trace."),
    ("interval", [[True, 9]], "Not saved: that is no stretch of this trace."),
    ("interval", [[1.0, 9]], "Not saved: that is no stretch of this trace."),
    ("interval", "5-9", "Not saved: that is no stretch of this trace."),
    ("interval", [[4 * n, 4 * n + 2] for n in range(9)], "Not saved: 9 stretches; mark 8 at most."),
]


@pytest.mark.parametrize("kind,answer,words", REFUSED)
def test_what_is_no_answer_is_refused_in_words_and_not_kept(
    module: OpenModule, kind: str, answer: Any, words: str
) -> None:
    task = module.task(f"graded-{kind}")

    with pytest.raises(WithinReachError) as refused:
        task.answer_to({"type": "commit", "answer": answer})
    assert str(refused.value).startswith(words)
    assert task.state == {}


def test_no_stretch_at_all_is_an_answer(module: OpenModule) -> None:
    task = module.task("graded-interval")

    assert task.answer_to({"type": "commit", "answer": []})["type"] == "saved"
    assert task.state["answer"] == []


def test_cards_are_shown_in_an_order_drawn_for_this_person_and_then_in_hers(tmp_path: Path) -> None:
    (tmp_path / "tasks.yaml").write_text(yaml.safe_dump(TASKS), encoding="utf-8")
    found = load_module(tmp_path, NAME)

    def shown(folder: str) -> list[int]:
        html = OpenModule(found, Kept(found, tmp_path / folder)).task("graded-order").html
        return [html.index(f'data-card="{card}"') for card in "abc"]

    def order(places: list[int]) -> str:
        return "".join(card for _, card in sorted(zip(places, "abc", strict=True)))

    drawn = {order(shown(f"data-{number}")) for number in range(12)}
    assert len(drawn) > 1
    assert order(shown("data-0")) == order(shown("data-0"))
    task = OpenModule(found, Kept(found, tmp_path / "data-0")).task("graded-order")
    task.answer_to({"type": "commit", "answer": ["c", "a", "b"]})
    assert order(shown("data-0")) == "cab"


def test_the_public_page_shuffles_alike_for_everybody(tmp_path: Path) -> None:
    (tmp_path / "tasks.yaml").write_text(yaml.safe_dump(TASKS), encoding="utf-8")
    found = load_module(tmp_path, NAME)

    one, two = (OpenModule(found, Nowhere()).task("practice-order").html for _ in range(2))

    assert one == two
