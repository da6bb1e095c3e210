"""A web server of the tests' own, on the loopback interface, that behaves as well or as badly as it is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Site:
    """What a server answers by path, and what it was asked, in order. Without an answer it says 404."""

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def page(self, path: str, content: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Put a page at ``path``; returns its address. Underscores in names of headers read as hyphens."""
        whole = content.encode() if isinstance(content, str) else content
        self.answers[path] = lambda handler: send(handler, 200, whole, **{"Content_Type": kind, **headers})
        return self.url + path

    def redirect(self, path: str, location: str) -> str:
        """Put a redirect at ``path``; returns its address."""
        self.answers[path] = lambda handler: send(handler, 302, b"", Location=location)
        return self.url + path

    def status(self, path: str, status: int) -> str:
        """Answer at ``path`` with a status and nothing else; returns its address."""
        self.answers[path] = lambda handler: send(handler, status, b"")
        return self.url + path


def send(handler: BaseHTTPRequestHandler, status: int, content: bytes, **headers: str) -> None:
    """Answer with ``content``; its length is told unless the headers say otherwise."""
    handler.send_response(status)
    for name, value in {"Content_Length": str(len(content)), **headers}.items():
        if value:
            handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    try:
        handler.wfile.write(content)
    except (BrokenPipeError, ConnectionResetError):
        return  # the other side had enough


@contextmanager
def site() -> Iterator[Site]:
    """A server that runs within the block."""
    known: dict[str, Answer] = {}
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer = known.get(self.path)
            if answer is None:
                send(self, 404, b"")
            else:
                answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_address[1]}", known, asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
