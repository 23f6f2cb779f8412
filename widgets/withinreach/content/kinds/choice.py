"""``choice``: one of several options, or several of several; one of several with what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Finding, Id, Move, Named, Share, empty_reason, unmatched
from withinreach.content.kinds.because import Because, BecauseKey
from withinreach.content.kinds.forms import FormedKey, FormedTask


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


class ChoiceKey(FormedKey, frozen=True):
    """The key of a ``choice``: one entry for every option id."""

    options: dict[str, OptionKey]
    because: BecauseKey | None = None

    def findings(self, task: ChoiceTask) -> Iterator[Finding]:
        """An entry with a reason for every option; as many right ones as can be picked."""
        yield from unmatched("options", self.options, task.lists()["options"])
        for name, entry in self.options.items():
            yield from empty_reason(("options", name), entry.reason)
        best = sum(1 for entry in self.options.values() if entry.value == 1)
        wanted = (1, 2) if self.experts_differ and task.pick == 1 else (task.pick,)
        if best not in wanted:
            accepted = f"{' or '.join(map(str, wanted))}, as the task's pick and experts_differ say."
            yield Finding(("options",), f"Options with the value 1: {best}.", accepted)
        if (self.because is None) != (task.because is None):
            rule = "The task and its key do not both have a second list."
            yield Finding(("because",), rule, "because: in both, or in neither.")
        if self.because is not None and task.because is not None:
            yield from self.because.findings(task.because)


class ChoiceVariant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One form of a question that is asked without a mark (entry and exit check). ``best`` is the right option."""

    prompt: str
    options: Annotated[tuple[Option, ...], Meta(min_length=2)]
    best: Id


class ChoiceTask(FormedTask, frozen=True, kw_only=True, tag="choice"):
    """Choose ``pick`` of the options (1: radio buttons, more: check boxes, the number is said).

    ``because`` asks besides, for one option, what speaks for it.
    A task of the use ``ask`` may have ``variants`` instead of options; each person is shown one of them.
    """

    options: tuple[Option, ...] = ()
    variants: dict[Id, ChoiceVariant] = msgspec.field(default_factory=dict)
    pick: Annotated[int, Meta(ge=1)] = 1
    because: Because | None = None
    key: ChoiceKey | None = None

    @property
    def single(self) -> bool:
        """One option, one thing to be sure of."""
        return self.pick == 1 and self.because is None

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of the options, and those of the reasons."""
        options = {"options": [option.id for option in self.options]}
        return options | ({"because.of": [entry.id for entry in self.because.of]} if self.because else {})

    def gated(self) -> Mapping[str, Sequence[str]]:
        """An option is chosen or left, and so is a reason."""
        return {name: ("chosen", "left") for ids in self.lists().values() for name in ids}

    def variant(self, name: str) -> ChoiceTask:
        """The form called ``name`` as a task of its own, without what is right."""
        form = self.variants[name]
        return msgspec.structs.replace(self, prompt=form.prompt, options=form.options, variants={})

    def findings(self) -> Iterator[Finding]:
        """Options or forms; something must be left to leave."""
        if self.variants:
            yield from self._variant_findings()
            return
        if len(self.options) < 2:
            yield Finding(("options",), f"{len(self.options)} options are no choice.", "two options or more.")
        if self.pick >= len(self.options):
            rule = f"{self.pick} cannot be picked from {len(self.options)} options."
            yield Finding(("pick",), rule, f"a whole number from 1 to {len(self.options) - 1}.")
        if self.because is not None:
            yield from self._because_findings(self.because)

    def _because_findings(self, because: Because) -> Iterator[Finding]:
        if self.pick > 1 or self.use == "ask":
            rule = "What speaks for it is asked for one option, in a task with a key."
            yield Finding(("because",), rule, "pick: 1, and use: practice or graded.")
        both = {option.id for option in self.options}.intersection(entry.id for entry in because.of)
        for name in sorted(both):
            yield Finding(("because", "of"), f"The id {name!r} is that of an option.", "ids that differ from those.")
        yield from because.findings()

    def _variant_findings(self) -> Iterator[Finding]:
        if self.options:
            yield Finding(("options",), "The options stand in the variants.", "options, or variants.")
        if self.use != "ask":
            rule = f"A task for {self.use} has one form."
            yield Finding(("variants",), rule, "no variants, or use: ask.")
        if len(self.variants) < 2:
            yield Finding(("variants",), "One variant is no draw.", "two variants or more.")
        for name, form in self.variants.items():
            ids = [option.id for option in form.options]
            for position, option in enumerate(ids):
                if option in ids[:position]:
                    place = ("variants", name, "options", position, "id")
                    yield Finding(place, f"The id {option!r} stands here twice.", "ids that are unique in their form.")
            if form.best not in ids:
                yield Finding(("variants", name, "best"), f"There is no option {form.best!r}.", ", ".join(ids) + ".")
