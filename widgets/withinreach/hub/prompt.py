"""The line between a page and its kernel, without the wait for a fuller packet."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own connection with ``TCP_NODELAY``.

    A reply is several small messages (busy, the new state, the reply, idle). Without the option each waits until the
    one before is acknowledged, which costs up to 40 ms (Nagle's algorithm meets delayed acknowledgements):
    ``benchmarks/saved.py`` shows it between the click and "Saved".
    """

    def connect(self) -> Any:
        """Connect; small messages leave at once."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
