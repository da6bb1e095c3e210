"""What was printed on a page, as values: so that it can be put into another file as it stands."""

from __future__ import annotations

import re
from dataclasses import field

from hefei_report.briefing.landmarks import Area, Landmark
from hefei_report.briefing.picturedata import PictureData
from hefei_report.briefing.structure import Node
from hefei_report.proof.inventory import Picture, Unit
from hefei_report.records import dataclass

NUMBER_PLACE = "%number"  # in the content of a page, where the number of another will be
NUMBER_PLACES = re.compile(f"^{NUMBER_PLACE}$", re.MULTILINE)


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

    ``marked`` are the elements of its marks; ``used`` are its links and pictures in the order in which they came. On
    a page that ``waits`` for the numbers of others, the content isn't compressed, and has marks where they will be.
    """

    size: tuple[float, float]
    content: bytes = field(repr=False)
    marked: tuple[Node, ...]
    used: tuple[Link | PictureData, ...]
    waits: bool = False


@dataclass(frozen=True, slots=True)
class PageNumber:
    """What the page of the destination ``name`` is called, which is known when all pages are.

    It ends at ``right`` on a ``baseline``, in points, in the style of entries of the contents at ``depth``.
    """

    name: str
    right: float
    baseline: float
    depth: int


@dataclass(frozen=True, slots=True)
class PageNotes:
    """What the inventory has of a page: its texts and pictures, and the digests of its tips."""

    units: tuple[Unit | PageNumber, ...] = ()
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
