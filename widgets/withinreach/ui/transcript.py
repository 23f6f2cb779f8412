"""A transcript, from the first turn that is tagged to your tags beside ours."""

from __future__ import annotations

from typing import Any

from withinreach.content.errors import WithinReachError
from withinreach.content.hearing import tags_of
from withinreach.content.kinds.transcript import TranscriptTask
from withinreach.ui.committed import Committed
from withinreach.ui.component import script


class Transcript(Committed):
    """Turns and tags, and one commit. The answer maps turn ids to lists of tags; an untagged turn is left out."""

    _esm = script("committed", "transcript")

    def setting_of(self, task: TranscriptTask) -> dict[str, Any]:
        """What can be tagged, and as what; for practice what there is to hear."""
        key = None
        if task.key is not None:
            wanted = [{"turn": one.turn, "tags": one.tags, "beside": one.beside} for one in task.key.wanted(task)]
            key = {"wanted": wanted, "also": task.key.also}
        turns = [turn.id for turn in task.open_turns]
        return {"turns": turns, "tags": task.lists()["tags"], "risks": task.risks, "pick": task.pick, "key": key}

    def clean(self, task: TranscriptTask, sent: Any) -> dict[str, list[str]]:
        """Known tags for turns that can be tagged, in the order of the task; none at all is an answer."""
        found = tags_of(task, sent)
        if found is None or {name: sorted(tags) for name, tags in found.items()} != _sorted(sent):
            raise WithinReachError("Not saved: that is not one of the tags. Reload the page and tag again.")
        return found


def _sorted(sent: Any) -> Any:
    """What was sent, without turns that hold nothing, to be compared with what can be kept; none where it is odd."""
    try:
        return {name: sorted(tags) for name, tags in sent.items() if tags or not isinstance(tags, list)}
    except (AttributeError, TypeError):
        return None
