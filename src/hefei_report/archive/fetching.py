"""Gets one page from the web: bounded in size, time and redirects, and only where robots are welcome.

Written on :mod:`http.client` because the connection must go to the address that was looked at
(:mod:`hefei_report.archive.addresses`), which the libraries above it don't let one say.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field

from hefei_report import __version__
from hefei_report.archive.addresses import Address
from hefei_report.archive.refusal import Refused
from hefei_report.archive.robots import AGENT, Robots
from hefei_report.records import dataclass

MAX_BYTES = 8_000_000  # as sent
MAX_UNPACKED = 30_000_000
MAX_REDIRECTS = 5
_MAX_ROBOTS = 500_000  # RFC 9309 asks for at least that much
_PAUSE = 0.5  # seconds between two pages of one site
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
    "Accept-Language": "en, zh;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: ``content`` unpacked, ``url`` after redirects, ``content_type`` with its parameters."""

    url: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    reason: str
    headers: http.client.HTTPMessage
    content: bytes


@dataclass(slots=True)
class Fetcher:
    """Fetches page after page; each request may take ``seconds``. Raises Refused where a page can't be had."""

    seconds: float = 30
    allow_private: bool = False
    _robots: dict[str, Robots] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def page(self, url: str) -> Page:
        """The page at ``url``."""
        address = Address.of(url)
        for _ in range(MAX_REDIRECTS + 1):
            self._ask_robots(address)
            self._pause(address)
            answer = self._answer(address, MAX_BYTES)
            where = answer.headers.get("Location")
            if answer.status in (301, 302, 303, 307, 308) and where:
                address = address.joined(where)
            elif answer.status == 200:
                return Page(address.url, answer.headers.get("Content-Type", ""), answer.content)
            else:
                raise Refused(f"the server answers {answer.status} {answer.reason}".rstrip())
        raise Refused(f"it redirects more than {MAX_REDIRECTS} times")

    def _pause(self, address: Address) -> None:
        now = time.monotonic()
        time.sleep(max(0.0, self._asked.get(address.origin, now - _PAUSE) + _PAUSE - now))
        self._asked[address.origin] = time.monotonic()

    def _ask_robots(self, address: Address) -> None:
        if address.origin not in self._robots:
            self._robots[address.origin] = self._rules(address)
        if not self._robots[address.origin].allow(address.target):
            raise Refused(f"the site's robots.txt asks robots not to fetch {address.target}")

    def _rules(self, address: Address) -> Robots:
        """The rules of a site: none where it has no robots.txt, and a ban of all while it can't say."""
        asked = Address(address.scheme, address.host, address.port, "/robots.txt")
        try:
            for _ in range(MAX_REDIRECTS + 1):
                answer = self._answer(asked, _MAX_ROBOTS)
                where = answer.headers.get("Location")
                if not (300 <= answer.status < 400 and where):
                    break
                asked = asked.joined(where)
        except _TooLarge:
            return Robots(((False, "/"),))
        if 200 <= answer.status < 300:
            return Robots.of(answer.content.decode("utf-8", "replace").removeprefix("\ufeff"))
        return Robots() if answer.status < 500 else Robots(((False, "/"),))

    def _answer(self, address: Address, limit: int) -> _Answer:
        refusals: list[str] = []
        for endpoint in address.endpoints(allow_private=self.allow_private):
            try:
                return self._exchange(address, endpoint, limit)
            except TimeoutError:
                raise Refused(f"'{address.host}' takes longer than {self.seconds:g} seconds") from None
            except (OSError, http.client.HTTPException) as problem:
                refusals.append(str(problem) or type(problem).__name__)
        raise Refused(f"'{address.host}' can't be reached: {refusals[-1]}")

    def _exchange(self, address: Address, endpoint: str, limit: int) -> _Answer:
        """One request and its answer, within the time, whatever the server does. Raises TimeoutError."""
        ends = time.monotonic() + self.seconds
        raw = socket.create_connection((endpoint, address.port), timeout=self.seconds)
        with _ending(raw, ends) as expired:
            try:
                with _encrypted(raw, address) as channel:
                    answer = _asked(channel, address, limit)
            except (OSError, http.client.HTTPException):
                if expired.is_set():
                    raise TimeoutError from None
                raise
            if expired.is_set():
                raise TimeoutError
        return answer


class _TooLarge(Refused):
    pass


@contextmanager
def _ending(raw: socket.socket, ends: float) -> Iterator[threading.Event]:
    """Within it, the connection breaks at the moment ``ends``: a server that sends a byte a second gets no hour."""
    expired = threading.Event()

    def end() -> None:
        expired.set()
        try:
            raw.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it is closed already

    timer = threading.Timer(max(0.0, ends - time.monotonic()), end)
    timer.daemon = True
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()
        raw.close()


def _encrypted(raw: socket.socket, address: Address) -> socket.socket:
    if address.scheme == "http":
        return raw
    return ssl.create_default_context().wrap_socket(raw, server_hostname=address.host)


def _asked(channel: socket.socket, address: Address, limit: int) -> _Answer:
    connection = http.client.HTTPConnection(address.host, address.port)
    connection.sock = channel
    connection.request("GET", address.target, headers={"Host": address.origin.partition("//")[2], **_HEADERS})
    response = connection.getresponse()
    if (response.length or 0) > limit:
        raise _TooLarge(f"it is larger than {limit:,} bytes")
    content = bytearray()
    while piece := response.read1(65_536):
        content += piece
        if len(content) > limit:
            raise _TooLarge(f"it is larger than {limit:,} bytes")
    if response.length:
        raise Refused("the connection broke before the end of the page", "try again")
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    return _Answer(response.status, response.reason, response.headers, _unpacked(bytes(content), packed))


def _unpacked(content: bytes, packed: str) -> bytes:
    """The content as it was before it was packed, never more than MAX_UNPACKED of it."""
    if packed in ("", "identity"):
        return content
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise Refused(f"it is packed as '{packed}', which was not asked for")
    unpacker = zlib.decompressobj(wbits=47)  # gzip or zlib, by their heads
    try:
        whole = unpacker.decompress(content, MAX_UNPACKED + 1)
    except zlib.error:
        raise Refused("its packing is damaged") from None
    if len(whole) > MAX_UNPACKED:
        raise _TooLarge(f"it unpacks to more than {MAX_UNPACKED:,} bytes")
    return whole
