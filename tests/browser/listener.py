"""Another origin, which listens and notes who comes: a port for each way to get there."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nAccess-Control-Allow-Origin: *\r\n"
    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
)
HOST = "127.0.0.1"


class Listener:
    """Ports by name, TCP and UDP alike; the names of those that something was sent to, and of those that were
    connected to at all."""

    def __init__(self, names: Iterable[str]) -> None:
        self.reached: set[str] = set()
        self.touched: set[str] = set()
        self.ports: dict[str, tuple[int, int]] = {}
        self.ends = False
        self.selector = selectors.DefaultSelector()
        for name in names:
            kinds = (socket.SOCK_STREAM, socket.SOCK_DGRAM)
            self.ports[name] = tuple(self._open(name, kind) for kind in kinds)  # type: ignore[assignment]

    def _open(self, name: str, kind: socket.SocketKind) -> int:
        opened = socket.socket(socket.AF_INET, kind)
        opened.bind((HOST, 0))
        if kind == socket.SOCK_STREAM:
            opened.listen()
        self.selector.register(opened, selectors.EVENT_READ, name)
        return int(opened.getsockname()[1])

    def listen(self) -> None:
        """Note who comes, until told to end."""
        while not self.ends:
            for key, _ in self.selector.select(timeout=0.1):
                self._hear(key.data, key.fileobj)  # type: ignore[arg-type]  # a socket, as registered

    def _hear(self, name: str, opened: socket.socket) -> None:
        self.touched.add(name)
        if opened.type == socket.SOCK_DGRAM:
            opened.recv(4096)
            self.reached.add(name)
        else:
            threading.Thread(target=self._answer, args=(name, opened.accept()[0]), daemon=True).start()

    def _answer(self, name: str, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(5)
            try:
                if connection.recv(65536):
                    self.reached.add(name)
                    connection.sendall(ANSWER)
            except OSError:
                pass  # nothing was asked

    def close(self) -> None:
        """Close all ports."""
        for key in list(self.selector.get_map().values()):
            self.selector.unregister(key.fileobj)
            key.fileobj.close()  # type: ignore[union-attr]


@contextmanager
def listening(names: Iterable[str]) -> Iterator[Listener]:
    """Listen on a port for each name."""
    listener = Listener(names)
    thread = threading.Thread(target=listener.listen, daemon=True)
    thread.start()
    yield listener
    listener.ends = True
    thread.join()
    listener.close()
