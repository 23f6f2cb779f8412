"""Which questions come back: who is a candidate, in which order, how many, and what holds for a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from withinreach.content import returning as rules
from withinreach.content.cards import Card, Returning, rated
from withinreach.content.load import load_module
from withinreach.content.tasks import Module

from tests.conftest import CHECKOUT
from tests.unit.returning import MONDAY, module, task

DAY = timedelta(days=1)
FIRST = module(
    "01-foundations",
    *(task(name) for name in ("x-a", "x-b", "x-c", "y-b", "y-c", "z-b")),
    task("g", use="graded", points=2, sibling="y-c"),
)
SECOND = module("02-recognising", task("w-b"), task("w-c"))


def card(share: float, at: datetime = MONDAY, **others: Any) -> Card:
    return replace(rated(Card(edition=1), share, at), lines=1, **others)


def notes(missed: dict[str, datetime] | None = None, **cards: Card) -> Returning:
    """``x_b=…`` is the card of x-b."""
    return Returning(cards={name.replace("_", "-"): one for name, one in cards.items()}, missed=missed or {})


def order(known: Returning, at: datetime = MONDAY, modules: tuple[Module, ...] = (FIRST, SECOND)) -> list[str]:
    return [one.task.id for one in rules.candidates(modules, known, at)]


def chosen(known: Returning, at: datetime, many: int = 3) -> list[str]:
    return [one.task.id for one in rules.choice(rules.candidates((FIRST, SECOND), known, at), many, at)]


def sat(known: Returning, at: datetime, many: int = 3, here: str = "03-assessing") -> Returning:
    return rules.seated(known, here, rules.candidates((FIRST, SECOND), known, at), many, at)


def asked(known: Returning, here: str = "03-assessing") -> list[str]:
    return [one.task for one in known.sittings[here].asked]


def test_candidates_are_answered_b_and_c_items_only() -> None:
    known = notes(x_a=card(0.0), x_b=card(1.0), w_c=card(1.0))
    assert order(known) == ["x-b", "w-c"]


def test_missed_ones_come_first_then_what_is_due_soonest() -> None:
    # Good is due after 2 days, hard and again after 1: w-b on Tuesday, x-b Wednesday, z-b Thursday, y-b Friday.
    known = notes(
        y_b=card(0.5, MONDAY + 3 * DAY),
        z_b=card(1.0, MONDAY + DAY),
        x_b=card(0.7, MONDAY + DAY),
        w_b=card(1.0, MONDAY - DAY),
    )
    assert order(known) == ["y-b", "w-b", "x-b", "z-b"]


def test_where_two_are_due_at_once_the_course_decides() -> None:
    assert order(notes(w_b=card(1.0), y_b=card(1.0), x_c=card(1.0))) == ["x-c", "y-b", "w-b"]


def test_what_was_good_waits_until_its_day_and_comes_on_the_whole_of_that_day() -> None:
    known = notes(x_b=card(1.0))  # Monday at nine, good: due on Wednesday
    assert chosen(known, MONDAY) == []
    assert chosen(known, MONDAY + DAY) == []
    assert chosen(known, (MONDAY + 2 * DAY).replace(hour=0)) == ["x-b"]


def test_what_was_missed_comes_on_the_same_day() -> None:
    assert chosen(notes(x_b=card(0.59)), MONDAY) == ["x-b"]
    assert chosen(notes(x_b=card(0.6)), MONDAY) == []


def test_two_of_one_skill_come_together_only_where_nothing_else_is_left() -> None:
    known = notes(x_b=card(0.0), x_c=card(0.0), y_b=card(0.0), w_b=card(0.0))
    assert chosen(known, MONDAY) == ["x-b", "y-b", "w-b"]
    assert chosen(known, MONDAY, 4) == ["x-b", "y-b", "w-b", "x-c"]
    assert chosen(notes(x_b=card(0.0), x_c=card(0.0)), MONDAY) == ["x-b", "x-c"]


def test_a_worked_example_graded_tasks_and_final_ones_are_not_asked_again() -> None:
    known = notes(v_b=card(0.0), u_b=card(0.0), g=card(0.0))
    odd = module("01-foundations", task("v-b", attempts="once"), task("u-b", use="ask"), *FIRST.tasks)
    assert order(known, modules=(odd,)) == []


def test_a_missed_graded_task_brings_the_sibling_that_it_names_answered_before_or_not() -> None:
    for known in (notes({"g": MONDAY}), notes({"g": MONDAY}, y_c=card(1.0, MONDAY - 5 * DAY))):
        (found,) = rules.candidates((FIRST,), known, MONDAY)
        assert (found.task.id, found.missed, found.marked) == ("y-c", True, "g")


def test_the_sibling_is_asked_until_it_was_answered_well_after_the_marks_were_out() -> None:
    out = MONDAY
    assert order(notes({"g": out}, y_c=card(0.5, out + DAY)), out + DAY) == ["y-c"]
    answered = notes({"g": out}, y_c=card(0.95, out + DAY))
    (found,) = rules.candidates((FIRST,), answered, out + DAY)
    assert (found.missed, found.marked) == (False, None)


def test_a_missed_graded_task_of_a_module_that_is_not_there_brings_nothing() -> None:
    assert order(notes({"g": MONDAY}), modules=(SECOND,)) == []


def test_the_default_sibling_is_the_last_practice_item_of_the_skill_that_the_blueprint_says() -> None:
    real = load_module(CHECKOUT / "release" / "01-foundations", "01-foundations")
    # Skill B of module 1 is practised by m1-strategy-a, -b, -c; m1-sequence is graded in it, m1-load in skill C.
    assert rules.sibling_of(real, real.task("m1-strategy")) == "m1-strategy-c"
    assert rules.sibling_of(real, real.task("m1-sequence")) == "m1-strategy-c"
    assert rules.sibling_of(real, real.task("m1-rewrite")) is None


def test_a_task_that_the_blueprint_does_not_know_has_the_skill_of_its_name() -> None:
    here = module("01-foundations", task("q-a"), task("q-b"), task("q", use="graded"), task("r", use="graded"))
    assert rules.sibling_of(here, here.task("q")) == "q-b"
    assert rules.sibling_of(here, here.task("r")) is None


def test_results_are_remembered_from_the_moment_they_were_first_seen_and_forgotten_when_mended() -> None:
    first = rules.with_results({}, {"g": 0.59, "h": 0.6}, MONDAY)
    assert first == {"g": MONDAY}
    assert rules.with_results(first, {"g": 0.2, "h": 0.3}, MONDAY + DAY) == {"g": MONDAY, "h": MONDAY + DAY}
    assert rules.with_results(first, {"g": 0.8}, MONDAY + DAY) == {}


def test_a_desk_out_of_reach_forgets_nothing() -> None:
    assert rules.with_results({"g": MONDAY}, {}, MONDAY + DAY) == {"g": MONDAY}


def test_within_a_day_the_questions_stay_and_the_next_day_new_ones_come() -> None:
    known = sat(notes(x_b=card(0.0), y_b=card(1.0)), MONDAY)
    assert asked(known) == ["x-b"]
    # Answered well in the evening: it stays, and is not asked for twice.
    later = replace(known, cards={**known.cards, "x-b": card(1.0, MONDAY + DAY / 2)})
    assert sat(later, MONDAY + DAY / 2) == later
    assert asked(sat(later, MONDAY + DAY)) == []
    assert asked(sat(later, MONDAY + 2 * DAY)) == ["y-b", "x-b"]


def test_where_there_were_fewer_others_may_join_on_the_same_day() -> None:
    known = sat(notes(x_b=card(0.0)), MONDAY)
    more = replace(known, cards={**known.cards, "y-b": card(0.0), "z-b": card(0.0), "w-b": card(0.0)})
    assert asked(sat(more, MONDAY + DAY / 2)) == ["x-b", "y-b", "z-b"]


def test_what_is_brought_back_awaits_its_next_answer() -> None:
    known = sat(notes(x_b=card(0.0), y_b=card(1.0)), MONDAY)
    assert (known.cards["x-b"].asked, known.cards["y-b"].asked) == (True, False)
    assert known.sittings["03-assessing"].asked[0].after == 1
    assert known.sittings["03-assessing"].asked[0].met == MONDAY


def test_two_modules_on_one_day_have_each_their_own() -> None:
    known = sat(notes(x_b=card(0.0)), MONDAY, here="02-recognising")
    well = replace(known, cards={"x-b": card(1.0, MONDAY + DAY / 24)})
    both = sat(well, MONDAY + DAY / 12)
    assert (asked(both, "02-recognising"), asked(both)) == (["x-b"], [])


def test_a_task_of_a_newer_edition_is_asked_anew_and_its_card_stays() -> None:
    newer = module("01-foundations", task("x-b", edition=2))
    known = notes(x_b=card(1.0))
    (found,) = rules.candidates((newer,), known, MONDAY)
    assert found.due <= MONDAY
    after = rules.seated(known, "03-assessing", [found], 3, MONDAY)
    assert after.sittings["03-assessing"].asked[0].earlier
    assert after.cards["x-b"] == replace(known.cards["x-b"], asked=True)


def test_cards_of_a_module_that_is_not_there_are_passed_over_and_kept() -> None:
    known = notes(w_b=card(0.0), x_b=card(0.0))
    found = rules.candidates((FIRST,), known, MONDAY)
    assert [one.task.id for one in found] == ["x-b"]
    assert rules.seated(known, "03-assessing", found, 3, MONDAY).cards["w-b"] == known.cards["w-b"]


@pytest.mark.parametrize("name,skill", [("m1-load-a", "m1-load"), ("m1-load-c", "m1-load"), ("m1-load", "m1-load")])
def test_a_skill_is_an_id_without_its_letter(name: str, skill: str) -> None:
    assert rules.skill_of(name) == skill
