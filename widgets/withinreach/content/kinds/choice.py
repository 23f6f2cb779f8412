"""``choice``: one of several options, or several of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Base, Finding, KeyBase, Move, Named, Share, empty_reason, unmatched


class Option(Named, frozen=True):
    """One thing that can be chosen."""


class OptionKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one option is worth and why.

    ``value`` is 1 (best, or right where several are asked for), 0.6 (defensible) or 0.
    ``move`` names what a therapist would be doing; ``none`` where the option is no deed of a therapist's.
    """

    value: Share
    reason: str
    move: Move


class ChoiceKey(KeyBase, frozen=True):
    """The key of a ``choice``: one entry for every option id."""

    options: dict[str, OptionKey]

    def findings(self, task: ChoiceTask) -> Iterator[Finding]:
        """An entry with a reason for every option; as many right ones as can be picked."""
        yield from unmatched("options", self.options, task.lists()["options"])
        for name, entry in self.options.items():
            yield from empty_reason(("options", name), entry.reason)
        best = sum(1 for entry in self.options.values() if entry.value == 1)
        wanted = task.pick if task.pick > 1 else (2 if self.experts_differ else 1)
        if best != wanted:
            accepted = f"{wanted}, as the task's pick and experts_differ say."
            yield Finding(("options",), f"Options with the value 1: {best}.", accepted)


class ChoiceTask(Base, frozen=True, kw_only=True, tag="choice"):
    """Choose ``pick`` of the options (1: radio buttons, more: check boxes, the number is said)."""

    options: Annotated[tuple[Option, ...], Meta(min_length=2)]
    pick: Annotated[int, Meta(ge=1)] = 1
    key: ChoiceKey | None = None

    @property
    def single(self) -> bool:
        """One option, one thing to be sure of."""
        return self.pick == 1

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of the options."""
        return {"options": [option.id for option in self.options]}

    def gated(self) -> Mapping[str, Sequence[str]]:
        """An option is chosen or left."""
        return {option.id: ("chosen", "left") for option in self.options}

    def findings(self) -> Iterator[Finding]:
        """Something must be left to leave."""
        if self.pick >= len(self.options):
            rule = f"{self.pick} cannot be picked from {len(self.options)} options."
            yield Finding(("pick",), rule, f"a whole number from 1 to {len(self.options) - 1}.")
