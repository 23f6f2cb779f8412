"""What every kind shares: the fields of a task and of a key, and how a broken rule is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import Meta

Use = Literal["practice", "graded", "ask"]
Keep = Literal["handin", "local", "private"]
Attempts = Literal["open", "once"]
Outcome = Literal["LO1", "LO2", "LO3", "LO4", "LO5", "LO6", "LO7", "LO8"]
Move = Literal["nearer", "stay", "back", "task", "name-it", "ask-risk", "ground", "hold-frame", "refer", "none"]
Authority = Literal["author", "published"]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,40}\Z")]
Share = Annotated[float, Meta(ge=0, le=1)]


class Finding(NamedTuple):
    """A broken rule: where (below the task or the key), which rule, what would be accepted."""

    place: tuple[str | int, ...]
    rule: str
    accepted: str


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that can be chosen, sorted or ordered. ``id`` is never reused, ``text`` may be reworded."""

    id: Id
    text: str


class Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What every task has, whatever its kind.

    ``keep`` and ``confidence`` are filled in by the loader where the file leaves them out:
    graded → handin, note → private, otherwise local; confidence is asked where a task is graded by machine.
    """

    id: Id
    edition: Annotated[int, Meta(ge=1)]
    title: str
    prompt: str
    use: Use
    outcomes: tuple[Outcome, ...] = ()
    keep: Keep | None = None
    attempts: Attempts = "open"
    points: Annotated[int, Meta(ge=1)] | None = None
    confidence: bool | None = None
    sibling: Id | None = None
    cite: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind as the file writes it."""
        return str(self.__struct_config__.tag)

    @property
    def graded(self) -> bool:
        """Whether nbgrader holds a cell for this task."""
        return self.use == "graded"

    @property
    def single(self) -> bool:
        """Whether there is one thing to be right about, so that one asks "how sure" and not "how much"."""
        return False

    @property
    def worked(self) -> bool:
        """Whether everything is given, so that there is nothing to commit."""
        return False

    @property
    def stepwise(self) -> bool:
        """Whether a final answer grows step by step, each step a line of the journal (``content.steps``)."""
        return False

    def lists(self) -> Mapping[str, Sequence[str]]:
        """Field name → the ids in it, which must differ within the task."""
        return {}

    def gated(self) -> Mapping[str, Sequence[str]]:
        """What a gate may ask about: part id → the places it can be in. Empty where the kind takes no gate."""
        return {}

    def findings(self) -> Iterator[Finding]:
        """Broken rules of this kind alone, in reading order."""
        return iter(())


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """True where ``item`` was put into none of ``not_in`` (an option: ``chosen``, ``left``; a turn: tag, ``none``)."""

    item: Id
    not_in: Annotated[tuple[str, ...], Meta(min_length=1)]


class Gate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A missed or mishandled risk caps the share, before confidence, where any line of ``when`` is true.

    ``practise`` is the practice item that comes with the feedback, ``words`` the line for the supervision notebook.
    """

    when: Annotated[tuple[Condition, ...], Meta(min_length=1)]
    cap: Share
    practise: Id
    words: str


class Differ(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where colleagues differ: two clauses, read as "We chose this because …; the other is defensible when …".

    ``at`` names the part that they differ on, an entry of the key; none where it is about the whole.
    """

    because: str
    other: str
    at: Id | None = None

    def findings(self, number: int, parts: Sequence[str]) -> Iterator[Finding]:
        """Two clauses that can stand in one sentence, about a part that there is."""
        for name, clause in (("because", self.because), ("other", self.other)):
            if not clause.strip() or clause.rstrip().endswith("."):
                accepted = "a clause without a full stop: it stands inside a sentence."
                yield Finding(("differ", number, name), f"{clause!r} is no clause.", accepted)
        if self.at is not None and self.at not in parts:
            accepted = ", ".join(parts) + "." if parts else "no at: this key has no parts."
            yield Finding(("differ", number, "at"), f"The key has no entry {self.at!r}.", accepted)


class KeyBase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every key has: whose word it is, where colleagues differ, what it rests on, and its gates."""

    authority: Authority = "author"
    experts_differ: bool = False
    differ: tuple[Differ, ...] = ()
    cite: tuple[str, ...] = ()
    gate: tuple[Gate, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids that this key has entries for: options, items, turns, fields; not the letters of further forms."""
        fields = (getattr(self, name) for name in self.__struct_fields__ if name != "another")
        return tuple(part for field in fields if isinstance(field, dict) for part in field)

    def differs_at(self, part: str) -> bool:
        """Whether colleagues differ on this part by itself."""
        return any(entry.at == part for entry in self.differ)

    def differ_findings(self) -> Iterator[Finding]:
        """Where experts differ it is said why we chose so and when the other can be defended, and nowhere else."""
        if self.experts_differ and not self.differ:
            accepted = "an entry with because and other, for each thing on which they differ."
            yield Finding(("differ",), "It is not said on what colleagues differ.", accepted)
        if self.differ and not self.experts_differ:
            rule = "The key says why colleagues differ, and not that they do."
            yield Finding(("differ",), rule, "experts_differ: true, or no differ.")
        for number, entry in enumerate(self.differ):
            yield from entry.findings(number, self.parts)

    def findings(self, task: Any) -> Iterator[Finding]:
        """Where this key does not fit ``task``, in reading order."""
        return iter(())


def final_where_graded(task: Base, shown: str) -> Iterator[Finding]:
    """What shows something after each step is final where it is graded, and open in practice; nobody is asked it."""
    if task.use == "ask":
        yield Finding(("use",), f"A {task.kind} is never asked.", "practice, or graded.")
    if task.graded and task.attempts != "once":
        rule = f"A graded {task.kind} shows {shown} after each step."
        yield Finding(("attempts",), rule, "attempts: once.")
    if task.use == "practice" and task.attempts == "once":
        yield Finding(("attempts",), "In practice one may go back.", "attempts: open, or none.")


def unmatched(name: str, entries: Iterable[str], wanted: Sequence[str]) -> Iterator[Finding]:
    """An entry for every part of the task, and no other."""
    entries = list(entries)
    for entry in entries:
        if entry not in wanted:
            yield Finding((name, entry), f"The task has no {entry!r}.", ", ".join(wanted) + ".")
    for part in wanted:
        if part not in entries:
            yield Finding((name,), f"There is no entry for {part!r}.", "an entry for each.")


def empty_reason(place: tuple[str | int, ...], reason: str) -> Iterator[Finding]:
    """A reason says something."""
    if not reason.strip():
        accepted = "a reason of at most 45 words: what would have happened next."
        yield Finding((*place, "reason"), "The reason is empty.", accepted)
