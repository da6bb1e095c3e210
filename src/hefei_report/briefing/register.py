"""The register of facts: each with what it measures, when and where, its source or working, and its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hefei_report.briefing.boxes import breadth
from hefei_report.briefing.columns import Cell, Row
from hefei_report.briefing.flow import Block, Stack
from hefei_report.briefing.grid import Grid, GridRow, header_nodes, row_nodes
from hefei_report.briefing.landmarks import Area, Landmark, destination_name
from hefei_report.briefing.linebreaks import natural_width
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.recording import REGISTER
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node, Scope
from hefei_report.briefing.styles import TextStyle
from hefei_report.briefing.tables import TableRows
from hefei_report.briefing.text import Setting, Text, as_parts
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, FactEntry, Inline, ReferenceLink, Run, Section
from hefei_report.document.registerwords import register_words
from hefei_report.proof.binding import NUMBERING, PAGE, set_again
from hefei_report.proof.uses import facts_in_order, sections_of_facts

_SHARES = (0.225, 0.305, 0.165, 0.185, 0.12)  # of the width, for the columns
_GUTTER = 10.0
_EDGE = 4.0
_PADDING = 3.0  # points above and below a row
_HEADING_ABOVE, _HEADING_BELOW = 7.0, 4.0
_PAGE_LINES = 2


def register_blocks(document: Document, typesetter: Typesetter) -> Iterator[Block]:
    """The table of facts in the order of their first use, under the sections that use them first."""
    setter = _Setter(document, typesetter)
    with typesetter.element("Table"):
        grid = Grid(typesetter.tokens.full_width, setter.header(), tuple(setter.rows()), REGISTER)
    yield TableRows.of(grid, typesetter, Stack(()), _PADDING)


class _Setter:
    """Sets the rows, in styles that are made once."""

    def __init__(self, document: Document, typesetter: Typesetter) -> None:
        self.document, self.typesetter = document, typesetter
        self.words, self.labels = register_words(document.language), labels(document.language)
        size = typesetter.tokens.tiny
        self._cell = replace(typesetter.styles.cell, size=size, leading=1.24 * size)
        self._strong = replace(self._cell, bold=True)
        self._title = replace(self._strong, colour=typesetter.theme.primary)
        self._quiet = replace(self._cell, colour=typesetter.theme.quiet)
        self._small = replace(self._quiet, size=0.88 * size)
        self._columns = tuple(self._spans())
        self._printed = {fact.id for fact in document.facts}

    def _spans(self) -> Iterator[tuple[float, float]]:
        """Left edge and width of each column."""
        room = self.typesetter.tokens.full_width - 2 * _EDGE - _GUTTER * (len(_SHARES) - 1)
        left = _EDGE
        for share in _SHARES:
            yield left, share * room
            left += share * room + _GUTTER

    def header(self) -> Row:
        """The heads of the columns."""
        nodes = header_nodes(self.typesetter, len(self._columns))
        names = zip(self._columns, self.words.columns, nodes, strict=True)
        cells = [Cell(*span, self._text((Run(name),), self._title, node)) for span, name, node in names]
        return Row(cells, whole=self.typesetter.body_height / 2)

    def rows(self) -> Iterator[GridRow]:
        """The facts; the first under each section has that section's title above it, the header of those rows."""
        homes = sections_of_facts(self.document)
        before: Section | None = None
        body: Node | None = None
        for fact in facts_in_order(self.document):
            home = homes.get(fact.id)
            headed = home is not None and home is not before
            if body is None or headed:
                body = self.typesetter.structure.add(Node("TBody"))
            if home is not None and headed:
                heading = self._heading(home, body)
                block: Block = Stack((heading, self._fact(fact, body)), whole=self.typesetter.body_height)
            else:
                block = self._fact(fact, body)
            before = home
            cell = Cell(0.0, self.typesetter.tokens.full_width, block)
            yield GridRow(Row([cell], whole=self.typesetter.body_height / 2))

    def _heading(self, section: Section, body: Node) -> Block:
        node = body.add(Node("TR")).add(Node("TH", scope=Scope.COLUMN, columns=len(_SHARES)))
        number = (Run(f"{section.number}\u2002", role=NUMBERING),) if section.number else ()
        title = (*number, *set_again(section.title))
        return _Inset(self._text(title, self._title, node), _EDGE, above=_HEADING_ABOVE, below=_HEADING_BELOW)

    # ----------------------------------------------------------------------------------------- facts

    def _fact(self, fact: FactEntry, body: Node) -> Block:
        """A row; the working stands under what is measured, over several columns if it is long."""
        about = f"register:{fact.id}"
        first, second, third, fourth, fifth = self._columns
        head, measured, at, source, pages = row_nodes(body, len(self._columns), row_headed=True)
        landmark = Landmark(destination_name("fact", fact.id), "")
        value = self._line((Run(_breakable(fact.text), role=about),), self._strong, head, landmark)
        name = self._line((Run(_breakable(fact.id), role=about),), self._small, head)
        label = self._line((Run(fact.label, role=about),), self._cell, measured)
        working = self._line((Run(f"= {fact.working}", role=about),), self._quiet, measured) if fact.working else None
        fits = working is not None and natural_width(working.text) <= second[1]
        cells = [
            Cell(*first, Stack((value, name))),
            Cell(*second, Stack((label, working) if working and fits else (label,))),
            Cell(*third, self._lines(self._when_and_where(fact), about, at)),
            Cell(*fourth, self._lines(self._source(fact, about), about, source)),
            Cell(*fifth, self._pages(fact, pages)),
        ]
        row = Row(cells, whole=self.typesetter.body_height / 2)
        if fits or working is None:
            return row
        over = _Inset(working, second[0], fourth[0] + fourth[1] - second[0])
        return Stack((row, over), whole=self.typesetter.body_height / 2)

    def _when_and_where(self, fact: FactEntry) -> list[Inline]:
        when = (fact.period, self.words.statuses.get(fact.status, ""))
        lines = (self.labels.comma.join(part for part in when if part), fact.geography)
        return [(Run(line),) for line in lines if line]

    def _source(self, fact: FactEntry, about: str) -> list[Inline]:
        """The marks of its sources with the places in them, then what is known of its verification."""
        located = [(support.source, support.locator) for support in fact.supports]
        marks = self._marks(located or [(key, "") for key in fact.references], about)
        state = self.words.state_names.get(fact.state, "") if fact.state else ""
        told = self.labels.calculated if fact.working else state
        return [line for line in (marks, (Run(told),) if told else ()) if line]

    def _marks(self, located: Iterable[tuple[str, str]], about: str) -> Inline:
        known = self.typesetter.references
        runs: list[Run] = []
        listed = sorted((pair for pair in located if pair[0] in known), key=lambda pair: known[pair[0]].number)
        for key, locator in listed:
            runs += [Run(" ")] if runs else []
            runs.append(Run(known[key].mark, target=ReferenceLink(key)))
            place = self.labels.comma.rstrip() + "\u00a0" + locator.replace(" ", "\u00a0")
            runs += [Run(place, role=about)] if locator else []
        return tuple(runs)

    def _pages(self, fact: FactEntry, node: Node) -> Block:
        otherwise = self.words.deck if fact.id in self._printed else self.words.basis
        return _Pages(fact.id, self.typesetter, self._cell, self._text((Run(otherwise),), self._quiet, node), node)

    def _lines(self, lines: Sequence[Inline], about: str, node: Node) -> Block:
        """The first line in ink, those under it quiet; their digits are the fact's."""
        styles = (self._cell, *[self._quiet] * len(lines))
        own = [tuple(run if run.target else replace(run, role=about) for run in line) for line in lines]
        return Stack([self._line(line, style, node) for line, style in zip(own, styles, strict=False)])

    def _line(self, inline: Inline, style: TextStyle, cell: Node, landmark: Landmark | None = None) -> Text:
        """One of several texts in a cell."""
        return self._text(inline, style, cell.add(Node("P")), landmark)

    def _text(self, inline: Inline, style: TextStyle, node: Node, landmark: Landmark | None = None) -> Text:
        """A text in a narrow column, where a long word is broken without a complaint: it may be a name for machines."""
        setting = Setting(style, node, landmark=landmark, tips=self.typesetter.tip)
        return Text(PiecedText(self.typesetter.pieces(inline, style)), setting)


