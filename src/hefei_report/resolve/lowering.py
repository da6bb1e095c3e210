"""Lowers sections and their blocks to the Document; what blocks may ask for on the way is answered here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace

from hefei_report.citations.clusters import Cited
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.labels import Labels, labels
from hefei_report.document.model import Block, Inline, List, Medium, Paragraph, Run, Section, plain
from hefei_report.evidence.claims import claim
from hefei_report.evidence.facts import Fact, Facts
from hefei_report.evidence.proof import Around
from hefei_report.outline.model import RawBlock, SectionFields
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.resolve.inline import Reader
from hefei_report.resolve.passage import read_passage
from hefei_report.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Implements :class:`hefei_report.blocks.kind.Lowering`."""

    reader: Reader
    workspace: Workspace
    lines: list[Inline] = field(default_factory=list)
    figure_tables: bool = False

    @property
    def language(self) -> str:
        return self.reader.language

    @property
    def labels(self) -> Labels:
        return labels(self.reader.language)

    @property
    def diagnostics(self) -> Diagnostics:
        return self.reader.diagnostics

    @property
    def facts(self) -> Facts:
        return self.reader.facts

    def inline(self, text: Text | None, around: Around = Around.NOTHING, *, notes: bool = False) -> Inline:
        return self.reader.inline(text, around, notes=notes) if text is not None else ()

    def plain(self, text: Text | None, around: Around = Around.NOTHING) -> str:
        return self._plain(self.inline(text, around))

    def line(self, text: Text | None, around: Around = Around.NOTHING) -> str:
        """A plain text that is set as such; its runs stay among :attr:`lines`, if they print a fact."""
        inline = self.inline(text, around)
        if any(run.fact for run in inline):
            self.lines.append(inline)
        return self._plain(inline)

    def _plain(self, inline: Inline) -> str:
        return " ".join(plain(inline).split(" ")).strip()

    def prove(self, text: Text) -> None:
        self.reader.prover.check((), text.value, text.at, Around.CITED)

    def passage(
        self, text: Text, only: Medium | None, around: Around = Around.NOTHING, *, notes: bool = True
    ) -> tuple[Paragraph | List, ...]:
        return read_passage(text, only, self.reader, around, notes=notes)

    def cites(self, text: Text | None) -> Around:
        marks = self.reader.marks(text) if text is not None else None
        if marks is None or not (marks.cites or marks.facts):
            return Around.NOTHING
        return Around.QUOTED if any(mark.located for mark in marks.cites) else Around.CITED

    def fact_inline(self, fact: Fact, filter: str = "") -> Inline:
        runs = self.reader.fact_runs(fact, filter)
        return tuple(run for run in runs if run.text)

    def cite(self, keys: Iterable[str]) -> Inline:
        return self.reader.citing.marks(key for key in keys if self.reader.citing.knows(key))

    def source_line(self, facts: Iterable[str], extra: Text | None, rows: tuple[Text, ...] = ()) -> Inline:
        plotted = [fact for id_ in facts if (fact := self.facts.get(id_))]
        own = self._keys(extra)
        keys = [key for fact in plotted for key in fact.sources] + [
            key for text in rows for key in self._row_keys(text)
        ]
        keys = [key for key in dict.fromkeys(keys) if self.reader.citing.knows(key) and key not in own]
        bare = self.reader.bare_cites(extra) if extra is not None else ()
        cites = (*map(Cited, keys), *bare)
        parts = [self.reader.citing.named_marks(cites)] if cites else []
        if extra is not None and not bare:
            parts.append(self.inline(extra))
        if any(fact.formula for fact in plotted):
            parts.append((Run(self.labels.calculated),))
        return _joined([part for part in parts if part], self.labels.joiner)

    def _keys(self, text: Text | None) -> tuple[str, ...]:
        """The sources that ``text`` cites, each once."""
        marks = self.reader.marks(text) if text is not None else None
        return tuple(dict.fromkeys(key for keys in marks.keys for key in keys)) if marks else ()

    def _row_keys(self, text: Text) -> tuple[str, ...]:
        """The sources that a row of data cites; what is wrong with them is reported."""
        keys = self._keys(text)
        if not keys:
            hint = "write \"[@key, p. 3]\"; a column that is no citation is left out with 'columns: {source: null}'"
            self.diagnostics.error("unproven-number", "this source of a row cites nothing", text.span, hint)
            return ()
        if not all(self.reader.citing.knows(key) for key in keys):
            self.inline(text)  # which says at its place what it doesn't know
        return keys

    def claim(self, claims: tuple[Text, ...]) -> None:
        for text in claims:
            claim(text, self.facts, self.diagnostics)

    def number_of(self, id: Text) -> int:
        target = self.reader.numbering.targets.get(id.value)
        return int(target.number) if target and target.number.isdigit() else 0

    def lower(self, raw: tuple[RawBlock, ...]) -> tuple[Block, ...]:
        found: list[Block] = []
        for block in raw:
            bound = self.reader.numbering.bound(block)
            if bound is not None:
                found += bound.kind.lower(bound.fields, bound.only, self)
        return tuple(found)


def _lower_sections(
    sections: tuple[SectionFields, ...], around: Surroundings, level: int, only: Medium | None
) -> tuple[Section, ...]:
    return tuple(lower_section(fields, around, level, only) for fields in sections)


def lower_section(fields: SectionFields, around: Surroundings, level: int = 1, outer: Medium | None = None) -> Section:
    """A section with its blocks, then those inside of it, in reading order."""
    only = Medium(fields.only) if fields.only else outer
    around.claim(fields.assert_)
    target = around.reader.numbering.targets.get(fields.id.value)
    section = Section(
        id=fields.id.value,
        number=target.number if target else "",
        level=level,
        title=around.inline(fields.title, notes=True),
        headline=around.inline(fields.headline, notes=True),
        blocks=around.lower(fields.blocks),
        notes=_notes(fields.notes, around),
        layout=fields.layout.value if fields.layout else "",
        span=fields.span,
        only=only,
    )
    return replace(section, sections=_lower_sections(fields.sections, around, level + 1, only))


def _notes(text: Text | None, around: Surroundings) -> tuple[Inline, ...]:
    if text is None:
        return ()
    parts = around.passage(text, Medium.DECK, notes=False)
    paragraphs = [part.content for part in parts if isinstance(part, Paragraph)]
    return (*paragraphs, *(item.content for part in parts if isinstance(part, List) for item in part.items))


def _joined(parts: list[Inline], between: str) -> Inline:
    runs: list[Run] = []
    for part in parts:
        runs += [Run(between)] if runs else []
        runs += part
    return tuple(runs)
