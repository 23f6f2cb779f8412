"""The simulated interviews that ship with the course: their recipes, what was asked when, and what was built in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from withinreach.content.marks import read_marked
from withinreach.content.resources import data_file
from withinreach.simulations.two_channels import SECONDS, Recipe, recipe_from

FIELDS = ("name", "seed", "ratings", "responses", "slips", "topics", "stretches", "decoys")


@dataclass(frozen=True)
class Topic:
    """What is asked about from second ``at`` on, in five words or fewer."""

    at: int
    words: str


@dataclass(frozen=True)
class Decoy:
    """What looks like a place to mark and is none, at its (first second, first second after it).

    ``slip``: the device slips. ``calm``: a hot question, and neither channel moves. ``said``: both channels move.
    """

    kind: Literal["slip", "calm", "said"]
    at: tuple[int, int]


@dataclass(frozen=True)
class Interview:
    """One person's six minutes.

    Attributes
    ----------
    name : the person, empty where the trace has none
    recipe : what the trace is made of
    topics : in order, the first from second 0
    stretches : where the skin was made to climb under a flat report: (first second, first second after it)
    decoys : what looks like a stretch and is none

    Raises
    ------
    ValueError : topics are out of order or too long, or a place lies outside the six minutes
    """

    name: str
    recipe: Recipe
    topics: tuple[Topic, ...]
    stretches: tuple[tuple[int, int], ...] = ()
    decoys: tuple[Decoy, ...] = ()

    def __post_init__(self) -> None:
        starts = [topic.at for topic in self.topics]
        if starts != sorted(set(starts)) or starts[:1] != [0] or starts[-1] >= SECONDS:
            raise ValueError(
                f"The topics begin at {starts}; the first begins at second 0, and each later than the one before, "
                f"all before second {SECONDS}. Put them in order."
            )
        for topic in self.topics:
            if not 1 <= len(topic.words.split()) <= 5:
                raise ValueError(f"The topic {topic.words!r} has more than five words or none. Say it in five.")
        for start, end in (*self.stretches, *(decoy.at for decoy in self.decoys)):
            if not 0 <= start < end <= SECONDS:
                raise ValueError(
                    f"A stretch or decoy runs from {start} to {end}; it lies between 0 and {SECONDS}, with its end "
                    "after its beginning. Mend the two seconds."
                )

    def topic_at(self, second: int) -> str:
        """What was being asked about at a second."""
        return next(topic.words for topic in reversed(self.topics) if topic.at <= second)


def interview_from(mapping: Mapping[str, object]) -> Interview:
    """An interview from a parsed file: the fields of a recipe, and ``name``, ``topics``, ``stretches``, ``decoys``.

    Raises
    ------
    ValueError : a field is missing, unknown, of another type, or out of its range; the field is named
    """
    if unknown := sorted(set(mapping) - set(FIELDS)):
        raise ValueError(f"There is no field {unknown[0]!r} in an interview. Its fields are {', '.join(FIELDS)}.")

    def field(name: str, wanted: Any) -> Any:
        try:
            return msgspec.convert(mapping.get(name, "" if wanted is str else ()), wanted)
        except msgspec.ValidationError as error:
            raise ValueError(f"The field {name} cannot be read: {error}. Compare data/two-channels.yaml.") from error

    return Interview(
        name=field("name", str),
        recipe=recipe_from(mapping),
        topics=field("topics", tuple[Topic, ...]),
        stretches=field("stretches", tuple[tuple[int, int], ...]),
        decoys=field("decoys", tuple[Decoy, ...]),
    )


@cache
def interviews() -> dict[str, Interview]:
    """The interviews of ``data/two-channels.yaml`` by id, in its order."""
    return read_interviews(Path(str(data_file("two-channels.yaml"))))


def read_interviews(file: Path) -> dict[str, Interview]:
    """All interviews of one file by id, in its order.

    Raises
    ------
    ContentError : the file is not YAML
    ValueError : an interview breaks a rule; its id is named
    """
    found = {}
    for name, mapping in read_marked(file).data.items():
        try:
            found[name] = interview_from(mapping)
        except ValueError as error:
            raise ValueError(f"{file.name}, {name}: {error}") from error
    return found
