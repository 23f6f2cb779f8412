"""Kernels that nobody uses end; one that a reader is just being given does not."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.kernelmanager import MappingKernelManager


class PatientKernelManager(MappingKernelManager):
    """Jupyter's own, which ends a kernel no sooner than at the second look after it left Voilà's pool.

    A kernel that waited in the pool has been idle for as long as it waited, and between the page and its connection
    it has none: a look in those seconds would end it, and the reader's page would never live. Voilà asks here only
    about kernels that have left the pool.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self._seen: set[str] = set()

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """The first look notes that the kernel is in use; from the second on Jupyter's rules hold."""
        if kernel_id in self._seen:
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]
        self._seen = {*self._seen, kernel_id}.intersection(self._kernels)
