"""Shares of a hundred, from the first one given to yours beside ours."""

from __future__ import annotations

from typing import Any

from withinreach.content.errors import WithinReachError
from withinreach.content.kinds.distances import WHOLE
from withinreach.content.kinds.probability import ProbabilityTask
from withinreach.ui.committed import Committed
from withinreach.ui.component import script


class Probability(Committed):
    """Shares, and one commit. The answer maps options to whole percents, clue by clue where there are clues."""

    _esm = script("committed", "probability")

    def setting_of(self, task: ProbabilityTask) -> dict[str, Any]:
        """What is shared out; for practice our shares."""
        told = {
            "form": task.form,
            "options": list(task.lists()["options"]),
            "names": {option.id: option.text for option in task.options},
            "clues": [clue.id for clue in task.open_clues],
            "given": len(task.given),
            "counted": task.counted,
        }
        if task.key is None:
            return {**told, "key": None}
        clues = [task.key.shares(clue.id) for clue in task.clues]
        moving = list(task.key.moving(task)) if clues else None
        return {**told, "key": {"shares": clues[-1] if clues else task.key.shares(), "clues": clues, "moving": moving}}

    def clean(self, task: ProbabilityTask, sent: Any) -> dict[str, Any]:
        """A whole share for each option (after each clue), a hundred in all where they are shared out."""
        if not task.clues:
            return _shares(task, sent)
        names = [clue.id for clue in task.open_clues]
        if not isinstance(sent, dict) or set(sent) != set(names):
            raise WithinReachError("Not saved: there are no shares yet for some clue. Go on to the last one first.")
        return {name: _shares(task, sent[name]) for name in names}


def _shares(task: ProbabilityTask, sent: Any) -> dict[str, int]:
    names = task.lists()["options"]
    if not isinstance(sent, dict) or set(sent) != set(names):
        raise WithinReachError("Not saved: there is not yet a share for each. Fill them all in first.")
    shares = {name: _share(sent[name]) for name in names}
    total = sum(shares.values())
    if task.form != "yes-no" and total != WHOLE:
        raise WithinReachError(f"Not saved: the shares come to {total}. They come to {WHOLE}.")
    return shares


def _share(sent: Any) -> int:
    if type(sent) is not int or not 0 <= sent <= WHOLE:
        raise WithinReachError("Not saved: a share is a whole number from 0 to 100. Change it and commit again.")
    return sent
