"""What set-up says while it works, and how it runs other programs: their words go to a log, ours to the screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

# Settings of the person's own shell that would send an installation somewhere else than into our environment.
MISLEADING = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV", "NODE_OPTIONS")
LAST_LINES = 15


class StopError(Exception):
    """One or two sentences for the person at the keyboard; set-up ends with them and without a traceback."""


def say(text: str) -> None:
    """One line on the screen, at once, also through a pipe."""
    print(text, flush=True)


def step(text: str) -> None:
    """One thing that is being done or is done."""
    say(f"  {text}")


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for programs that set-up starts: ours, without what would mislead them."""
    kept = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    return kept | dict(extra or {})


class Progress:
    """Counts lines of a program's output that begin with one of ``words`` and shows the count now and then."""

    def __init__(self, words: tuple[str, ...], about: int, every: int = 20) -> None:
        self.words, self.about, self.every, self.count = words, about, every, 0

    def __call__(self, line: str) -> None:
        """Look at one line of output."""
        if line.startswith(self.words):
            self.count += 1
            if self.count % self.every == 0:
                step(f"  {self.count} of about {self.about}")
        elif line.startswith("Installing collected packages"):
            step("  all fetched; putting them in place")


def run(
    command: Sequence[object],
    *,
    log: Path,
    doing: str,
    cwd: Path | None = None,
    extra: Mapping[str, str] | None = None,
    watch: Callable[[str], None] | None = None,
) -> None:
    """Run ``command``, its parts as text; all it prints goes to the end of ``log``.

    Raises
    ------
    StopError : the program failed or is not there; ``doing`` says in words what did not work
    """
    words = [str(part) for part in command]
    last: list[str] = []
    with log.open("a", encoding="utf-8") as out:
        out.write(f"\n$ {' '.join(words)}\n")
        out.flush()
        try:
            process = subprocess.Popen(
                words,
                cwd=cwd,
                env=clean_environment(extra),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            raise StopError(f"{doing} did not work: {words[0]} could not be started ({error.strerror}).") from error
        with process:
            for line in process.stdout or ():
                out.write(line)
                last = [*last, line][-LAST_LINES:]
                if watch:
                    watch(line)
    if process.returncode:
        told = "".join(f"    {line}" for line in last)
        raise StopError(f"{doing} did not work. The last that was said:\n{told}All of it: {log}")


def speak_any_language() -> None:
    """Never fail on a screen that cannot show a letter."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
