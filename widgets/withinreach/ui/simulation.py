"""A simulation: one action, one message, the next scene. What is hidden stays in this half until the course is over."""

from __future__ import annotations

from typing import Any

import msgspec

from withinreach.content.answers import Line
from withinreach.content.errors import WithinReachError
from withinreach.content.kinds.simulation import SEEDS, SimulationTask, readable
from withinreach.content.seed import drawn as draw
from withinreach.content.seed import number
from withinreach.render.task import stage_html
from withinreach.simulations import shell
from withinreach.simulations.registry import model
from withinreach.simulations.shell import Log
from withinreach.ui.committed import Committed
from withinreach.ui.component import script
from withinreach.ui.keeping import Keeping
from withinreach.ui.stepping import next_step, outlived

NOT_OFFERED = "Not saved: that cannot be done at this point. Reload the page and go on from there."
RUNS = 10_000
"""Practice runs of one page, at most."""


class Simulation(Committed):
    """A course through a model. The answer is {variant, seed, actions}; the page knows the actions alone.

    Graded, each action is a line of the journal. In practice a run lives in the page (its number draws variant and
    seed) and is kept when it is over.
    """

    _esm = script("stepping", "simulation")
    _task: SimulationTask

    def __init__(self, task: SimulationTask, keeping: Keeping) -> None:
        self._model = model(task.model)
        super().__init__(task, keeping)

    def setting_of(self, task: SimulationTask) -> dict[str, Any]:
        """Whether each action is final, and with which every course begins."""
        return {"final": task.stepwise, "given": list(task.given), "key": None}

    def standing(self) -> Line | None:
        """The course that stands, where it can still be played on: one of this edition and of this model."""
        line = super().standing()
        fits = line is not None and line.edition == self._task.edition and self._fits(line.answer)
        return line if fits else None

    def drawn(self, line: Line | None) -> str:
        """The scene that stands, or the debrief."""
        return self._shown(_log_of(line.answer) if line else self._fresh(0))

    def told(self, line: Line | None) -> dict[str, Any]:
        """The actions so far and whether the course is over; neither variant nor seed."""
        log = _log_of(line.answer) if line else self._fresh(0)
        told = {"so_far": list(log.actions), "over": shell.finished(self._model, log)}
        return told | ({"at": line.at} if line else outlived(self._keeping.line(self._task), None))

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``step`` with one action; in practice also ``at``: the scene of a run that the page has kept."""
        kind = content.get("type")
        log = self._where(content)
        if kind == "at" and not self._task.stepwise:
            return {"type": "stepped", **self._scene(log)}
        if kind != "step":
            raise WithinReachError(NOT_OFFERED)
        log = self._checked(log.then(str(next_step(content, log.actions))))
        if not self._task.stepwise and not shell.finished(self._model, log):
            return {"type": "stepped", **self._scene(log)}
        reply = self.kept(_answer_of(log), None, content, log.variant)
        return {**reply, "type": "stepped", **self._scene(log)}

    def _where(self, content: dict[str, Any]) -> Log:
        """The log that a message goes on from: graded the journal's, in practice the page's own."""
        line = self.standing()
        if self._task.stepwise:
            return _log_of(line.answer) if line else self._fresh(0)
        run, so_far = content.get("run"), content.get("so_far")
        if type(run) is not int or not 0 <= run < RUNS or not isinstance(so_far, list):
            raise WithinReachError(NOT_OFFERED)
        fresh = self._fresh(run)
        log = msgspec.structs.replace(fresh, actions=tuple(map(str, so_far)))
        if log.actions[: len(fresh.actions)] != fresh.actions:
            raise WithinReachError(NOT_OFFERED)
        return self._checked(log)

    def _checked(self, log: Log) -> Log:
        try:
            shell.states(self._model, log)
        except ValueError:
            raise WithinReachError(NOT_OFFERED) from None
        return log

    def _fresh(self, run: int) -> Log:
        """A course before its first own action, by the stored seed: the same for the same person, task and run."""
        name = f"{self._task.id}/{run}" if run else self._task.id
        seed, variants = self._keeping.seed, self._task.variants
        variant = draw(seed, f"{name}/variant", variants) if variants else None
        return Log(variant, number(seed, name, SEEDS), self._task.given)

    def _scene(self, log: Log) -> dict[str, Any]:
        over = shell.finished(self._model, log)
        return {"html": self._shown(log), "so_far": list(log.actions), "over": over}

    def _shown(self, log: Log) -> str:
        return stage_html(self._task, shell.play(self._model, log))

    def _fits(self, answer: Any) -> bool:
        if not readable(answer) or answer["variant"] not in (self._task.variants or (None,)):
            return False
        try:
            shell.states(self._model, _log_of(answer))
        except ValueError:
            return False
        return True


def _answer_of(log: Log) -> dict[str, Any]:
    return {"variant": log.variant, "seed": log.seed, "actions": list(log.actions)}


def _log_of(answer: Any) -> Log:
    found: Log = msgspec.convert(answer, Log)
    return found


def ended(task: SimulationTask, answer: Any) -> bool:
    """Whether a course is over; never raises on what a journal holds."""
    return readable(answer) and shell.finished(model(task.model), _log_of(answer))
