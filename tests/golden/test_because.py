"""A choice with its reasons: worked by hand, by a second program of another build, and by the page's script in Node.

s = half for the option (1, .6, 0) and half for the reasons, (right − wrong) / pick and not below 0, and nothing where
the option earns nothing. Of the reasons at least so many of each group must be right, else they earn nothing.
"""

from __future__ import annotations

import random
from pathlib import Path
from statistics import mean
from typing import Any

import msgspec
import pytest
from withinreach.content.keys import ChoiceKey
from withinreach.content.tasks import ChoiceTask
from withinreach.grading import score
from withinreach.ui.choice import Choice

from tests.golden.node import in_node

TASK = {
    "id": "x",
    "edition": 1,
    "use": "graded",
    "title": "x",
    "prompt": "x",
    "points": 3,
    "confidence": True,
    "keep": "handin",
    "options": [{"id": name, "text": name} for name in ("a", "b", "c", "d")],
    "because": {"pick": 3, "of": [{"id": f"r{number}", "text": "r"} for number in range(1, 10)]},
}
# Two examples of what was said, from different topics, and one piece of behaviour: r1 and r2 are of one topic.
KEY = {
    "options": {
        name: {"value": value, "reason": "x", "move": "none"}
        for name, value in zip("abcd", (0, 1, 0, 0.6), strict=True)
    },
    "because": {
        "right": ["r1", "r2", "r3", "r4", "r5"],
        "groups": [{"of": ["r1", "r2", "r3"], "least": 1}, {"of": ["r4", "r5"], "least": 1}],
        "reasons": {f"r{number}": "x" for number in range(1, 10)},
    },
}
BY_HAND = [
    ("b", ["r1", "r3", "r4"], 1.0, "all three right, both groups"),
    ("d", ["r1", "r3", "r4"], 0.8, "(.6 + 1) / 2"),
    ("a", ["r1", "r3", "r4"], 0.0, "the option earns nothing"),
    ("b", ["r1", "r4", "r9"], 2 / 3, "(1 + (2 − 1) / 3) / 2"),
    ("b", ["r1", "r4"], 5 / 6, "(1 + 2 / 3) / 2: one left open"),
    ("b", ["r1", "r2", "r3"], 0.5, "nothing of the second group: the reasons earn nothing"),
    ("b", ["r4", "r5", "r9"], 0.5, "nothing of the first"),
    ("b", ["r1", "r8", "r9"], 0.5, "1 − 2 is below 0, and a group is missing"),
    ("d", ["r7", "r8", "r9"], 0.3, ".6 / 2"),
]
BROKEN = [
    None,
    "b",
    ["b"],
    {},
    {"option": "b"},
    {"because": ["r1"]},
    {"option": "b", "because": []},
    {"option": "b", "because": ["r1", "r1"]},
    {"option": "b", "because": ["r1", "r2", "r3", "r4"]},
    {"option": "b", "because": ["r99"]},
    {"option": "z", "because": ["r1"]},
    {"option": None, "because": ["r1"]},
    {"option": ["b"], "because": ["r1"]},
    {"option": "b", "because": "r1"},
    {"option": "b", "because": [["r1"]]},
    {"option": "b", "because": ["r1"], "more": 1},
    {"option": "toString", "because": ["r1"]},
]


def both() -> tuple[ChoiceTask, ChoiceKey]:
    return msgspec.convert(TASK, ChoiceTask), msgspec.convert(KEY, ChoiceKey)


def found(answer: Any) -> float:
    return score(*both(), answer, None).share


def second_program(option: str, reasons: list[str]) -> float:
    """The same rules said another way: sixtieths, counted."""
    tenths = {"b": 10, "d": 6}.get(option, 0)
    told, done = sum(one in ("r1", "r2", "r3") for one in reasons), sum(one in ("r4", "r5") for one in reasons)
    wrong = len(reasons) - told - done
    thirds = max(told + done - wrong, 0) if told and done else 0
    return (tenths * 3 + thirds * 10) / 60 if tenths else 0.0


@pytest.mark.parametrize("option, reasons, share, why", BY_HAND)
def test_by_hand(option: str, reasons: list[str], share: float, why: str) -> None:
    assert found({"option": option, "because": reasons}) == pytest.approx(share, abs=1e-12), why


@pytest.mark.parametrize("answer", BROKEN, ids=repr)
def test_what_is_no_answer_earns_nothing_and_a_flag(answer: Any) -> None:
    marked = score(*both(), answer, 1.0)

    assert (marked.points, marked.share) == (0.0, 0.0)
    assert len(marked.flags) == 1


def test_the_mark_is_that_of_the_whole_share() -> None:
    """3 × (.9 × 2/3 + .1 × (1 − (.75 − 2/3)²)) = 2.0979…"""
    marked = score(*both(), {"option": "b", "because": ["r1", "r4", "r9"]}, 0.75)

    assert marked.points == pytest.approx(3 * (0.6 + 0.1 * (1 - (1 / 12) ** 2)), abs=1e-12)


def test_five_hundred_answers_earn_the_same_in_three_programs(tmp_path: Path) -> None:
    draw = random.Random(7)  # noqa: S311  answers to compare, not secrets
    names = [entry["id"] for entry in TASK["because"]["of"]]  # type: ignore[index]
    answers = [{"option": draw.choice("abcd"), "because": draw.sample(names, draw.randint(1, 3))} for _ in range(500)]
    task, key = both()
    setting = Choice.setting_of(None, msgspec.structs.replace(task, key=key))  # type: ignore[arg-type]

    python = [found(answer) for answer in answers]
    inputs = [{"setting": setting, "answer": answer} for answer in [*answers, *BROKEN]]
    node = in_node("committed choice", "it.score(one.setting, one.answer)", inputs, tmp_path)

    assert python == pytest.approx([second_program(one["option"], one["because"]) for one in answers], abs=1e-12)
    assert node == pytest.approx([*python, *([0.0] * len(BROKEN))], abs=1e-12)
    assert len({round(share, 6) for share in python}) > 5


def test_guessing_one_of_four_and_one_reason_of_four_is_right_in_one_case_of_sixteen() -> None:
    """assessment.md, choice with reason: .25 × .25."""
    options, reasons = TASK["options"], ["r1", "r2", "r3", "r4"]
    task = TASK | {"because": {"pick": 1, "of": [{"id": name, "text": name} for name in reasons]}}
    values = {"options": {one["id"]: {"value": 0, "reason": "x", "move": "none"} for one in options}}  # type: ignore[index,attr-defined]
    values["options"]["b"]["value"] = 1
    key = msgspec.convert(values | {"because": {"right": ["r1"], "reasons": dict.fromkeys(reasons, "x")}}, ChoiceKey)
    loaded = msgspec.convert(task, ChoiceTask)
    shares = [
        score(loaded, key, {"option": option, "because": [one]}, None).share for option in "abcd" for one in reasons
    ]

    assert mean(share == 1 for share in shares) == 0.25 * 0.25
    assert mean(shares) == pytest.approx(0.25 * (0.5 + 0.25 * 0.5))
