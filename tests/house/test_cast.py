"""The people of the course are fairly dealt. ``keys/cast.csv`` is the author's plan and the instructor's alone."""

from __future__ import annotations

import csv
from collections import defaultdict

from tests.conftest import CHECKOUT

CAST = list(csv.DictReader((CHECKOUT / "keys" / "cast.csv").read_text(encoding="utf-8").splitlines()))
STORY = [row for row in CAST if row["roles"] != "item"]
"""The people whom a reader gets to know; names in single items only fill the table."""
AVOIDANT = [row for row in STORY if row["avoidance"] == "yes"]


def test_half_of_those_for_whom_avoidance_is_the_answer_are_women() -> None:
    """Dismissing and fearful people alike: high avoidance is what they share."""
    assert 2 * sum(row["woman"] == "yes" for row in AVOIDANT) >= len(AVOIDANT) > 0


def test_for_at_least_two_people_avoidance_is_not_the_answer() -> None:
    others = [row for row in STORY if row["avoidance"] == "no"]

    assert len(others) >= 2
    assert any("dismissing" in row["misread_as"] for row in others)


def test_no_group_of_work_stands_on_one_side_only() -> None:
    """In each group somebody is avoidant and somebody is not, or it is open."""
    sides: dict[str, set[str]] = defaultdict(set)
    for row in STORY:
        sides[row["group"]].add("yes" if row["avoidance"] == "yes" else "other")

    assert {group: found for group, found in sides.items() if len(found) < 2} == {}


def test_an_avoidant_person_is_funny_and_a_fearful_one_competent() -> None:
    assert any(row["funny"] == "yes" for row in AVOIDANT)
    assert any(row["competent"] == "yes" for row in AVOIDANT if row["profile"] == "fearful")


def test_nobodys_origin_explains_them() -> None:
    assert {row["origin_explains"] for row in CAST} == {"no"}


def test_nobody_stands_here_twice_and_everybody_appears_somewhere() -> None:
    assert len({row["person"] for row in CAST}) == len(CAST)
    assert all(set(row["modules"].split()) <= set("12345678") and row["modules"] for row in CAST)
    first = {row["person"]: row["modules"].split()[0] for row in CAST}
    assert first["Lina"] == "8"  # she comes with somebody else's label, and nothing of her may be known before
