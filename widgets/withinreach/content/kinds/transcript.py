"""``transcript``: numbered turns of an hour; whoever reads tags those of the patient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Finding, Id, empty_reason
from withinreach.content.kinds.forms import FormedKey, FormedTask

NOTHING = "none"
"""Where a gate finds a turn that carries no tag."""
Letter = Annotated[str, Meta(pattern=r"^[A-Z]\Z")]


class Tag(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be heard in a turn. ``id`` is the letter to press; ``risk`` says that it stands for a risk to life."""

    id: Letter
    text: str
    risk: bool = False


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one person says before another does. A stage direction stands as ``*(looks away)*`` in the text."""

    id: Id
    text: str
    who: str = ""


class TurnKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is heard in one turn, and why.

    ``near`` turns either side, counted among those that can be tagged, are near enough. No tags at all: a turn
    that looks like more than it is, with the reason for whoever tags it.
    """

    reason: str
    tags: tuple[Letter, ...] = ()
    near: Annotated[int, Meta(ge=0)] = 0


class Wanted(NamedTuple):
    """One thing to hear: in which turn, as which of these tags, and the turns beside it that are near enough."""

    turn: str
    tags: tuple[str, ...]
    beside: tuple[str, ...]


class TranscriptKey(FormedKey, frozen=True):
    """The key of a ``transcript``; a turn without an entry holds nothing to mark.

    ``also`` names entries that may be tagged or not: neither hit nor false. Of several tags of a turn any counts,
    with ``all_tags`` each is asked for.
    """

    turns: dict[str, TurnKey]
    also: tuple[Id, ...] = ()
    all_tags: bool = False

    def wanted(self, task: TranscriptTask) -> list[Wanted]:
        """What there is to hear, in the order of the turns; what is given is heard already."""
        found = []
        names = [turn.id for turn in task.taggable]
        for at, name in enumerate(names):
            entry = self.turns.get(name)
            if entry is None or not entry.tags or name in (*self.also, *task.given):
                continue
            beside = tuple(names[max(0, at - entry.near) : at] + names[at + 1 : at + 1 + entry.near])
            each = [(tag,) for tag in entry.tags] if self.all_tags else [entry.tags]
            found += [Wanted(name, tags, beside) for tags in each]
        return found

    def findings(self, task: TranscriptTask) -> Iterator[Finding]:
        """Entries for turns that can be tagged, each with a reason; something to hear; tags as the task offers them."""
        names = [turn.id for turn in task.taggable]
        for name, entry in self.turns.items():
            if name not in names:
                yield Finding(("turns", name), f"There is no turn {name!r} to tag.", ", ".join(names) + ".")
            yield from empty_reason(("turns", name), entry.reason)
            yield from self._tag_findings(("turns", name, "tags"), entry.tags, task)
        yield from self._also_findings()
        if self.all_tags != (task.pick > 1):
            rule = (
                f"The task takes {task.pick} of the tags a turn, the key asks for {'all' if self.all_tags else 'one'}."
            )
            yield Finding(("all_tags",), rule, "all_tags: true and a pick of 2 or more, or neither.")
        for name in task.given:
            if name not in self.turns:
                accepted = "an entry with the reason, and the tags where there are any."
                yield Finding(("turns",), f"The turn {name!r} is given and has no entry.", accepted)
        if not self.wanted(task) and not task.given:
            yield Finding(("turns",), "There is nothing to hear.", "a turn with tags that is not among also.")
        yield from self._gate_findings()

    def _tag_findings(
        self, place: tuple[str | int, ...], tags: Sequence[str], task: TranscriptTask
    ) -> Iterator[Finding]:
        known = task.lists()["tags"]
        for position, tag in enumerate(tags):
            if tag not in known:
                yield Finding((*place, position), f"There is no tag {tag!r}.", ", ".join(known) + ".")
            if tag in tags[:position]:
                yield Finding((*place, position), f"The tag {tag!r} stands here twice.", "each tag once.")
        if self.all_tags and len(tags) > task.pick:
            rule = f"{len(tags)} tags are asked for where {task.pick} can be given."
            yield Finding(place, rule, f"{task.pick} at most, as the task's pick says.")

    def _also_findings(self) -> Iterator[Finding]:
        for position, name in enumerate(self.also):
            if not self._tagged(name):
                accepted = "an entry of turns with the tags that may be given and the reason for either."
                yield Finding(("also", position), f"The turn {name!r} has no tags.", accepted)

    def _gate_findings(self) -> Iterator[Finding]:
        """A tag next door must not both count and be capped."""
        asked = {line.item for gate in self.gate for line in gate.when}
        for name in asked.intersection(self.turns):
            if self.turns[name].near:
                rule = f"A gate asks about {name!r}, and a tag beside it would count."
                yield Finding(("turns", name, "near"), rule, "near: 0.")

    def _tagged(self, name: str) -> bool:
        return name in self.turns and bool(self.turns[name].tags)


class TranscriptTask(FormedTask, frozen=True, kw_only=True, tag="transcript"):
    """Tag what is heard in the turns of those named in ``whose``, up to ``pick`` tags a turn.

    ``given`` (practice only) are turns that stand tagged, with their reasons; where all are given the task is a
    worked example. They count for nothing in the share.
    """

    tags: Annotated[tuple[Tag, ...], Meta(min_length=1, max_length=6)]
    turns: Annotated[tuple[Turn, ...], Meta(min_length=1)]
    whose: Annotated[tuple[str, ...], Meta(min_length=1)]
    pick: Annotated[int, Meta(ge=1)] = 1
    given: tuple[Id, ...] = ()
    key: TranscriptKey | None = None

    @property
    def worked(self) -> bool:
        """Whether there is nothing left to do."""
        return bool(self.given) and self.key is not None and not self.key.wanted(self)

    @property
    def taggable(self) -> tuple[Turn, ...]:
        """The turns of the patient, or of whoever is listened to."""
        return tuple(turn for turn in self.turns if turn.who in self.whose)

    @property
    def open_turns(self) -> tuple[Turn, ...]:
        """The turns that are the reader's to tag."""
        return tuple(turn for turn in self.taggable if turn.id not in self.given)

    @property
    def risks(self) -> tuple[str, ...]:
        """The tags that stand for a risk to life."""
        return tuple(tag.id for tag in self.tags if tag.risk)

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of tags and turns."""
        return {"tags": [tag.id for tag in self.tags], "turns": [turn.id for turn in self.turns]}

    def gated(self) -> Mapping[str, Sequence[str]]:
        """A turn carries a tag, or none."""
        return {turn.id: (*self.lists()["tags"], NOTHING) for turn in self.open_turns}

    def findings(self) -> Iterator[Finding]:
        """Everybody listened to speaks; no more tags than there are; what is given is there, and only in practice."""
        for position, name in enumerate(self.whose):
            if name not in {turn.who for turn in self.turns}:
                accepted = ", ".join(dict.fromkeys(turn.who for turn in self.turns)) + "."
                yield Finding(("whose", position), f"No turn is said by {name!r}.", accepted)
        if self.pick > len(self.tags):
            rule = f"{self.pick} tags a turn cannot be given from {len(self.tags)}."
            yield Finding(("pick",), rule, f"a whole number from 1 to {len(self.tags)}.")
        taggable = [turn.id for turn in self.taggable]
        for position, name in enumerate(self.given):
            if name not in taggable:
                accepted = ", ".join(taggable) + "."
                yield Finding(("given", position), f"There is no turn {name!r} to tag.", accepted)
        if self.given and self.use != "practice":
            yield Finding(("given",), f"Nothing is given in a task for {self.use}.", "no given, or use: practice.")
