"""Numbers sources in the order in which they are first cited, once for both media, and has their entries set.

Styles by number make their marks while the text is read. In styles that name authors a mark depends on all the others
(two sources of one author and year become 2020a and 2020b): there a stand-in waits for the one call of pandoc.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from hefei_report.citations.clusters import Cited, Cluster
from hefei_report.citations.naming import language_of, short, short_with_year
from hefei_report.citations.numbered import marks
from hefei_report.citations.pandoc import Pandoc, PandocError
from hefei_report.citations.rendering import Rendered, render
from hefei_report.citations.style import Style
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.labels import labels
from hefei_report.document.model import Inline, Reference, ReferenceLink, Run, plain
from hefei_report.evidence.facts import Fact
from hefei_report.evidence.sources import Source


@dataclass(frozen=True, slots=True)
class Awaited(ReferenceLink):
    """The link of a stand-in: the mark of cluster ``place`` goes here."""

    place: int


@dataclass(slots=True)
class Citing:
    """Hands out numbers while the text is read in order."""

    sources: dict[str, Source]
    language: str
    style: Style
    _numbers: dict[str, int] = field(default_factory=dict)
    _clusters: list[Cluster] = field(default_factory=list)

    def knows(self, key: str) -> bool:
        return key in self.sources

    def number(self, key: str) -> int:
        """The number of source ``key``, the next free one at its first citation."""
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
        self._clusters.append(cluster)
        return self._stand_in(cluster, Awaited(first.key, len(self._clusters) - 1))

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

    def rendered(self, pandoc: Pandoc, place: Span, diagnostics: Diagnostics) -> Rendered:
        """The entries, and the marks that stand-ins wait for; nothing of it after a diagnostic at ``place``."""
        if not self._numbers:
            return Rendered()
        cited = {key: self.sources[key] for key in self._numbers}
        self._ask_for_dates_of_reading(diagnostics)
        try:
            return render(self.style, cited, self._clusters, self.language, pandoc)
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


def settled(inline: Inline, rendered: Rendered) -> Inline:
    """``inline`` with the marks that its stand-ins wait for, each once, in the emphasis that they stand in."""
    if not any(isinstance(run.target, Awaited) for run in inline):
        return inline
    runs: list[Run] = []
    done: set[int] = set()
    for run in inline:
        if not isinstance(run.target, Awaited) or run.target.place >= len(rendered.marks):
            runs.append(run)
        elif run.target.place not in done:
            done.add(run.target.place)
            # What of a mark is no link, as the words around a key, still belongs to the citation.
            own = f"cite:{run.target.key}"
            mark = (part if part.target else replace(part, role=own) for part in rendered.marks[run.target.place])
            runs += [replace(part, bold=part.bold or run.bold, italic=part.italic != run.italic) for part in mark]
    return tuple(runs) if done else inline
