"""Whole Documents for the tests of the deck, built without the rest of the product, and a draughtsman for them."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zlib
from dataclasses import replace
from decimal import Decimal

from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import Axis, Band, Bar, Bars, ChartPlan, Ink, Series, Value
from hefei_report.document.drawing import Box, RenderedFigure
from hefei_report.document.model import (
    Align,
    Block,
    ChartForm,
    CitationPlace,
    Column,
    CrossLink,
    DeckOptions,
    Document,
    FactEntry,
    Figure,
    Image,
    Inline,
    KeyFigure,
    KeyFigures,
    List,
    ListItem,
    Medium,
    PageBreak,
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
)
from hefei_report.document.picture import PictureFile, PictureForm

EPOCH = 1_763_800_000


def at(line: int) -> Span:
    """A place in an outline that doesn't exist."""
    return Span("outline.yaml", line, 1)


def words(text: str) -> Inline:
    """One run."""
    return (Run(text),)


def cite(number: int) -> Run:
    """A citation mark."""
    return Run(f"[{number}]", target=ReferenceLink(f"source-{number}"))


# ------------------------------------------------------------------------------------------- drawing


def draw(plan: ChartPlan, box: Box, medium: Medium) -> RenderedFigure:
    """A real PNG and SVG of the size of ``box``: a bar for each value, no text."""
    assert medium is Medium.DECK
    numbers = [float(value.number or 0) for value in plan.series[0].values] or [1.0]
    slot = box.width / len(numbers)
    heights = [box.height * number / max(numbers) for number in numbers]
    bars = "".join(
        f'<rect x="{index * slot:.2f}" y="{box.height - high:.2f}" width="{0.7 * slot:.2f}" height="{high:.2f}"/>'
        for index, high in enumerate(heights)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{box.width:.2f}pt" height="{box.height:.2f}pt" '
        f'viewBox="0 0 {box.width:.2f} {box.height:.2f}">{bars}</svg>'
    )
    return RenderedFigure(box, svg=svg.encode(), png=_png(numbers, round(box.width), round(box.height)))


def _png(numbers: list[float], width: int, height: int) -> bytes:
    """The same bars as a greyscale PNG of ``width`` by ``height`` pixels."""
    tops = [height * (1 - number / max(numbers)) for number in numbers]
    slot = width / len(numbers)
    out = io.BytesIO()
    for y in range(height):
        line = bytes(64 if x % slot < 0.7 * slot and y >= tops[int(x / slot)] else 255 for x in range(width))
        out.write(b"\0" + line)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(out.getvalue())), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def bar_plan(*numbers: int, fact: str | None = None) -> ChartPlan:
    """A column chart of ``numbers``; the last one is the point, and bears ``fact``."""
    values = tuple(
        Value(Decimal(number), str(number), Ink.PRIMARY, fact=fact if number == numbers[-1] else None)
        for number in numbers
    )
    labels = tuple(str(2020 + index) for index in range(len(numbers)))
    bars = Bars(tuple(Bar(index, Decimal(0), Decimal(n), values[index]) for index, n in enumerate(numbers)))
    axis = Axis(Decimal(0), Decimal(max(numbers)))
    return ChartPlan("column", labels, (Series("Output", values),), (bars,), "thousand cars", Band(labels), axis)


# ------------------------------------------------------------------------------------------- elements


def figure(number: int, title: str = "Output of cars multiplied by twenty in four years") -> Figure:
    """A column chart with note and source."""
    return Figure(
        span=at(100 + number),
        id=f"fig-{number}",
        number=number,
        title=words(title),
        caption=words("New-energy vehicles made in Hefei, 2021 to 2025, in thousands"),
        alt=f"Column chart {number} of cars made in Hefei a year, which rise from 65 to 1,374 thousand.",
        plan=bar_plan(65, 255, 746, 1374, fact="cars"),
        note=words("2025 is a target."),
        source=(Run("Hefei Bureau of Statistics "), cite(1)),
    )


