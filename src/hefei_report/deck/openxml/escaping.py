"""Text as XML holds it; ``xml.sax.saxutils`` would do the same and load half the network on the way."""

from __future__ import annotations

_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_TEXT = str.maketrans(_IN_TEXT)
_ATTRIBUTE = str.maketrans({**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escape(text: str) -> str:
    """``text`` as the content of an element."""
    return text.translate(_TEXT)


def quoteattr(text: str) -> str:
    """``text`` as the value of an attribute, in quotes."""
    return f'"{text.translate(_ATTRIBUTE)}"'
