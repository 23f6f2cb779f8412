"""Second opinions from programs that share no line with ours: numpy and scipy say the same of the same answers.

An order in tiers is Somers' D; tokens in boxes are an energy distance; tags beside a key are a table of confusion; who
serves whom, tags or marks, is a matching in a bipartite graph.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence
from typing import cast

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from scipy.stats import energy_distance, somersd
from withinreach.content.hearing import compare
from withinreach.content.keys import IntervalKey, OrderKey
from withinreach.content.kinds.distances import near, ranked
from withinreach.content.kinds.interval import IntervalTask, Stretch, found, merged
from withinreach.content.kinds.sort import SortKey, SortTask
from withinreach.content.kinds.transcript import TranscriptKey, TranscriptTask
from withinreach.grading import score

from tests.golden.table import loaded
from tests.golden.test_transcript_table import PLAN, TURNS, any_answer, interview

TIERS = [
    (("a",), ("b", "c"), ("d",), ("e", "f")),
    (("a", "b", "c"), ("d",), ("e",)),
    (("a",), ("b", "c", "d", "e")),
    (("a",), ("b",), ("c",), ("d",)),
]


@pytest.mark.parametrize("tiers", TIERS, ids=str)
def test_an_order_in_tiers_is_somers_d_of_place_given_tier(tiers: tuple[tuple[str, ...], ...]) -> None:
    """D = (pairs that agree − pairs that do not) / pairs from different tiers, cut at 0: every order there is."""
    key = OrderKey(moves={}, tiers=tiers)
    cards = [card for tier in tiers for card in tier]
    levels = [number for number, tier in enumerate(tiers) for _ in tier]
    orders = list(itertools.permutations(cards))

    theirs = [somersd(levels, [order.index(card) for card in cards]).statistic for order in orders[::7]]

    assert [key.share(order) for order in orders[::7]] == pytest.approx(np.maximum(theirs, 0), abs=1e-12)


def shares_of_a_hundred(draw: np.random.Generator, boxes: int) -> list[float]:
    return [100 * float(share) for share in draw.dirichlet(np.ones(boxes))]


@pytest.mark.parametrize("boxes", [2, 3, 4, 5, 6])
def test_tokens_in_boxes_are_an_energy_distance(boxes: int) -> None:
    """The ranked probability score is half the squared energy distance of two distributions on 1, 2, 3, …"""
    draw, places = np.random.default_rng(20261124), np.arange(boxes)
    for _ in range(300):
        given, runs = shares_of_a_hundred(draw, boxes), shares_of_a_hundred(draw, boxes)
        lost, equal = (energy_distance(places, places, one, runs) ** 2 / 2 for one in (given, np.ones(boxes)))
        assert ranked(given, runs) == pytest.approx(max(0, 1 - lost / equal), abs=1e-6)


def test_tokens_against_one_outcome_by_the_formula_of_the_textbook() -> None:
    """RPS = Σ (Σ given − Σ outcome)², by a triangle of ones, over all 21 ways to deal five twenties to three boxes."""
    for outcome in np.eye(3):
        for dealt in itertools.product(range(6), repeat=3):
            if sum(dealt) != 5:
                continue
            below = np.tri(3)[:-1]  # borders: the first box, the first two
            rps = [float(((below @ (one - outcome)) ** 2).sum()) for one in (np.array(dealt) / 5, np.full(3, 1 / 3))]
            given = [20.0 * box for box in dealt]
            assert ranked(given, list(100 * outcome)) == pytest.approx(max(0, 1 - rps[0] / rps[1]), abs=1e-12)


@pytest.mark.parametrize("options,k", [(1, 0.09), (3, 0.06), (6, 0.06)])
def test_shares_are_a_mean_squared_distance(options: int, k: float) -> None:
    draw, names = np.random.default_rng(7), [f"o{number}" for number in range(options)]
    for _ in range(300):
        given, ours = draw.integers(0, 101, (2, options))
        wanted = max(0.0, 1 - float(np.mean(((given - ours) / 100) ** 2)) / k)
        both = (dict(zip(names, map(float, shares), strict=True)) for shares in (given, ours))
        assert near(*both) == pytest.approx(wanted, abs=1e-12)


def test_a_sort_is_a_mean_over_a_table_of_values() -> None:
    task, key = cast("tuple[SortTask, SortKey]", loaded("sort", "four"))
    items, columns = [item.id for item in task.items], [*(column.id for column in task.columns), None]
    values = np.array([[key.items[item].accept.get(column or "", 0) for column in columns] for item in items])
    for picked in itertools.product(range(len(columns)), repeat=len(items)):
        answer = {item: columns[at] for item, at in zip(items, picked, strict=True) if columns[at]}
        assert score(task, key, answer, None).share == pytest.approx(values[np.arange(len(items)), picked].mean())


def test_tags_are_a_table_of_confusion() -> None:
    """Hits on the diagonal, other tags beside it, tags in the row of nothing; turns of `also` left out of the table."""
    task, key = interview()
    names, draw = ["D", "F", "R", "none"], random.Random(7)  # noqa: S311  answers to compare, not secrets
    kept = [number for number, tag in enumerate(PLAN) if tag != "also"]
    for _ in range(500):
        mine = [draw.choice(names) for _ in PLAN]
        table = np.zeros((4, 4))
        np.add.at(table, tuple([names.index(row[number]) for number in kept] for row in (PLAN, mine)), 1)
        hits, other = np.trace(table[:3, :3]), table[:3, :3].sum() - np.trace(table[:3, :3])
        paid = table[3, :3].sum() - min(2, table[3, 2])
        wanted = max(0, hits + 0.25 * other - 0.6 * paid) / 9
        answer = {turn: [tag] for turn, tag in zip(TURNS, mine, strict=True) if tag != "none"}
        assert score(task, key, answer, None).share == pytest.approx(wanted, abs=1e-12)


def matched(table: np.ndarray) -> int:
    """How many rows can have a column of their own."""
    return int(table[linear_sum_assignment(table, maximize=True)].sum())


@pytest.mark.parametrize("name", ["ingrid", "many", "beside", "either", "mixed"])
def test_as_many_turns_are_heard_as_a_matching_allows(name: str) -> None:
    task, key = cast("tuple[TranscriptTask, TranscriptKey]", loaded("transcript", name))
    wanted, draw = key.wanted(task), random.Random(11)  # noqa: S311  answers to compare, not secrets
    for _ in range(500):
        answer = any_answer(task, draw)
        marks = [(turn, tag) for turn, tags in answer.items() for tag in tags if turn not in key.also]
        serves = [[int(turn in (one.turn, *one.beside) and tag in one.tags) for turn, tag in marks] for one in wanted]
        assert compare(task, key, answer).hits == matched(np.array(serves).reshape(len(wanted), len(marks)))


def seconds(span: Sequence[int], of: int) -> np.ndarray:
    """A stretch of time as a row of booleans."""
    return np.isin(np.arange(of), np.arange(*span))


def fits(ours: Iterable[np.ndarray], marks: Sequence[np.ndarray]) -> np.ndarray:
    """A mark fits where half of a stretch is in it and it is at most twice as long."""
    pairs = [[2 * (one & mark).sum() >= one.sum() and mark.sum() <= 2 * one.sum() for mark in marks] for one in ours]
    return np.array(pairs, dtype=int)


def spans(draw: random.Random, of: int) -> list[tuple[int, int]]:
    cuts = sorted(draw.sample(range(of + 1), 2 * draw.randint(1, 5)))
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def test_as_many_stretches_are_found_as_a_matching_allows() -> None:
    draw, shared = random.Random(20261124), 0  # noqa: S311  answers to compare, not secrets
    for _ in range(6000):
        ours, marks = spans(draw, 20), merged(spans(draw, 20))
        table = fits([seconds(span, 20) for span in ours], [seconds(mark, 20) for mark in marks])
        names = {f"s{number}": Stretch(start, end, "r") for number, (start, end) in enumerate(ours)}
        assert len(found(names, marks)) == matched(table)
        shared += bool((table.sum(axis=0) > 1).any())
    assert shared > 20  # a mark that would do for two serves one


def test_a_trace_is_what_was_found_less_what_was_not_to_be_marked() -> None:
    task, key = cast("tuple[IntervalTask, IntervalKey]", loaded("interval", "two"))
    draw, shares = random.Random(5), set()  # noqa: S311  answers to compare, not secrets
    ours, decoys = (
        [seconds((one.start, one.end), task.seconds) for one in each.values()] for each in (key.stretches, key.decoys)
    )
    for _ in range(500):
        answer = [[start, min(start + draw.choice((15, 30, 60)), task.seconds)] for start in draw.sample(range(340), 3)]
        marks = [seconds(mark, task.seconds) for mark in merged(answer)]
        under = sum(2 * (one & np.any(marks, axis=0)).sum() >= one.sum() for one in decoys)
        wanted = max(0, matched(fits(ours, marks)) - under) / len(ours)
        assert score(task, key, answer, None).share == pytest.approx(wanted)
        shares.add(wanted)
    assert len(shares) > 2
