"""Ports on 127.0.0.1: whether one is free, and finding one that is."""

from __future__ import annotations

import os
import socket

from withinreach.hub.errors import HubError


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as trial:
        # as servers do: a connection that is still closing does not count as taken
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def find_free(count: int) -> list[int]:
    """So many different free ports."""
    trials = [socket.socket() for _ in range(count)]
    try:
        for trial in trials:
            trial.bind(("127.0.0.1", 0))
        return [int(trial.getsockname()[1]) for trial in trials]
    finally:
        for trial in trials:
            trial.close()


def choose(given: int | None, variable: str, default: int, what: str, how: str) -> int:
    """The port that was given, else ``$variable``, else ``default``; free, or the workshop does not start.

    Raises
    ------
    HubError : not a port, or another program listens there; ``how`` shows how to choose another
    """
    text = str(given if given is not None else os.environ.get(variable) or default)
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise HubError(f"{text!r} is no port for {what}: take a number from 1024 to 65535, for example {how}.")
    port = int(text)
    if not is_free(port):
        reason = "only root may use it" if port < 1024 and os.geteuid() else "another program listens there"
        raise HubError(f"Port {port}, meant for {what}, is taken: {reason}. Choose another: {how}.")
    return port
