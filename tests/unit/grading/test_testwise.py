"""The pickers of a test-wise reader, on decisions whose shares are worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from withinreach.content.keys import ChoiceKey
from withinreach.content.tasks import KINDS, Module
from withinreach.grading import testwise
from withinreach.grading.testwise import Decision, Way, columns, decisions, findings, gains, move_shares, softeners

WORTH = (1.0, 0.6, 0.0, 0.0)


def decision(*ways: tuple[str, str, float], module: str = "04-alliance", place: str = "m4-x") -> Decision:
    return Decision(module, place, tuple(Way(*way) for way in ways))


def plain(best: int, moves: Sequence[str] = ("stay", "task", "back", "ground")) -> Decision:
    """Four ways of one length without a softener; the one at ``best`` is worth 1, the next 0.6, the others nothing."""
    worth = [WORTH[(number - best) % 4] for number in range(4)]
    return decision(*((f"Say the {number}.", moves[number], worth[number]) for number in range(4)))


SOFT = decision(
    ("Perhaps it could wait, I wonder.", "stay", 1.0),
    ("Perhaps we stop.", "back", 0.6),
    ("No.", "hold-frame", 0.0),
    ("Tell me what he said then.", "task", 0.0),
)
BRIDGE = decision(
    ("Do you think of ending your life?", "ask-risk", 1.0),
    ("I wonder if it might be dark.", "name-it", 0.0),
)


@pytest.mark.parametrize(
    "text,count",
    [
        ("Perhaps it could wait, I wonder.", 3),
        ("I WONDER whether you may", 2),
        ("I’m not sure; if you like, maybe.", 3),
        ("The maypole is in Mayfair. Perhapses are couldnt.", 0),
        ("", 0),
    ],
)
def test_softeners_are_whole_words(text: str, count: int) -> None:
    assert softeners(text) == count


def test_each_picker_earns_what_a_hand_calculation_says() -> None:
    """SOFT: chance (1 + .6) / 4 = .4. BRIDGE: chance 1/2. Both: .45."""
    found = {gain.picker.name: gain for gain in gains([SOFT, BRIDGE])}

    assert {round(gain.chance, 9) for gain in found.values()} == {0.45}
    assert {name: (round(gain.earns, 9), gain.tells) for name, gain in found.items()} == {
        "the most softeners": (0.5, 2),  # 1 and 0
        "the longest": (1.0, 2),  # 32 of 32, 16, 3, 26 letters; 33 of 33, 29
        "the shortest": (0.0, 2),
        "the first": (1.0, 2),
        "the second": (0.3, 2),  # 0.6 and 0
        "the third": (0.0, 2),  # 0 and, of two, the last: 0
        "the last": (0.0, 2),
    }


def test_a_picker_that_cannot_tell_earns_chance() -> None:
    """No softener anywhere and one length: every way ranks first, (1 + .6 + 0 + 0) / 4."""
    found = {gain.picker.name: gain for gain in gains([plain(0), plain(3)])}

    for name in ("the most softeners", "the longest", "the shortest"):
        assert found[name].earns == pytest.approx(0.4)
        assert found[name].tells == 0
    assert found["the first"].earns == pytest.approx((1 + 0.6) / 2)


def test_of_two_equals_one_is_taken_blindly() -> None:
    two = decision(("Perhaps one.", "stay", 1.0), ("Perhaps two.", "back", 0.0), ("Three.", "task", 0.0))

    assert testwise.PICKERS[0].earns(two) == 0.5


def test_a_move_is_best_where_one_of_the_best_ways_has_it() -> None:
    both = decision(("A.", "nearer", 1.0), ("B.", "refer", 1.0), ("C.", "back", 0.0))
    shares = move_shares([both, BRIDGE, BRIDGE, SOFT])

    assert shares == {
        **dict.fromkeys(testwise.MOVES, 0.0), "nearer": 0.25, "refer": 0.25, "ask-risk": 0.5, "stay": 0.25,
    }  # fmt: skip


MOVES = testwise.MOVES
BALANCED = [
    decision(
        (f"Say {number}, then wait until he has found it.", MOVES[number % 9], 1.0), ("Maybe nothing.", "none", 0.0)
    )
    if number % 2
    else decision(
        ("Perhaps say what it was, and wait.", "none", 0.0), (f"Ask number {number}.", MOVES[number % 9], 1.0)
    )
    for number in range(45)
]
"""Forty-five decisions: each of nine moves is best in five (11 %); the best way is first and longer in 22, last and
shorter in 23, and never the softer one."""


def test_decisions_without_a_pattern_break_no_rule() -> None:
    assert findings(BALANCED) == []
    assert {gain.picker.name: round(gain.earns * 45) for gain in gains(BALANCED)} == {
        "the most softeners": 0, "the longest": 22, "the shortest": 23, "the first": 22,
        "the second": 23, "the third": 23, "the last": 23,
    }  # fmt: skip


def test_shares_of_moves_are_a_rule_from_forty_decisions_on() -> None:
    """ask-risk is best in all of them, eight others in none."""
    broken = {count: [words for words in findings([BRIDGE] * count) if "best in" in words] for count in (39, 40)}

    assert broken[39] == []
    assert len(broken[40]) == 9
    assert "ask-risk is best in 100% of 40 decisions; 5% to 30%." in broken[40]


def test_five_and_thirty_percent_are_allowed() -> None:
    """Of forty decisions 12 are 30 % and 2 are 5 %; 13 and 1 are outside."""

    def best(**times: int) -> list[str]:
        moves = [move for move in MOVES for _ in range(times.get(move.replace("-", "_"), 2))]
        assert len(moves) == 40
        found = [decision(("A.", move, 1.0), ("B.", "none", 0.0)) for move in moves]
        return [words for words in findings(found) if "best in" in words]

    assert best(nearer=12, stay=12, back=4) == []
    assert best(nearer=13, stay=11, back=4) == ["nearer is best in 32% of 40 decisions; 5% to 30%."]
    assert best(nearer=12, stay=12, refer=1, back=5) == ["refer is best in 2% of 40 decisions; 5% to 30%."]


def test_a_planted_softener_pattern_breaks_the_rule() -> None:
    """Twenty decisions, the best one always the softest: 1.00 against a chance of .40."""
    (found,) = [words for words in findings([SOFT] * 20) if "softeners" in words]

    assert found == "Whoever takes the most softeners earns 1.00, chance 0.40; below 0.50."
    assert [words for words in findings([SOFT] * 19) if "softeners" in words] == []


def test_four_soft_ones_of_twenty_are_too_many_and_three_are_not() -> None:
    """Softest best earns .6 above chance in each: 4 / 20 × .6 = .12, 3 / 20 × .6 = .09."""
    rest = [plain(number % 4) for number in range(20)]

    assert [words for words in findings([SOFT] * 4 + rest[4:]) if "softeners" in words] != []
    assert [words for words in findings([SOFT] * 3 + rest[3:]) if "softeners" in words] == []


def test_place_and_length_may_pay_less_than_fifteen_points_more() -> None:
    """Always first: earns 1, chance .4. A quarter of twenty at each place: .4 as chance."""
    assert [words for words in findings([plain(0)] * 20) if "the first" in words] == [
        "Whoever takes the first earns 1.00, chance 0.40; below 0.55."
    ]
    assert [words for words in findings([plain(number % 4) for number in range(20)]) if "Whoever" in words] == []


def test_a_module_needs_one_best_answer_that_is_straighter_than_the_softest() -> None:
    soft = SOFT._replace(module="05-countertransference")
    missing = "05-countertransference: no best answer is warmer, more direct or firmer than the most tentative option."

    assert findings([soft]) == [missing]
    assert findings([soft, BRIDGE]) == [missing]  # another module's does not serve
    assert findings([soft, BRIDGE._replace(module="05-countertransference")]) == []
    assert findings([plain(0)._replace(module="05-countertransference")]) == [missing]  # nothing there is tentative


def module(*tasks: dict[str, Any]) -> Module:
    """Tasks as a file has them; ``key`` stands with practice."""
    common = {"edition": 1, "title": "x", "prompt": "x", "use": "practice"}
    made: Any = tuple(msgspec.convert(common | task, KINDS[task["kind"]]) for task in tasks)
    return Module("04-alliance", made)


def entry(value: float, move: str) -> dict[str, Any]:
    return {"value": value, "move": move, "reason": "x"}


def test_decisions_are_found_in_choices_dialogues_and_orders() -> None:
    options = [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]
    worth = {"a": entry(1, "nearer"), "b": entry(0.5, "back")}
    found = decisions(
        module(
            {"id": "c", "kind": "choice", "options": options, "key": {"options": worth}},
            {"id": "who", "kind": "choice", "options": options,
             "key": {"options": {"a": entry(1, "none"), "b": entry(0, "none")}}},
            {"id": "two", "kind": "choice", "pick": 2, "options": [*options, {"id": "d", "text": "D"}],
             "key": {"options": worth | {"d": entry(1, "task")}}},
            {"id": "d", "kind": "dialogue",
             "nodes": [{"id": "n1", "scene": "x", "replies": [{"id": "a", "text": "A", "next": "n2"},
                                                             {"id": "b", "text": "B", "next": "n2"}]},
                       {"id": "n2", "scene": "x", "replies": [{"id": "e", "text": "E", "next": "z"},
                                                             {"id": "f", "text": "F", "next": "z"}]}],
             "ends": [{"id": "z", "scene": "x"}],
             "key": {"replies": worth | {"e": entry(0.25, "stay"), "f": entry(0.5, "refer")}}},
            {"id": "o", "kind": "order", "cards": [*options, {"id": "d", "text": "D"}],
             "key": {"moves": {"a": "task", "b": "stay", "d": "back"}, "tiers": [["b"], ["a", "d"]], "reasons": ["x"]}},
            {"id": "r", "kind": "order", "cards": [*options, {"id": "d", "text": "D"}],
             "key": {"moves": {"a": "task", "b": "stay", "d": "back"},
                     "rules": [{"id": "r1", "before": "a", "after": "b", "reason": "x"}]}},
        ),
        {},
    )  # fmt: skip

    assert {each.place: [way.worth for way in each.ways] for each in found} == {
        "c": [1.0, 0.5],
        "d n1": [1.0, 0.5],
        "d n2": [0.5, 1.0],  # a recovery: half of what was lost is the best there
        "o": [0.0, 1.0, 0.0],
        "r": [1.0, 0.0, 1.0],  # what no rule puts below another
    }


def test_a_graded_decision_takes_its_key_from_the_keys() -> None:
    task = {
        "id": "c",
        "kind": "choice",
        "use": "graded",
        "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
    }
    whole = module(task)
    key = msgspec.convert({"options": {"a": entry(1, "stay"), "b": entry(0, "task")}}, ChoiceKey)

    assert decisions(whole, {}) == []
    assert [each.place for each in decisions(whole, {"c": key})] == ["c"]


def test_one_column_for_everything() -> None:
    """Five items, one given: of four, b takes 1 + .5 + 0 + 0 = 1.5 / 4, c takes 0 + 1 + 1 + 0 = 2 / 4."""
    accept = [{"b": 1}, {"b": 0.5, "c": 1}, {"c": 1}, {"a": 1}, {"a": 1}]
    names = ["i1", "i2", "i3", "i4", "i5"]
    task = {
        "id": "m4-s",
        "kind": "sort",
        "columns": [{"id": name, "text": name} for name in "abc"],
        "items": [{"id": name, "text": name} for name in names],
        "given": ["i5"],
        "key": {"items": {name: {"accept": one, "reason": "x"} for name, one in zip(names, accept, strict=True)}},
    }

    assert columns(module(task), {}) == [("m4-s", "c", 0.5)]
