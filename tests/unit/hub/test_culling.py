"""A real kernel, looked at by the one who ends idle ones."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from withinreach.hub.culling import PatientKernelManager


def looks(manager: MappingKernelManager) -> list[bool]:
    """After each of two looks at a kernel that has been idle for an hour, whether it is still there."""

    async def two() -> list[bool]:
        name = await manager.start_kernel()
        kernel = manager.get_kernel(name)
        kernel.last_activity -= timedelta(hours=1)
        there = []
        for _ in range(2):
            kernel.execution_state = "idle"
            if name in manager:
                await manager.cull_kernel_if_idle(name)
            there.append(name in manager)
        return there

    # Beside a running browser there is a loop in this thread already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, two()).result()


@pytest.mark.parametrize("kind, there", [(MappingKernelManager, [False, False]), (PatientKernelManager, [True, False])])
def test_a_kernel_that_waited_for_long_ends_at_the_second_look_and_not_at_the_first(
    kind: type[MappingKernelManager], there: list[bool], tmp_path: Path
) -> None:
    assert looks(kind(root_dir=str(tmp_path), cull_idle_timeout=600)) == there
