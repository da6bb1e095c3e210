"""Reads a manifest back from a file that somebody handed on: nothing in it is believed to be well formed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from hefei_report.document.model import Medium
from hefei_report.proof.inventory import Leaf, Mark, Picture, Unit
from hefei_report.proof.manifest import FORMAT, VERSION
from hefei_report.records import dataclass

MOST_BYTES = 64_000_000


class NoManifest(ValueError):
    """There is no manifest that could be read; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as read. ``facts`` and ``sources`` are JSON objects by id; ``places`` name sections and figures."""

    report: Mapping[str, Any]
    facts: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, Mapping[str, Any]]
    places: Mapping[str, str]
    media: Mapping[Medium, tuple[Leaf, ...]] = field(repr=False)

    def shown_in(self, medium: Medium) -> tuple[Leaf, ...]:
        """The inventory of ``medium``. Raises NoManifest when there is none."""
        if medium not in self.media:
            raise NoManifest(f"its manifest does not tell of a {medium.value}")
        return self.media[medium]


def read_manifest(content: bytes) -> Manifest:
    """The manifest in ``content``. Raises NoManifest."""
    if len(content) > MOST_BYTES:
        raise NoManifest("its manifest is too large")
    try:
        raw = json.loads(content)
        if raw["format"] != FORMAT or raw["version"] != VERSION:
            raise NoManifest("its manifest is of another kind or version")
        return _manifest(raw)
    except NoManifest:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        raise NoManifest("its manifest is damaged") from None


def _manifest(raw: Any) -> Manifest:
    bindings = [str(binding) for binding in raw["bindings"]]
    media = {
        Medium(name): tuple(_leaf(leaf, bindings) for leaf in leaves) for name, leaves in dict(raw["media"]).items()
    }
    return Manifest(
        report=_object(raw["report"]),
        facts={str(id_): _object(fact) for id_, fact in _object(raw["facts"]).items()},
        sources={str(key): _object(source) for key, source in _object(raw["sources"]).items()},
        places={str(id_): str(name) for id_, name in _object(raw["places"]).items()},
        media=media,
    )


def _object(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise TypeError
    return raw


def _leaf(raw: Any, bindings: list[str]) -> Leaf:
    pictures = tuple(
        Picture(
            tuple(str(digest) for digest in picture["sha256"]),
            tuple(_unit(label, bindings) for label in picture["labels"]),
            str(picture["at"]),
        )
        for picture in raw["pictures"]
    )
    tips = tuple(str(digest) for digest in raw.get("tips", ()))
    return Leaf(int(raw["number"]), tuple(_unit(unit, bindings) for unit in raw["units"]), pictures, tips)


def _unit(raw: Any, bindings: list[str]) -> Unit:
    at, text, *numbers = raw
    if len(numbers) % 3 or not isinstance(text, str):
        raise ValueError
    triples = zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    marks = tuple(Mark(int(start), int(length), bindings[int(which)]) for start, length, which in triples)
    if any(mark.start < 0 or mark.length < 1 or mark.start + mark.length > len(text) for mark in marks):
        raise ValueError
    return Unit(text, marks, str(at))
