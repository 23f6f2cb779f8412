"""An interval, from the first stretch marked to ours beside yours."""

from __future__ import annotations

from typing import Any

from withinreach.content.errors import WithinReachError
from withinreach.content.kinds.interval import MOST, IntervalTask, merged
from withinreach.ui.committed import Committed
from withinreach.ui.component import script


class Interval(Committed):
    """A trace, and one commit. The answer is a list of [from, to] in whole seconds, in order of time."""

    _esm = script("committed", "interval")

    def setting_of(self, task: IntervalTask) -> dict[str, Any]:
        """How long the trace is; for practice what there is to find."""
        if task.key is None:
            return {"seconds": task.seconds, "most": MOST, "key": None}
        stretches = {name: [s.start, s.end] for name, s in task.key.stretches.items() if name not in task.given}
        decoys = {name: [decoy.start, decoy.end] for name, decoy in task.key.decoys.items()}
        return {"seconds": task.seconds, "most": MOST, "key": {"stretches": stretches, "decoys": decoys}}

    def clean(self, task: IntervalTask, sent: Any) -> list[list[int]]:
        """Whole seconds within the trace, those that touch made one, at most eight."""
        pairs = isinstance(sent, list) and all(isinstance(mark, list) and len(mark) == 2 for mark in sent)
        if not pairs or not all(_fits(start, end, task.seconds) for start, end in sent):
            raise WithinReachError("Not saved: that is no stretch of this trace. Reload the page and mark it again.")
        marks = merged(sent)
        if len(marks) > MOST:
            raise WithinReachError(f"Not saved: {len(marks)} stretches; mark {MOST} at most.")
        return [[start, end] for start, end in marks]


def _fits(start: Any, end: Any, seconds: int) -> bool:
    return type(start) is int and type(end) is int and 0 <= start < end <= seconds
