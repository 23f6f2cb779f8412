"""Sort, order and interval: tables worked by hand, and random answers, through Python and Node alike."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from withinreach.content.keys import OrderKey
from withinreach.grading import score
from withinreach.render.interval import agreement as interval_words
from withinreach.render.order import agreement as order_words

from tests.golden.node import in_node
from tests.golden.table import loaded, named, setting, table

KINDS = ("sort", "order", "interval", "dialogue", "transcript", "number", "probability")
ROWS = [pytest.param(kind, row, id=f"{kind} {named(row)}") for kind in KINDS for row in table(kind)["rows"]]
Draw = random.Random


@pytest.mark.parametrize("kind,row", ROWS)
def test_grading_gives_the_share_and_points_that_were_worked_by_hand(kind: str, row: dict[str, Any]) -> None:
    task, key = loaded(kind, row["task"])

    found = score(task, key, row["answer"], row["confidence"])  # type: ignore[arg-type]

    assert found.share == pytest.approx(row["share"], abs=1e-12)
    assert found.points == pytest.approx(row["points"], abs=1e-12)
    assert found.gates == (("Ask first.",) if row["task"] == "gated" and found.share <= 0.5 else ())


@pytest.mark.parametrize("kind", KINDS)
def test_the_pages_script_gives_the_same_shares(kind: str, tmp_path: Path) -> None:
    # A gate caps graded answers only; the page never scores one.
    rows = [row for row in table(kind)["rows"] if not row.get("capped")]
    inputs = [{"setting": setting(kind, *loaded(kind, row["task"])), "answer": row["answer"]} for row in rows]

    shares = in_node(f"committed {kind}", "it.score(one.setting, one.answer)", inputs, tmp_path)

    assert shares == pytest.approx([row["share"] for row in rows], abs=1e-12)


def a_sort(draw: Draw) -> Any:
    items = draw.sample(("i1", "i2", "i3", "i4", "i9"), draw.randint(0, 4))
    return {item: draw.choice(("a", "b", "c") if draw.random() < 0.95 else ("z",)) for item in items}


def an_order(draw: Draw) -> Any:
    cards = draw.sample(("a", "b", "c", "d"), 4)
    return cards if draw.random() < 0.9 else cards[:3] + draw.choice((["a"], ["z"], []))


def an_interval(draw: Draw) -> Any:
    marks = []
    for _ in range(draw.randint(0, 9 if draw.random() < 0.1 else 4)):
        start = draw.choice((draw.randint(0, 350), draw.randint(95, 120), draw.randint(190, 240), 20, 295))
        marks.append([start, min(360, start + draw.choice((2, 11, 20, 40, 60)))])
    return marks


def a_transcript(draw: Draw) -> Any:
    hers = [f"t{number}" for number in (*range(2, 15, 2), 3)]
    turns = draw.sample(hers if draw.random() < 0.1 else hers[:-1], draw.randint(0, 7))
    return {turn: [draw.choice("DFR" if draw.random() < 0.98 else "X")] for turn in turns}


def a_number(draw: Draw) -> Any:
    texts = ("7", "1", "5", "3", "4,17", "2.83", "3.58", "2,24", "3.83", "3.24", "7.0", "0", "x", "1.2,3")
    return {
        name: texts[draw.choice((*range(12), *range(14)))]
        for name in ("r1", "r2", "mean", "low")
        if draw.random() < 0.8
    }


def a_share(draw: Draw) -> Any:
    one, two = sorted((draw.randint(0, 100), draw.randint(0, 100)))
    return {"d": one, "f": two - one, "x": 100 - two + (draw.random() < 0.01)}


def steps_of_shares(draw: Draw) -> Any:
    return {f"c{number}": a_share(draw) for number in range(1, 7)}


def a_dialogue(draw: Draw) -> Any:
    """A walk over the nodes, sometimes stopped early, sometimes by a way that memory does not allow."""
    replies, then = {"n1": "123", "n2": "45", "n3": "678"}, {"n1": ("n3", "n2", "n3"), "n2": ("n3", "n3")}
    here, path = "n1", []
    while here in replies:
        number = draw.randrange(len(replies[here]))
        path.append([here, f"r{replies[here][number]}"])
        here = then[here][number] if here in then else ""
    heard = {"r1", "r4"}.intersection(reply for _, reply in path)
    last = {"n5": ("r12", "r13", "r14"), "n4": ("r9", "r10", "r11")}
    node = "n5" if bool(heard) is (draw.random() < 0.9) else "n4"
    return [*path, [node, draw.choice(last[node])]] if draw.random() < 0.95 else path


MADE: dict[str, tuple[str, Callable[[Draw], Any]]] = {
    "sort": ("four", a_sort),
    "order": ("tiers", an_order),
    "interval": ("two", an_interval),
    "dialogue": ("missed", a_dialogue),
    "number": ("score", a_number),
    "probability": ("ines", steps_of_shares),
    "transcript": ("ingrid", a_transcript),
}
NONSENSE: list[Any] = [
    None,
    3,
    "a",
    [],
    {},
    [[]],
    [{}],
    {"i1": []},
    {"i1": None},
    [[1]],
    [[1, 2, 3]],
    [None],
    [True],
    1e9,
]
NONSENSE += [
    [[True, 5]],
    [["0", "5"]],
    {"__proto__": "a"},
    {"i1": "__proto__"},
    {"toString": "a"},
    ["a", "b", "c", None],
]


@pytest.mark.parametrize("kind", KINDS)
def test_five_hundred_answers_and_nonsense_earn_the_same_share_in_both(kind: str, tmp_path: Path) -> None:
    name, make = MADE[kind]
    task, key = loaded(kind, name)
    draw = random.Random(20261124)  # noqa: S311  answers to compare, not secrets
    answers = [*NONSENSE, *(make(draw) for _ in range(500))]

    inputs = [{"setting": setting(kind, task, key), "answer": answer} for answer in answers]
    shares = in_node(f"committed {kind}", "it.score(one.setting, one.answer)", inputs, tmp_path)

    assert shares == pytest.approx([score(task, key, answer, None).share for answer in answers])  # type: ignore[arg-type]
    assert len(set(shares)) >= 3


def test_what_is_said_of_an_order_is_said_alike_in_both(tmp_path: Path) -> None:
    keys = [loaded("order", name)[1] for name in ("tiers", "rules")]
    orders = [list(order) for order in itertools.permutations("abcd")]
    cases = [(key, order) for key in keys for order in orders if isinstance(key, OrderKey)]
    told = [setting("order", loaded("order", "tiers")[0], key)["key"] for key, _ in cases]

    words = in_node(
        "committed order", "it.agreement(one.key, one.order)",
        [{"key": key, "order": order} for key, (_, order) in zip(told, cases, strict=True)], tmp_path,
    )  # fmt: skip

    assert words == [order_words(key, order) for key, order in cases]
    assert words[0] == "Your order and ours are the same."


def test_what_is_said_of_marks_is_said_alike_in_both(tmp_path: Path) -> None:
    cases = list(itertools.product((0, 2), (0, 1, 2), (0, 1, 2), (0, 3)))

    words = in_node("committed interval", "it.agreement(...one)", [list(case) for case in cases], tmp_path)

    assert words == [interval_words(*case) for case in cases]
    assert "You found 1 of 2, and marked one thing that is none." in words


def test_an_order_at_random_earns_what_the_blueprint_says() -> None:
    """Tiers 1-2-1-2: .16 at random, over all 720 orders."""
    key = OrderKey(moves={}, tiers=(("a",), ("b", "c"), ("d",), ("e", "f")))
    shares = [key.share(order) for order in itertools.permutations("abcdef")]

    assert sum(shares) / len(shares) == pytest.approx(0.16, abs=0.005)


def test_sorting_into_three_columns_at_random_earns_a_third() -> None:
    task, key = loaded("sort", "given")
    answers = [{"i2": one, "i3": two} for one in "abc" for two in "abc"]

    shares = [score(task, key, answer, None).share for answer in answers]  # type: ignore[arg-type]

    assert sum(shares) / len(shares) == pytest.approx(1 / 3)
