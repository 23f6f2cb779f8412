"""``probability``: shares of a hundred over what may be the case, also clue by clue, or over boxes in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Finding, Id, Named, empty_reason, unmatched
from withinreach.content.kinds.distances import WHOLE, borders, even, near, ranked
from withinreach.content.kinds.forms import FormedKey, FormedTask
from withinreach.content.words import many

Form = Literal["yes-no", "shares", "clues", "tokens"]
Percent = Annotated[float, Meta(ge=0, le=100)]
Shares = Mapping[str, float]
MOST = 6
"""Options at most."""
TOLD = 0.2
"""The largest share that somebody may earn who knows nothing and answers "always even"."""
UNEVEN = 0.01
"""Boxes in order: what equal tokens must lose at one border at least, ten points squared."""
CEILING = 90
"""No share after a clue lies above it: clues overlap, and certainty is lower than their product."""
ROUNDED = 1
"""What rounding may take from or add to a hundred, in a key."""


class ShareKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Our share of one option in percent (none where it stands clue by clue), and the reason for it."""

    reason: str
    share: Percent | None = None


class ClueKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Our shares after one clue, and what it says; the clue that moves most must have a reason."""

    shares: dict[str, Percent]
    reason: str = ""


class ProbabilityKey(FormedKey, frozen=True):
    """The key of a ``probability``: an entry for every option, one for every clue, and what the shares rest on."""

    options: dict[str, ShareKey]
    basis: str
    clues: dict[str, ClueKey] = msgspec.field(default_factory=dict)

    def shares(self, clue: str | None = None) -> dict[str, float]:
        """Our shares: those after a clue, or the only ones."""
        if clue is not None:
            return dict(self.clues[clue].shares)
        return {name: entry.share or 0.0 for name, entry in self.options.items()}

    def earned(self, task: ProbabilityTask, answer: Mapping[str, Any]) -> float:
        """s of an answer, 0 to 1: shares by option, or by clue and option; of clues the mean over ``counted``."""
        names, ours = task.lists()["options"], task.in_order(self.shares())
        if task.form == "clues":
            steps = [near(answer[clue], self.clues[clue].shares) for clue in task.counted]
            return sum(steps) / len(steps)
        if task.form == "tokens":
            return ranked([answer[name] for name in names], list(ours.values()))
        if task.form == "shares":
            return near(answer, ours)
        return sum(near({name: answer[name]}, {name: ours[name]}) for name in names) / len(names)

    def moving(self, task: ProbabilityTask) -> tuple[str, str]:
        """The open clue and the option of the largest move in our shares; before the first clue they are even."""
        moves = [
            (abs(self.clues[clue].shares[option] - before[option]), clue, option)
            for clue, before in self._before(task)
            for option in task.lists()["options"]
        ]
        _, clue, option = max(moves, key=lambda move: move[0])
        return clue, option

    def _before(self, task: ProbabilityTask) -> Iterator[tuple[str, Shares]]:
        before: Shares = even(task.lists()["options"])
        for clue in task.lists()["clues"]:
            if clue not in task.given or task.worked:
                yield clue, before
            before = self.clues[clue].shares

    def findings(self, task: ProbabilityTask) -> Iterator[Finding]:
        """Reasons; shares that come to a hundred; nothing that knowing nothing would earn."""
        names = task.lists()["options"]
        yield from unmatched("options", self.options, names)
        for name, entry in self.options.items():
            yield from empty_reason(("options", name), entry.reason)
            if (entry.share is None) != (task.form == "clues"):
                here = ("The share is missing.", "a number from 0 to 100.")
                told = ("With clues our shares stand after each of them.", "no share here.")
                yield Finding(("options", name, "share"), *(told if task.form == "clues" else here))
        if not self.basis.strip():
            yield Finding(("basis",), "The basis is empty.", "whose shares these are, or the share of what runs.")
        yield from unmatched("clues", self.clues, task.lists()["clues"])
        for clue, step in self.clues.items():
            yield from _step(clue, step, names)
        if task.form in {"shares", "tokens"}:
            yield from _hundred(("options",), self.shares())
        if self.clues and not self.clues[self.moving(task)[0]].reason.strip():
            place = ("clues", self.moving(task)[0], "reason")
            yield Finding(place, "This clue moves our shares most.", "a reason: it is named in the feedback.")
        yield from self._told(task)

    def _told(self, task: ProbabilityTask) -> Iterator[Finding]:
        names, place = task.lists()["options"], ("clues" if task.clues else "options",)
        if task.form == "tokens":
            ours = list(task.in_order(self.shares()).values())
            if max(borders([WHOLE / len(names)] * len(names), ours)) < UNEVEN:
                yield Finding(place, "Our shares are nearly even.", "shares that somebody could foresee.")
        elif task.graded:
            level: Mapping[str, Any] = dict.fromkeys(names, WHOLE / (2 if task.form == "yes-no" else len(names)))
            told = self.earned(task, dict.fromkeys(task.counted, level) if task.clues else level)
            if told > TOLD:
                accepted = f"shares for which knowing nothing earns {TOLD} at most."
                yield Finding(place, f"Always even would earn {told:.2f}.", accepted)


def _step(clue: str, step: ClueKey, names: Sequence[str]) -> Iterator[Finding]:
    place = ("clues", clue, "shares")
    for found in unmatched("shares", step.shares, names):
        yield Finding(("clues", clue, *found.place), found.rule, found.accepted)
    yield from _hundred(place, step.shares)
    for name, share in step.shares.items():
        if share > CEILING:
            rule = f"{share:g} is more than clues that overlap can tell."
            yield Finding((*place, name), rule, f"{CEILING} at most.")


def _hundred(place: tuple[str | int, ...], shares: Shares) -> Iterator[Finding]:
    total = sum(shares.values())
    if abs(total - WHOLE) > ROUNDED:
        yield Finding(place, f"The shares come to {total:g}.", f"{WHOLE}, or {ROUNDED} off by rounding.")


class ProbabilityTask(FormedTask, frozen=True, kw_only=True, tag="probability"):
    """Say how likely: ``yes-no`` each option from 0 to 100 %, ``shares`` a hundred over all of them, ``clues`` the same
    after each clue, ``tokens`` a hundred over boxes in order.

    ``start`` is ``even`` where the fields begin with equal shares. ``given`` (practice only) are the first clues, which
    stand with our shares; where all are given the task is a worked example.
    """

    form: Form
    options: Annotated[tuple[Named, ...], Meta(min_length=1)]
    clues: tuple[Named, ...] = ()
    start: Literal["empty", "even"] = "empty"
    given: tuple[Id, ...] = ()
    key: ProbabilityKey | None = None

    @property
    def worked(self) -> bool:
        """Whether there is nothing left to do."""
        return bool(self.clues) and not self.open_clues

    @property
    def open_clues(self) -> tuple[Named, ...]:
        """The clues after which the reader is asked."""
        return tuple(clue for clue in self.clues if clue.id not in self.given)

    @property
    def counted(self) -> list[str]:
        """The second half of the open clues, of five the last three."""
        names = [clue.id for clue in self.open_clues]
        return names[len(names) // 2 :]

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of options and clues."""
        return {"options": [option.id for option in self.options], "clues": [clue.id for clue in self.clues]}

    def in_order(self, shares: Shares) -> dict[str, float]:
        """Shares in the order of the options, as far as there are any."""
        return {option.id: shares[option.id] for option in self.options if option.id in shares}

    def findings(self) -> Iterator[Finding]:
        """As many options as the form takes, clues where it has some, no confidence besides."""
        least = 1 if self.form == "yes-no" else 3
        if not least <= len(self.options) <= MOST:
            rule = f"The form is {self.form!r}, and the task has {many(len(self.options), 'option')}."
            yield Finding(("options",), rule, f"{least} to {MOST}.")
        if (self.form == "clues") != (len(self.clues) > 1):
            rule = f"The form is {self.form!r}, and the task has {many(len(self.clues), 'clue')}."
            yield Finding(("clues",), rule, "two clues or more with the form 'clues', none with another.")
        if list(self.given) != self.lists()["clues"][: len(self.given)]:
            yield Finding(("given",), "These are not the first clues.", "the first clues, in their order.")
        if self.given and self.use != "practice":
            yield Finding(("given",), f"Nothing is given in a task for {self.use}.", "no given, or use: practice.")
        if self.confidence:
            yield Finding(("confidence",), "The shares say how sure somebody is.", "no confidence, or false.")
