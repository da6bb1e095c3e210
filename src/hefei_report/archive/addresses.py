"""Which addresses may be fetched: public ones of the web.

A file of sources is data, perhaps somebody else's, and must not make this machine talk to itself or to its
neighbours. So names are resolved here, every address is looked at, and the connection goes to the very address that
was looked at: a name that resolves differently a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import quote, urljoin, urlsplit

from hefei_report.archive.refusal import Refused
from hefei_report.records import dataclass

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/32")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in parts; ``target`` is what is asked for on the host, in ASCII."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def of(cls, url: str) -> Address:
        """The parts of ``url``. Raises Refused for what is no plain address of a web page."""
        try:
            parts = urlsplit(url)
            port = parts.port
            host = (parts.hostname or "").encode("idna").decode("ascii")
        except (ValueError, UnicodeError):
            raise Refused(f"'{url}' is no address", "write https://host/path") from None
        if parts.scheme not in _PORTS or not host:
            raise Refused(f"'{url}' is no address of the web", "write https://host/path")
        if parts.username is not None or parts.password is not None:
            raise Refused("the address holds a name and a password", "take them out")
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
        return cls(parts.scheme, host, port or _PORTS[parts.scheme], target + query)

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        return self.origin + self.target

    def joined(self, location: str) -> Address:
        """Where a redirect from here to ``location`` leads. Raises Refused, also where it would give up encryption."""
        try:
            there = Address.of(urljoin(self.url, location))
        except ValueError:
            raise Refused(f"it redirects to '{location}', which is no address") from None
        if self.scheme == "https" and there.scheme == "http":
            raise Refused(f"it redirects from https to {there.url}")
        return there

    def endpoints(self, *, allow_private: bool) -> tuple[str, ...]:
        """The numeric addresses of the host, at least one. Raises Refused when one of them is not public."""
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except OSError as problem:
            raise Refused(f"the host '{self.host}' can't be found: {problem.strerror or problem}") from None
        numeric = tuple(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
        private = [address for address in numeric if not _is_public(address)]
        if private and not allow_private:
            hint = "only public pages are fetched; --allow-private fetches from this machine and its network, too"
            raise Refused(f"the host '{self.host}' is at the private address {private[0]}", hint)
        return numeric


def _is_public(text: str) -> bool:
    """Whether everybody on the internet would reach the same machine there."""
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address.sixtofour is not None or address.teredo is not None or address in _TRANSLATED:
            return False  # a way to who knows which older address
    return address.is_global and not address.is_multicast
