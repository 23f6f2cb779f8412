"""Tasks with other forms: what they share, and how one form is made of the first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from withinreach.content.kinds.base import Base, Finding, KeyBase

FIRST = "a"
"""The letter of the form that the file holds; in journals and hand-ins it is none."""
FIXED = (
    *("id", "edition", "kind", "use", "keep", "attempts", "points", "confidence", "outcomes", "sibling"),
    *("another", "instead"),
)
"""What is the same in every form."""
Letter = Annotated[str, Meta(pattern=r"^[b-z]\Z")]
Fields = dict[str, Any]
"""The fields in which a form differs, as the file has them."""
Formed = TypeVar("Formed", bound="FormedTask")
FormedK = TypeVar("FormedK", bound="FormedKey")


class FormedTask(Base, frozen=True, kw_only=True):
    """A task that may have equivalent forms, of which a person meets one.

    ``another`` holds the fields in which each further form differs, in practice its key among them. In practice one
    form follows another at a tap; graded one is drawn by the stored seed. ``instead`` (graded only) names the form
    that is never drawn: whoever leaves the first one out takes it.
    """

    another: dict[Letter, Fields] = msgspec.field(default_factory=dict)
    instead: Letter | None = None

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of all forms, the first one's first."""
        return (FIRST, *self.another)

    @property
    def drawn(self) -> tuple[str, ...]:
        """The letters among which the seed draws."""
        return tuple(letter for letter in self.letters if letter != self.instead)

    def form_findings(self) -> Iterator[Finding]:
        """Forms differ in what is asked and in nothing else; what cannot be answered has one form."""
        if self.another and (self.use == "ask" or self.worked):
            rule = "A task that is only asked, or only read, has one form."
            yield Finding(("another",), rule, "no another, or use: practice or graded with something to answer.")
        for letter, fields in self.another.items():
            for name in fields:
                if name in FIXED:
                    rule = f"{name!r} is the same in every form."
                    yield Finding(("another", letter, name), rule, "fields of the question: prompt, title, its parts.")
            if not set(fields).difference(FIXED, ("key", "title")):
                rule = f"The form {letter!r} asks the same as the first one."
                yield Finding(("another", letter), rule, "a prompt or parts of its own.")
        if self.instead is not None and not self.graded:
            yield Finding(("instead",), "Only a graded task is left out for another.", "no instead.")
        if self.instead is not None and self.stepwise:
            rule = "What is said in a talk stays said: it cannot be left for another."
            yield Finding(("instead",), rule, "no instead.")
        if self.instead is not None and self.instead not in self.another:
            accepted = ", ".join(self.another) + "." if self.another else "another: with a form of this letter."
            yield Finding(("instead",), f"There is no form {self.instead!r}.", accepted)


class FormedKey(KeyBase, frozen=True, kw_only=True):
    """A key of such a task: for a graded one ``another`` holds the whole key of each further form."""

    another: dict[Letter, Fields] = msgspec.field(default_factory=dict)

    def form_findings(self, task: FormedTask) -> Iterator[Finding]:
        """A key for every form; the form that is taken instead has no gate."""
        wanted = list(task.another) if task.graded else []
        if sorted(self.another) != sorted(wanted):
            there, asked = (", ".join(names) or "none" for names in (self.another, wanted))
            accepted = "one for each further form of a graded task; in practice it stands in the form."
            yield Finding(("another",), f"Keys of further forms: {there}; wanted: {asked}.", accepted)
        if task.instead is not None and self.another.get(task.instead, {}).get("gate"):
            rule = "Whoever takes this form has left the risk out."
            yield Finding(("another", task.instead, "gate"), rule, "no gate here.")


def letter_of(variant: str | None) -> str:
    """The letter of the form that a journal or a hand-in calls ``variant``."""
    return FIRST if variant is None else variant


def variant_of(letter: str) -> str | None:
    """What a journal and a hand-in call the form of this letter: none for the first."""
    return None if letter == FIRST else letter


def form(task: Formed, letter: str) -> Formed:
    """The task in the form of this letter; it still knows the others.

    Raises
    ------
    KeyError : there is no such form
    msgspec.ValidationError : never for a task that the loader took
    """
    return task if letter == FIRST else _made(task, task.another[letter])


def forms(task: Base) -> dict[str, Base]:
    """Letter → the task in that form; the task alone where it is of a kind with one form."""
    if not isinstance(task, FormedTask):
        return {FIRST: task}
    return {letter: form(task, letter) for letter in task.letters}


def key_forms(key: KeyBase) -> dict[str, KeyBase]:
    """Letter → the key of that form, for a key that holds those of all forms."""
    if not isinstance(key, FormedKey):
        return {FIRST: key}
    return {letter: key_form(key, letter) for letter in (FIRST, *key.another)}


def key_form(key: FormedK, letter: str) -> FormedK:
    """The key of a graded task's form.

    Raises
    ------
    KeyError : there is none
    """
    return key if letter == FIRST else msgspec.convert(key.another[letter], type(key))


def given_form(task: Base, key: Any, variant: str | None) -> tuple[Any, Any] | None:
    """Task and key of the form that an answer was given to; none where there is no such form.

    Parameters
    ----------
    task : as loaded
    key : a graded task's, of all forms; a practice task holds those of its forms
    variant : as a journal or a hand-in has it; a simulation's is one of its model's
    """
    if not isinstance(task, FormedTask):
        return (task, key) if variant is None or variant in getattr(task, "variants", ()) else None
    letter = letter_of(variant)
    if variant == FIRST or letter not in task.letters:
        return None
    each: Any = form(task, letter)
    return each, key_form(key, letter) if task.graded else each.key


def each_form(task: Base, key: Any) -> Iterator[tuple[Any, Any]]:
    """Every form with its key, further ones under a name that tells them apart; a task with one form as it is."""
    for letter in forms(task):
        found = given_form(task, key, variant_of(letter))
        assert found is not None, "a letter of the task itself"
        yield (found[0] if letter == FIRST else replace(found[0], id=f"{task.id} {letter}")), found[1]


def _made(task: Formed, fields: Fields) -> Formed:
    bare = msgspec.to_builtins(replace(task, another={}, instead=None))
    made = msgspec.convert({**bare, **fields}, type(task))
    return replace(made, another=task.another, instead=task.instead)
