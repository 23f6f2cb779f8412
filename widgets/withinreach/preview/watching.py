"""Notices that a module's files have changed, by what the system says of their folders."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from pathlib import Path

from watchfiles import watch

GATHERED = 300
"""Milliseconds within which changes count as one: an editor writes a file in several steps."""
STEP = 50
"""Milliseconds of quiet after which a change is told."""


class Watcher:
    """Tells which of some files changed, from a thread of its own, until it is stopped.

    Parameters
    ----------
    files : name → the files that belong to it; also those that are not there yet
    tell : called with the names whose files changed, from the watcher's thread
    """

    def __init__(self, files: dict[str, Collection[Path]], tell: Callable[[set[str]], None]) -> None:
        self._names: dict[Path, set[str]] = {}
        for name, paths in files.items():
            for path in paths:
                self._names.setdefault(path.resolve(), set()).add(name)
        self._tell, self._stopped, self.ready = tell, threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for the end."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        # Folders, not files: an editor replaces a file, and what was watched would be the one that is gone.
        folders = sorted({path.parent for path in self._names if path.parent.is_dir()})
        found = watch(
            *folders,
            recursive=False,
            watch_filter=lambda _change, path: Path(path) in self._names,
            debounce=GATHERED,
            step=STEP,
            rust_timeout=500,
            yield_on_timeout=True,
            stop_event=self._stopped,
            raise_interrupt=False,
        )
        for changes in found:
            names = set().union(*(self._names[Path(path)] for _, path in changes))
            self.ready.set()
            if names:
                self._tell(names)
