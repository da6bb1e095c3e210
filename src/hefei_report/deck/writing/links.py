"""Which addresses a deck may link to: the web and mail, nothing that runs or opens a file."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from hefei_report.document.model import SAFE_SCHEMES

_LONGEST = 2_000  # characters; PowerPoint refuses relationships much longer than that
_KEPT = ":/?#[]@!$&'()*+,;=%~-._"


def safe_address(url: str) -> str | None:
    """``url`` as a package may hold it (an ASCII URI), or None when it isn't one that we link to."""
    address = url.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if not address.lower().startswith(SAFE_SCHEMES) or not (parts.netloc or parts.scheme.lower() == "mailto"):
        return None
    if len(address) > _LONGEST or any(ord(character) < 0x20 for character in address):
        return None
    return quote(address, safe=_KEPT)
