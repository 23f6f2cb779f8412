"""``text``: a written answer, marked by a person with a rubric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Base, Finding, KeyBase, Named, unmatched


class Criterion(Named, frozen=True):
    """One line of a rubric, worth 0, 1 or 2, seen by the participant beforehand."""


class CriterionKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For the marker: a sentence that says what 0, 1 and 2 look like, and an invented answer for each."""

    anchors: tuple[str, str, str]
    examples: tuple[str, str, str]


class TextKey(KeyBase, frozen=True):
    """The marker's sheet for a ``text``: one entry for every criterion id, and a model answer."""

    criteria: dict[str, CriterionKey]
    model: str

    def findings(self, task: TextTask) -> Iterator[Finding]:
        """An entry for every criterion, and a model answer."""
        yield from unmatched("criteria", self.criteria, task.lists()["criteria"])
        if not self.model.strip():
            yield Finding(("model",), "The model answer is empty.", "a model answer.")


class TextTask(Base, frozen=True, kw_only=True, tag="text"):
    """A written answer, marked by hand with a rubric of five criteria."""

    criteria: Annotated[tuple[Criterion, ...], Meta(min_length=1)]
    words: Annotated[int, Meta(ge=20)] = 180

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of the criteria."""
        return {"criteria": [criterion.id for criterion in self.criteria]}
