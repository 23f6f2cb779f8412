"""One kernel ahead: a changed page is shown as soon as its cells have run, not after Python has started."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from tornado.ioloop import IOLoop

WARM = "import matplotlib.figure, matplotlib.backends.backend_svg, withinreach.ui.module, withinreach.ui.figure"
"""What every page imports sooner or later."""
LATER = 1.5
"""Seconds after which the next one is started, so that the page just asked for has the processor to itself."""


class OneAhead(MappingKernelManager):
    """Keeps a spare kernel for each folder that a kernel was asked for in, with what a page needs imported."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]
        self._spare: dict[str | None, str] = {}

    async def start_kernel(  # type: ignore[override]  # as the class above does, whose types know the one above that
        self, *, kernel_id: str | None = None, path: Any = None, **options: Any
    ) -> str:
        """The spare kernel of this folder where there is one that lives, else a new one; then another is started."""
        IOLoop.current().call_later(LATER, self._prepare, path, options)
        spare = self._spare.pop(path, None)
        if spare and spare in self and self.get_kernel(spare).is_alive():
            return spare
        started: str = await super().start_kernel(kernel_id=kernel_id, path=path, **options)
        return started

    async def _prepare(self, path: Any, options: dict[str, Any]) -> None:
        if path not in self._spare:
            self._spare[path] = ""  # being started: one at a time
            warm = [f"--IPKernelApp.exec_lines={WARM}"]
            self._spare[path] = await super().start_kernel(path=path, extra_arguments=warm, **options)
