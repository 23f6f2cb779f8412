"""The way through a talk: memory, the best and the worst way, and what would mislead a reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from withinreach.content.kinds.dialogue import DialogueKey, DialogueTask, earned, extremes
from withinreach.content.kinds.talk import End, Node, Reply, Talk

from tests.golden.table import loaded

MISSED = cast("tuple[DialogueTask, DialogueKey]", loaded("dialogue", "missed"))
BEST = [["n1", "r1"], ["n3", "r6"], ["n5", "r12"]]


def test_what_was_said_chooses_where_a_later_reply_leads() -> None:
    talk = MISSED[0].talk

    heard, unheard = talk.walk([["n1", "r1"], ["n3", "r6"]]), talk.walk([["n1", "r3"], ["n3", "r6"]])
    late = talk.walk([["n1", "r2"], ["n2", "r4"], ["n3", "r8"]])

    assert heard is not None
    assert unheard is not None
    assert late is not None
    assert (heard.here, dict(heard.because)) == ("n5", {1: 0})
    assert (unheard.here, dict(unheard.because)) == ("n4", {})
    assert (late.here, dict(late.because)) == ("n5", {2: 1})
    assert [sorted(memory) for memory in late.memories] == [[], [], ["noticed"], ["noticed"]]


def test_a_reply_does_not_hear_what_it_remembers_itself_and_the_first_flag_of_the_file_wins() -> None:
    one = Reply("r1", "x", "e1", ("a", "b"), {"a": "n2"})
    two = Reply("r2", "x", "e1", (), {"b": "e2", "a": "e3"})
    talk = Talk(
        {"n1": Node("n1", "x", (Reply("r0", "x", "n2", ("b",)), one)), "n2": Node("n2", "x", (two,))},
        {name: End(name, "x") for name in ("e1", "e2", "e3")},
    )

    assert talk.walk([["n1", "r1"]]).here == "e1"  # type: ignore[union-attr]
    assert talk.walk([["n1", "r0"], ["n2", "r2"]]).here == "e2"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "path",
    [None, 3, "n1", {"n1": "r1"}, [["n1"]], [["n1", "r1", "x"]], [["n1", 1]], [["n1", "r6"]], [["n3", "r6"]],
     [["n1", "r1"], ["n3", "r6"], ["n4", "r9"]], [*BEST, ["e1", "r1"]], [["n1", ["r1"]]], ["n1", "r1"]],
)  # fmt: skip
def test_what_does_not_fit_the_nodes_is_no_walk(path: Any) -> None:
    assert MISSED[0].talk.walk(path) is None


def test_the_best_and_the_worst_way_of_the_missed_hour_are_those_found_by_hand() -> None:
    """Best: r1 1, r6 1, r12 1. Worst: r2 0, r5 0, r8 0, r11 0 (r14 asks for the memory that r5 does not leave)."""
    found = extremes(*MISSED)

    assert (found.best, found.worst) == (3, 0)
    assert [list(step) for step in found.best_path] == BEST
    assert [reply for _, reply in found.worst_path] == ["r2", "r5", "r8", "r11"]


def test_what_is_given_counts_for_nothing() -> None:
    """After r2: r4 .5, r6 1, r12 1."""
    task, key = cast("tuple[DialogueTask, DialogueKey]", loaded("dialogue", "given"))

    assert extremes(task, key).best == 2.5
    assert earned(task, key, [("n1", "r2"), ("n2", "r4"), ("n3", "r6"), ("n5", "r12")]) == 1


def test_a_worked_talk_is_one_whose_given_way_reaches_an_end() -> None:
    task, _ = MISSED
    whole = tuple((node, reply) for node, reply in BEST)

    assert msgspec.structs.replace(task, given=whole).worked
    assert not msgspec.structs.replace(task, given=whole[:2]).worked
    assert not task.worked


@st.composite
def talks(draw: st.DrawFn) -> tuple[Talk, dict[str, float]]:
    """Up to five nodes that lead on only, with memory, and a value for each reply."""
    count = draw(st.integers(1, 5))
    nodes, values = {}, {}
    for number in range(count):
        later = [f"n{other}" for other in range(number + 1, count)] + ["e1", "e2"]
        place = st.sampled_from(later)
        replies = []
        for position in range(draw(st.integers(2, 3))):
            name = f"r{number}-{position}"
            remember = draw(st.lists(st.sampled_from("ab"), max_size=1))
            when = draw(st.dictionaries(st.sampled_from("ab"), place, max_size=2))
            replies.append(Reply(name, "x", draw(place), tuple(remember), when))
            values[name] = draw(st.sampled_from([0, 0.25, 0.5, 1]))
        nodes[f"n{number}"] = Node(f"n{number}", "x", tuple(replies))
    return Talk(nodes, {"e1": End("e1", "x"), "e2": End("e2", "x")}), values


def every_path(talk: Talk, path: list[list[str]]) -> Iterator[list[list[str]]]:
    """All whole paths, by trying each reply anew from the first node: no memory of our own."""
    walk = talk.walk(path)
    if walk is None:
        return
    if walk.here in talk.ends:
        yield path
        return
    for node in talk.nodes.values():
        for reply in node.replies:
            yield from every_path(talk, [*path, [node.id, reply.id]])


@settings(max_examples=60, deadline=None)
@given(made=talks())
def test_the_extremes_are_those_of_all_paths(made: tuple[Talk, dict[str, float]]) -> None:
    talk, values = made
    sums = [sum(values[reply] for _, reply in path) for path in every_path(talk, [])]

    found = talk.extremes(values)

    assert (found.best, found.worst) == (pytest.approx(max(sums)), pytest.approx(min(sums)))
    assert talk.walk(found.best_path).here in talk.ends  # type: ignore[union-attr]
    assert sum(values[reply] for _, reply in found.worst_path) == pytest.approx(min(sums))


@settings(max_examples=60, deadline=None)
@given(made=talks())
def test_where_nothing_misleads_the_best_reply_everywhere_earns_the_best_sum(
    made: tuple[Talk, dict[str, float]],
) -> None:
    """The map says node by node what would have been better; following it must not cost anything."""
    talk, values = made
    if talk.misled(values) is not None:
        return

    def follow(path: list[list[str]]) -> float:
        walk = talk.walk(path)
        assert walk is not None
        if walk.here in talk.ends:
            return sum(values[reply] for _, reply in path)
        node = talk.nodes[walk.here]
        most = max(values[reply.id] for reply in node.replies)
        return max(follow([*path, [node.id, one.id]]) for one in node.replies if values[one.id] == most)

    assert follow([]) == pytest.approx(talk.extremes(values).best)


def test_a_way_that_lies_deeper_is_drawn_deeper() -> None:
    assert MISSED[0].talk.depths() == {"n1": 0, "n2": 1, "n3": 2, "n4": 3, "n5": 3, "e1": 4, "e2": 4}
