"""``dialogue``: a talk that branches; what was said earlier may choose what comes later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import (
    Finding,
    Id,
    Move,
    Share,
    empty_reason,
    final_where_graded,
    unmatched,
)
from withinreach.content.kinds.forms import FormedKey, FormedTask
from withinreach.content.kinds.talk import End, Extremes, Node, Step, Talk

FEWEST, MOST = 2, 4
"""Replies of a node."""


class ReplyKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one reply is worth (0 to 1), why, and what a therapist who says it is doing."""

    value: Share
    reason: str
    move: Move


class DialogueKey(FormedKey, frozen=True):
    """The key of a ``dialogue``: one entry for every reply id.

    ``recovers`` maps a node to the poor reply that it can win back half of.
    """

    replies: dict[str, ReplyKey]
    recovers: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def values(self) -> dict[str, float]:
        """Reply → its value."""
        return {name: float(entry.value) for name, entry in self.replies.items()}

    def findings(self, task: DialogueTask) -> Iterator[Finding]:
        """An entry with a reason for every reply; something to earn; sums that agree with reasons; halves won back."""
        yield from unmatched("replies", self.replies, task.reply_ids)
        for name, entry in self.replies.items():
            yield from empty_reason(("replies", name), entry.reason)
        if not task.worked and extremes(task, self).best <= 0:
            yield Finding(("replies",), "No path earns anything.", "a reply with a value on some path.")
        misled = task.talk.misled(self.values)
        if misled is not None:
            rule = f"At {misled} the best reply is not on the best path from there."
            yield Finding(("replies",), rule, "values that a reader can follow node by node.")
        for name, poor in self.recovers.items():
            yield from self._recovery(task, name, poor)

    def _recovery(self, task: DialogueTask, name: str, poor: str) -> Iterator[Finding]:
        place = ("recovers", name)
        nodes = task.talk.nodes
        leading = [node for node in nodes.values() if (said := node.reply(poor)) and name in said.targets]
        if name not in nodes or not leading:
            accepted = "a node, and a reply that leads to it."
            yield Finding(place, f"{poor!r} leads to no node {name!r}.", accepted)
            return
        half = (self.best_at(leading[0]) - self.replies[poor].value) / 2
        if half <= 0:
            yield Finding(place, f"{poor!r} loses nothing.", "a reply worth less than the best one beside it.")
        elif abs(self.best_at(nodes[name]) - half) > 1e-9:
            rule = f"The best reply of {name} is worth {self.best_at(nodes[name]):g}."
            yield Finding(place, rule, f"{half:g}: half of what {poor} lost.")

    def best_at(self, node: Node) -> float:
        """The value of the best reply of a node."""
        return max(float(self.replies[reply.id].value) for reply in node.replies)


