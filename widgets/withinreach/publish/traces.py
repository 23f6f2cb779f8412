"""The samples of an interval task, as its task file holds them, from the recipe of a simulated interview."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from withinreach.content.errors import WithinReachError
from withinreach.content.load import keys_folder
from withinreach.content.tasks import IntervalTask
from withinreach.simulations.interviews import Interview, interviews, read_interviews
from withinreach.simulations.two_channels import simulate

WIDTH = 110
RECIPES = "two-channels.yaml"


def recipe_of(task: IntervalTask, keys: Path) -> Interview:
    """The interview that a task's samples come from: by ``trace``, else, for a graded task, by its id in ``keys/``.

    Raises
    ------
    WithinReachError : there is none of that name
    """
    return _named(task.trace or task.id, read_interviews(keys / RECIPES) if task.graded else interviews())


def known(checkout: Path, name: str) -> Interview:
    """A recipe by name: those that ship, and those of graded tasks in ``keys/``.

    Raises
    ------
    WithinReachError : there is none of that name
    """
    secret = checkout / keys_folder() / RECIPES
    return _named(name, {**interviews(), **(read_interviews(secret) if secret.exists() else {})})


def _named(name: str, there: Mapping[str, Interview]) -> Interview:
    if name not in there:
        raise WithinReachError(f"There is no trace {name!r}. The traces are: {', '.join(there)}.")
    return there[name]


def samples(interview: Interview) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Ratings (18,) and skin conductance (360,) in µS."""
    trace = simulate(interview.recipe)
    ratings = tuple(int(value) for value in trace.report[::20])
    return ratings, tuple(round(float(value), 2) for value in trace.skin)


def block(interview: Interview) -> str:
    """The lines ``report``, ``topics`` and ``skin`` for pasting into a task, indented by two."""
    ratings, skin = samples(interview)
    lines = [f"  report: [{', '.join(map(str, ratings))}]", "  topics:"]
    lines += [f"    - {{at: {topic.at}, words: {topic.words}}}" for topic in interview.topics]
    lines.append("  skin: [")
    row = "   "
    for value in skin:
        if len(row) > WIDTH:
            lines.append(row)
            row = "   "
        row += f" {value:g},"
    return "\n".join([*lines, row.rstrip(","), "  ]"])
