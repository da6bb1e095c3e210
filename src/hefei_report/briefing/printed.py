"""What was printed on a page, as values: so that it can be put into another file as it stands."""

from __future__ import annotations

from dataclasses import field

from hefei_report.briefing.landmarks import Area, Landmark
from hefei_report.briefing.picturedata import PictureData
from hefei_report.briefing.structure import Node
from hefei_report.proof.inventory import Picture, Unit
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link over ``area``; ``entry`` says where it leads, ``tip`` in words. ``node`` is its element."""

    area: Area
    tip: str
    entry: bytes
    node: Node


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of ``size`` in points: its compressed ``content``, and what the file has to know beside it.

    ``marked`` are the elements of its marks; ``used`` are its links and pictures in the order in which they came.
    """

    size: tuple[float, float]
    content: bytes = field(repr=False)
    marked: tuple[Node, ...]
    used: tuple[Link | PictureData, ...]


@dataclass(frozen=True, slots=True)
class PageNotes:
    """What the inventory has of a page: its texts and pictures, and the digests of its tips."""

    units: tuple[Unit, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A printed page with the destinations on it, the sources that it is the first to cite, and its inventory.

    ``landmarks`` have their places in points; ``citations`` are keys of sources with the destinations there.
    """

    page: PrintedPage
    landmarks: tuple[tuple[Landmark, float, float], ...]
    citations: tuple[tuple[str, str], ...]
    notes: PageNotes
