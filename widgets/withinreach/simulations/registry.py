"""The teaching models that a task can name. A new one is a file with ``MODEL``, and a line here."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from withinreach.content.errors import ContentError
from withinreach.content.kinds.simulation import SimulationTask
from withinreach.content.tasks import Module
from withinreach.simulations.shell import Log, Model, states

MODELS = {"watch": "withinreach.simulations.watch"}
"""Name → the module whose ``MODEL`` it is; imported when it is played."""


def model(name: str) -> Model:
    """The model called ``name``.

    Raises
    ------
    KeyError : there is none; ``check`` says so before anybody plays
    """
    found: Model = import_module(MODELS[name]).MODEL
    return found


def check(file: Path, module: Module) -> None:
    """Every simulation of a module names a model that there is, variants that it has, actions that it offers.

    Raises
    ------
    ContentError : the first that does not
    """
    for task in module.tasks:
        if isinstance(task, SimulationTask):
            _check(file, task)


def _check(file: Path, task: SimulationTask) -> None:
    if task.model not in MODELS:
        accepted = ", ".join(MODELS) + "."
        raise ContentError(file, f"There is no model {task.model!r}.", accepted, task=task.id, field="model")
    known = model(task.model)
    for variant in task.variants or ((None,) if not known.variants else ()):
        try:
            states(known, Log(variant, 0, task.given))
        except ValueError as error:
            raise ContentError(file, str(error), "see the model's file.", task=task.id, field="variants") from error
    if known.variants and not task.variants:
        accepted = ", ".join(known.variants) + ", one or several."
        raise ContentError(file, "The variant is not said.", accepted, task=task.id, field="variants")
