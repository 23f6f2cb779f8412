"""A sort, from the taps to what you and we agree on."""

from __future__ import annotations

from typing import Any

from withinreach.content.errors import WithinReachError
from withinreach.content.kinds.sort import SortTask
from withinreach.ui.committed import Committed
from withinreach.ui.component import script


class Sort(Committed):
    """Items and columns, and one commit. The answer maps item ids to column ids; what is open is left out."""

    _esm = script("committed", "sort")

    def setting_of(self, task: SortTask) -> dict[str, Any]:
        """The items to sort; for practice what each column is worth."""
        accept = {name: entry.accept for name, entry in task.key.items.items()} if task.key else None
        return {"items": [item.id for item in task.open_items], "columns": _names(task), "key": accept}

    def clean(self, task: SortTask, sent: Any) -> dict[str, str]:
        """Known items in known columns, at least one, in the order of the task."""
        items = [item.id for item in task.open_items]
        if not isinstance(sent, dict) or not set(items).issuperset(sent):
            raise WithinReachError("Not saved: that is not one of the items. Reload the page and sort again.")
        if not all(isinstance(column, str) and column in _names(task) for column in sent.values()):
            raise WithinReachError("Not saved: that is not one of the columns. Reload the page and sort again.")
        if not sent:
            raise WithinReachError("Not saved: nothing is sorted yet. Sort one first.")
        return {item: sent[item] for item in items if item in sent}


def _names(task: SortTask) -> list[str]:
    return [column.id for column in task.columns]
