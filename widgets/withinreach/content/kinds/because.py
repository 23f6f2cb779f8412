"""The second list of a ``choice``: what speaks for the option, picked from reasons that look alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Finding, Id, Named, unmatched


class Because(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pick ``pick`` of the reasons ``of``; the number is said. The answer is then ``{option, because: [ids]}``."""

    pick: Annotated[int, Meta(ge=1)]
    of: Annotated[tuple[Named, ...], Meta(min_length=2)]

    def findings(self) -> Iterator[Finding]:
        """Something must be left to leave."""
        if self.pick >= len(self.of):
            rule = f"{self.pick} cannot be picked from {len(self.of)} reasons."
            yield Finding(("because", "pick"), rule, f"a whole number from 1 to {len(self.of) - 1}.")


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """At least ``least`` of what was picked rightly must come from ``of``: evidence of one kind does not do alone."""

    of: Annotated[tuple[Id, ...], Meta(min_length=1)]
    least: Annotated[int, Meta(ge=1)]


class BecauseKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which reasons are ``right``, a word on each, and which groups must be in what was picked."""

    right: Annotated[tuple[Id, ...], Meta(min_length=1)]
    reasons: dict[str, str]
    groups: tuple[Group, ...] = ()

    def earned(self, pick: int, picked: Sequence[str]) -> float:
        """(right − wrong) / ``pick``, not below 0; nothing where a group is missing.

        Parameters
        ----------
        pick : how many were to be picked
        picked : at most so many ids, each once
        """
        hits = set(self.right).intersection(picked)
        if any(len(hits.intersection(group.of)) < group.least for group in self.groups):
            return 0.0
        return max((len(hits) - (len(picked) - len(hits))) / pick, 0.0)

    def findings(self, because: Because) -> Iterator[Finding]:
        """Right ones that there are and that can be picked, a reason for each, groups that can be met."""
        known = [entry.id for entry in because.of]
        for place, rule, accepted in unmatched("reasons", self.reasons, known):
            yield Finding(("because", *place), rule, accepted)
        for name, reason in self.reasons.items():
            if not reason.strip():
                yield Finding(("because", "reasons", name), "The word on it is empty.", "a sentence.")
        for position, name in enumerate(self.right):
            if name not in known or name in self.right[:position]:
                rule = f"{name!r} is no reason of the task, or stands here twice."
                yield Finding(("because", "right", position), rule, ", ".join(known) + ".")
        if len(self.right) < because.pick:
            rule = f"Right: {len(self.right)}, where {because.pick} are to be picked."
            yield Finding(("because", "right"), rule, f"{because.pick} or more.")
        yield from self._group_findings(because.pick)

    def _group_findings(self, pick: int) -> Iterator[Finding]:
        for number, group in enumerate(self.groups):
            there = len(set(self.right).intersection(group.of))
            if there < group.least:
                rule = f"At least {group.least} is asked for; of what is right, {there} stand in this group."
                yield Finding(("because", "groups", number), rule, "a group that can be met.")
        if sum(group.least for group in self.groups) > pick:
            rule = f"The groups ask for more than the {pick} that are to be picked."
            yield Finding(("because", "groups"), rule, "groups that can be met at once.")