def image(number: int, title: str = "The campus stands beside the factories") -> Image:
    """A picture of three by two."""
    picture = PictureFile("campus.png", PictureForm.PNG, _png([3.0, 2.0, 1.0], 1800, 1200), 1800.0, 1200.0)
    return Image(
        span=at(110 + number),
        id=f"fig-{number}",
        number=number,
        title=words(title),
        caption=words("Map of the high-tech zone"),
        alt=f"Map {number} of the high-tech zone with the campus to the west of three factories.",
        picture=picture,
        source=(Run("City Bureau "), cite(2)),
    )


def bullets(*texts: str, line: int = 50) -> List:
    """A list of one level."""
    return List(span=at(line), items=tuple(ListItem(words(text)) for text in texts))


def cited_points(number: int) -> List:
    """Two points; the second cites four of forty sources, others for each ``number`` from 4 on."""
    marks = tuple(cite(4 * (number - 4) + position) for position in range(1, 5))
    return List(span=at(50), items=(ListItem(words(f"Point {number}")), ListItem((*words("Another "), *marks))))


def table(rows: int, title: str = "Who put money into what") -> Table:
    """A table of four columns; the last row is a total."""
    body = [
        TableRow(
            (words(f"Investment {n}"), words(str(2000 + n % 25)), words(f"{n * 37 % 900:,}.5"), words(_outcome(n)))
        )
        for n in range(1, rows)
    ]
    total = TableRow((words("Total"), (), words("12,345.0"), ()), emphasis=True)
    return Table(
        span=at(70),
        id="tbl-bets",
        number=1,
        title=words(title),
        columns=(
            Column(words("Company")),
            Column(words("Year")),
            Column(words("Million yuan"), Align.NUMBER),
            Column(words("What came of it")),
        ),
        rows=(*body, total),
        caption=words("Direct investments of city funds"),
        source=(Run("UrduPoint "), cite(2)),
    )


def _outcome(number: int) -> str:
    long = "became the largest maker of displays for notebooks in the world, and paid its investors back many times"
    return long if number % 5 == 0 else "listed in Shanghai"


def key_figures(count: int) -> KeyFigures:
    """``count`` key figures, each with a fact."""
    items = tuple(
        KeyFigure(
            (Run(f"{n}57.2", fact="exports"),),
            words("billion yuan"),
            words("exports of goods, faster than the national average"),
            (Run("2024 · Hefei "), cite(1 + n % 3)),
        )
        for n in range(1, count + 1)
    )
    return KeyFigures(span=at(60), items=items)


def panel(tone: Tone = Tone.INSIGHT, line: int = 80) -> Panel:
    """A callout with a sentence and a list."""
    sentence = "The city takes a minority stake, and sells once the company stands on its own feet."
    return Panel(
        span=at(line),
        tone=tone,
        title=words(f"How the model works ({tone.value})"),
        body=(
            Paragraph(span=at(line + 1), content=words(sentence)),
            bullets("State funds share the risk", "Exits pay for the next bet"),
        ),
    )


def quote() -> Quote:
    """Someone's words."""
    text = "Hefei is a city that thinks like a venture capitalist, and has the patience of a state."
    return Quote(
        span=at(90),
        body=(Paragraph(span=at(91), content=words(f"“{text}”")),),
        attribution=(Run("An observer, in a newspaper "), cite(3)),
    )


def section(number: str, title: str, *blocks: Block, headline: str = "", sections: tuple[Section, ...] = ()) -> Section:
    """A numbered section of the level that its number says."""
    return Section(
        span=at(10 * len(title)),
        id=f"sec-{number or title.lower()}",
        number=number,
        level=number.count(".") + 1,
        title=words(title),
        headline=words(headline) if headline else (),
        blocks=blocks,
        sections=sections,
    )


def references(count: int) -> tuple[Reference, ...]:
    """``count`` entries of one to three lines."""
    more = " With a longer title that says in full what the article is about, and where it was read"
    return tuple(
        Reference(
            key=f"source-{n}",
            number=n,
            content=(
                Run(f"Author, A. B., & Writer, C. ({2000 + n % 25}). "),
                Run(f"Title of the article number {n}." + more * (n % 3), italic=True),
                Run(" Name of the Journal. "),
                Run(f"https://example.org/{n}", target=WebLink(f"https://example.org/{n}?a=1&b=2")),
            ),
            language="en",
            span=at(200 + n),
            short=f"Journal {n} ({2000 + n % 25})",
        )
        for n in range(1, count + 1)
    )


