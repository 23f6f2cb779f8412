"""``make gallery``: every kind of task in every state, through Voilà, until Ctrl-C."""

from __future__ import annotations

import contextlib

from tests.browser.host import Host, running_gallery


def told(host: Host) -> str:
    """Where to click."""
    ways = {"Voilà": "voila/render", "JupyterLab": "lab/tree", "Notebook": "notebooks"}
    lines = [f"  {name:<10} {host.address(way)}" for name, way in ways.items()]
    return "\n".join(["Every kind of task in every state. Open", *lines, "Ctrl-C ends it. Nothing is kept."])


def main() -> None:
    """Serve it until somebody has seen enough."""
    print("Starting the gallery ...", flush=True)
    with contextlib.suppress(KeyboardInterrupt), running_gallery() as host:
        print(told(host), flush=True)
        host.process.wait()


if __name__ == "__main__":
    main()
