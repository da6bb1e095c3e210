"""What a deck starts from, as plain values: a template's parts, and what is added to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field

from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """Members of a package by name, without leading slash, and the content types of those that have one."""

    members: Mapping[str, bytes] = field(repr=False)
    kinds: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship as a package holds it."""

    id: str
    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class NotesStock:
    """What pages of notes are made of: the page before and after its paragraphs, and the name of their master.

    ``parts`` are the master's own where the template has none; then the presentation has to lead to it.
    """

    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    master: str
    parts: Parts | None


@dataclass(frozen=True, slots=True)
class CoreProperties:
    """What a deck says of itself. ``written`` is naive and in UTC."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    written: dt.datetime


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A template without its presentation part, which is at ``presentation``, of a ``kind``, and grows with slides.

    ``layouts`` gives the part of each layout by its name and by its file's. ``core`` and ``app`` are the names of the
    parts with the properties.
    """

    parts: Parts
    presentation: str
    kind: str
    xml: bytes = field(repr=False)
    relations: tuple[Relation, ...]
    layouts: Mapping[str, str]
    notes: NotesStock
    core: str
    app: str
