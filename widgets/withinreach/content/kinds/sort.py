"""``sort``: items into columns, one of which is "cannot say from this"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from withinreach.content.kinds.base import Finding, Id, Named, Share, empty_reason, unmatched
from withinreach.content.kinds.forms import FormedKey, FormedTask

VALUES = (1.0, 0.5)


class SortItemKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where one item belongs and why.

    ``accept`` maps column ids to 1, or 0.5 for a column that is near. ``wrong`` holds a reason of its own for a
    column that real people choose.
    """

    accept: dict[str, Share]
    reason: str
    wrong: dict[str, str] = msgspec.field(default_factory=dict)


class SortKey(FormedKey, frozen=True):
    """The key of a ``sort``: one entry for every item id."""

    items: dict[str, SortItemKey]

    def findings(self, task: SortTask) -> Iterator[Finding]:
        """An entry with a reason for every item; columns that there are; one worth 1, more where experts differ."""
        yield from unmatched("items", self.items, task.lists()["items"])
        columns = task.lists()["columns"]
        for name, entry in self.items.items():
            yield from empty_reason(("items", name), entry.reason)
            yield from self._accepted(name, entry.accept, columns)
            yield from _wrong(("items", name, "wrong"), entry, columns)

    def _accepted(self, name: str, accept: Mapping[str, float], columns: Sequence[str]) -> Iterator[Finding]:
        place = ("items", name, "accept")
        for column, value in accept.items():
            if column not in columns:
                yield Finding((*place, column), f"There is no column {column!r}.", ", ".join(columns) + ".")
            if value not in VALUES:
                yield Finding((*place, column), f"A column cannot be worth {value:g}.", "1, or 0.5 for a near one.")
        best = sum(1 for value in accept.values() if value == 1)
        if best == 0:
            yield Finding(place, "No column is worth 1.", "a column with the value 1.")
        if best > 1 and not self.differs_at(name):
            rule = f"Columns worth 1: {best}."
            yield Finding(place, rule, f"one, or experts_differ: true and an entry of differ with at: {name}.")


def _wrong(place: tuple[str | int, ...], entry: SortItemKey, columns: Sequence[str]) -> Iterator[Finding]:
    for column, reason in entry.wrong.items():
        if column not in columns:
            yield Finding((*place, column), f"There is no column {column!r}.", ", ".join(columns) + ".")
        if entry.accept.get(column) == 1:
            yield Finding((*place, column), "This column is worth 1.", "reasons for the other columns only.")
        if not reason.strip():
            yield Finding((*place, column), "The reason is empty.", "what would have happened next, at most 45 words.")


class SortTask(FormedTask, frozen=True, kw_only=True, tag="sort"):
    """Put each item into one of at least three columns; columns may stay empty.

    ``given`` (practice only) are items that stand sorted, with their reasons; where all are given the task is a
    worked example. They count for nothing in the share.
    """

    columns: Annotated[tuple[Named, ...], Meta(min_length=1)]
    items: Annotated[tuple[Named, ...], Meta(min_length=2)]
    given: tuple[Id, ...] = ()
    key: SortKey | None = None

    @property
    def worked(self) -> bool:
        """Whether there is nothing left to do."""
        return not self.open_items

    @property
    def open_items(self) -> tuple[Named, ...]:
        """The items that are the reader's to sort."""
        return tuple(item for item in self.items if item.id not in self.given)

    def lists(self) -> Mapping[str, Sequence[str]]:
        """The ids of columns and items."""
        return {"columns": [column.id for column in self.columns], "items": [item.id for item in self.items]}

    def gated(self) -> Mapping[str, Sequence[str]]:
        """An item can be in any column."""
        return {item.id: self.lists()["columns"] for item in self.items}

    def findings(self) -> Iterator[Finding]:
        """Three columns at least; what is given is there, and only in practice."""
        if len(self.columns) < 3:
            rule = f"{len(self.columns)} columns make guessing pay."
            yield Finding(("columns",), rule, "at least three, one of them 'cannot say from this'.")
        for position, name in enumerate(self.given):
            if name not in self.lists()["items"]:
                accepted = ", ".join(self.lists()["items"]) + "."
                yield Finding(("given", position), f"The task has no {name!r}.", accepted)
        if self.given and self.use != "practice":
            yield Finding(("given",), f"Nothing is given in a task for {self.use}.", "no given, or use: practice.")
