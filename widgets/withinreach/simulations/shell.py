"""The shell that hosts a teaching model: replay of a log, what may be shown of it, what it is worth.

A model is one file with pure functions of (variant, seed, actions); ``registry`` knows it by its name. Nothing here
knows a patient: what is built in, and every number, is the model's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

import msgspec

from withinreach.content.scenes import Course, Debrief, Offer, Play, Reading, Scene, Turn

JOINED = "+"
LONGEST = 500
"""Actions in a log, at most; the longest model planned takes a hundred."""


class Log(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A course: the variant (none where the model has none), the seed, the actions so far."""

    variant: str | None
    seed: int
    actions: tuple[str, ...] = ()

    def then(self, action: str) -> Log:
        """The log with one action more."""
        return msgspec.structs.replace(self, actions=(*self.actions, action))


class Model(Protocol):
    """What a teaching model gives. States are its own affair: the shell only hands them on.

    ``variants`` are the forms it can be played in, empty where there is one; ``naive`` names, for the page, the course
    that earns nothing; ``built_in`` says what was built in, that it is author-set, and that it predicts no patient.
    """

    variants: tuple[str, ...]
    naive: str
    built_in: str

    def start(self, variant: str | None, seed: int) -> Any:
        """The state before the first action."""

    def offers(self, state: Any) -> Sequence[Offer]:
        """What can be chosen now, also what is shown and closed."""

    def act(self, state: Any, action: str) -> Any:
        """The state after an action that was offered. Never changes the one before."""

    def seen(self, state: Any) -> Scene:
        """What the page may show of a state."""

    def hidden(self, state: Any) -> Sequence[Reading]:
        """What the debrief opens of a state."""

    def over(self, state: Any) -> bool:
        """Whether nothing more can be done."""

    def value(self, log: Log) -> float:
        """What a finished course is worth, on the model's own scale."""

    def reference(self, variant: str | None, seed: int) -> Reference:
        """The naive and a best course for this variant and seed."""

    def debrief(self, log: Log) -> Sequence[str]:
        """Paragraphs about a finished course, computed from it, without points."""


class Reference(NamedTuple):
    """Against what a course is measured: the value of the naive course, the best value, one course that has it."""

    naive: float
    best: float
    best_actions: tuple[str, ...]


class Best(NamedTuple):
    """The best value, the first course that has it, how many have it, of how many courses."""

    value: float
    actions: tuple[str, ...]
    ways: int
    courses: int


def states(model: Model, log: Log) -> list[Any]:
    """The states of a log, the first before any action.

    Raises
    ------
    ValueError : the model has no such variant, or an action that was not offered when it was taken
    """
    if log.variant not in (model.variants or (None,)):
        raise ValueError(f"The model has no variant {log.variant!r}; it has {', '.join(model.variants) or 'none'}.")
    if len(log.actions) > LONGEST:
        raise ValueError(f"{len(log.actions)} actions are more than a log holds; at most {LONGEST}.")
    found = [model.start(log.variant, log.seed)]
    for number, action in enumerate(log.actions, start=1):
        if model.over(found[-1]) or action not in allowed(model.offers(found[-1])):
            raise ValueError(f"Action {number}, {action!r}, was not offered.")
        found.append(model.act(found[-1], action))
    return found


def allowed(offers: Sequence[Offer]) -> list[str]:
    """Every action that these offers make: one of each group, or one that stands alone."""
    open_ = [offer for offer in offers if not offer.closed]
    groups = dict.fromkeys(offer.group for offer in offers if not offer.alone)
    joined = [""] if groups else []
    for group in groups:
        names = [offer.id for offer in open_ if offer.group == group and not offer.alone]
        joined = [f"{start}{JOINED if start else ''}{name}" for start in joined for name in names]
    return joined + [offer.id for offer in open_ if offer.alone]


def words_of(offers: Sequence[Offer], action: str) -> str:
    """An action as it is said: the texts of its offers."""
    texts = {offer.id: offer.text for offer in offers}
    return " · ".join(texts[name] for name in action.split(JOINED))


def finished(model: Model, log: Log) -> bool:
    """Whether a log is a whole course. Never raises on what somebody sent."""
    try:
        return model.over(states(model, log)[-1])
    except ValueError:
        return False


def play(model: Model, log: Log) -> Play:
    """A log as the page may show it; the debrief only where it is over.

    Raises
    ------
    ValueError : as ``states``
    """
    found = states(model, log)
    over = model.over(found[-1])
    return Play(
        opening=model.seen(found[0]),
        turns=_turns(model, log, found, hidden=False),
        offers=() if over else tuple(model.offers(found[-1])),
        naive=model.naive,
        debrief=debrief(model, log) if over else None,
    )


def debrief(model: Model, log: Log) -> Debrief:
    """What is said after a finished course: words from the log, this course beside a best one, what was built in."""
    best = Log(log.variant, log.seed, model.reference(log.variant, log.seed).best_actions)
    courses = (_course(model, log, "Yours"), _course(model, best, "One of the best"))
    return Debrief(tuple(model.debrief(log)), courses, model.built_in)


def _course(model: Model, log: Log, title: str) -> Course:
    found = states(model, log)
    opening = Turn("", model.seen(found[0]), tuple(model.hidden(found[0])))
    return Course(title, opening, _turns(model, log, found, hidden=True))


def _turns(model: Model, log: Log, found: Sequence[Any], *, hidden: bool) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            words_of(model.offers(before), action),
            model.seen(after),
            tuple(model.hidden(after)) if hidden else (),
        )
        for action, before, after in zip(log.actions, found[:-1], found[1:], strict=True)
    )


def share(model: Model, log: Log) -> float:
    """s of a finished course: (own value − naive) ÷ (best − naive), cut to 0…1."""
    reference = model.reference(log.variant, log.seed)
    span = reference.best - reference.naive
    assert span > 0, "a model whose naive course is its best teaches nothing; a test tries every variant"
    return min(max((model.value(log) - reference.naive) / span, 0.0), 1.0)


def courses(model: Model, log: Log) -> Iterator[Log]:
    """Every whole course that begins with ``log``. For small models; a large one knows its best another way."""
    state = states(model, log)[-1]
    if model.over(state):
        yield log
        return
    for action in allowed(model.offers(state)):
        yield from courses(model, log.then(action))


@lru_cache(maxsize=64)
def best_of_all(model: Model, variant: str | None, seed: int) -> Best:
    """The best of all courses, by trying each."""
    found = [(model.value(log), log.actions) for log in courses(model, Log(variant, seed))]
    best = max(value for value, _ in found)
    winners = [actions for value, actions in found if value == best]
    return Best(best, winners[0], len(winners), len(found))