class DialogueTask(FormedTask, frozen=True, kw_only=True, tag="dialogue"):
    """Find a way through ``nodes`` to one of ``ends``. The answer is the list of (node, reply) pairs.

    ``given`` (practice only) is a beginning that stands; where it reaches an end the task is a worked example. A graded
    dialogue shows what follows each reply, so that each reply is final; in practice one may go back.
    """

    nodes: Annotated[tuple[Node, ...], Meta(min_length=1)]
    ends: Annotated[tuple[End, ...], Meta(min_length=1)]
    given: tuple[tuple[Id, Id], ...] = ()
    key: DialogueKey | None = None

    @property
    def talk(self) -> Talk:
        """The nodes and ends as a way to walk."""
        return Talk({node.id: node for node in self.nodes}, {end.id: end for end in self.ends})

    @property
    def stepwise(self) -> bool:
        """Each reply of a graded talk is a line of its own."""
        return self.attempts == "once"

    @property
    def worked(self) -> bool:
        """Whether what is given reaches an end."""
        walk = self.talk.walk(self.given) if self.given else None
        return walk is not None and walk.here in self.talk.ends

    def finished(self, answer: Any) -> bool:
        """Whether a path reaches an end."""
        walk = self.talk.walk(answer)
        return walk is not None and walk.here in self.talk.ends

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of nodes and ends."""
        return {"nodes": [node.id for node in self.nodes], "ends": [end.id for end in self.ends]}

    @property
    def reply_ids(self) -> list[str]:
        """The ids of all replies, in the order of the file."""
        return [reply.id for node in self.nodes for reply in node.replies]

    def gated(self) -> Mapping[str, Sequence[str]]:
        """A reply is chosen or left."""
        return dict.fromkeys(self.reply_ids, ("chosen", "left"))

    def findings(self) -> Iterator[Finding]:
        """Nodes with replies that lead on to an end, a memory that is used, and no way round in a ring."""
        yield from final_where_graded(self, "an answer")
        yield from self._shape()
        yield from self._targets()
        yield from self._memory()
        ring = self.talk.ring()
        if ring:
            rule = f"The talk runs in a ring: {' → '.join(ring)}."
            yield Finding(("nodes", self._number(ring[0])), rule, "replies that lead on, never back.")
        yield from self._reached()
        yield from self._given()

    def _number(self, node: str) -> int:
        return self.lists()["nodes"].index(node)

    def _shape(self) -> Iterator[Finding]:
        for number, node in enumerate(self.nodes):
            if not node.replies:
                yield Finding(("nodes", number, "replies"), f"{node.id} is a dead end.", "two to four replies.")
            if not FEWEST <= len(node.replies) <= MOST:
                rule = f"{node.id} has {len(node.replies)} {'reply' if len(node.replies) == 1 else 'replies'}."
                yield Finding(("nodes", number, "replies"), rule, "two to four.")
            if node.id in self.lists()["ends"]:
                yield Finding(("nodes", number, "id"), f"{node.id!r} is an end as well.", "an id of its own.")
        scenes: dict[str, list[str]] = {
            "nodes": [node.scene for node in self.nodes],
            "ends": [end.scene for end in self.ends],
        }
        for field, texts in scenes.items():
            for number, text in enumerate(texts):
                if not text.strip():
                    yield Finding((field, number, "scene"), "The scene is empty.", "what is said and done there.")
        for number, (place, _, reply) in enumerate(self._replies()):
            if reply.id in self.reply_ids[:number]:
                rule = f"The id {reply.id!r} stands here twice."
                yield Finding((*place, "id"), rule, "ids that are unique in their task.")

    def _targets(self) -> Iterator[Finding]:
        there = [*self.lists()["nodes"], *self.lists()["ends"]]
        for place, _, reply in self._replies():
            named = [("next", reply.next), *(("when." + flag, target) for flag, target in reply.when.items())]
            for field, target in named:
                if target not in there:
                    rule = f"There is no node or end {target!r}."
                    yield Finding((*place, *field.split(".")), rule, ", ".join(there) + ".")

    def _memory(self) -> Iterator[Finding]:
        kept = {flag for _, _, reply in self._replies() for flag in reply.remember}
        asked = {flag for _, _, reply in self._replies() for flag in reply.when}
        for place, _, reply in self._replies():
            for flag in reply.when:
                if flag not in kept:
                    accepted = ", ".join(sorted(kept)) + "." if kept else "no when: no reply remembers anything."
                    yield Finding((*place, "when", flag), f"No reply remembers {flag!r}.", accepted)
            for flag in reply.remember:
                if flag not in asked:
                    rule = f"Nothing asks for {flag!r} later."
                    yield Finding((*place, "remember"), rule, f"a when: with {flag} in a later node, or no flag.")

    def _reached(self) -> Iterator[Finding]:
        states = self.talk.states()
        reached = {name for name, _ in states}
        for field in ("nodes", "ends"):
            for number, name in enumerate(self.lists()[field]):
                if name not in reached:
                    yield Finding((field, number), f"No path leads to {name!r}.", "a reply that leads there.")
        for place, node, reply in self._replies():
            for flag in reply.when:
                if not any(here == node and flag in flags for here, flags in states):
                    rule = f"{flag!r} can never be remembered at {node}."
                    yield Finding((*place, "when", flag), rule, "a flag of a reply that leads there.")

    def _replies(self) -> Iterator[tuple[tuple[str | int, ...], str, Any]]:
        for number, node in enumerate(self.nodes):
            for position, reply in enumerate(node.replies):
                yield ("nodes", number, "replies", position), node.id, reply

    def _given(self) -> Iterator[Finding]:
        if self.given and self.use != "practice":
            yield Finding(("given",), f"Nothing is given in a task for {self.use}.", "no given, or use: practice.")
        if self.talk.walk(self.given) is None:
            yield Finding(
                ("given",), "What is given is no way through the nodes.", "[node, reply] pairs from the start."
            )


def extremes(task: DialogueTask, key: DialogueKey) -> Extremes:
    """What the best and the worst path of a dialogue earn, with one path that does; what is given does not count.

    A reader's share is her own sum ÷ the best, cut to 1.
    """
    return task.talk.extremes(key.values, task.given)


def earned(task: DialogueTask, key: DialogueKey, path: Sequence[Step]) -> float:
    """The share of a path that fits: values on it ÷ the largest sum that any path reaches, cut to 1."""
    own = sum(key.values[reply] for _, reply in path[len(task.given) :])
    return min(1.0, own / extremes(task, key).best)
