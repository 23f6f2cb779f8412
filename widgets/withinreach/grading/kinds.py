"""Dispatch by kind. A new machine-marked kind is one scorer file and one line in ``_SCORERS``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from withinreach.content.keys import Key
from withinreach.content.scenes import Debrief
from withinreach.content.score import Part, Score
from withinreach.content.tasks import Task
from withinreach.grading import choice, dialogue, interval, number, order, probability, simulation, sort, transcript
from withinreach.grading.confidence import mark, readable
from withinreach.grading.gate import capped


class Scorer(NamedTuple):
    """How one kind is marked. All four take the task first and never see an answer that ``problem`` refuses.

    ``problem`` (task, answer): why an answer cannot be scored, in words for the instructor, none where it can;
    ``share`` (task, key, answer): s, 0 to 1; ``parts`` (task, key, answer): what it is made of;
    ``places`` (task, answer): part id → where the answer put it (or all the places where it did), for gates;
    ``told`` (task, answer), where a kind has it: the debrief in words.
    """

    problem: Callable[[Any, Any], str | None]
    share: Callable[[Any, Any, Any], float]
    parts: Callable[[Any, Any, Any], tuple[Part, ...]]
    places: Callable[[Any, Any], Mapping[str, Any]]
    told: Callable[[Any, Any], Debrief] | None = None


_SCORERS = {
    "choice": Scorer(choice.problem, choice.share, choice.parts, choice.places),
    "dialogue": Scorer(dialogue.problem, dialogue.share, dialogue.parts, dialogue.places),
    "interval": Scorer(interval.problem, interval.share, interval.parts, interval.places),
    "number": Scorer(number.problem, number.share, number.parts, number.places),
    "order": Scorer(order.problem, order.share, order.parts, order.places),
    "probability": Scorer(probability.problem, probability.share, probability.parts, probability.places),
    "simulation": Scorer(simulation.problem, simulation.share, simulation.parts, simulation.places, simulation.told),
    "sort": Scorer(sort.problem, sort.share, sort.parts, sort.places),
    "transcript": Scorer(transcript.problem, transcript.share, transcript.parts, transcript.places),
}


def machine_marked(task: Task) -> bool:
    """Whether ``score`` can mark this task: graded, and not left to a person."""
    return task.graded and task.kind in _SCORERS


def nothing(task: Task, flag: str) -> Score:
    """0.0 flat, whatever the confidence, with words for a human."""
    return Score(points=0.0, maximum=float(task.points or 0), share=0.0, flags=(flag,))


def score(task: Task, key: Key, answer: Any, confidence: float | None) -> Score:
    """The mark of one machine-marked answer. Never raises on a participant's data.

    Parameters
    ----------
    task, key : as loaded, of one kind
    answer : whatever JSON was handed in; none, or one that breaks the task's rules, earns 0.0 flat and a flag
    confidence : the share expected, 0 to 1, or none; left aside where the task does not ask for it

    Raises
    ------
    ValueError : a kind that no program marks, such as ``text``
    """
    if task.kind not in _SCORERS:
        raise ValueError(f"{task.id} is a {task.kind}: it is marked by a person. Marked here: {', '.join(_SCORERS)}.")
    if answer is None:
        return nothing(task, "not answered")
    scorer = _SCORERS[task.kind]
    trouble = scorer.problem(task, answer)
    if trouble is not None:
        return nothing(task, trouble)
    share, gates = capped(key, scorer.share(task, key, answer), scorer.places(task, answer))
    parts = scorer.parts(task, key, answer)
    maximum = float(task.points or 0)
    if not task.confidence:
        told = scorer.told(task, answer) if scorer.told else None
        points = min(maximum * share, maximum)
        return Score(points=points, maximum=maximum, share=share, parts=parts, gates=gates, told=told)
    expected = readable(confidence)
    points, flags = mark(maximum, share, expected), _odd(confidence, expected)
    return Score(points=points, maximum=maximum, share=share, parts=parts, flags=flags, gates=gates)


def _odd(given: Any, read: float | None) -> tuple[str, ...]:
    odd = given is not None and read is None
    return ("the confidence is no number from 0 to 1 and counts as a half",) if odd else ()
