"""The work that is timed in the words of each peer: Markdown for pandoc, JSON for scripts, Typst's own mark-up."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.work import Chart, Sentence, Table, Work, write_sources

_COLOURS = {False: ("12405A", "D9581B"), True: ("333333", "1F6FB2")}  # ink and accent, for each look


def write_markdown(made: Work, folder: Path) -> None:
    """The report for pandoc, ``report.md``; what its charts show is in ``charts.json``."""
    write_sources(made, folder)
    (folder / "report.md").write_text(as_markdown(made), encoding="utf-8")
    write_charts(made, folder)


def write_charts(made: Work, folder: Path) -> None:
    """``charts.json``: each chart of the report with the colours in which it is drawn."""
    ink, accent = _COLOURS[made.other_look]
    charts = [{**asdict(section.chart), "ink": f"#{ink}", "accent": f"#{accent}"} for section in made.sections]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "charts.json").write_text(json.dumps(charts), encoding="utf-8")


def write_json(made: Work, folder: Path) -> None:
    """All of the report in ``report.json``, for a script."""
    ink, accent = _COLOURS[made.other_look]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(json.dumps({**asdict(made), "ink": ink, "accent": accent}), encoding="utf-8")


def write_typst(made: Work, folder: Path) -> None:
    """The report in Typst's mark-up, ``report.typ``, with its sources as BibLaTeX beside it."""
    write_sources(made, folder)
    (folder / "sources.bib").write_text("\n".join(map(_as_biblatex, made.sources)), encoding="utf-8")
    (folder / "report.typ").write_text(as_typst(made), encoding="utf-8")


# -------------------------------------------------------------------------------------------- Markdown


def as_markdown(made: Work) -> str:
    """One text for both publications; what only the briefing shows stands in divisions named ``briefing``."""
    ink, accent = _COLOURS[made.other_look]
    lines = [
        "---",
        f"title: {made.title}",
        f"author: {made.author}",
        "date: 22 November 2025",
        f'ink: "{ink}"',
        f'accent: "{accent}"',
        "---",
        "",
    ]
    for section in made.sections:
        lines += [f"# {section.title}", "", "::: briefing", ""]
        for paragraph in section.paragraphs:
            lines += [" ".join(map(_cited_in_markdown, paragraph)), ""]
        chart = section.chart
        lines += [":::", "", f"## {chart.title} {{.unnumbered .unlisted}}", ""]
        caption = f"{chart.caption}, {chart.unit}. Source: [@{chart.source}]"
        lines += [f'![{caption}](charts/{chart.id}){{#{chart.id} alt="{chart.alt}"}}', ""]
        if section.table is not None:
            lines += [f"## {section.table.title} {{.unnumbered .unlisted}}", "", *_table_in_markdown(section.table)]
    return "\n".join([*lines, "# References {.unnumbered}", "", "::: {#refs}", ":::", ""])


def _cited_in_markdown(sentence: Sentence) -> str:
    return f"{sentence.words.rstrip('.')} [@{sentence.cites}]." if sentence.cites else sentence.words


def _table_in_markdown(table: Table) -> list[str]:
    rows = [table.header, ("---",) * len(table.header), *table.rows]
    return [*(f"| {' | '.join(row)} |" for row in rows), "", f": Source: [@{table.source}]", ""]


# ----------------------------------------------------------------------------------------------- Typst

_ESCAPED = str.maketrans({character: f"\\{character}" for character in "\\#*_`$<>@=/-~[]"})
_STYLE = """\
#set document(title: "{title}", author: "{author}", date: datetime(year: 2025, month: 11, day: 22))
#set page(paper: "a4", margin: (left: 70.9pt, right: 189.9pt, top: 79pt, bottom: 72pt))
#set text(font: "Source Serif 4", size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 0.65em, first-line-indent: 14.5pt)
#set heading(numbering: "1")
#show heading: set text(font: "Source Sans 3", weight: "semibold", fill: rgb("{ink}"))
#show heading.where(level: 1): it => {{ pagebreak(weak: true); it }}
#set figure.caption(position: top)
#show figure.caption: set text(font: "Source Sans 3", size: 9pt)
#page(margin: 70.9pt, align(horizon, text(font: "Source Sans 3", size: 30pt, fill: rgb("{ink}"))[
  {title} \\ #text(size: 11pt)[{author} \\ 22 November 2025]]))
#set page(numbering: "1", header: text(font: "Source Sans 3", size: 8pt)[{title}])
#outline(depth: 1)
"""


def as_typst(made: Work) -> str:
    """The report with a cover, contents, numbered figures and tables, and Typst's own references."""
    lines = [_STYLE.format(title=made.title, author=made.author, ink=_COLOURS[made.other_look][0])]
    for section in made.sections:
        lines += [f"= {section.title} <{section.id}>"]
        lines += [f"{' '.join(map(_cited_in_typst, paragraph))}\n" for paragraph in section.paragraphs]
        lines += _chart_in_typst(section.chart)
        lines += _table_in_typst(section.table) if section.table is not None else []
    return "\n".join([*lines, '#bibliography("sources.bib", style: "apa.csl", title: "References")', ""])


def _cited_in_typst(sentence: Sentence) -> str:
    words = sentence.words.translate(_ESCAPED)
    return f"{words.rstrip('.')} @{sentence.cites}." if sentence.cites else words


def _chart_in_typst(chart: Chart) -> list[str]:
    return [
        f'#figure(image("charts/{chart.id}.pdf", width: 100%, alt: "{chart.alt}"),',
        f"  caption: [*{chart.title}* \\ {chart.caption}, {chart.unit}. Source: @{chart.source}]) <{chart.id}>\n",
    ]


def _table_in_typst(table: Table) -> list[str]:
    cells = ", ".join(f"[{cell}]" for row in table.rows for cell in row)
    header = ", ".join(f"[*{cell}*]" for cell in table.header)
    return [
        f"#figure(table(columns: {len(table.header)}, stroke: none, table.header({header}), table.hline(), {cells}),",
        f"  caption: [{table.title}. Source: @{table.source}]) <{table.id}>\n",
    ]


def _as_biblatex(source: dict[str, Any]) -> str:
    (author,) = source["author"]
    fields = {
        "title": source["title"],
        "author": f"{author['family']}, {author['given']}",
        "date": "2020",
        "journaltitle": source["container-title"],
        "volume": source["volume"],
        "pages": str(source["page"]).replace("-", "--"),
        "url": source["URL"],
    }
    return f"@article{{{source['id']},\n" + "".join(f"  {name} = {{{told}}},\n" for name, told in fields.items()) + "}"
