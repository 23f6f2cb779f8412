"""Scoring a ``choice``: the answer is a JSON list of option ids, for one option a list with one id.

With a second list it is ``{option, because: [ids]}``.
"""

from __future__ import annotations

from typing import Any

from withinreach.content.keys import ChoiceKey
from withinreach.content.kinds.because import Because
from withinreach.content.score import Part
from withinreach.content.tasks import ChoiceTask


def problem(task: ChoiceTask, answer: Any) -> str | None:
    """Why ``answer`` cannot be scored, in words for the instructor; none where it can.

    Fewer options than ``pick`` are a valid answer, none at all is not. With a second list both are needed.
    """
    if task.because is None:
        return _options(task, answer)
    if not isinstance(answer, dict) or set(answer) != {"option", "because"}:
        return "invalid answer: not an option with its reasons"
    return _options(task, [answer["option"]]) or _because(task.because, answer["because"])


def _because(because: Because, picked: Any) -> str | None:
    known = {entry.id for entry in because.of}
    if not isinstance(picked, list) or not all(isinstance(name, str) and name in known for name in picked):
        return "invalid answer: reasons that are no list of those of the task"
    if not 1 <= len(picked) <= because.pick or len(set(picked)) < len(picked):
        return f"invalid answer: reasons named twice, none, or more than {because.pick}"
    return None


def _options(task: ChoiceTask, answer: Any) -> str | None:
    if not isinstance(answer, list) or not all(isinstance(chosen, str) for chosen in answer):
        return "invalid answer: not a list of option ids"
    if not answer:
        return "invalid answer: no option chosen"
    if len(set(answer)) < len(answer):
        return "invalid answer: an option named twice"
    if len(answer) > task.pick:
        return f"invalid answer: {len(answer)} options chosen where {task.pick} may be"
    known = {option.id for option in task.options}
    if not known.issuperset(answer):
        return "invalid answer: an option that the task does not have"
    return None


def share(task: ChoiceTask, key: ChoiceKey, answer: Any) -> float:
    """s of a valid answer, 0 to 1.

    One: the value of the option (1, 0.6 or 0). Several: (right − wrong) / number right, not below 0; an
    option is right when its value is 1, else wrong. With a second list: half for the option, half for the reasons
    (``BecauseKey.earned``), and nothing where the option earns nothing.
    """
    if task.because is not None and key.because is not None:
        value = float(key.options[answer["option"]].value)
        return (value + key.because.earned(task.because.pick, answer["because"])) / 2 if value else 0.0
    if task.pick == 1:
        return float(key.options[answer[0]].value)
    right = {option for option, entry in key.options.items() if entry.value == 1}
    hits = len(right.intersection(answer))
    return max((hits - (len(answer) - hits)) / len(right), 0.0)


def parts(task: ChoiceTask, key: ChoiceKey, _answer: Any) -> tuple[Part, ...]:
    """One part for each option, then for each reason, in the order of the task: its value and the reason for it."""
    entries = ((option.id, key.options[option.id]) for option in task.options)
    found = tuple(Part(id=name, share=float(entry.value), reason=entry.reason) for name, entry in entries)
    if task.because is None or key.because is None:
        return found
    right, why = key.because.right, key.because.reasons
    return found + tuple(
        Part(id=entry.id, share=float(entry.id in right), reason=why[entry.id]) for entry in task.because.of
    )


def places(task: ChoiceTask, answer: Any) -> dict[str, str]:
    """Each option, and each reason, is ``chosen`` or ``left``."""
    chosen = {answer["option"], *answer["because"]} if task.because else set(answer)
    return {name: "chosen" if name in chosen else "left" for ids in task.lists().values() for name in ids}
