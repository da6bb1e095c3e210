"""Places in archived texts, and what is kept of them: no word of the text, and nothing that costs a build to load."""

from __future__ import annotations

import hashlib

from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """From ``at`` to before ``end`` in a paragraph, which counts from 1."""

    paragraph: int
    at: int
    end: int


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """What is kept of a place: enough to find it again and to see that it changed.

    ``text`` is the hash of its paragraph, ``fingerprint`` one of the characters around it.
    """

    paragraph: int
    at: int
    text: str
    fingerprint: str


def hashed(text: str, length: int = 16) -> str:
    """The first ``length`` hexadecimal digits of the SHA-256 of ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]