def _breakable(text: str) -> str:
    """``text`` with line ends allowed after underscores, and at spaces that elsewhere keep a number to its unit."""
    return text.replace("_", "_\u200b").replace("\u00a0", " ")


class _Inset(Block):
    """A block ``left`` points from the edge, ``extent`` points wide (0: to the right edge), with space around it."""

    def __init__(
        self, block: Block, left: float, extent: float = 0.0, *, above: float = 0.0, below: float = 0.0
    ) -> None:
        self.block, self.left, self.extent, self.above, self.below = block, left, extent, above, below

    def height(self, width: float) -> float:
        return self.above + self.block.height(self.extent or width - self.left) + self.below

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        self.block.paint(sheet, x + self.left, top - self.above, self.extent or width - self.left)


class _Pages(Block):
    """The pages on which a fact is printed, each a link; they are drawn before the register is, so they are known.

    ``otherwise`` stands there for a fact that no page prints.
    """

    def __init__(self, id: str, typesetter: Typesetter, style: TextStyle, otherwise: Block, node: Node) -> None:
        self.id, self.typesetter, self.style, self.otherwise, self.node = id, typesetter, style, otherwise, node

    def height(self, width: float) -> float:
        return _PAGE_LINES * self.style.leading

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        pages = self.typesetter.asked.stating[self.id] = sheet.pages_of_fact(self.id)
        if not pages:
            self.otherwise.paint(sheet, x, top, width)
        left, line = x, 0
        for place, page in enumerate(pages):
            label = sheet.page_label(page)
            words = label + ("," if place < len(pages) - 1 else "")
            pieces = self.typesetter.words(words, self.style, PAGE)
            wide = breadth(pieces)
            if left + wide > x + width:
                left, line = x, line + 1
            if line == _PAGE_LINES:
                return
            high = top - line * self.style.leading
            tip = self.typesetter.labels.page.format(number=label)
            with sheet.within(self.node.add(Node("Link"))):
                sheet.set_pieces(left, high - self.style.baseline, as_parts(pieces))
                area = Area(left, high - self.style.leading, left + wide, high)
                sheet.link_inside(area, sheet.page_name(page), tip)
            left += wide + 0.3 * self.style.size
