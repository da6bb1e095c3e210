"""Whole Documents for the tests of the briefing, built without the rest of the product, and a draughtsman for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pikepdf

from hefei_report.briefing import Briefing, write_briefing
from hefei_report.diagnostics import Diagnostic, Diagnostics, Span
from hefei_report.document.chartplan import Axis, ChartPlan, Line, Point, Series, Value
from hefei_report.document.drawing import Box, Glyphs, Operators, RenderedFigure
from hefei_report.document.model import (
    Align,
    Block,
    Column,
    CrossLink,
    Document,
    Figure,
    Inline,
    KeyFigure,
    KeyFigures,
    List,
    ListItem,
    Medium,
    Panel,
    Paragraph,
    Quote,
    Reference,
    ReferenceLink,
    Run,
    Section,
    Slide,
    Table,
    TableRow,
    Tone,
    WebLink,
    Width,
)
from hefei_report.theme import load_theme

EPOCH = 1763769600  # 2025-11-22 00:00:00 UTC
PROSE = (
    "State investors took early stakes in makers of panels, memory chips and electric cars; the returns were put into "
    "the next bet, an approach that the financial press has called the Hefei model. "
)
CHINESE = (
    "合肥海关统计，今年前三季度，合肥市外贸进出口总值达2572亿元人民币，同比增长12.3%，其中出口1680亿元。"
    "“新三样”（电动载人汽车、锂离子蓄电池、太阳能电池）出口表现突出，对“一带一路”共建国家进出口占比达45.6%。"
)


def at(line: int) -> Span:
    """A place in an outline that doesn't exist."""
    return Span("briefing.yaml", line, 5)


def text(words: str) -> Inline:
    return (Run(words),) if words else ()


def cite(key: str, number: int) -> Run:
    """A citation mark as resolve makes it."""
    return Run(f"[{number}]", target=ReferenceLink(key))


def see(id_: str, words: str) -> Run:
    """A cross-reference as resolve makes it."""
    return Run(words, target=CrossLink(id_))


def paragraph(*parts: str | Run, line: int = 1) -> Paragraph:
    return Paragraph(span=at(line), content=tuple(Run(part) if isinstance(part, str) else part for part in parts))


def section(
    id_: str,
    title: str,
    *blocks: Block,
    number: str = "",
    headline: str = "",
    sections: tuple[Section, ...] = (),
    only: Medium | None = None,
    line: int = 1,
) -> Section:
    return Section(
        span=at(line),
        only=only,
        id=id_,
        number=number,
        level=1 + number.count("."),
        title=text(title),
        headline=text(headline),
        blocks=blocks,
        sections=sections,
    )


def plan(aspect: float = 0.5) -> ChartPlan:
    """A growth line of six years."""
    values = [Decimal(value) for value in (100, 120, 150, 140, 190, 257)]
    points = tuple(Point(Decimal(2019 + k), Value(value, str(value))) for k, value in enumerate(values))
    return ChartPlan(
        kind="line",
        categories=tuple(str(2019 + k) for k in range(6)),
        series=(Series("Hefei", tuple(Value(value) for value in values)),),
        layers=(Line(points, "Hefei"),),
        x=Axis(Decimal(2019), Decimal(2024)),
        y=Axis(Decimal(0), Decimal(300)),
        aspect=aspect,
    )


def figure(
    number: int, *, width: Width = Width.COLUMN, aspect: float = 0.5, title: str = "Exports tripled", line: int = 1
) -> Figure:
    return Figure(
        span=at(line),
        id=f"fig-{number}",
        number=number,
        title=text(title),
        caption=text("Goods exports of Hefei, billion yuan"),
        alt="A line chart",
        plan=plan(aspect),
        note=text("Customs changed its records in 2018."),
        source=(Run("Hefei Customs "), cite("customs", 1)),
        width=width,
    )


def table(number: int, rows: tuple[TableRow, ...], *columns: Column, title: str = "Four bets", line: int = 1) -> Table:
    return Table(
        span=at(line),
        id=f"tbl-{number}",
        number=number,
        title=text(title),
        columns=columns,
        rows=rows,
        caption=text("Stakes of the city"),
        note=text("Planned totals."),
        source=(Run("Yicai "), cite("yicai", 2)),
    )


def row(*cells: str, emphasis: bool = False) -> TableRow:
    return TableRow(tuple(text(cell) for cell in cells), emphasis)


BETS = table(
    1,
    (
        row("BOE", "9.0", "Sold at a profit"),
        row("LDK", "2.0", "Insolvent in 2014"),
        row("All", "11.0", "", emphasis=True),
    ),
    Column(text("Company")),
    Column(text("Stake"), Align.NUMBER),
    Column(text("Outcome")),
)


