"""Keeps drawn figures from build to build, so that a build whose charts are all known never loads matplotlib."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from importlib import metadata
from typing import Any

from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.drawing import Box, Glyphs, Mark, Operators, RenderedFigure
from hefei_report.document.model import Medium
from hefei_report.theme import fonts
from hefei_report.theme.fonts import Style
from hefei_report.theme.tokens import Theme

FORMAT = 1  # of an entry; a new drawing style needs no new number, the code is part of the key


def key_of(plan: ChartPlan, box: Box, medium: Medium, theme: Theme, faces: tuple[Style, ...]) -> str:
    """The hexadecimal hash of everything that a drawing depends on."""
    parts = [
        FORMAT,
        repr(plan),
        repr(box),
        medium.value,
        _repr_of_theme(theme),
        _code(),
        *(metadata.version(package) for package in ("matplotlib", "pillow", "uharfbuzz")),
        *(digest for style in faces for digest in _font_files(style)),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _repr_of_theme(theme: Theme) -> str:
    inks = sorted((ink.value, colour) for ink, colour in theme.inks.items())
    return repr((inks, [(f, getattr(theme, f)) for f in sorted(theme.__slots__) if f != "inks"]))


@functools.cache
def _code() -> str:
    """The hash of this room's own source: an edited layout never meets a figure it didn't draw."""
    from importlib.resources import files

    digest = hashlib.sha256()
    folder = files(__package__ or "")
    for module in sorted((f for f in folder.iterdir() if f.name.endswith(".py")), key=lambda f: f.name):
        digest.update(module.read_bytes())
    return digest.hexdigest()


@functools.cache
def _font_files(style: Style) -> tuple[str, ...]:
    faces = (fonts.latin_face(style), fonts.chinese_face(style.bold))
    return tuple(hashlib.sha256(face.path.read_bytes()).hexdigest() for face in faces)


def packed(figure: RenderedFigure) -> bytes:
    """``figure`` as bytes for the cache."""
    content: dict[str, Any] = {
        "box": [figure.box.width, figure.box.height],
        "marks": [_mark_fields(mark) for mark in figure.marks],
        "svg": figure.svg.decode(),
        "png": base64.b85encode(figure.png).decode(),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(content: bytes) -> RenderedFigure | None:
    """What :func:`packed` packed, or None for bytes that it didn't write."""
    try:
        fields = json.loads(content)
        marks = tuple(_mark(item) for item in fields["marks"])
        png = base64.b85decode(fields["png"])
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