def facts() -> tuple[FactEntry, ...]:
    """The facts that the elements above print."""
    return (
        FactEntry("exports", "257.2 billion yuan", "Goods exports", "2024", "Hefei", ("source-1",), "paragraph 6"),
        FactEntry("cars", "1.374 million", "Cars made", "2024", "Hefei", ("source-2",), "paragraph 3"),
    )


# ------------------------------------------------------------------------------------------ documents


DRAWN = DeckOptions(charts=ChartForm.DRAWN)  # for tests of pictures


def document(*sections: Section, language: str = "en", **changes: object) -> Document:
    """A document of ``sections`` with three references."""
    settings: dict[str, object] = {
        "report": "test",
        "title": words("Hefei: how an inland city became a technology hub"),
        "subtitle": words("A briefing on economic transformation"),
        "authors": ("Regional Economics Desk",),
        "publisher": "Institute of Examples",
        "date": dt.date(2025, 11, 22),
        "language": language,
        "theme": "hefei",
        "sections": sections,
        "references": references(3),
        "facts": facts(),
        "span": at(1),
    }
    return Document(**{**settings, **changes})  # type: ignore[arg-type]  # the fields are named above


def everything() -> Document:
    """An English document with every kind of block, in draft."""
    nested = List(
        span=at(55),
        items=(
            ListItem(
                (
                    Run("Exports reached "),
                    Run("257.2 billion yuan", bold=True, fact="exports"),
                    Run(" in 2024 "),
                    cite(1),
                ),
                (ListItem(words("Machinery and electronics are four fifths"), (ListItem(words("Cars above all")),)),),
            ),
            ListItem((Run("See "), Run("Figure 1", target=CrossLink("fig-1")), Run(" for the cars"))),
            ListItem((Run("The "), Run("code", code=True), Run(" of "), Run("合肥", lang="zh"), Run(" is 0551"))),
        ),
    )
    prose = Paragraph(span=at(40), content=words("Prose that the deck leaves out. It goes on. And on."))
    told = Slide(
        span=at(95),
        only=Medium.DECK,
        title=words("A slide composed by the author"),
        body=(key_figures(3), bullets("Exports grew faster than the nation's", "Imports fell")),
        notes=(words("Pause here."),),
    )
    two = Slide(
        span=at(96),
        only=Medium.DECK,
        title=words("Two charts side by side say more than one"),
        layout="two-charts",
        body=(figure(3), figure(4, "Batteries followed the cars")),
    )
    only_briefing = Paragraph(span=at(97), only=Medium.BRIEFING, content=words("SECRET OF THE BRIEFING"))
    return document(
        section("", "In one page", key_figures(6), headline="Six figures that tell the story of the city"),
        section(
            "1",
            "Trade and opening up",
            prose,
            figure(1),
            bullets("Output grew by a factor of twenty", "Half of it is made by one company", "The target was missed"),
            nested,
            headline="Hefei now makes more electric cars than most countries do, and exports a third of them",
        ),
        section(
            "2",
            "The Hefei model",
            table(9),
            panel(),
            nested,
            panel(Tone.CAUTION, 82),
            quote(),
            sections=(section("2.1", "A closer look", figure(2, "Cars are made by five companies"), told, two),),
        ),
        section("3", "Told in prose alone", prose, prose, only_briefing, headline="Prose becomes a list of sentences"),
        draft=True,
        deck=DeckOptions(CitationPlace.BOTH),
        keywords=("Hefei", "industry"),
        description="A test of everything.",
    )


