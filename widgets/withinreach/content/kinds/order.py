"""``order``: cards into a sequence, scored by tiers or by rules of precedence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Finding, Id, Move, Named, empty_reason, unmatched
from withinreach.content.kinds.forms import FormedKey, FormedTask

TOLD = 0.2
"""The largest share that the order of the file itself may earn."""


class OrderRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One precedence: ``before`` stands above ``after``, or ``card`` stands ``at`` the first or last place."""

    id: Id
    reason: str
    before: Id | None = None
    after: Id | None = None
    card: Id | None = None
    at: Literal["first", "last"] | None = None

    def kept(self, order: Sequence[str]) -> bool:
        """Whether an order of all cards keeps this rule."""
        if self.before is not None and self.after is not None:
            return order.index(self.before) < order.index(self.after)
        return order[0 if self.at == "first" else -1] == self.card

    def findings(self, number: int, cards: Sequence[str]) -> Iterator[Finding]:
        """It is one of the two forms, and about cards that there are."""
        pair, place = (self.before, self.after), (self.card, self.at)
        if sorted((pair.count(None), place.count(None))) != [0, 2]:
            rule = "A rule is a pair or a place."
            yield Finding(("rules", number), rule, "before and after, or card and at (first, last).")
        for name in filter(None, (self.before, self.after, self.card)):
            if name not in cards:
                yield Finding(("rules", number), f"The task has no {name!r}.", ", ".join(cards) + ".")
        yield from empty_reason(("rules", number), self.reason)


class OrderKey(FormedKey, frozen=True):
    """The key of an ``order``: tiers with a reason for each boundary between them, or rules with a reason each."""

    moves: dict[str, Move]
    tiers: tuple[tuple[Id, ...], ...] = ()
    reasons: tuple[str, ...] = ()
    rules: tuple[OrderRule, ...] = ()

    def share(self, order: Sequence[str]) -> float:
        """s of an order of all cards.

        Tiers: over all pairs from different tiers, max(0, 2 × share in the right order − 1); pairs inside a tier
        never count. Rules: the share that is kept.
        """
        if self.rules:
            return sum(rule.kept(order) for rule in self.rules) / len(self.rules)
        right = [order.index(high) < order.index(low) for high, low in self.pairs()]
        return max(0.0, 2 * sum(right) / len(right) - 1)

    def pairs(self) -> list[tuple[str, str]]:
        """Every pair of cards from different tiers, the one that belongs above first."""
        return [(high, low) for upper, lower in combinations(self.tiers, 2) for high in upper for low in lower]

    def findings(self, task: OrderTask) -> Iterator[Finding]:
        """Tiers or rules, each card once and with a move, a reason for each boundary, a file that tells nothing."""
        cards = task.lists()["cards"]
        yield from unmatched("moves", self.moves, cards)
        if bool(self.tiers) == bool(self.rules):
            yield Finding((), "A key has tiers or rules, one of the two.", "tiers, or rules.")
        if self.tiers:
            yield from self._tier_findings(cards)
        for number, rule in enumerate(self.rules):
            yield from rule.findings(number, cards)
        told = self.share(cards)
        if told > TOLD:
            rule_ = f"The order of the cards in the file would earn {told:.2f}."
            yield Finding((), rule_, f"cards in an order that earns {TOLD} at most: the file is released.")

    def _tier_findings(self, cards: Sequence[str]) -> Iterator[Finding]:
        placed = [card for tier in self.tiers for card in tier]
        if sorted(placed) != sorted(cards):
            yield Finding(("tiers",), "The tiers do not hold every card once.", ", ".join(cards) + ".")
        if len(self.tiers) < 2:
            yield Finding(("tiers",), "One tier orders nothing.", "two tiers or more.")
        if len(self.reasons) != len(self.tiers) - 1:
            rule = f"{len(self.reasons)} reasons for {len(self.tiers) - 1} boundaries."
            yield Finding(("reasons",), rule, "one for each boundary between two tiers, from the top.")
        for number, reason in enumerate(self.reasons):
            if not reason.strip():
                accepted = "what would have happened the other way round."
                yield Finding(("reasons", number), "The reason is empty.", accepted)


class OrderTask(FormedTask, frozen=True, kw_only=True, tag="order"):
    """Put all cards in order. Which order a reader is shown first is drawn by the stored seed."""

    cards: Annotated[tuple[Named, ...], Meta(min_length=3)]
    key: OrderKey | None = None

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of the cards."""
        return {"cards": [card.id for card in self.cards]}

    def gated(self) -> Mapping[str, Sequence[str]]:
        """A card can be at any place, counted from 1."""
        places = [str(number + 1) for number in range(len(self.cards))]
        return {card.id: places for card in self.cards}
