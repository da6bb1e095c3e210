"""Numbers sources in the order in which they are first cited, once for both media, and has their entries set.

Styles by number make their marks while the text is read. In styles that name authors a mark depends on all the others
(two sources of one author and year become 2020a and 2020b): there a stand-in waits for the one call of pandoc.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from hefei_report.citations.clusters import Cited, Cluster
from hefei_report.citations.naming import language_of, short, short_with_year
from hefei_report.citations.numbered import marks
from hefei_report.citations.pandoc import Pandoc, PandocError
from hefei_report.citations.rendering import Rendered, render
from hefei_report.citations.style import Style
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, Inline, Reference, ReferenceLink, Run, Section, plain
from hefei_report.document.rewriting import rewritten
from hefei_report.evidence.facts import Fact
from hefei_report.evidence.sources import Source
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Awaited(ReferenceLink):
    """The link of a stand-in: the mark of this very cluster goes here."""

    cluster: Same


@dataclass(slots=True)
class Citing:
    """Hands out numbers while the text is read in order."""

    sources: dict[str, Source]
    language: str
    style: Style
    _numbers: dict[str, int] = field(default_factory=dict)
    clusters: list[Cluster] = field(default_factory=list)  # those that wait for their marks, in order
    asked: dict[str, None] = field(default_factory=dict)  # whose number somebody asked for, in order

    @property
    def standing(self) -> tuple[str, ...]:
        """What was cited up to here, as far as it matters to a mark that is made now."""
        return tuple(self._numbers) if self.style.numbered else ()

    def apart(self) -> Citing:
        """One that goes on from here by itself; :meth:`follow` takes over what it cited."""
        return Citing(self.sources, self.language, self.style, dict(self._numbers))

    def follow(self, keys: Iterable[str], clusters: Iterable[Cluster]) -> None:
        """Cite ``keys`` in this order, and wait for the marks of ``clusters``."""
        for key in keys:
            self.number(key)
        self.clusters.extend(clusters)

    def knows(self, key: str) -> bool:
        return key in self.sources

    def number(self, key: str) -> int:
        """The number of source ``key``, the next free one at its first citation."""
        self.asked[key] = None
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def cite(self, cluster: Cluster) -> Inline:
        """What stands in the text for ``cluster``: "[3]", "[1, p. 7; 4]", "UrduPoint [3]", or a stand-in."""
        for cited in cluster.cites:
            self.number(cited.key)
        if not cluster.cites:
            return ()
        first = cluster.cites[0]
        if self.style.numbered:
            mark = marks(cluster, self.number, self.language)
            named = cluster.narrative and not first.suppressed
            return (Run(short(self.sources[first.key], self.language) + "\u00a0"), *mark) if named else mark
        self.clusters.append(cluster)
        return self._stand_in(cluster, Awaited(first.key, Same(cluster)))

    def _stand_in(self, cluster: Cluster, link: Awaited) -> Inline:
        """The names of what is cited, without years, and the facts in the words around: those count as printed."""
        names = (short(self.sources[cited.key], self.language) for cited in cluster.cites)
        around = (run for cited in cluster.cites for run in (*cited.prefix, *cited.suffix))
        facts = (Run("", target=link, fact=run.fact) for run in around if run.fact)
        return (Run(f"({labels(self.language).joiner.join(names)})", target=link), *facts)

    def marks(self, keys: Iterable[str]) -> Inline:
        """The mark of sources without any words around it; () for none."""
        return self.cite(Cluster.of(keys))

    def named_marks(self, cites: Iterable[Cited]) -> Inline:
        """A source line's parts: "UrduPoint [3]; Beijing Review [1, p. 7]", or "UrduPoint (2025); ..."."""
        runs: list[Run] = []
        for cited in dict.fromkeys(cites):
            if runs:
                runs.append(Run(labels(self.language).joiner))
            runs.append(Run(short(self.sources[cited.key], self.language) + "\u00a0"))
            runs += self.cite(Cluster((replace(cited, suppressed=True),)))
        return tuple(runs)

    def cite_facts(self, facts: Iterable[Fact]) -> None:
        """Give every source of these facts a number, for those that no mark has cited."""
        for fact in facts:
            for key in fact.sources:
                if key in self.sources:
                    self.number(key)

    def rendered(self, pandoc: Pandoc, place: Span, diagnostics: Diagnostics, memory: Memory = NO_MEMORY) -> Rendered:
        """The entries, and the marks that stand-ins wait for; nothing of it after a diagnostic at ``place``."""
        if not self._numbers:
            return Rendered()
        cited = {key: self.sources[key] for key in self._numbers}
        self._ask_for_dates_of_reading(diagnostics)
        key = (self.style, self.language, Same(self.sources), tuple(cited), tuple(self.clusters))
        try:
            return memory.once(
                "references", key, lambda: render(self.style, cited, self.clusters, self.language, pandoc)
            )
        except PandocError as problem:
            said = " ".join(str(problem).split())[:300]
            hint = problem.hint or "the style or a source is one that pandoc can't set; try 'citation-style: house'"
            diagnostics.error(
                "citation-engine", f"the sources could not be set: {said}", self.style.span or place, hint
            )
            return Rendered()

    def _ask_for_dates_of_reading(self, diagnostics: Diagnostics) -> None:
        """Chinese styles want to know when a page was read. We can't: a date that nobody noted is not made up."""
        if not self.style.is_in_chinese or self.style.span is None:
            return
        cited = (self.sources[key] for key in self._numbers)
        without = [s.id.value for s in cited if s.URL is not None and "accessed" not in s.item]
        if without:
            named = ", ".join(f"'{key}'" for key in without[:3]) + (
                f" and {len(without) - 3} more" * (len(without) > 3)
            )
            message = f"the style wants the date when a page was read; none is given for {named}"
            hint = "add 'accessed: 2025-11-01' to these sources, with the day on which they were read"
            diagnostics.warning("no-access-date", message, self.style.span, hint)

    def references(self, rendered: Rendered) -> tuple[Reference, ...]:
        """The list of references: by number, or as the style orders it."""
        keys = self._numbers if self.style.numbered or not rendered.entries else rendered.entries
        return tuple(self._reference(key, place, rendered) for place, key in enumerate(keys, 1))

    def _reference(self, key: str, number: int, rendered: Rendered) -> Reference:
        source = self.sources[key]
        content = rendered.entries.get(key, (Run(source.title.value),))
        name = short_with_year(source, self.language)
        return Reference(
            key=key,
            number=number,
            content=content,
            language=language_of(source, "en"),
            span=source.span,
            short=name if self.style.numbered else _told_apart(name, content),
            numbered=self.style.numbered,
        )

    def uncited(self) -> tuple[Source, ...]:
        """The sources that nothing cites."""
        return tuple(source for key, source in self.sources.items() if key not in self._numbers)


