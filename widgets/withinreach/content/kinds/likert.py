"""``likert``: statements and a scale; asked, kept for oneself, never marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Base, Finding, Id, Named

MOST = 7
"""As many choices as a thumb finds side by side."""


class Statement(Named, frozen=True):
    """One sentence to agree with, or not."""


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whole numbers from ``low`` to ``high``, and the words at these two ends."""

    low: int
    high: int
    ends: tuple[str, str]

    @property
    def choices(self) -> range:
        """Every answer there is."""
        return range(self.low, self.high + 1)


class Fictional(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody invented answered: statement id → choice."""

    name: str
    answers: dict[Id, int]


class LikertTask(Base, frozen=True, kw_only=True, tag="likert"):
    """A form of statements. Each answer is kept as it comes, may be left open and may be taken back.

    ``fictional`` are the answers of an invented person, which whoever would rather not answer may use instead.
    """

    statements: Annotated[tuple[Statement, ...], Meta(min_length=1)]
    scale: Scale
    fictional: Fictional | None = None

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of the statements."""
        return {"statements": [statement.id for statement in self.statements]}

    def given(self, answers: Any) -> dict[str, int]:
        """Statement → choice, as far as there are such statements and choices, in the order of the form."""
        if not isinstance(answers, dict):
            return {}
        names = self.lists()["statements"]
        found = {name: answers[name] for name in names if type(answers.get(name)) in {int, float}}
        return {name: int(value) for name, value in found.items() if value in self.scale.choices}

    def findings(self) -> Iterator[Finding]:
        """It is asked and stays with whoever answers; a scale that a thumb finds; invented answers that fit."""
        if self.use != "ask":
            yield Finding(("use",), f"A form of statements is not for {self.use}: nothing in it is right.", "use: ask.")
        if self.keep == "handin":
            yield Finding(("keep",), "What somebody says of herself is not handed in.", "keep: private, or local.")
        if not 2 <= len(self.scale.choices) <= MOST:
            rule = f"From {self.scale.low} to {self.scale.high} are {max(0, len(self.scale.choices))} choices."
            yield Finding(("scale",), rule, f"2 to {MOST}.")
        for position, words in enumerate(self.scale.ends):
            if not words.strip():
                yield Finding(("scale", "ends", position), "An end has no words.", "what this end stands for.")
        if self.fictional is not None:
            yield from self._fictional_findings(self.fictional)

    def _fictional_findings(self, person: Fictional) -> Iterator[Finding]:
        if not person.name.strip():
            yield Finding(("fictional", "name"), "Whoever answered has no name.", "the name of somebody invented.")
        names = self.lists()["statements"]
        for name, value in person.answers.items():
            if name not in names:
                accepted = ", ".join(names) + "."
                yield Finding(("fictional", "answers", name), f"There is no statement {name!r}.", accepted)
            if value not in self.scale.choices:
                accepted = f"{self.scale.low} to {self.scale.high}."
                yield Finding(("fictional", "answers", name), f"{value} is no answer on this scale.", accepted)
