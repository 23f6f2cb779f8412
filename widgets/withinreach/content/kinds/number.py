"""``number``: one or several fields to fill in, each a number or one of a few options; later ones may follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Finding, Id, Named, empty_reason, unmatched
from withinreach.content.kinds.forms import FormedKey, FormedTask
from withinreach.content.kinds.formulas import FORMULAS, lacking, result
from withinreach.content.kinds.numerals import typed
from withinreach.content.words import count

NEAR = 1e-9
"""What the computer's own rounding may add to a tolerance."""
Role = Literal["same", "follows", "differ", "open"]


class NumberField(Named, frozen=True):
    """One thing to fill in: chosen where it has ``options``, else typed; ``signed`` where it may be negative."""

    unit: str = ""
    options: tuple[Named, ...] = ()
    signed: bool = False

    @property
    def choices(self) -> list[str]:
        """The ids of the options."""
        return [option.id for option in self.options]

    def read(self, answer: Any) -> float | str | None:
        """The value that an answer (field → what was typed or chosen) has here; none where it cannot be read."""
        text = answer.get(self.id) if isinstance(answer, dict) else None
        if not self.options:
            return typed(text)
        return text if isinstance(text, str) and text in self.choices else None


class WrongValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong value that people arrive at, and where it comes from."""

    value: float | str
    reason: str


class NumberFieldKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one field holds, the ``way`` to it, and the two likeliest wrong values.

    ``formula`` (of ``formulas``) with the fields it is taken ``from`` and ``constants`` says what is right after an
    earlier wrong value. ``ranges`` (for a field with options) says which option a result of the formula belongs to:
    from the first number to below the second.
    """

    value: float | str
    way: str
    wrong: tuple[WrongValue, ...]
    tolerance: Annotated[float, Meta(ge=0)] = 0.0
    unit: str | None = None
    from_: tuple[Id, ...] = msgspec.field(name="from", default=())
    formula: str | None = None
    constants: dict[str, float] = msgspec.field(default_factory=dict)
    ranges: dict[str, tuple[float, float]] = msgspec.field(default_factory=dict)

    def fits(self, given: float | str, wanted: float | str) -> bool:
        """Whether two values are the same, numbers within the tolerance."""
        if isinstance(given, str) or isinstance(wanted, str):
            return given == wanted
        return abs(given - wanted) <= self.tolerance + NEAR

    def following(self, values: Mapping[str, float | str]) -> float | str | None:
        """What would be right for earlier ``values`` (field → value); none where it follows nothing, or one is open."""
        earlier = [values.get(name) for name in self.from_]
        numbers = [value for value in earlier if isinstance(value, float | int)]
        if self.formula is None or len(numbers) < len(self.from_):
            return None
        found = result(self.formula, numbers, self.constants)
        if not self.ranges or found is None:
            return found
        return next((name for name, (low, high) in self.ranges.items() if low <= found < high), None)


class NumberKey(FormedKey, frozen=True):
    """The key of a ``number``: one entry for every field."""

    fields: dict[str, NumberFieldKey]

    def roles(self, task: NumberTask, values: Mapping[str, float | str]) -> dict[str, Role]:
        """How each open field stands; ``follows`` is right for an earlier wrong value."""
        known = {name: self.fields[name].value for name in task.given} | dict(values)
        return {field.id: self._role(field.id, known) for field in task.open_fields}

    def _role(self, name: str, known: Mapping[str, float | str]) -> Role:
        entry, given = self.fields[name], known.get(name)
        if given is None:
            return "open"
        if entry.fits(given, entry.value):
            return "same"
        wanted = entry.following(known)
        return "follows" if wanted is not None and entry.fits(given, wanted) else "differ"

    def findings(self, task: NumberTask) -> Iterator[Finding]:
        """An entry for every field with a way and two slips; formulas that there are, that look up, that come out."""
        names = task.lists()["fields"]
        yield from unmatched("fields", self.fields, names)
        for position, field in enumerate(task.fields):
            entry, place = self.fields[field.id], ("fields", field.id)
            yield from _value(place, field, entry)
            yield from _slips(place, field, entry)
            typed_above = [above.id for above in task.fields[:position] if not above.options]
            yield from _formula(place, entry, typed_above)
            yield from _ranges(place, field, entry)
        values = {name: entry.value for name, entry in self.fields.items()}
        for name, entry in self.fields.items():
            found = entry.following(values)
            if entry.formula is not None and (found is None or not entry.fits(found, entry.value)):
                shown = f"{found:.6g}" if isinstance(found, float) else found or "nothing"
                rule = f"{entry.formula!r} gives {shown} for the right values, the key says {entry.value}."
                yield Finding(("fields", name, "value"), rule, "a value that the formula gives, within the tolerance.")


Place = tuple[str | int, ...]


def _value(place: Place, field: NumberField, entry: NumberFieldKey) -> Iterator[Finding]:
    if field.options and entry.value not in field.choices:
        yield Finding((*place, "value"), f"There is no option {entry.value!r}.", ", ".join(field.choices) + ".")
    if not field.options and isinstance(entry.value, str):
        yield Finding((*place, "value"), f"{entry.value!r} is no number.", "a number: this field has no options.")
    if entry.unit is not None and entry.unit != field.unit:
        rule = f"The unit {entry.unit!r} is not the one that the task shows."
        yield Finding((*place, "unit"), rule, f"{field.unit!r}, or no unit: the task has it.")
    if not entry.way.strip():
        yield Finding((*place, "way"), "The way is empty.", "how one arrives at the value, at most 45 words.")