def every_element() -> tuple[Section, ...]:
    """Two sections with every element there is, in both media and in one."""
    key_figures = KeyFigures(
        span=at(20),
        items=tuple(
            KeyFigure(text(value), text("billion yuan"), text(label), (Run("2024 "), cite("customs", 1)))
            for value, label in (("257.2", "Exports"), ("1350", "Output"), ("47", "Research"), ("168", "Stakes"))
        ),
    )
    nested = List(
        span=at(21),
        items=(
            ListItem((Run("Panels", bold=True), Run(", then")), (ListItem(text("glass"), (ListItem(text("sand")),)),)),
            ListItem(text("Chips")),
        ),
    )
    steps = List(span=at(22), items=(ListItem(text("find a company")), ListItem(text("buy a stake"))), ordered=True)
    panel = Panel(
        span=at(23), tone=Tone.CAUTION, title=text("Gross and net"), body=(paragraph("Output is gross."), steps)
    )
    quote = Quote(span=at(24), body=(paragraph("We read for two years."),), attribution=text("An official"))
    deck_only = Paragraph(span=at(25), only=Medium.DECK, content=text("Never in print"))
    slide = Slide(span=at(26), only=Medium.DECK, title=text("A slide of its own"), body=())
    web = Run("the bureau", target=WebLink("https://example.org/a?b=1&c=2"))
    first = section(
        "sec-first",
        "In one page",
        key_figures,
        paragraph("Exports grew ", cite("customs", 1), ", as ", see("fig-1", "Figure 1"), " shows; see ", web, "."),
        nested,
        panel,
        deck_only,
        slide,
        number="1",
        headline="Hefei grew and paid for it early",
    )
    inner = section(
        "sec-inner", "The bets", paragraph("They are in ", see("tbl-1", "Table 1"), "."), BETS, number="2.1"
    )
    second = section(
        "sec-second",
        "From backwater to hub",
        paragraph(PROSE, cite("yicai", 2), " and ", see("sec-first", "section 1"), "."),
        figure(1),
        quote,
        paragraph(CHINESE),
        number="2",
        sections=(inner,),
    )
    return first, second


REFERENCES = (
    Reference("customs", 1, text("Hefei Customs. Trade in 2024. 2025."), "en", at(90)),
    Reference("yicai", 2, text("Yicai. How Hefei bought its way up. 2021."), "en", at(91)),
)


def document(*sections: Section) -> Document:
    """A report of ``sections``; of every element, without any."""
    return Document(
        report="hefei",
        title=text("How an inland city became a hub"),
        subtitle=text("Bets and open questions"),
        authors=("A. Analyst", "李明"),
        publisher="Institute for Cities",
        date=dt.date(2025, 11, 22),
        language="en",
        theme="hefei",
        sections=sections or every_element(),
        references=REFERENCES,
        facts=(),
        span=at(1),
        keywords=("Hefei", "合肥"),
        description="A briefing on Hefei.",
    )


@dataclass(frozen=True)
class Frames:
    """Draws each figure as a frame, with a name in both scripts at its middle; asks for ``times`` a plan's aspect."""

    times: float = 1.0

    def height(self, plan: ChartPlan, width: float, medium: Medium) -> float:
        assert (plan.kind, medium) == ("line", Medium.BRIEFING)
        return self.times * plan.aspect * min(width, load_theme("hefei").print.column_width)

    def draw(self, plan: ChartPlan, box: Box, medium: Medium) -> RenderedFigure:
        assert (plan.kind, medium) == ("line", Medium.BRIEFING)
        frame = f"0.07 0.25 0.35 RG 1 w 0.5 0.5 {box.width - 1:.2f} {box.height - 1:.2f} re S"
        name = Glyphs(box.width / 2, box.height / 2, 0.0, 8.0, "#12405a", "bold", "Hefei 合肥")
        upright = Glyphs(12.0, 10.0, 90.0, 8.0, "#55606e", "regular", "billion yuan")
        return RenderedFigure(box, (Operators(frame), name, upright))


@dataclass
class Written:
    """A briefing on disk, with what its writing found."""

    path: Path
    briefing: Briefing
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def overfull(self) -> list[Diagnostic]:
        return [diagnostic for diagnostic in self.found if diagnostic.code == "overfull"]

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)


def write(report: Document, folder: Path, *, draft: bool = False) -> Written:
    """``report`` written to a file in ``folder``."""
    diagnostics = Diagnostics()
    report = replace(report, draft=draft)
    briefing = write_briefing(report, load_theme(report.theme), Frames(), diagnostics, EPOCH)
    path = folder / "briefing.pdf"
    path.write_bytes(briefing.content)
    return Written(path, briefing, list(diagnostics))
