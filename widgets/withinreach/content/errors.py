"""Errors of the course's own files. This module imports nothing of ours."""

from __future__ import annotations

from pathlib import Path


class WithinReachError(Exception):
    """Base of every error that a person can cause; its text is written for that person."""


class ContentError(WithinReachError):
    """A course file breaks a rule.

    Parameters
    ----------
    file : path of the broken file
    rule : what is wrong, with the value that was found
    accepted : what would be accepted
    line : line number from 1, where known
    task : task id, where known
    field : the field inside the task, where known
    """

    def __init__(
        self,
        file: Path | str,
        rule: str,
        accepted: str,
        *,
        line: int | None = None,
        task: str | None = None,
        field: str | None = None,
    ) -> None:
        self.file, self.rule, self.accepted = Path(file), rule, accepted
        self.line, self.task, self.field = line, task, field
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.file.name}" + (f", line {self.line}" if self.line else "")
        named = [f"task {self.task}"] if self.task else []
        named += [f"field {self.field}"] if self.field else []
        where = f" ({', '.join(named)})" if named else ""
        return f"{place}{where}: {self.rule} Accepted: {self.accepted}"
