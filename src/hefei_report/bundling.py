"""Several contents as one entry of the cache: it is read and written at once, and holds what belongs together."""

from __future__ import annotations

import json
from collections.abc import Mapping


def bundled(contents: Mapping[str, bytes]) -> bytes:
    """``contents`` by their keys: a line with the keys and the lengths, and then the contents."""
    index = json.dumps({key: len(content) for key, content in contents.items()})
    return b"\n".join((index.encode("ascii"), b"".join(contents.values())))


def contents_of(bundle: bytes) -> dict[str, bytes]:
    """What :func:`bundled` bundled; nothing for bytes that it didn't write."""
    found: dict[str, bytes] = {}
    line, _, data = bundle.partition(b"\n")
    try:
        at = 0
        for key, length in json.loads(line).items():
            found[key] = data[at : at + length]
            at += length
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return found if at == len(data) else {}
