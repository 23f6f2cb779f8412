"""A choice, from the options to the reasons."""

from __future__ import annotations

from typing import Any

from withinreach.content.errors import WithinReachError
from withinreach.content.kinds.because import BecauseKey
from withinreach.content.tasks import ChoiceTask
from withinreach.content.words import count, many
from withinreach.ui.committed import Committed
from withinreach.ui.component import script

STRANGE = "Not saved: that is not one of the answers. Reload the page and choose again."


class Choice(Committed):
    """Options, and one commit. The answer is a list of option ids, in the order of the task; with reasons an object."""

    _esm = script("committed", "choice")

    def setting_of(self, task: ChoiceTask) -> dict[str, Any]:
        """How many to pick of either list; for practice the value of each option, and which reasons are right."""
        told: dict[str, Any] = {"pick": task.pick, "key": None, "because": task.because.pick if task.because else None}
        if task.key is None:
            return told
        told["key"] = {name: entry.value for name, entry in task.key.options.items()}
        if task.because is None or task.key.because is None:
            return told
        reasons = [entry.id for entry in task.because.of]
        return told | {"reasons": reasons, "right": _right(task.key.because)}

    def clean(self, task: ChoiceTask, sent: Any) -> Any:
        """As many known options as may be picked, each once; with a second list one, and as many reasons as are said.

        Raises
        ------
        WithinReachError : anything else
        """
        if task.because is None:
            return _known(sent, [option.id for option in task.options], task.pick)
        if not isinstance(sent, dict) or set(sent) != {"option", "because"}:
            raise WithinReachError(STRANGE)
        (option,) = _known([sent["option"]], [option.id for option in task.options], 1)
        reasons = _known(sent["because"], [entry.id for entry in task.because.of], task.because.pick)
        if len(reasons) < task.because.pick:
            said = f"{many(len(reasons), 'reason')} chosen; choose {count(task.because.pick)}."
            raise WithinReachError(f"Not saved: {said}")
        return {"option": option, "because": reasons}


def _known(sent: Any, known: list[str], most: int) -> list[str]:
    if not isinstance(sent, list) or not all(isinstance(item, str) and item in known for item in sent):
        raise WithinReachError(STRANGE)
    if len(set(sent)) != len(sent) or not 1 <= len(sent) <= most:
        raise WithinReachError(f"Not saved: {count(len(sent))} chosen; choose {count(most)}.")
    return [name for name in known if name in sent]


def _right(key: BecauseKey) -> dict[str, Any]:
    return {"ids": list(key.right), "groups": [{"of": list(one.of), "least": one.least} for one in key.groups]}
