"""The list of references: numbered entries, each with links back to the pages that cite it."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.briefing.boxes import breadth
from hefei_report.briefing.flow import Block
from hefei_report.briefing.landmarks import Area, Landmark, destination_name
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node, Numbering
from hefei_report.briefing.text import Label, Text, as_parts
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.model import Reference
from hefei_report.proof.binding import NUMBERING, PAGE

_HANG = 26.0  # points from the number to the entry


def reference_blocks(
    references: tuple[Reference, ...], cited: frozenset[str], typesetter: Typesetter
) -> tuple[Block, ...]:
    """The entries in order; only those in ``cited`` get a line of links back."""
    numbering = Numbering.DECIMAL if all(reference.numbered for reference in references) else Numbering.NONE
    with typesetter.structure.element(Node("L", numbering=numbering)):
        return tuple(_entry(reference, reference.key in cited, typesetter) for reference in references)


def _entry(reference: Reference, cited: bool, typesetter: Typesetter) -> Block:
    """An item of a list whose body is the entry and, after it, the links back."""
    style = typesetter.styles.reference
    with typesetter.element("LI") as item:
        label = item.add(Node("Lbl"))
        body = item.add(Node("LBody"))
    indent = _HANG if reference.numbered else 0.0
    text = typesetter.text(
        tuple(replace(run, role=f"reference:{reference.key}") for run in reference.content),
        style,
        reference.span,
        indent=indent,
        measure=typesetter.tokens.full_width - indent,
        label=Label(typesetter.words(f"{reference.number}.", style, NUMBERING), -_HANG, label)
        if reference.numbered
        else None,
        landmark=Landmark(destination_name("ref", reference.key), ""),
        node=body.add(Node("BibEntry")),
    )
    return ReferenceEntry(text, indent, reference.key if cited else None, typesetter, body.add(Node("P")))


class ReferenceEntry(Block):
    """An entry of the list; with ``key``, a line below it, ``node``, links to the pages that cite that source."""

    def __init__(self, text: Text, indent: float, key: str | None, typesetter: Typesetter, node: Node) -> None:
        self.text, self.indent, self.key, self.typesetter, self.node = text, indent, key, typesetter, node
        self.after, self.looks_back = 0.3 * typesetter.tokens.baseline, True

    def height(self, width: float) -> float:
        back = self.typesetter.styles.tiny.leading if self.key is not None else 0.0
        return self.text.height(width) + back

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        if self.height(width) <= self.typesetter.body_height / 2:
            return None
        parts = self.text.divide(width, room)
        if parts is None or not isinstance(parts[1], Text):
            return None
        return parts[0], ReferenceEntry(parts[1], self.indent, self.key, self.typesetter, self.node)

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        self.text.paint(sheet, x, top, width)
        if self.key is not None:
            left = x + self.indent
            self._paint_back_links(sheet, left, top - self.text.height(width), width - self.indent)

    def _paint_back_links(self, sheet: Sheet, left: float, top: float, width: float) -> None:
        """Every citing page is drawn before the list is, so its number and destination are known by now."""
        assert self.key is not None
        typesetter, style = self.typesetter, self.typesetter.styles.tiny
        pages, words = sheet.citations(self.key), typesetter.labels
        typesetter.asked.citing[self.key] = tuple(pages)
        before, after = (words.cited_on_several if len(pages) > 1 else words.cited_on).split("{pages}")
        x, baseline = left, top - style.baseline
        labels = {sheet.page_label(page): name for page, name in pages.items()}
        for shown, name in _back_links(labels, before, words.enumeration, after):
            pieces = typesetter.words(shown, style, PAGE)
            end = x + breadth(pieces)
            if end > left + width:
                break
            with sheet.within(self.node.add(Node("Link")) if name else self.node):
                sheet.set_pieces(x, baseline, as_parts(pieces))
                if name:
                    tip = typesetter.labels.page.format(number=shown)
                    sheet.link_inside(Area(x, top - style.leading, end, top), name, tip)
            x = end


def _back_links(pages: dict[str, str], before: str, between: str, after: str) -> list[tuple[str, str]]:
    """The words of the line in order, each with the destination it links to or ''."""
    if not pages:
        return []
    line = [(before, "")]
    for page, name in pages.items():
        line += [(page, name), (between, "")]
    return [*line[:-1], *([(after, "")] if after else [])]
