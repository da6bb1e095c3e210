"""What was read from a finished file, before anything is made of it."""

from __future__ import annotations

from hefei_report.document.model import Medium
from hefei_report.records import dataclass

MOST_BYTES = 300_000_000  # of a file
MOST_LEAVES = 5_000
MOST_TEXT = 20_000_000  # characters in a file


class Unreadable(ValueError):
    """A file can't be read, or not in reasonable time; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A text that is no part of a leaf's own: a comment, a tooltip of a link to ``target``, a text of its layout."""

    text: str
    what: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class ReadLeaf:
    """What one page or slide holds: its texts in the order of the file, and the SHA-256 of each of its pictures.

    ``label`` is what readers call it where that isn't its number in the file, such as "iii".
    """

    texts: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A finished file. ``manifest`` is what it carries, or b""."""

    medium: Medium
    leaves: tuple[ReadLeaf, ...]
    manifest: bytes


def bounded(leaves: list[ReadLeaf]) -> tuple[ReadLeaf, ...]:
    """``leaves`` if there is not too much in them. Raises Unreadable."""
    texts = (text for leaf in leaves for text in (*leaf.texts, *(beside.text for beside in leaf.beside)))
    if sum(map(len, texts)) > MOST_TEXT:
        raise Unreadable("there is more text in it than can be read")
    return tuple(leaves)
