"""``text``: a written answer, marked by a person with a rubric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Base, Finding, KeyBase, Named, unmatched
from withinreach.content.words import many


class Criterion(Named, frozen=True):
    """One line of a rubric, worth 0, 1 or 2, seen by the participant beforehand."""


class CriterionKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For the marker: a sentence that says what 0, 1 and 2 look like, and an invented answer for each."""

    anchors: tuple[str, str, str]
    examples: tuple[str, str, str]


class TextKey(KeyBase, frozen=True):
    """The marker's sheet for a ``text``: one entry for every criterion id, and a model answer.

    ``risk_cap``: where the vignette contains a risk, the most points for an answer with nothing about it.
    """

    criteria: dict[str, CriterionKey]
    model: str
    risk_cap: Annotated[int, Meta(ge=0)] | None = None

    @property
    def capped(self) -> str:
        """What a participant reads where the cap was met."""
        most = many(self.risk_cap or 0, "point")
        return f"Nothing about risk, although the vignette contains it: {most} at most."

    def findings(self, task: TextTask) -> Iterator[Finding]:
        """An entry for every criterion, a model answer, a cap that can be felt."""
        yield from unmatched("criteria", self.criteria, task.lists()["criteria"])
        if not self.model.strip():
            yield Finding(("model",), "The model answer is empty.", "a model answer.")
        if self.risk_cap is not None and self.risk_cap >= (task.points or 0):
            rule = f"A cap at {self.risk_cap} caps nothing: the task has {many(task.points or 0, 'point')}."
            yield Finding(("risk_cap",), rule, "a whole number below the points, or no risk_cap.")


class TextTask(Base, frozen=True, kw_only=True, tag="text"):
    """A written answer, marked by hand with a rubric of five criteria."""

    criteria: Annotated[tuple[Criterion, ...], Meta(min_length=1)]
    words: Annotated[int, Meta(ge=20)] = 180

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of the criteria."""
        return {"criteria": [criterion.id for criterion in self.criteria]}
