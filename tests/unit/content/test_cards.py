"""The cards of returning questions: what is rated, and the laws of fsrs as the package documents them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fsrs import Card as Memory
from fsrs import Rating, Scheduler
from withinreach.content.answers import Line
from withinreach.content.cards import Card, caught_up, moment_of, rated
from withinreach.content.tasks import Task

from tests.unit.returning import MONDAY, line, task

FRESH = Card(edition=1)
S = {"again": 0.0, "hard": 0.7, "good": 1.0}


def days(card: Card) -> int:
    """Whole days from the rating until it is due."""
    assert card.due is not None
    assert card.at is not None
    return (card.due - card.at).days


def by_share(_task: Task, found: Line) -> float | None:
    """The answer is the share."""
    return found.answer if isinstance(found.answer, float) else None


def after(*given: tuple[str, Any], card: Card | None = None, edition: int = 1) -> Card | None:
    lines: Sequence[Line] = [line("x-b", answer, at=at) for at, answer in given]
    return caught_up(card, task("x-b", edition=edition), lines, by_share)


@pytest.mark.parametrize(
    "share,name", [(1.0, "good"), (0.9, "good"), (0.899, "hard"), (0.6, "hard"), (0.599, "again"), (0.0, "again")]
)
def test_a_share_is_rated_good_from_nine_tenths_hard_from_six_else_again(share: float, name: str) -> None:
    assert rated(FRESH, share, MONDAY).stability == rated(FRESH, S[name], MONDAY).stability
    assert rated(FRESH, share, MONDAY).missed == (name == "again")


def test_a_first_stability_is_the_parameter_that_the_package_ships_for_its_rating() -> None:
    shipped = Scheduler().parameters[:3]
    assert tuple(rated(FRESH, share, MONDAY).stability for share in (0.0, 0.7, 1.0)) == shipped


def test_at_a_retention_of_nine_tenths_the_interval_is_the_stability_in_whole_days_at_least_one() -> None:
    card = FRESH
    for count in range(6):
        card = rated(card, 1.0, MONDAY + timedelta(days=10 * count))
        assert card.stability is not None
        assert days(card) == max(round(card.stability), 1)


def test_on_the_day_it_is_due_the_package_expects_nine_in_ten_to_be_remembered() -> None:
    card = rated(rated(FRESH, 1.0, MONDAY), 1.0, MONDAY + timedelta(days=2))
    memory = Memory(card_id=1, stability=card.stability, difficulty=card.difficulty, last_review=card.at)
    assert Scheduler().get_card_retrievability(memory, card.due) == pytest.approx(0.9, abs=0.01)


def test_again_comes_back_sooner_than_hard_and_hard_sooner_than_good() -> None:
    first = {name: rated(FRESH, share, MONDAY) for name, share in S.items()}
    assert days(first["again"]) <= days(first["hard"]) < days(first["good"])

    known = rated(rated(FRESH, 1.0, MONDAY), 1.0, MONDAY + timedelta(days=2))
    assert known.due is not None
    later = {name: days(rated(known, share, known.due)) for name, share in S.items()}
    assert later["again"] < later["hard"] < later["good"]


def test_what_goes_well_each_time_it_is_due_comes_ever_later() -> None:
    card, gaps = FRESH, []
    at = MONDAY
    for _ in range(5):
        card = rated(card, 1.0, at)
        gaps.append(days(card))
        assert card.due is not None
        at = card.due
    assert gaps == sorted(set(gaps))


def test_there_is_no_chance_in_it() -> None:
    assert len({rated(FRESH, 1.0, MONDAY).due for _ in range(20)}) == 1


def test_the_dates_are_those_of_the_package_itself_step_by_step() -> None:
    theirs, ours = Memory(card_id=1), FRESH
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    at = MONDAY
    for share, rating in ((0.0, Rating.Again), (0.7, Rating.Hard), (1.0, Rating.Good), (0.0, Rating.Again)):
        theirs, _ = scheduler.review_card(theirs, rating, at)
        ours = rated(ours, share, at)
        assert (ours.due, ours.stability, ours.difficulty) == (theirs.due, theirs.stability, theirs.difficulty)
        at += timedelta(days=5)


def test_the_first_answer_of_a_day_is_the_rating_and_what_is_tried_after_it_is_not() -> None:
    found = after(("2026-11-02T09:00:00Z", 0.0), ("2026-11-02T09:01:00Z", 1.0), ("2026-11-02T23:59:00Z", 1.0))
    assert found is not None
    assert (found.share, found.missed, found.lines) == (0.0, True, 3)
    assert found.at == datetime(2026, 11, 2, 9, tzinfo=UTC)


def test_the_first_answer_of_the_next_day_is_a_rating_again() -> None:
    found = after(("2026-11-02T09:00:00Z", 0.0), ("2026-11-03T00:00:00Z", 1.0))
    assert found is not None
    assert found.share == 1.0


def test_the_first_answer_after_it_was_brought_back_counts_on_the_same_day_too_and_only_once() -> None:
    lines = [("2026-11-02T09:00:00Z", 0.0), ("2026-11-02T09:05:00Z", 1.0), ("2026-11-02T09:06:00Z", 0.0)]
    first = after(lines[0])
    assert first is not None
    brought = Card(**{name: getattr(first, name) for name in first.__struct_fields__} | {"asked": True})
    found = after(*lines, card=brought)
    assert found is not None
    assert (found.share, found.asked) == (1.0, False)


def test_reading_the_same_lines_again_changes_nothing() -> None:
    lines = [("2026-11-02T09:00:00Z", 0.0), ("2026-11-05T09:00:00Z", 0.7)]
    once = after(*lines)
    assert after(*lines, card=once) == once


def test_line_by_line_or_all_at_once_is_the_same() -> None:
    lines = [(f"2026-11-{day:02}T09:00:00Z", share) for day, share in ((2, 0.0), (2, 1.0), (4, 0.7), (9, 1.0))]
    card = None
    for count in range(1, 5):
        card = after(*lines[:count], card=card)
    assert card == after(*lines)


def test_an_answer_to_another_edition_is_not_rated_and_the_card_stays() -> None:
    before = after(("2026-11-02T09:00:00Z", 1.0))
    assert before is not None
    found = after(("2026-11-02T09:00:00Z", 1.0), ("2026-11-04T09:00:00Z", 0.0), card=before, edition=2)
    assert found is not None
    assert (found.share, found.due, found.edition) == (1.0, before.due, 1)


@pytest.mark.parametrize("at", ["", "yesterday", "2026-11-02T09:00:00", "2026-13-02T09:00:00Z", "9999-12-31T23:00:00Z"])
def test_a_time_that_a_hand_has_made_unreadable_is_none_and_its_line_not_rated(at: str) -> None:
    assert moment_of(at) is None
    found = after((at, 1.0))
    assert found is not None
    assert (found.at, found.lines) == (None, 1)


def test_what_cannot_be_scored_is_not_rated() -> None:
    found = after(("2026-11-02T09:00:00Z", {"what": "is this"}))
    assert found is not None
    assert found.share is None


def test_after_a_journal_was_taken_away_what_is_in_the_new_one_counts() -> None:
    before = after(*[(f"2026-11-{day:02}T09:00:00Z", 0.0) for day in (2, 3, 4)])
    found = after(("2026-11-20T09:00:00Z", 1.0), card=before)
    assert found is not None
    assert (found.share, found.lines) == (1.0, 1)


def test_nothing_answered_has_no_card() -> None:
    assert after() is None
