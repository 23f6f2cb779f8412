"""Collect and grade whole modules, without any kernel, in worker processes sharded by participant.

Processes, not threads: nbgrader changes the working directory and the environment of the whole process.
The gradebook's address carries ``timeout=60``, so that writers wait for each other.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from withinreach.content.errors import WithinReachError
from withinreach.nbgrader_plugins.course import open_course
from withinreach.nbgrader_plugins.prepare import last_words

if TYPE_CHECKING:
    from nbgrader.apps.api import NbGraderAPI

    from withinreach.nbgrader_plugins.collect import Collected
    from withinreach.nbgrader_plugins.feedback import Released


@dataclass(frozen=True)
class Graded:
    """One person's module: none in ``failed`` where it went through, ``words`` for the marker."""

    person: str
    failed: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class ModuleReport:
    """What happened to one module. Persons are Hub names; ``refused`` and ``failed`` say why."""

    module: str
    collected: tuple[str, ...]
    refused: dict[str, str]
    graded: tuple[str, ...]
    failed: dict[str, str]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What ``grade`` did, module by module."""

    modules: tuple[ModuleReport, ...] = field(default_factory=tuple)

    @property
    def complete(self) -> bool:
        """Whether every hand-in was collected and graded."""
        return not any(module.refused or module.failed for module in self.modules)


def grade(course: Path, modules: Sequence[str], workers: int = 1, executor: Executor | None = None) -> Report:
    """Collect ``modules`` from the desk and grade every hand-in.

    Parameters
    ----------
    modules : names; empty means all that are released
    workers : how many processes, at least 1
    executor : runs the shards instead of own processes; must be one of processes, on this machine or many

    Raises
    ------
    WithinReachError : ``course`` lies in a git checkout or is no course folder, a module is not released, or the
        desk does not answer
    """
    refuse_checkout(course)
    if executor is None:
        # Spawned: a fork would share this process's connections to the gradebook.
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as own:
            return grade(course, modules, workers, own)
    api = open_course(course)
    known = sorted(api.get_released_assignments())
    for module in modules:
        if module not in known:
            raise WithinReachError(f"There is no released module {module!r} in {course}. Released: {', '.join(known)}.")
    return Report(tuple(_module(api, course, module, workers, executor) for module in modules or known))


def collect(api: NbGraderAPI, module: str) -> Collected:
    """Collect one module; who was refused is in the report, and does not stop the others.

    Raises
    ------
    WithinReachError : nothing could be collected: no release, or the desk does not answer
    """
    from nbgrader.utils import temp_attrs

    with temp_attrs(api.coursedir, assignment_id=module):
        plugin = api.exchange.Collect(coursedir=api.coursedir, authenticator=api.authenticator, parent=api)
        plugin.update = True
        report: Collected = _run(plugin, "refused")
    return report


def release_feedback(course: Path, module: str) -> Released:
    """Give every graded person of a module their marked page and results, through the desk.

    Raises
    ------
    WithinReachError : ``course`` lies in a git checkout or is no course folder, or keys cannot be read
    """
    from nbgrader.utils import temp_attrs

    refuse_checkout(course)
    api = open_course(course)
    with temp_attrs(api.coursedir, assignment_id=module, student_id="*"):
        plugin = api.exchange.ReleaseFeedback(coursedir=api.coursedir, authenticator=api.authenticator, parent=api)
        report: Released = _run(plugin, "held")
    return report


def _run(plugin: Any, passed_over: str) -> Any:
    """Run an exchange plugin; gives its report. An error is raised on only where it names nobody in ``passed_over``."""
    from nbgrader.exchange import ExchangeError

    try:
        plugin.start()
    except ExchangeError as error:
        if not getattr(plugin.report, passed_over):
            raise WithinReachError(str(error)) from error
    return plugin.report


def refuse_checkout(course: Path) -> None:
    """A gradebook and hand-ins are personal data and must not end up in a repository.

    Raises
    ------
    WithinReachError : ``course`` or a folder above it is a git checkout
    """
    root = course.resolve()
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            raise WithinReachError(
                f"{root} lies in the git checkout {folder}, and hand-ins are personal data: grade in a course folder "
                "outside it, such as the one that `make workshop` names."
            )


def _module(api: NbGraderAPI, course: Path, module: str, workers: int, executor: Executor) -> ModuleReport:
    collected = collect(api, module)
    people = sorted(api.get_submitted_students(module))
    shards = [people[start::workers] for start in range(min(workers, len(people)))]
    jobs = [executor.submit(grade_people, course, module, shard) for shard in shards]
    done = sorted((one for job in jobs for one in job.result()), key=lambda one: one.person)
    return ModuleReport(
        module=module,
        collected=tuple(collected.taken),
        refused=collected.refused,
        graded=tuple(one.person for one in done if one.failed is None),
        failed={one.person: one.failed for one in done if one.failed is not None},
        words=tuple(words for one in done for words in one.words),
    )


def grade_people(course: Path, module: str, people: Iterable[str]) -> list[Graded]:
    """Grade some people's hand-ins of one module, one after the other; one that fails does not stop the others."""
    api = open_course(course)
    return [_grade(api, module, person) for person in people]


def _grade(api: NbGraderAPI, module: str, person: str) -> Graded:
    from withinreach.nbgrader_plugins.review import marked_by_hand, settle

    before = marked_by_hand(api, person, module)
    result = api.autograde(module, person)
    if not result["success"]:
        return Graded(person, failed=last_words(result))
    return Graded(person, words=tuple(settle(api, person, module, before)))
