"""What is remembered of a practice question, and when it is due again. Pure: lines, shares and the time come in.

A question that was answered has a *card*. Its first answer of a day is its rating, as is the first one after it was
brought back; whatever is tried after that, with the reasons in sight, tells nothing about remembering. Days are UTC's.
When a question comes back is fsrs's word, with the parameters that the package ships, a desired retention of .9, no
fuzz (so that what comes when can be foretold) and no steps of minutes (a question is asked once a sitting).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from withinreach.content.answers import Line
from withinreach.content.tasks import Task

if TYPE_CHECKING:
    from fsrs import Scheduler

GOOD, HARD = 0.9, 0.6
"""A share from here on is rated "good", or "hard"; below it is "again": missed, first to come back."""
SCHEMA = 1

Moment = Annotated[datetime, Meta(tz=True)]
Shares = Callable[[Task, Line], float | None]
"""(practice task, line of the journal) → what the answer earned, 0 to 1; none where it cannot be told."""


class Card(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of one question: the last rating, and when it is due.

    ``edition`` is that of the task when it was rated; ``at``, ``share`` (s, 0 to 1), ``due``, ``stability`` (days) and
    ``difficulty`` (1 to 10) are none before the first rating. ``lines`` counts the answers in the journal that were
    looked at. ``asked``: brought back and not answered since, so that the next answer counts whatever its day.
    """

    edition: Annotated[int, Meta(ge=1)]
    at: Moment | None = None
    share: Annotated[float, Meta(ge=0, le=1)] | None = None
    due: Moment | None = None
    stability: Annotated[float, Meta(gt=0)] | None = None
    difficulty: Annotated[float, Meta(ge=1, le=10)] | None = None
    lines: Annotated[int, Meta(ge=0)] = 0
    asked: bool = False

    @property
    def missed(self) -> bool:
        """Whether the last rating was "again"."""
        return self.share is not None and self.share < HARD


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question that was brought back: ``after`` so many answers, for a reason that stands above it.

    ``met`` is when it was last answered, ``earlier`` whether that was another edition; ``marked`` is the graded task
    that was missed, where the question is its practice sibling.
    """

    task: str
    after: int = 0
    met: Moment | None = None
    earlier: bool = False
    marked: str | None = None


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """What one module brought back on one day."""

    at: Moment
    asked: tuple[Asked, ...] = ()


class Returning(msgspec.Struct, frozen=True, kw_only=True):
    """All of ``returning.json``: task → card; module → its last sitting; missed graded task → since when that is known.

    Every field has a default and unknown ones are passed over: older and newer files open.
    """

    v: int = SCHEMA
    cards: dict[str, Card] = msgspec.field(default_factory=dict)
    sittings: dict[str, Sitting] = msgspec.field(default_factory=dict)
    missed: dict[str, Moment] = msgspec.field(default_factory=dict)


@cache
def scheduler() -> Scheduler:
    """fsrs as the whole course uses it (see the top of this file)."""
    from fsrs import Scheduler

    return Scheduler(desired_retention=0.9, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def rated(card: Card, share: float, at: datetime) -> Card:
    """The card after an answer.

    Parameters
    ----------
    card : as it was, new or rated before
    share : s of the answer, 0 to 1: from .9 good, from .6 hard, else again
    at : when it was given, UTC
    """
    from fsrs import Card as Memory
    from fsrs import Rating, State

    rating = Rating.Good if share >= GOOD else Rating.Hard if share >= HARD else Rating.Again
    known = card.stability is not None and card.difficulty is not None and card.at is not None
    # A card of fsrs without a number waits a millisecond to find one.
    before = (
        Memory(card_id=1, state=State.Review, stability=card.stability, difficulty=card.difficulty, last_review=card.at)
        if known
        else Memory(card_id=1)
    )
    after, _ = scheduler().review_card(before, rating, at)
    return replace(
        card, share=share, at=at, due=after.due, stability=after.stability, difficulty=after.difficulty, asked=False
    )


def caught_up(card: Card | None, task: Task, lines: Sequence[Line], shares: Shares) -> Card | None:
    """The card after the lines of its task that it has not seen, none where nothing was ever answered.

    Answers to another edition are not rated: the card stays as it is, and the question is asked anew.
    """
    if card is None and not lines:
        return None
    card = card or Card(edition=lines[0].edition)
    # Fewer lines than were seen: the journal was taken away, and what is there now is new.
    seen = card.lines if card.lines <= len(lines) else 0
    for line in lines[seen:]:
        card = _counted(card, task, line, shares)
    return replace(card, lines=len(lines))


def _counted(card: Card, task: Task, line: Line, shares: Shares) -> Card:
    at = moment_of(line.at)
    if at is None or line.edition != task.edition:
        return card
    again = card.at is not None and at.date() <= card.at.date() and card.edition == line.edition
    if again and not card.asked:
        return card
    share = shares(task, line)
    return card if share is None else rated(replace(card, edition=line.edition), share, at)


def moment_of(text: str) -> datetime | None:
    """The time of a journal line, UTC; none where a hand has made it unreadable."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    # A year that no course sees would lead beyond the last day that a date can be.
    return at.astimezone(UTC) if at.tzinfo and 2000 <= at.year < 2200 else None
