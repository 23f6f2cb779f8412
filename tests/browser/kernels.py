"""The kernels of a person's server, seen from outside: which there are, kept busy, killed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
from jupyter_client.blocking import BlockingKernelClient

from tests.pipeline.hub_fixture import Workshop, until


def kernels(workshop: Workshop, name: str) -> list[psutil.Process]:
    """All kernels of one person, oldest first."""
    there = [one for one in workshop.server_of(name).children(recursive=True) if "ipykernel_launcher" in one.cmdline()]
    return sorted(there, key=lambda one: one.create_time())


def newest(workshop: Workshop, name: str) -> psutil.Process:
    """The kernel of the page that was opened last."""
    return kernels(workshop, name)[-1]


def of_number(workshop: Workshop, name: str, number: str) -> psutil.Process:
    """The kernel that Jupyter calls by this number."""
    (found,) = [one for one in kernels(workshop, name) if number in " ".join(one.cmdline())]
    return found


def kill(process: psutil.Process) -> None:
    """With no warning, as a machine does that has run out of memory."""
    process.send_signal(signal.SIGKILL)
    until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE, "the end of a process")


@contextmanager
def client_of(kernel: psutil.Process) -> Iterator[BlockingKernelClient]:
    """A client of one's own to a kernel that others use too."""
    client = BlockingKernelClient()
    client.load_connection_file(kernel.cmdline()[kernel.cmdline().index("-f") + 1])
    client.start_channels()
    try:
        client.wait_for_ready(timeout=30)
        yield client
    finally:
        client.stop_channels()


def largest_file(kernel: psutil.Process, size: int | None) -> None:
    """No file of this kernel may grow beyond so many bytes; None takes the limit away."""
    soft = "resource.getrlimit(resource.RLIMIT_FSIZE)[1]" if size is None else str(size)
    code = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({soft}, resource.RLIM_INFINITY))"
    with client_of(kernel) as client:
        reply = client.execute_interactive(code, store_history=False, timeout=30)
    assert reply["content"]["status"] == "ok", reply["content"]


@contextmanager
def busy(kernel: psutil.Process, seconds: float) -> Iterator[None]:
    """Keep a kernel at work for so long, by a client of its own."""
    with client_of(kernel) as client:
        client.execute(f"import time; time.sleep({seconds})", store_history=False)
        yield
