"""Handing in: one document to the desk, one receipt back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from withinreach.content import handin as document
from withinreach.content.course import course
from withinreach.content.errors import WithinReachError
from withinreach.content.handin import Receipt
from withinreach.content.tasks import Module
from withinreach.render.handin import Panel, panel_html
from withinreach.ui.component import Component, component_css, script
from withinreach.ui.keeping import Kept
from withinreach.ui.stepping import unfinished


class HandIn(Component):
    """The panel at the end of a module. The Hub's token stays in this process and reaches no trait."""

    _esm = script("handin")
    _css = component_css()

    def __init__(self, module: Module, keeping: Kept) -> None:
        self._module, self._keeping = module, keeping
        self._receipts, trouble = _known_receipts(module.name)
        super().__init__(html="", setting={"module": module.name}, state={})
        self.show(trouble)

    def show(self, trouble: str = "") -> None:
        """Draw the panel from the answers that stand now."""
        state = self._keeping.state()
        begun = unfinished(self._module, state)
        earlier = tuple(
            task.id for task in self._module.handed_in if task.id in state and state[task.id].edition != task.edition
        )
        panel = Panel(
            self._module,
            state,
            self._receipts,
            connected=_connected(),
            trouble=trouble,
            begun=begun - set(earlier),
            earlier=earlier,
        )
        self.html = panel_html(panel)

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``hand-in``: the desk's receipt, or why there is none; ``refresh``: the counts."""
        if content.get("type") == "refresh":
            self.show()
            return {"type": "refreshed"}
        if content.get("type") != "hand-in":
            return super().answer_to(content)
        try:
            self._receipts = [self._put(), *self._receipts]
        except WithinReachError as error:
            self.show(str(error))
            raise
        self.show()
        return {"type": "receipt", "code": self._receipts[0].code}

    def _put(self) -> Receipt:
        from withinreach import deskclient

        hand_in = document.build(course().id, self._module, "workshop", self._keeping.state())
        if not hand_in.tasks:
            raise WithinReachError("There is nothing to hand in yet: commit an answer or write one first.")
        return deskclient.put_hand_in(document.encode(hand_in), self._module.name)


def _connected() -> bool:
    return bool(os.environ.get("WITHINREACH_DESK_URL"))


def _known_receipts(module: str) -> tuple[Sequence[Receipt], str]:
    if not _connected():
        return [], ""
    from withinreach import deskclient

    try:
        return [receipt for receipt in deskclient.receipts() if receipt.module == module], ""
    except WithinReachError as error:
        return [], str(error)