def _slips(place: Place, field: NumberField, entry: NumberFieldKey) -> Iterator[Finding]:
    wanted = min(2, len(field.options) - 1) if field.options else 2
    if len(entry.wrong) < wanted:
        accepted = f"{count(wanted)} at least, the likeliest, each with its reason."
        yield Finding((*place, "wrong"), f"Wrong values: {len(entry.wrong)}.", accepted)
    for number, slip in enumerate(entry.wrong):
        yield from empty_reason((*place, "wrong", number), slip.reason)
        at = (*place, "wrong", number, "value")
        if field.options and slip.value not in field.choices:
            yield Finding(at, f"There is no option {slip.value!r}.", ", ".join(field.choices) + ".")
        if not field.options and isinstance(slip.value, str):
            yield Finding(at, f"{slip.value!r} is no number.", "a number: this field has no options.")
    ours = [entry.value, *(slip.value for slip in entry.wrong)]
    for (one, _), (two, value) in combinations(enumerate(ours), 2):
        if entry.fits(ours[one], value):
            rule = f"{value} is, within the tolerance, the same as {ours[one]}."
            yield Finding((*place, "wrong", two - 1, "value"), rule, "values that differ by more than the tolerance.")


def _formula(place: Place, entry: NumberFieldKey, above: Sequence[str]) -> Iterator[Finding]:
    if entry.formula is None:
        if entry.from_ or entry.constants or entry.ranges:
            yield Finding((*place, "formula"), "The field follows others by no formula.", ", ".join(FORMULAS) + ".")
        return
    if entry.formula not in FORMULAS:
        yield Finding((*place, "formula"), f"There is no formula {entry.formula!r}.", ", ".join(FORMULAS) + ".")
        return
    for number, name in enumerate(entry.from_):
        if name not in above:
            rule = f"{name!r} is no typed field above this one, and nothing may go in a circle."
            accepted = (", ".join(above) or "no formula: nothing stands above") + "."
            yield Finding((*place, "from", number), rule, accepted)
    wanted = lacking(entry.formula, len(entry.from_), entry.constants)
    if wanted:
        yield Finding((*place, "formula"), f"{entry.formula!r} does not get its values.", f"{wanted}.")


def _ranges(place: Place, field: NumberField, entry: NumberFieldKey) -> Iterator[Finding]:
    needed = bool(field.options) and entry.formula is not None
    if needed != bool(entry.ranges):
        rule = "A field of options that follows others needs ranges." if needed else "These ranges mean nothing."
        yield Finding((*place, "ranges"), rule, "option: [from, below] where a formula leads to options, else none.")
    last = float("-inf")
    for name, (low, high) in sorted(entry.ranges.items(), key=lambda each: each[1]):
        if name not in field.choices:
            yield Finding((*place, "ranges", name), f"There is no option {name!r}.", ", ".join(field.choices) + ".")
        if not last <= low < high:
            rule = f"{low:g} to {high:g} runs backwards or into another range."
            yield Finding((*place, "ranges", name), rule, "ranges one after the other.")
        last = high


class NumberTask(FormedTask, frozen=True, kw_only=True, tag="number"):
    """Fill in the fields; any part may be committed.

    ``given`` (practice only) are fields that stand filled in, with the way to them; where all are given the task is a
    worked example. They count for nothing in the share.
    """

    fields: Annotated[tuple[NumberField, ...], Meta(min_length=1)]
    given: tuple[Id, ...] = ()
    key: NumberKey | None = None

    @property
    def worked(self) -> bool:
        """Whether there is nothing left to do."""
        return not self.open_fields

    @property
    def open_fields(self) -> tuple[NumberField, ...]:
        """The fields that are the reader's to fill in."""
        return tuple(field for field in self.fields if field.id not in self.given)

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of the fields."""
        return {"fields": [field.id for field in self.fields]}

    def values(self, answer: Any) -> dict[str, float | str]:
        """Field → value of an answer, as far as it can be read."""
        found = {field.id: field.read(answer) for field in self.open_fields}
        return {name: value for name, value in found.items() if value is not None}

    def findings(self) -> Iterator[Finding]:
        """Options that are a choice; what is given is there, and only in practice."""
        for position, field in enumerate(self.fields):
            if len(field.options) == 1:
                rule = "One option is no choice."
                yield Finding(("fields", position, "options"), rule, "two options or more, or none.")
            for number, name in enumerate(field.choices):
                if name in field.choices[:number]:
                    place = ("fields", position, "options", number, "id")
                    yield Finding(place, f"The id {name!r} stands here twice.", "ids that are unique in their field.")
        for position, name in enumerate(self.given):
            if name not in self.lists()["fields"]:
                accepted = ", ".join(self.lists()["fields"]) + "."
                yield Finding(("given", position), f"The task has no {name!r}.", accepted)
        if self.given and self.use != "practice":
            yield Finding(("given",), f"Nothing is given in a task for {self.use}.", "no given, or use: practice.")
