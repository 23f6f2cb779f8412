"""The network between a browser and the workshop: a line that can be cut, frozen and mended."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

CHUNK = 65_536


class Line:
    """A real TCP relay on 127.0.0.1: bytes go through as they are, until somebody cuts it.

    ``cut`` ends every connection and refuses new ones, as a network cable does that is pulled out; ``freeze`` keeps
    them and lets nothing through, as a train does in a tunnel. With ``recording`` it keeps what the browser receives.
    """

    def __init__(self, port: int, *, recording: bool = False) -> None:
        self._target, self._recording = port, recording
        self._received: list[bytearray] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._flowing = threading.Event()
        self._flowing.set()
        self._ended = False
        self._listener: socket.socket | None = None
        self._own = self._listen(0)

    @property
    def url(self) -> str:
        """What a browser asks for."""
        return f"http://127.0.0.1:{self._own}"

    def received(self) -> list[bytes]:
        """What came to the browser, one piece a connection. Nothing of it may be packed: ask without encodings."""
        with self._lock:
            return [bytes(one) for one in self._received if one]

    def cut(self) -> None:
        """No connection survives, and none is taken."""
        listener, self._listener = self._listener, None
        if listener is not None:
            _close(listener)
        with self._lock:
            for one in self._open:
                _close(one)

    def freeze(self) -> None:
        """Connections stay, and nothing comes through."""
        self._flowing.clear()

    def mend(self) -> None:
        """As before."""
        self._flowing.set()
        if self._listener is None:
            self._listen(self._own)

    def end(self) -> None:
        """Cut for good."""
        self._ended = True
        self._flowing.set()
        self.cut()

    def _listen(self, port: int) -> int:
        listener = socket.create_server(("127.0.0.1", port), backlog=128)
        self._listener = listener
        threading.Thread(target=self._take, args=(listener,), daemon=True).start()
        return int(listener.getsockname()[1])

    def _take(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while not self._ended:
                near, _ = listener.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        self._flowing.wait()
        try:
            far = socket.create_connection(("127.0.0.1", self._target))
        except OSError:
            _close(near)
            return
        taken = bytearray()
        with self._lock:
            self._open |= {near, far}
            self._received.append(taken)
        with selectors.DefaultSelector() as waiting, suppress(OSError, ValueError):
            waiting.register(near, selectors.EVENT_READ, (far, None))
            waiting.register(far, selectors.EVENT_READ, (near, taken))
            while self._pass_on(waiting):
                pass
        with self._lock:
            self._open -= {near, far}
        _close(near)
        _close(far)

    def _pass_on(self, waiting: selectors.BaseSelector) -> bool:
        for key, _ in waiting.select():
            self._flowing.wait()
            here = key.fileobj
            assert isinstance(here, socket.socket)
            found = here.recv(CHUNK)
            if not found:
                return False
            there, taken = key.data
            if taken is not None and self._recording:
                taken += found
            there.sendall(found)
        return True


def _close(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        one.close()


@contextmanager
def line_to(port: int, *, recording: bool = False) -> Iterator[Line]:
    """A line to a port of this machine, cut for good at the end."""
    line = Line(port, recording=recording)
    try:
        yield line
    finally:
        line.end()
