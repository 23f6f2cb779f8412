"""The way through a dialogue: who leads where, what is remembered, and what the best and the worst way earn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

import msgspec

from withinreach.content.kinds.base import Id, Named

Step = tuple[str, str]
"""What was said where: node id, reply id."""
State = tuple[str, frozenset[str]]
"""Where a talk is, and what it remembers."""


class Reply(Named, frozen=True):
    """One thing to say.

    ``next`` is the node, or the end, that it leads to; ``when`` names another one for a flag that an earlier reply
    remembered (the first that is, in the order of the file). ``remember`` is for later nodes and chooses nothing here.
    """

    next: Id
    remember: tuple[Id, ...] = ()
    when: dict[Id, Id] = msgspec.field(default_factory=dict)

    def leads(self, flags: frozenset[str]) -> str:
        """The id it leads to, by what was remembered before."""
        return next((place for flag, place in self.when.items() if flag in flags), self.next)

    @property
    def targets(self) -> tuple[str, ...]:
        """Every id it may lead to, each once."""
        return tuple(dict.fromkeys((*self.when.values(), self.next)))


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the patient says and does (Markdown), and what can be said to it."""

    id: Id
    scene: str
    replies: tuple[Reply, ...]

    def reply(self, name: str) -> Reply | None:
        """The reply called ``name``."""
        return next((reply for reply in self.replies if reply.id == name), None)


class End(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How it ends: a last scene to which nothing more is said."""

    id: Id
    scene: str


class Walk(NamedTuple):
    """A path as far as it goes: its steps, where it has come to, and what was remembered before each step and now.

    ``because`` maps the number of a step (from 0) to that of the earlier step whose memory chose where it led.
    """

    steps: tuple[Step, ...]
    here: str
    memories: tuple[frozenset[str], ...]
    because: Mapping[int, int]

    @property
    def flags(self) -> frozenset[str]:
        """What is remembered now."""
        return self.memories[-1]


class Extremes(NamedTuple):
    """What the best and the worst way earn, and one way that does."""

    best: float
    worst: float
    best_path: tuple[Step, ...]
    worst_path: tuple[Step, ...]


@dataclass(frozen=True)
class Talk:
    """All nodes and ends by id. The first node is the start."""

    nodes: Mapping[str, Node]
    ends: Mapping[str, End]

    @property
    def start(self) -> str:
        """The id of the first node."""
        return next(iter(self.nodes))

    def walk(self, path: Any) -> Walk | None:
        """The walk of a path, finished or not; none where it does not fit the nodes, whatever it is."""
        if not isinstance(path, list | tuple):
            return None
        here, steps = self.start, list[Step]()
        kept, because = dict[str, int](), dict[int, int]()
        memories = [frozenset[str]()]
        for number, step in enumerate(path):
            reply = self._said(here, step)
            if reply is None:
                return None
            flag = next((flag for flag in reply.when if flag in kept), None)
            if flag is not None:
                because[number] = kept[flag]
            steps.append((here, reply.id))
            here = reply.leads(memories[-1])
            kept |= {flag: number for flag in reply.remember if flag not in kept}
            memories.append(frozenset(kept))
        return Walk(tuple(steps), here, tuple(memories), because)

    def _said(self, here: str, step: Any) -> Reply | None:
        if not isinstance(step, list | tuple) or len(step) != 2 or not all(isinstance(part, str) for part in step):
            return None
        node = self.nodes.get(here)
        return node.reply(step[1]) if node is not None and step[0] == here else None

    def states(self) -> list[State]:
        """Every node or end with every memory that can be had there, from the start."""
        found: list[State] = []
        waiting: list[State] = [(self.start, frozenset())]
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.append(state)
                waiting += [after for _, after in self.ways(state)]
        return found

    def ways(self, state: State) -> Iterator[tuple[Reply, State]]:
        """Each reply of a state, and the state it leads to; none at an end."""
        here, flags = state
        for reply in self.nodes[here].replies if here in self.nodes else ():
            yield reply, (reply.leads(flags), flags.union(reply.remember))

    def ring(self) -> list[str]:
        """Nodes that lead back to themselves, by any memory; empty where none do."""
        graph = {
            name: [place for reply in node.replies for place in reply.targets] for name, node in self.nodes.items()
        }
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            around: list[str] = error.args[1][:0:-1]
            first = around.index(min(around, key=list(self.nodes).index))
            return [*around[first:], *around[:first], around[first]]
        return []

    def depths(self) -> dict[str, int]:
        """How many replies at most lie between the start and each place that can be reached."""
        found = {self.start: 0}
        for name in self._in_order():
            for reply in self.nodes[name].replies if name in found and name in self.nodes else ():
                found |= {place: max(found.get(place, 0), found[name] + 1) for place in reply.targets}
        return found

    def _in_order(self) -> Iterable[str]:
        before: dict[str, set[str]] = {name: set() for name in (*self.nodes, *self.ends)}
        for name, node in self.nodes.items():
            for place in (place for reply in node.replies for place in reply.targets):
                before[place].add(name)
        return TopologicalSorter(before).static_order()

    def extremes(self, values: Mapping[str, float], after: Sequence[Step] = ()) -> Extremes:
        """The best and the worst sum of values from the start, or from the end of ``after``, by trying every way.

        Parameters
        ----------
        values : reply id → 0 to 1
        after : steps that are given; they count for nothing
        """
        walk = self.walk(after)
        assert walk is not None, "what is given was checked when it was loaded"
        best, worst = (self._way(values, (walk.here, walk.flags), pick) for pick in (max, min))
        return Extremes(best[0], worst[0], best[1], worst[1])

    def _way(
        self, values: Mapping[str, float], start: State, pick: Callable[..., Any]
    ) -> tuple[float, tuple[Step, ...]]:
        @cache
        def way(state: State) -> tuple[float, tuple[Step, ...]]:
            ways = [
                (values[reply.id] + way(after)[0], ((state[0], reply.id), *way(after)[1]))
                for reply, after in self.ways(state)
            ]
            found: tuple[float, tuple[Step, ...]] = pick(ways, key=lambda one: one[0]) if ways else (0.0, ())
            return found

        return way(start)

    def misled(self, values: Mapping[str, float]) -> str | None:
        """A node whose best reply is not on the best way from there, none where there is none.

        The feedback says node by node what would have been better; the sum must agree with it.
        """
        for state in self.states():
            ways = list(self.ways(state))
            if not ways:
                continue
            most = max(values[reply.id] for reply, _ in ways)
            sums = [(values[reply.id], values[reply.id] + self._way(values, after, max)[0]) for reply, after in ways]
            if max(total for value, total in sums if value == most) < max(total for _, total in sums) - 1e-9:
                return state[0]
        return None
