"""``interval``: mark where two channels of a trace part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Finding, Id, empty_reason
from withinreach.content.kinds.forms import FormedKey, FormedTask

EVERY = 20
"""Seconds between two ratings."""
MOST = 8
"""As many stretches as can be marked."""
Rating = Annotated[int, Meta(ge=1, le=7)]
Second = Annotated[int, Meta(ge=0)]
Span = tuple[int, int]


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is talked about from a second on."""

    at: Second
    words: str


class Stretch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where report and body part: from ``start`` to before ``end``, in seconds."""

    start: Second
    end: Second
    reason: str


class Decoy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What looks worth marking and is not: a device that slips, a calm that is real."""

    start: Second
    end: Second
    what: Literal["slip", "calm"]
    reason: str


class IntervalKey(FormedKey, frozen=True):
    """The key of an ``interval``; a trace may have nothing to mark. ``verdict`` is what is said first."""

    verdict: str
    stretches: dict[str, Stretch] = msgspec.field(default_factory=dict)
    decoys: dict[str, Decoy] = msgspec.field(default_factory=dict)

    def findings(self, task: IntervalTask) -> Iterator[Finding]:
        """Spans within the trace that do not overlap, each with a reason."""
        if not self.verdict.strip():
            yield Finding(("verdict",), "The verdict is empty.", "one or two sentences that stand first.")
        last, end = 0, task.seconds
        named = [("stretches", name, span) for name, span in self.stretches.items()]
        named += [("decoys", name, span) for name, span in self.decoys.items()]  # type: ignore[misc]
        for field, name, span in sorted(named, key=lambda each: each[2].start):
            yield from empty_reason((field, name), span.reason)
            if not last <= span.start < span.end <= end:
                rule = f"{span.start} to {span.end} runs backwards, over another span, or out of the trace."
                yield Finding((field, name), rule, f"spans one after the other, within 0 to {end}.")
            last = span.end
        for position, name in enumerate(task.given):
            if name not in self.stretches:
                accepted = ", ".join(self.stretches) or "nothing given"
                yield Finding(("stretches",), f"given.{position} names {name!r}, which is no stretch.", accepted + ".")


class IntervalTask(FormedTask, frozen=True, kw_only=True, tag="interval"):
    """Mark any number of stretches, none among them, in a trace of two channels.

    ``report`` holds a rating (1 to 7) for each 20 s, ``skin`` one value in µS for each second; ``trace`` names the
    recipe they were made from. ``given`` (practice only) are stretches that stand marked; where all are given the
    task is a worked example.
    """

    report: tuple[Rating, ...]
    skin: tuple[float, ...]
    topics: tuple[Topic, ...]
    trace: Id | None = None
    given: tuple[Id, ...] = ()
    key: IntervalKey | None = None

    @property
    def seconds(self) -> int:
        """How long the trace is."""
        return len(self.skin)

    @property
    def worked(self) -> bool:
        """Whether there is nothing left to do."""
        return bool(self.given) and self.key is not None and set(self.given) == set(self.key.stretches)

    def findings(self) -> Iterator[Finding]:
        """Two channels of one length, topics in their order, nothing given away."""
        if len(self.skin) != EVERY * len(self.report):
            rule = f"{len(self.report)} ratings and {len(self.skin)} seconds of skin."
            yield Finding(("skin",), rule, f"{EVERY} seconds for each rating.")
        starts = [topic.at for topic in self.topics]
        if starts != sorted(set(starts)) or (starts and starts[-1] >= self.seconds):
            yield Finding(("topics",), "The topics do not follow each other.", f"rising seconds below {self.seconds}.")
        if self.given and self.use != "practice":
            yield Finding(("given",), f"Nothing is given in a task for {self.use}.", "no given, or use: practice.")


def merged(marks: Sequence[Sequence[int]]) -> list[Span]:
    """Marks in order of time, those that touch made one."""
    done: list[Span] = []
    for start, end in sorted((mark[0], mark[1]) for mark in marks):
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done


def covered(span: Stretch | Decoy, marks: Sequence[Span]) -> int:
    """Seconds of a span that lie inside marks."""
    return sum(max(0, min(end, span.end) - max(start, span.start)) for start, end in marks)


def found(stretches: Mapping[str, Stretch], marks: Sequence[Span]) -> set[str]:
    """The stretches that were found: at least half covered by one mark, at most twice as long, that serves no other.

    Marks and stretches follow each other in time, so that giving each stretch the first free mark that fits
    finds as many as can be found.
    """
    free, names = list(marks), set()
    for name, span in sorted(stretches.items(), key=lambda each: each[1].start):
        length = span.end - span.start
        fit = [mark for mark in free if 2 * covered(span, [mark]) >= length and mark[1] - mark[0] <= 2 * length]
        if fit:
            free.remove(fit[0])
            names.add(name)
    return names


def fooled(decoys: Mapping[str, Decoy], marks: Sequence[Span]) -> set[str]:
    """The decoys that were marked: at least half of one is covered."""
    return {name for name, span in decoys.items() if 2 * covered(span, marks) >= span.end - span.start}
