"""Bookmarks are a tree that viewers can walk in any direction."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from hefei_report.briefing.bookmarks import Bookmark, BookmarkWriter
from hefei_report.briefing.objects import Destination, reference
from hefei_report.briefing.serializing import serialized

DEPTHS = (0, 0, 1, 1, 2, 0, 1)


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    """A file with a bookmark for each of those depths, called by their places."""
    canvas = Canvas(io.BytesIO())
    canvas.showPage()
    document = canvas._doc
    places = {str(place): reference(Destination(1, 0.0, float(place)), document) for place in range(len(DEPTHS))}
    bookmarks = [Bookmark(f"Nr. {place} – 合肥", str(place), depth) for place, depth in enumerate(DEPTHS)]
    document.Catalog.Outlines = BookmarkWriter(places, document).write(bookmarks)
    return pikepdf.open(io.BytesIO(serialized(document)))


def test_they_are_nested_by_their_depths_and_lead_to_their_places(pdf: pikepdf.Pdf) -> None:
    def told(items: list[pikepdf.OutlineItem], depth: int = 0) -> list[tuple[str, int, float]]:
        found = []
        for item in items:
            assert isinstance(item.destination, pikepdf.Array)
            found.append((item.title, depth, float(item.destination[3])))
            found += told(item.children, depth + 1)
        return found

    with pdf.open_outline() as outline:
        expected = [(f"Nr. {place} – 合肥", depth, float(place)) for place, depth in enumerate(DEPTHS)]
        assert told(outline.root) == expected


def test_each_knows_what_is_around_it_and_how_many_are_below(pdf: pikepdf.Pdf) -> None:
    def below(parent: pikepdf.Object) -> int:
        seen, before, item = 0, None, parent.get("/First")
        while item is not None:
            assert item.Parent.objgen == parent.objgen
            assert (item.Prev.objgen if "/Prev" in item else None) == before
            seen += 1 + below(item)
            before, last, item = item.objgen, item, item.get("/Next")
        if seen:
            assert parent.Last.objgen == last.objgen
            assert parent.Count == seen
        return seen

    assert below(pdf.Root.Outlines) == len(DEPTHS)
