"""``simulation``: a teaching model that is played, one action after the other; the debrief comes from the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from withinreach.content.kinds.base import Base, Finding, Id, KeyBase, final_where_graded


class SimulationKey(KeyBase, frozen=True):
    """The key of a ``simulation``: whose word it is. What a course is worth, the model says."""


class SimulationTask(Base, frozen=True, kw_only=True, tag="simulation"):
    """Play the model called ``model`` (``simulations.registry``). The answer is {variant, seed, actions}.

    Where the task lists ``variants`` of the model, one is drawn for each person. ``given`` (practice only) are actions
    with which every course begins.
    """

    model: Id
    variants: tuple[Id, ...] = ()
    given: tuple[str, ...] = ()
    key: SimulationKey | None = None

    @property
    def stepwise(self) -> bool:
        """Each action of a graded course is a line of its own."""
        return self.attempts == "once"

    def findings(self) -> Iterator[Finding]:
        """Final where graded; no confidence; nothing given but in practice. The model is for ``check`` to look at."""
        yield from final_where_graded(self, "a scene")
        if self.confidence:
            yield Finding(("confidence",), "A simulation asks for no confidence.", "confidence: false, or none.")
        for position, name in enumerate(self.variants):
            if name in self.variants[:position]:
                yield Finding(("variants", position), f"The variant {name!r} stands here twice.", "each once.")
        if self.given and self.use != "practice":
            yield Finding(("given",), f"Nothing is given in a task for {self.use}.", "no given, or use: practice.")


def readable(answer: Any) -> bool:
    """Whether an answer has the form of a log: variant, seed and actions, of the right types."""
    return (
        isinstance(answer, dict)
        and sorted(answer, key=str) == ["actions", "seed", "variant"]
        and isinstance(answer["variant"], str | None)
        and type(answer["seed"]) is int
        and 0 <= answer["seed"] < SEEDS
        and isinstance(answer["actions"], list)
        and all(isinstance(action, str) for action in answer["actions"])
    )


SEEDS = 2**32
"""Seeds run from 0 to one below this."""
