"""Completes the file of a briefing: what its catalog says of structure, archiving, destinations and files inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from hefei_report.briefing.archiving import Imprint, information, metadata, output_intent
from hefei_report.briefing.attaching import Attachment, associated
from hefei_report.briefing.bookmarks import Bookmark, BookmarkWriter
from hefei_report.briefing.objects import Reserved, array, dictionary, reference, string
from hefei_report.briefing.pagelabels import PageLabels
from hefei_report.briefing.structure import Node
from hefei_report.briefing.tagging import Parent, StructureWriter


def complete(
    document: Any,
    imprint: Imprint,
    root: Node,
    parents: Sequence[Parent],
    links: Mapping[tuple[int, int], str],
    destinations: Mapping[str, bytes],
    bookmarks: Sequence[Bookmark],
    labels: PageLabels,
    attachments: Sequence[Attachment],
) -> None:
    """Fill in the catalog (ISO 32000-1, 7.7.2) of reportlab's ``document``.

    ``root`` is the structure, ``parents`` its parent tree, ``links`` are the names of its links by page and place;
    ``destinations`` are references by name, to which ``bookmarks`` lead;
    ``attachments`` belong to the document as a whole, others to the figures of the structure.
    """
    tagging = StructureWriter(document, imprint.epoch, links)
    structure = tagging.write(root, parents)
    files = {file.name: associated(file, document, imprint.epoch) for file in (*attachments, *tagging.files)}
    entries: dict[str, bytes | pdfdoc.PDFObject] = {
        "MarkInfo": dictionary({"Marked": b"true"}),
        "StructTreeRoot": reference(structure, document),
        "ViewerPreferences": dictionary({"DisplayDocTitle": b"true"}),
        "PageLabels": labels.tree(),
        "Metadata": metadata(imprint),
        "OutputIntents": output_intent(document),
        "Names": dictionary(
            {"Dests": _named(destinations), "EmbeddedFiles": _named(files)},
        ),
    }
    if bookmarks:
        entries["Outlines"] = BookmarkWriter(destinations, document).write(bookmarks)
    if attachments:
        entries["AF"] = array(files[file.name] for file in attachments)
    catalog = document.Catalog
    catalog.Outlines = None  # unless there are bookmarks: reportlab's list has none
    catalog.__NoDefault__ = [*catalog.__NoDefault__, *entries]  # reportlab writes only the entries that it knows
    for key, value in entries.items():
        setattr(catalog, key, value)
    document.info = Reserved(information(imprint))


def _named(found: Mapping[str, bytes]) -> bytes:
    """A name tree (7.9.6) of one node; the names are in the order of their bytes, as readers rely on."""
    pairs = sorted((string(key), value) for key, value in found.items())
    return dictionary({"Names": array(part for pair in pairs for part in pair)})
