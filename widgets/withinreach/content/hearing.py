"""What a reader heard in a transcript, beside what the key hears: counts, and how each turn stands.

The same rules stand in ``ui/static/transcript.js``; shared tables and 500 generated answers prove it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from withinreach.content.kinds.transcript import TranscriptKey, TranscriptTask, Wanted

WRONG = 0.25
"""The right turn, tagged as something else."""
FALSE = 0.6
"""What a tag costs where there is nothing to mark."""
FREE = 2
"""So many false tags of risk cost nothing, where the task has a turn of risk: asking once too often is no fault."""
RANKS = ("risk", "false", "wrong", "part", "missed", "asked")
"""Differences from the most telling on: a risk that was missed (whatever was tagged), a tag too many, another tag,
some of the tags, a turn that was passed over, and a question about risk that was not needed."""

Mark = tuple[str, str]
"""A turn and the tag that was given to it."""


class Heard(NamedTuple):
    """How an answer stands beside the key.

    ``hits`` of ``wanted`` were heard, ``wrong`` have another tag; ``false`` tags stand where there is nothing, of
    which ``free`` cost nothing. ``roles``: turn → ``same``, ``near`` (a tag beside it counted), ``part``,
    ``wrong``, ``missed``, ``served`` (its tag counted for a turn beside it), ``false``, ``asked`` (false and
    free), ``also``, or ``clear``. ``shares``: turn with something to hear → what was earned there.
    ``differences``: the turns that differ, the most telling first.
    """

    wanted: int
    hits: int
    wrong: int
    false: int
    free: int
    roles: dict[str, str]
    shares: dict[str, float]
    differences: tuple[str, ...]

    @property
    def share(self) -> float:
        """(hits + 0.25 × wrong − 0.6 × paid false tags) / things to hear, not below 0; nothing to hear: 1 or 0."""
        if not self.wanted:
            return 0.0 if self.false else 1.0
        return max(0.0, self.hits + WRONG * self.wrong - FALSE * (self.false - self.free)) / self.wanted


class _Sorted(NamedTuple):
    """Marks by what became of them: index of a thing to hear → its mark, its wrong mark; the rest."""

    seats: dict[int, Mark]
    wrong: dict[int, Mark]
    false: list[Mark]
    free: list[Mark]


def tags_of(task: TranscriptTask, answer: Any) -> dict[str, list[str]] | None:
    """Turn → its tags, as far as there are such turns and tags; none where the answer is no mapping."""
    if not isinstance(answer, dict):
        return None
    known = task.lists()["tags"]
    found = {}
    for turn in task.open_turns:
        given = answer.get(turn.id)
        tags = [tag for tag in known if tag in given] if isinstance(given, list) else []
        if tags:
            found[turn.id] = tags[: task.pick]
    return found


def compare(task: TranscriptTask, key: TranscriptKey, answer: Mapping[str, Sequence[str]]) -> Heard:
    """An answer beside the key.

    One tag serves one thing to hear; as many are served as can be, each by a tag on its own turn before one beside
    it. A thing that was not heard takes a quarter for another tag on its turn that serves nothing. What is left is
    false, unless its turn is among ``also``.
    """
    wanted = key.wanted(task)
    names = [turn.id for turn in task.open_turns]
    marks = [(name, tag) for name in names if name not in key.also for tag in answer.get(name, ())]
    found = _sorted(wanted, marks, task.risks)
    roles = {name: _role(name, wanted, answer.get(name, ()), found, key) for name in names}
    return Heard(
        wanted=len(wanted),
        hits=len(found.seats),
        wrong=len(found.wrong),
        false=len(found.false),
        free=len(found.free),
        roles=roles,
        shares={one.turn: _share(one.turn, wanted, found) for one in wanted},
        differences=_differences(roles, wanted, found, task.risks),
    )


def _sorted(wanted: Sequence[Wanted], marks: Sequence[Mark], risks: Sequence[str]) -> _Sorted:
    seats = _seated(wanted, marks)
    left = [mark for mark in marks if mark not in seats.values()]
    wrong: dict[int, Mark] = {}
    for number, one in enumerate(wanted):
        here = [mark for mark in left if mark[0] == one.turn]
        if number not in seats and here:
            wrong[number] = here[0]
            left.remove(here[0])
    risk = any(set(one.tags).intersection(risks) for one in wanted)
    return _Sorted(seats, wrong, left, [mark for mark in left if risk and mark[1] in risks][:FREE])


def _seated(wanted: Sequence[Wanted], marks: Sequence[Mark]) -> dict[int, Mark]:
    """Thing to hear → the mark that serves it, as many as can be (augmenting paths: a mark may be passed on)."""
    fits = [
        [mark for turn in (one.turn, *one.beside) for mark in marks if mark[0] == turn and mark[1] in one.tags]
        for one in wanted
    ]
    holder: dict[Mark, int] = {}

    def seat(number: int, tried: set[Mark]) -> bool:
        for mark in fits[number]:
            if mark in tried:
                continue
            tried.add(mark)
            if mark not in holder or seat(holder[mark], tried):
                holder[mark] = number
                return True
        return False

    for number in range(len(wanted)):
        seat(number, set())
    return {number: mark for mark, number in holder.items()}


def _role(turn: str, wanted: Sequence[Wanted], mine: Sequence[str], found: _Sorted, key: TranscriptKey) -> str:
    here = [number for number, one in enumerate(wanted) if one.turn == turn]
    hit = [number for number in here if number in found.seats]
    false = [mark for mark in found.false if mark[0] == turn]
    if turn in key.also:
        return "also"
    if not here:
        if not mine:
            return "clear"
        return "served" if not false else "asked" if set(false) <= set(found.free) else "false"
    if len(hit) == len(here) and not false:
        return "same" if all(found.seats[number][0] == turn for number in hit) else "near"
    if hit:
        return "part"
    return "wrong" if mine else "missed"


def _share(turn: str, wanted: Sequence[Wanted], found: _Sorted) -> float:
    here = [number for number, one in enumerate(wanted) if one.turn == turn]
    return sum(1.0 if number in found.seats else WRONG * (number in found.wrong) for number in here) / len(here)


def _differences(
    roles: Mapping[str, str], wanted: Sequence[Wanted], found: _Sorted, risks: Sequence[str]
) -> tuple[str, ...]:
    missed = {
        one.turn for number, one in enumerate(wanted) if number not in found.seats and set(one.tags).intersection(risks)
    }
    ranked = [
        (RANKS.index("risk" if name in missed else role), name)
        for name, role in roles.items()
        if name in missed or role in RANKS
    ]
    return tuple(name for _, name in sorted(ranked, key=lambda each: each[0]))