def _told_apart(name: str, entry: Inline) -> str:
    """A short name with the letter that its entry has after the year: "Doe (2020a)"."""
    year = re.search(r"\d{4}(?=[)）]$)", name)
    lettered = re.search(rf"(?<!\w){year[0]}[a-z](?!\w)", plain(entry)) if year else None
    return name.replace(year[0], lettered[0]) if year and lettered else name


def with_marks(
    document: Document, chapters: Sequence[Sequence[Cluster]], citing: Citing, rendered: Rendered, memory: Memory
) -> Document:
    """``document`` with the marks that its stand-ins wait for. ``chapters`` are the clusters that its first sections
    cite, in their order; those behind them may repeat any.
    """
    if not citing.clusters:
        return document
    marks = {Same(cluster): mark for cluster, mark in zip(citing.clusters, rendered.marks, strict=False)}

    def settle(inline: Inline) -> Inline:
        return settled(inline, marks)

    def settled_section(section: Section, own: Sequence[Cluster]) -> Section:
        key = (Same(section), tuple(marks.get(Same(cluster)) for cluster in own))
        return memory.once("marks", key, lambda: rewritten(section, settle))

    clusters = (*chapters, *(citing.clusters for _ in document.sections[len(chapters) :]))
    sections = tuple(map(settled_section, document.sections, clusters))
    return replace(rewritten(replace(document, sections=()), settle), sections=sections)


def settled(inline: Inline, marks: Mapping[Same, Inline]) -> Inline:
    """``inline`` with the marks that its stand-ins wait for, each once, in the emphasis that they stand in.

    A stand-in without a mark stays, as a plain link.
    """
    if not any(isinstance(run.target, Awaited) for run in inline):
        return inline
    runs: list[Run] = []
    done: set[Same] = set()
    for run in inline:
        if not isinstance(run.target, Awaited):
            runs.append(run)
        elif run.target.cluster not in marks:
            runs.append(replace(run, target=ReferenceLink(run.target.key)))
        elif run.target.cluster not in done:
            done.add(run.target.cluster)
            # What of a mark is no link, as the words around a key, still belongs to the citation.
            own = f"cite:{run.target.key}"
            mark = (part if part.target else replace(part, role=own) for part in marks[run.target.cluster])
            runs += [replace(part, bold=part.bold or run.bold, italic=part.italic != run.italic) for part in mark]
    return tuple(runs)
