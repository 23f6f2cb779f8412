from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.instrument import ecr_r
from withinreach.psychometrics.orders import arrangement
from withinreach.psychometrics.reliability import consistency, scale_items
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import simulate

PEOPLE = simulate(500, 3)


def answered_in(order: str) -> Answers:
    """The same people, had the sheet stood in this order."""
    raw = np.empty_like(PEOPLE.raw)
    raw[:, arrangement(order).columns] = PEOPLE.raw
    return Answers(raw)


def test_the_published_order_stays_as_it_is() -> None:
    found = arrangement("published")
    assert found.columns.tolist() == list(range(36))
    assert found.items_known


def test_alternating_columns_go_to_items_of_their_scale_and_keying() -> None:
    # facts section 1: odd avoidance, even anxiety, these positions reverse-keyed.
    reversed_positions = {2, 3, 5, 11, 15, 17, 19, 22, 25, 27, 29, 31, 33, 35}
    found = arrangement("alternating")
    assert sorted(found.columns) == list(range(36))
    positions = found.columns + 1
    assert [position % 2 for position in positions] == [0] * 18 + [1] * 18
    assert [position in reversed_positions for position in positions] == ecr_r().reverse.tolist()
    assert not found.items_known


def test_mean_scores_do_not_depend_on_the_order_once_it_is_named() -> None:
    sheet = answered_in("alternating")
    assert (sheet.raw != PEOPLE.raw).any()
    named = Answers(sheet.raw[:, arrangement("alternating").columns])
    assert mean_scores(named) == pytest.approx(mean_scores(PEOPLE))


@pytest.mark.parametrize("stood, assumed", [("published", "alternating"), ("alternating", "published")])
def test_alpha_collapses_when_the_other_order_is_assumed(stood: str, assumed: str) -> None:
    # Right: .94 and .94. Measured when wrong: .37 and -.06, .57 and -.01; some items fall below 0 with their rest.
    sheet = answered_in(stood).raw
    right, wrong = (Answers(sheet[:, arrangement(order).columns]) for order in (stood, assumed))
    assert [consistency(scale_items(right, scale)).alpha > 0.92 for scale in (0, 1)] == [True, True]
    assert consistency(scale_items(wrong, 0)).alpha < 0.65
    assert consistency(scale_items(wrong, 1)).alpha < 0.15
    assert consistency(scale_items(wrong, 1)).item_rest.min() < -0.3


def test_any_other_order_is_given_by_the_number_of_the_item_at_each_position() -> None:
    order = (np.random.default_rng(2).permutation(36) + 1).tolist()
    sheet = PEOPLE.raw[:, np.array(order) - 1]
    found = arrangement(order)
    assert (sheet[:, found.columns] == PEOPLE.raw).all()
    assert found.items_known


@pytest.mark.parametrize("order", ["random", "", [*range(1, 36), 35], list(range(36)), []])
def test_an_order_that_is_none_is_refused(order: str | Sequence[int]) -> None:
    with pytest.raises(ValueError, match="is no item order") as refused:
        arrangement(order)
    assert str(refused.value) == (
        f"{order!r} is no item order. Say which one the sheet had: 'published' (items 1 to 18 anxiety, 19 to 36 "
        "avoidance), 'alternating' (odd avoidance, even anxiety; mean scores only), or 36 numbers, the published "
        "number of the item at each position."
    )
