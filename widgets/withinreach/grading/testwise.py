"""What somebody earns who reads options and not people: by tone, by length, by place, by one column for everything.

A *decision* is a place where one of several things is said or done: a ``choice`` of one option, each node of a
``dialogue``, what comes first in an ``order``. Where every move is ``none`` nobody does anything, and where several
options are picked there is no single best one: neither is a decision. Worth is measured within a decision, the best
option being 1, so that a node of recovery counts like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from statistics import fmean
from typing import NamedTuple, get_args

from withinreach.content.keys import ChoiceKey, DialogueKey, Key, OrderKey
from withinreach.content.kinds.base import Move
from withinreach.content.kinds.forms import each_form
from withinreach.content.kinds.sort import SortKey
from withinreach.content.rules import practice_key
from withinreach.content.tasks import ChoiceTask, DialogueTask, Module, OrderTask, SortTask, Task

MOVES: tuple[str, ...] = tuple(move for move in get_args(Move) if move != "none")
STRAIGHT = ("nearer", "name-it", "ask-risk", "hold-frame", "refer")
"""Moves that are warm, direct or firm."""
MOST, LEAST = 0.30, 0.05
"""In how large a share of all decisions a move may be best, and in how large a share it must."""
TONE, FORM = 0.10, 0.15
"""By how much a picker may stay above chance: one that listens for softeners, one by length or place."""
ENOUGH_FOR_MOVES = 40
"""Below this 5 % are fewer than two decisions, and one decision is no pattern."""
ENOUGH_FOR_PICKERS = 20
"""Below this ten points above chance are fewer than two decisions."""


class Way(NamedTuple):
    """One thing that could be done: its words, its move, what it is worth beside the best one (0 to 1)."""

    text: str
    move: str
    worth: float


class Decision(NamedTuple):
    """One decision: the module, the task (of a dialogue also the node), and the ways in the order of the file."""

    module: str
    place: str
    ways: tuple[Way, ...]

    @property
    def best(self) -> list[Way]:
        """The ways that are worth most."""
        return [way for way in self.ways if way.worth == 1]

    @property
    def chance(self) -> float:
        """What is earned by picking blindly."""
        return fmean(way.worth for way in self.ways)


class Picker(NamedTuple):
    """A way to pick without reading: the way with the largest ``rank`` wins. It may earn ``margin`` above chance."""

    name: str
    rank: Callable[[Decision, int], float]
    margin: float

    def earns(self, decision: Decision) -> float:
        """What it earns in a decision; of several that rank first it takes one blindly."""
        ranks = [self.rank(decision, number) for number in range(len(decision.ways))]
        return fmean(way.worth for way, rank in zip(decision.ways, ranks, strict=True) if rank == max(ranks))

    def tells(self, decision: Decision) -> bool:
        """Whether it can tell any two ways apart."""
        return len({self.rank(decision, number) for number in range(len(decision.ways))}) > 1


class Gain(NamedTuple):
    """What a picker earns over all decisions (mean, 0 to 1), what chance does, and in how many it could tell."""

    picker: Picker
    earns: float
    chance: float
    tells: int


class Column(NamedTuple):
    """What a sorting task pays for one column for everything: the column that pays most, 0 to 1."""

    task: str
    column: str
    earns: float


def decisions(module: Module, keys: Mapping[str, Key]) -> list[Decision]:
    """Every decision of a module, in the order of the file.

    Parameters
    ----------
    module : as loaded
    keys : those of its graded tasks; practice tasks stand with theirs
    """
    found = [Decision(module.name, *each) for task, key in _forms(module, keys) for each in _of_task(task, key)]
    return [each for each in found if any(way.move != "none" for way in each.ways)]


def columns(module: Module, keys: Mapping[str, Key]) -> list[Column]:
    """What always the same column earns in each sorting task that has something left to sort."""
    found = []
    for task, key in _forms(module, keys):
        if isinstance(task, SortTask) and isinstance(key, SortKey) and not task.worked:
            accepted = [key.items[item.id].accept for item in task.open_items]
            earned = {column.id: fmean(accept.get(column.id, 0.0) for accept in accepted) for column in task.columns}
            best = max(earned, key=lambda column: earned[column])
            found.append(Column(task.id, best, earned[best]))
    return found


def softeners(text: str) -> int:
    """How many words of ``softeners.txt`` stand in a text."""
    return len(_softening().findall(text.replace("’", "'")))


def move_shares(found: Sequence[Decision]) -> dict[str, float]:
    """Move → the share of decisions in which it is best; where two ways are best, both of their moves are."""
    best = [{way.move for way in decision.best} for decision in found]
    return {move: sum(move in moves for moves in best) / max(len(best), 1) for move in MOVES}


def straighter(decision: Decision) -> bool:
    """Whether a best way is warm, direct or firm, and less tentative than the most tentative one."""
    most = max(softeners(way.text) for way in decision.ways)
    return any(way.move in STRAIGHT and softeners(way.text) < most for way in decision.best)


def gains(found: Sequence[Decision]) -> list[Gain]:
    """What each picker earns; none where there are no decisions."""
    if not found:
        return []
    chance = fmean(decision.chance for decision in found)
    return [Gain(picker, fmean(map(picker.earns, found)), chance, sum(map(picker.tells, found))) for picker in PICKERS]


def findings(found: Sequence[Decision]) -> list[str]:
    """Every rule that the decisions of a course break, in words; those about shares bite from a number of them on."""
    return [*_move_findings(found), *_tone_findings(found), *_picker_findings(found)]


def _move_findings(found: Sequence[Decision]) -> Iterator[str]:
    if len(found) >= ENOUGH_FOR_MOVES:
        for move, share in move_shares(found).items():
            if not LEAST <= share <= MOST:
                yield f"{move} is best in {share:.0%} of {len(found)} decisions; {LEAST:.0%} to {MOST:.0%}."


def _tone_findings(found: Sequence[Decision]) -> Iterator[str]:
    for module in dict.fromkeys(decision.module for decision in found):
        if not any(straighter(decision) for decision in found if decision.module == module):
            yield f"{module}: no best answer is warmer, more direct or firmer than the most tentative option."


def _picker_findings(found: Sequence[Decision]) -> Iterator[str]:
    for gain in gains(found) if len(found) >= ENOUGH_FOR_PICKERS else ():
        limit = gain.chance + gain.picker.margin
        if gain.earns >= limit:
            told = f"earns {gain.earns:.2f}, chance {gain.chance:.2f}; below {limit:.2f}."
            yield f"Whoever takes {gain.picker.name} {told}"


def _softeners(decision: Decision, number: int) -> float:
    return softeners(decision.ways[number].text)


def _longest(decision: Decision, number: int) -> float:
    return len(decision.ways[number].text)


def _shortest(decision: Decision, number: int) -> float:
    return -_longest(decision, number)


def _at(place: int) -> Callable[[Decision, int], float]:
    return lambda decision, number: float(number == min(place, len(decision.ways) - 1))


PICKERS = (
    Picker("the most softeners", _softeners, TONE),
    Picker("the longest", _longest, FORM),
    Picker("the shortest", _shortest, FORM),
    Picker("the first", _at(0), FORM),
    Picker("the second", _at(1), FORM),
    Picker("the third", _at(2), FORM),
    Picker("the last", _at(1000), FORM),
)


@cache
def _softening() -> re.Pattern[str]:
    text = files("withinreach.grading").joinpath("softeners.txt").read_text(encoding="utf-8")
    words = [line for line in text.splitlines() if line and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b", re.IGNORECASE)


def _forms(module: Module, keys: Mapping[str, Key]) -> Iterator[tuple[Task, object]]:
    """Every form of every task, with its key where there is one."""
    for task in module.tasks:
        key = keys.get(task.id) if task.graded else practice_key(task)
        yield from each_form(task, key) if key is not None else [(task, None)]


def _of_task(task: Task, key: object) -> Iterator[tuple[str, tuple[Way, ...]]]:
    if isinstance(task, ChoiceTask) and isinstance(key, ChoiceKey) and task.pick == 1:
        told = [(option.text, key.options[option.id].move, key.options[option.id].value) for option in task.options]
        yield from _decision(task.id, told)
    elif isinstance(task, DialogueTask) and isinstance(key, DialogueKey) and not task.worked:
        for node in task.nodes:
            entries = [(reply.text, key.replies[reply.id]) for reply in node.replies]
            told = [(text, entry.move, entry.value) for text, entry in entries]
            yield from _decision(f"{task.id} {node.id}", told)
    elif isinstance(task, OrderTask) and isinstance(key, OrderKey):
        first = _first(key, task.lists()["cards"])
        yield from _decision(task.id, [(card.text, key.moves[card.id], float(card.id in first)) for card in task.cards])


def _decision(place: str, told: Sequence[tuple[str, str, float]]) -> Iterator[tuple[str, tuple[Way, ...]]]:
    """A decision, where something in it is worth more than something else."""
    best = max(worth for _, _, worth in told)
    if min(worth for _, _, worth in told) < best:
        yield place, tuple(Way(text, move, worth / best) for text, move, worth in told)


def _first(key: OrderKey, cards: Sequence[str]) -> set[str]:
    """The cards that may come first: the first tier, or what no rule puts below another or at the end."""
    if key.tiers:
        return set(key.tiers[0])
    told = {rule.card for rule in key.rules if rule.at == "first"}
    later = {rule.after for rule in key.rules} | {rule.card for rule in key.rules if rule.at == "last"}
    return {card for card in cards if (card in told if told else card not in later)}