def chinese() -> Document:
    """A Chinese document with figure, list, table, key figures, callout, quote and references."""
    sentence = (
        "合肥市2024年货物出口2572亿元，同比增长7.8%，增速高于全国平均水平；"
        "其中“新三样”（电动汽车、锂电池、太阳能电池）出口634亿元。"
    )
    chart = replace(
        figure(1, "四年间，合肥的新能源汽车产量增长了二十倍"),
        caption=words("2021—2025年合肥市新能源汽车产量，单位：千辆"),
        note=words("2025年为目标值。"),
        source=(Run("合肥市统计局"), cite(1)),
        alt="柱形图：合肥市每年新能源汽车产量，从65千辆升至1374千辆。",
    )
    bets = Table(
        span=at(70),
        id="tbl-bets",
        number=1,
        title=words("谁把多少钱投给了谁"),
        columns=(
            Column(words("企业")),
            Column(words("年份")),
            Column(words("百万元"), Align.NUMBER),
            Column(words("结果")),
        ),
        rows=tuple(
            TableRow((words(f"企业{n}"), words(str(2000 + n)), words(f"{n}37.5"), words(sentence[: 12 * n])))
            for n in range(1, 6)
        ),
    )
    told = Panel(
        span=at(80),
        tone=Tone.CAUTION,
        title=words("数据口径"),
        body=(Paragraph(span=at(81), content=words(sentence)),),
    )
    said = Quote(
        span=at(90),
        body=(Paragraph(span=at(91), content=words("“合肥像风险投资家一样思考，又像国家一样有耐心。”")),),
        attribution=(Run("一位观察者"), cite(2)),
    )
    return document(
        section("1", "外贸与开放", chart, bullets(sentence, sentence), headline="合肥2024年出口增速高于全国"),
        section(
            "2", "合肥模式", bets, told, bullets(sentence, sentence, sentence), said, headline="一座敢于下注的城市"
        ),
        language="zh",
        title=words("合肥：一座内陆城市如何成为科技枢纽"),
        subtitle=words("经济转型简报"),
        authors=("区域经济组",),
        publisher="示例研究院",
    )


_SENTENCE = (
    "Hefei exported 257.2 billion yuan in 2024, 10.6% more than a year before; machinery and electronics – cars, "
    "batteries, displays and memory chips – were four fifths of it, and the “new three” a far-reaching eighth."
)
_CHINESE_SENTENCE = (
    "合肥市2024年出口2572亿元，同比增长10.6%；机电产品占比超过80%，"
    "其中NEV（新能源汽车）出口634亿元，“新三样”占八分之一。"
)


def every_length() -> Document:
    """The same sentences cut at many lengths, in English, Chinese and both, in every kind of frame."""

    def text(length: int) -> Inline:
        start = (_SENTENCE, _CHINESE_SENTENCE, _CHINESE_SENTENCE + _SENTENCE)[length % 3]
        return (Run(start[: length // 2], bold=length % 5 == 0), Run(start[length // 2 : length]), cite(1 + length % 3))

    told = []
    for n in range(1, 13):
        lengths = range(9 * n, 9 * n + 45, 9)
        chart = replace(figure(n), title=text(60 + n), caption=text(90 + 7 * n), note=text(100 + 9 * n))
        items = List(span=at(n), items=tuple(ListItem(text(length)) for length in lengths))
        rows = tuple(TableRow(tuple(text(length + 3 * column) for column in range(4))) for length in lengths)
        grid = replace(table(2), id=f"tbl-{n}", rows=rows)
        tiles = [KeyFigure(words(f"over {n}57.2"), words("billion yuan"), text(4 * n), text(3 * n))] * (1 + n % 6)
        box = replace(panel(), body=(Paragraph(span=at(n), content=text(20 * n)),))
        told.append(
            section(
                str(n),
                f"Part {n}",
                chart,
                items,
                grid,
                KeyFigures(span=at(n), items=tuple(tiles)),
                PageBreak(span=at(n)),
                items,
                box,
                headline=_SENTENCE[: 30 + 8 * n],
            )
        )
    return document(*told)


def long_words() -> Document:
    """Much of everything: a long table, many bullets, many references, a long callout, many sections."""
    items = [
        f"Item {n} of a long list, with a sentence that goes on for more than one line of the slide " * 2
        for n in range(12)
    ]
    rows = table(80)
    sections = [section(str(n), f"Section number {n}", cited_points(n)) for n in range(4, 14)]
    return document(
        section("1", "A long table", rows),
        section("2", "Many bullets", bullets(*items), headline="Twelve items that go over two slides"),
        section("3", "Eight key figures", key_figures(8), headline="More than six key figures are divided evenly"),
        *sections,
        references=references(40),
        facts=(),
    )
