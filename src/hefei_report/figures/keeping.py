"""Keeps drawn figures from build to build, so that a build whose charts are all known never loads matplotlib."""

from __future__ import annotations

import base64
import dataclasses
import functools
import hashlib
import json
from typing import Any, cast

from hefei_report.document.chartplan import ChartPlan, texts_of
from hefei_report.document.drawing import Box, Glyphs, Mark, Operators, RenderedFigure
from hefei_report.document.model import Medium
from hefei_report.memory import Same
from hefei_report.theme import fonts
from hefei_report.theme.fonts import AnyFamily, Style
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import installed_versions, source_digest

_RECENT = 64  # plans whose content is remembered
_LOOKS = 8  # one for each medium of what is built in turn


def key_of(plan: ChartPlan, box: Box, medium: Medium, theme: Theme, family: AnyFamily) -> str:
    """The hexadecimal hash of everything that a drawing depends on, our own code and the font files included."""
    parts = (_content(Same(plan), family), look_digest(medium, theme), repr(box))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@functools.lru_cache(maxsize=_RECENT)
def _content(plan: Same, family: AnyFamily) -> str:
    """What a plan says and what its labels are set in, worked out once for all sizes at which it is laid out."""
    said = cast("ChartPlan", plan.value)
    characters = "".join(sorted(set("".join(texts_of(said)))))
    return "\0".join((repr(said), *_font_files(characters, family)))


def look_digest(medium: Medium, theme: Theme) -> str:
    """The hexadecimal hash of all that the drawings of a medium have in common."""
    return _look_digest(medium, Same(theme))


@functools.lru_cache(maxsize=_LOOKS)
def _look_digest(medium: Medium, theme: Same) -> str:
    rooms = (source_digest(room) for room in ("figures", "theme", "document"))
    parts = (medium.value, _theme_fields(cast("Theme", theme.value)), *rooms, *_versions())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@functools.cache
def _versions() -> tuple[str, ...]:
    return tuple(installed_versions(("matplotlib", "uharfbuzz")).values())


def _theme_fields(theme: Theme) -> str:
    inks = sorted((ink.value, colour) for ink, colour in theme.inks.items())
    textures = sorted((ink.value, texture.value) for ink, texture in theme.textures.items())
    plain = [f.name for f in dataclasses.fields(theme) if f.name not in ("inks", "textures")]
    return repr((inks, textures, [(name, getattr(theme, name)) for name in plain]))


def _font_files(characters: str, family: AnyFamily) -> list[str]:
    """The hashes of the files whose faces set ``characters``."""
    styles = (Style(family), Style(family, bold=True))
    faces = {face.name: face for style in styles for c in ("0", *characters) for face in (fonts.face_for(c, style),)}
    return [faces[name].digest for name in sorted(faces)]


def packed(figure: RenderedFigure) -> bytes:
    """``figure`` as bytes for the cache."""
    content: dict[str, Any] = {
        "box": [figure.box.width, figure.box.height],
        "marks": [_mark_fields(mark) for mark in figure.marks],
        "svg": figure.svg.decode(),
        "png": base64.b64encode(figure.png).decode(),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(content: bytes) -> RenderedFigure | None:
    """What :func:`packed` packed, or None for bytes that it didn't write."""
    try:
        fields = json.loads(content)
        marks = tuple(_mark(item) for item in fields["marks"])
        png = base64.b64decode(fields["png"])
        return RenderedFigure(Box(*fields["box"]), marks, fields["svg"].encode(), png)
    except (ValueError, KeyError, TypeError):
        return None


def _mark_fields(mark: Mark) -> list[Any]:
    match mark:
        case Operators():
            return [mark.code]
        case Glyphs():
            return [mark.x, mark.y, mark.angle, mark.size, mark.colour, mark.weight, mark.text]


def _mark(fields: list[Any]) -> Mark:
    return Operators(*fields) if len(fields) == 1 else Glyphs(*fields)
