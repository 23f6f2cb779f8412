"""What stands beside a mark of sort, order and interval: parts, places for gates, words for the instructor."""

from __future__ import annotations

from typing import Any

import pytest
from withinreach.content.keys import KeyBase
from withinreach.grading import interval, order, sort
from withinreach.grading.gate import capped

from tests.golden.table import loaded
from tests.unit.grading.marking import refused

REFUSED: list[tuple[str, str, Any, str]] = [
    ("sort", "four", [], "invalid answer: not a mapping of items to columns"),
    ("sort", "four", {}, "invalid answer: no item sorted"),
    ("sort", "four", {"i9": "a"}, "invalid answer: an item that the task does not have, or that was given"),
    ("sort", "four", {"i1": "z"}, "invalid answer: a column that the task does not have"),
    ("order", "tiers", "abcd", "invalid answer: not a list of card ids"),
    ("order", "tiers", ["a"], "invalid answer: not every card once"),
    ("interval", "two", [[1]], "invalid answer: not a list of pairs of seconds"),
    ("interval", "two", [[1, 2.5]], "invalid answer: a second that is no whole number"),
    ("interval", "two", [[5, 5]], "invalid answer: a mark that runs backwards or out of the trace"),
    ("interval", "two", [[n, n + 1] for n in range(0, 18, 2)], "invalid answer: 9 marks where 8 may be"),
]


@pytest.mark.parametrize("kind,name,answer,words", REFUSED)
def test_an_answer_that_cannot_be_scored_earns_nothing_and_says_why(
    kind: str, name: str, answer: Any, words: str
) -> None:
    refused(kind, name, answer, words)


def test_each_item_is_a_part_with_what_its_column_earned() -> None:
    task, key = loaded("sort", "four")

    parts = sort.parts(task, key, {"i1": "a", "i2": "a"})  # type: ignore[arg-type]

    assert [(part.id, part.share) for part in parts] == [("i1", 1.0), ("i2", 0.5), ("i3", 0.0), ("i4", 0.0)]


def test_each_boundary_is_a_part_with_the_share_of_its_pairs() -> None:
    """a | b c | d, given b a d c: of a above b, a above c one holds; of b above d, c above d one holds."""
    task, key = loaded("order", "tiers")

    parts = order.parts(task, key, ["b", "a", "d", "c"])  # type: ignore[arg-type]

    assert [(part.id, part.share) for part in parts] == [("boundary-1", 0.5), ("boundary-2", 0.5)]


def test_each_rule_is_a_part_that_is_kept_or_not() -> None:
    task, key = loaded("order", "rules")

    parts = order.parts(task, key, ["c", "a", "d", "b"])  # type: ignore[arg-type]

    assert [(part.id, part.share) for part in parts] == [("r1", 1.0), ("r2", 1.0), ("r3", 0.0)]


def test_each_stretch_and_decoy_is_a_part() -> None:
    task, key = loaded("interval", "two")

    parts = interval.parts(task, key, [[100, 120], [300, 320]])  # type: ignore[arg-type]

    assert [(part.id, part.share) for part in parts] == [("s1", 1.0), ("s2", 0.0), ("d1", 1.0), ("d2", 0.0)]


def test_where_an_answer_put_things_is_what_gates_ask_for() -> None:
    sorted_, _ = loaded("sort", "four")
    ordered, _ = loaded("order", "tiers")

    assert sort.places(sorted_, {"i1": "a"}) == {"i1": "a"}  # type: ignore[arg-type]
    assert order.places(ordered, ["d", "a", "b", "c"]) == {"d": "1", "a": "2", "b": "3", "c": "4"}  # type: ignore[arg-type]


def test_the_lowest_cap_that_is_met_holds_and_each_gate_that_is_met_speaks() -> None:
    import msgspec

    _, key = loaded("sort", "gated")
    assert isinstance(key, KeyBase)
    (gate,) = key.gate
    lower = msgspec.structs.replace(gate, cap=0.2, words="And then this.")
    unmet = msgspec.structs.replace(gate, when=(msgspec.structs.replace(gate.when[0], not_in=("never",)),), cap=0.0)
    both = msgspec.structs.replace(key, gate=(gate, lower, unmet))

    assert capped(both, 0.9, {"i1": "never"}) == (0.2, ("Ask first.", "And then this."))
    assert capped(both, 0.1, {"i1": "never"}) == (0.1, ("Ask first.", "And then this."))
    assert capped(key, 0.9, {"i1": "now"}) == (0.9, ())
