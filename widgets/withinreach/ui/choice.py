"""A choice, from the options to the reasons."""

from __future__ import annotations

from typing import Any

from withinreach.content.errors import WithinReachError
from withinreach.content.tasks import ChoiceTask
from withinreach.ui.committed import Committed
from withinreach.ui.component import script


class Choice(Committed):
    """Options, and one commit. The answer is a list of option ids, in the order of the task."""

    _esm = script("committed", "choice")

    def setting_of(self, task: ChoiceTask) -> dict[str, Any]:
        """How many to pick; for practice the value of each option."""
        key = {name: entry.value for name, entry in task.key.options.items()} if task.key else None
        return {"pick": task.pick, "key": key}

    def clean(self, task: ChoiceTask, sent: Any) -> list[str]:
        """As many known options as may be picked, each once."""
        known = {option.id for option in task.options}
        if not isinstance(sent, list) or not all(isinstance(item, str) and item in known for item in sent):
            raise WithinReachError("Not saved: that is not one of the answers. Reload the page and choose again.")
        if len(set(sent)) != len(sent) or not 1 <= len(sent) <= task.pick:
            raise WithinReachError(f"Not saved: {len(sent)} chosen; choose {task.pick}.")
        return [option.id for option in task.options if option.id in sent]
