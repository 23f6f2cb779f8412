"""An order, from the first shuffle to your order beside ours."""

from __future__ import annotations

from typing import Any

import msgspec

from withinreach.content.errors import WithinReachError
from withinreach.content.kinds.order import OrderTask
from withinreach.content.seed import shuffled
from withinreach.ui.committed import Committed
from withinreach.ui.component import script


class Order(Committed):
    """Cards, and one commit. The answer is the list of all card ids, from the top."""

    _esm = script("committed", "order")

    def dealt(self, task: OrderTask) -> OrderTask:
        """The cards shuffled by the stored seed, each form in its own way."""
        cards = {card.id: card for card in task.cards}
        order = shuffled(self._keeping.seed, self._name, list(cards))
        return msgspec.structs.replace(task, cards=tuple(cards[card] for card in order))

    def setting_of(self, task: OrderTask) -> dict[str, Any]:
        """For practice tiers and rules."""
        key = msgspec.to_builtins({"tiers": task.key.tiers, "rules": task.key.rules}) if task.key else None
        return {"cards": list(task.lists()["cards"]), "key": key}

    def clean(self, task: OrderTask, sent: Any) -> list[str]:
        """Every card once."""
        whole = isinstance(sent, list) and all(isinstance(card, str) for card in sent)
        if not whole or sorted(sent) != sorted(task.lists()["cards"]):
            raise WithinReachError("Not saved: that is not every card once. Reload the page and order them again.")
        return list(sent)
