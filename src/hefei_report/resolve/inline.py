"""Reads inline text of authors: Markdown to runs, with facts printed, citations numbered and references linked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from typing import Any

from markdown_it.token import Token

from hefei_report.citations.clusters import Cited, Cluster
from hefei_report.citations.keys import Cite, is_cross_reference
from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.document.labels import labels
from hefei_report.document.model import (
    CrossLink,
    Inline,
    Run,
    WebLink,
)
from hefei_report.evidence.facts import Fact, Facts
from hefei_report.evidence.printing import FILTERS, printed
from hefei_report.evidence.proof import Around
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.resolve.citing import Citing
from hefei_report.resolve.footnotes import NO_NOTES, WITHIN_NOTE, Notes, Place, mark
from hefei_report.resolve.glyphs import GlyphCheck
from hefei_report.resolve.joining import glued, literal, merged, styled
from hefei_report.resolve.links import is_safe, report_unsafe_link
from hefei_report.resolve.markup import inline_tokens
from hefei_report.resolve.numbering import Numbering
from hefei_report.resolve.proving import AS_WRITTEN, Marks, Prover, waived
from hefei_report.resolve.spanmarkup import SMALL_CAPS
from hefei_report.resolve.ties import tied


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts in the order of the publication (citations are numbered as they come)."""

    facts: Facts
    citing: Citing
    numbering: Numbering
    glyphs: GlyphCheck
    prover: Prover
    diagnostics: Diagnostics
    language: str
    printed: dict[str, None] = field(default_factory=dict)  # the ids of all facts that a text prints, in order
    marked: list[Inline] = field(default_factory=list)  # what the footnotes say, in order

    def inline(self, text: Text, around: Around = Around.NOTHING, *, notes: bool = False) -> Inline:
        """One piece of inline text; line ends in it are spaces. What is ``around`` it may prove its numerals.

        With ``notes`` it may have footnotes.
        """
        self.glyphs.text(text)
        return self.runs(inline_tokens(text.value), text.value, text.at, around, Notes() if notes else NO_NOTES)

    def marks(self, text: Text) -> Marks:
        """The facts and citations in ``text``."""
        return Marks.of(inline_tokens(text.value))

    def bare_cites(self, text: Text) -> tuple[Cited, ...]:
        """The sources that ``text`` cites, if it says nothing else than "[@one; @other, p. 3]"; else ()."""
        tokens = inline_tokens(text.value.strip())
        found = [token for token in tokens if token.type != "text" or token.content.strip(" ,;.；，。")]
        if not all(token.type == "cite" and token.meta["bracketed"] for token in found):
            return ()
        cites = [cite for token in found for cite in token.meta["cites"]]
        if any(cite.prefix or cite.suffix or not self.citing.knows(cite.key) for cite in cites):
            return ()
        return tuple(Cited(cite.key, locator=cite.locator) for cite in cites)

    def fact_runs(self, fact: Fact, filter: str) -> Inline:
        """A fact printed through ``filter`` (a key of FILTERS, or "source")."""
        if filter == "source":
            return self.citing.marks(key for key in fact.sources if self.citing.knows(key))
        self.printed[fact.id] = None
        return (Run(printed(fact, filter, self.language), fact=fact.id),)

    def runs(
        self, tokens: Sequence[Token], text: str, at: Place, around: Around = Around.NOTHING, notes: Notes = NO_NOTES
    ) -> Inline:
        """Inline tokens of ``text`` as runs; ``at`` gives the places for what is to be complained about."""
        self.prover.check(tokens, text, at, around)
        runs: list[Run] = []
        style = Run("")
        for token in tokens:
            match token.type:
                case "text" | "code_inline" | "softbreak" | "hardbreak":
                    runs += literal(token, style)
                case "strong_open" | "strong_close" | "em_open" | "em_close" | "caps_close":
                    style = _STYLES[token.type](style)
                case "link_open":
                    style = replace(style, target=self._link(str(token.attrGet("href") or ""), text, at))
                case "link_close":
                    style = replace(style, target=None)
                case "caps_open":
                    style = replace(style, small_caps=self._is_small_caps(token.meta, at))
                case "script":
                    runs.append(replace(style, text=token.content, script=token.meta["script"]))
                case "note":
                    runs += self._note(token.meta, at, around, notes)
                case "fact" if token.meta["filter"] == AS_WRITTEN:
                    written = self._waived(token.meta, Marks.of(tokens), text, at, around)
                    runs += [styled(run, style) for run in written]
                case "fact":
                    runs += [styled(run, style) for run in self._fact(token.meta, at)]
                case "cite":
                    runs += [styled(run, style) for run in self._cites(token.meta, runs, at)]
                case "image" | "bad":
                    self._complain(token, text, at)
                case _:
                    raise AssertionError(f"no rule for the token {token.type}")
        return tuple(glued(tied(merged(runs), self.language)))

    def _complain(self, token: Token, text: str, at: Place) -> None:
        """About what can't be read, or can't be set in a text."""
        if token.type == "image":
            hint = "pictures can't stand in a text; a chart is a 'figure:' block"
            self.diagnostics.error("unsupported", "a picture in a text", at(max(text.find("!["), 0), 2), hint)
            return
        code = token.meta["why"]
        self.diagnostics.error(code, f"'{token.content}' is never closed", at(token.meta["at"], 2), _UNCLOSED[code])

    def _note(self, meta: dict[str, Any], at: Place, around: Around, notes: Notes) -> Inline:
        """The mark of a footnote. What somebody says there is not said by whom the text around it quotes."""
        found = notes.text_of(meta, at, self.diagnostics)
        if found is None:
            return ()
        own = Around.CITED if around is Around.QUOTED else around
        content = self.runs(inline_tokens(found.value), found.value, found.at, own, WITHIN_NOTE)
        self.marked.append(content)
        return (mark(len(self.marked), content),) if content else ()

    def _is_small_caps(self, meta: dict[str, Any], at: Place) -> bool:
        name = str(meta["class"])
        if name != SMALL_CAPS:
            message, place = f"there is no class '{name}'", at(meta["at"], len(name))
            self.diagnostics.error("unknown-class", message, place, did_you_mean(name, (SMALL_CAPS,)))
        return name == SMALL_CAPS

    def _link(self, url: str, text: str, at: Place) -> WebLink | None:
        if is_safe(url):
            return WebLink(url)
        place = at(max(text.find("](") + 2, 0), max(len(url), 1))
        report_unsafe_link(url, place, self.diagnostics)
        return None

    def _fact(self, meta: dict[str, Any], at: Place) -> Inline:
        name, filter = meta["id"], meta["filter"]
        filters = (*FILTERS, "source", AS_WRITTEN)
        if filter not in filters:
            place = at(meta["filter_at"], len(filter))
            message, hint = f"there is no filter '{filter[:40]}'", did_you_mean(filter, [f for f in filters if f])
            self.diagnostics.error("unknown-filter", message, place, hint)
            return ()
        fact = self.facts.get(name)
        if fact is None:
            place = at(meta["id_at"], max(len(name), 1))
            hint = did_you_mean(name, self.facts.by_id) or "facts stand in the files listed under 'facts:'"
            self.diagnostics.error("unknown-fact", f"there is no fact '{name[:60]}'", place, hint)
            return (Run(f"[{name}?]", bold=True),)
        return self.fact_runs(fact, filter)

    def _waived(self, meta: dict[str, Any], marks: Marks, text: str, at: Place, around: Around) -> Inline:
        """A number that is no fact: printed as it stands, if it is in quotes and it is cited whose it is, in its
        sentence or around its text.
        """
        written = waived(meta["id"])
        if written is None:
            hint = 'put what is to be printed in quotes: {{ "400 km" | as-written }}'
            self.diagnostics.error("bad-value", "there is nothing in quotes here", at(meta["id_at"], 1), hint)
            return ()
        keys = marks.cited_beside(meta["at"], text)
        if not keys and around in (Around.NOTHING, Around.TITLE):
            hint = "add the citation, as in [@source, p. 3]; or make it a fact"
            message = f"'{written[:40]}' is waived without a citation in its sentence"
            self.diagnostics.error("unproven-number", message, at(meta["at"], meta["length"]), hint)
        return (Run(written, waiver=" ".join(keys)),)

    def _cites(self, meta: dict[str, Any], before: list[Run], at: Place) -> Inline:
        cites: tuple[Cite, ...] = meta["cites"]
        cross = [cite for cite in cites if is_cross_reference(cite.key)]
        if cross and len(cross) < len(cites):
            hint = "put references to figures and citations in brackets of their own"
            self.diagnostics.error(
                "mixed-references", "citations and references in one bracket", at(meta["at"], 1), hint
            )
            return ()
        if cross:
            return self._crosses(cross, bool(before), meta["bracketed"], at)
        known = [cite for cite in cites if self._knows(cite, at)]
        if not known:
            return tuple(Run(f"[{cite.key}?]", bold=True) for cite in cites)
        return self.citing.cite(Cluster(tuple(self._cited(cite, at) for cite in known), not meta["bracketed"]))

    def _cited(self, cite: Cite, at: Place) -> Cited:
        """A citation with the words around its key read, which are Markdown like any other."""

        def words(text: str, start: int) -> Inline:
            tokens = inline_tokens(text)
            return self.runs(tokens, text, lambda offset, length: at(start + offset, length), Around.CITED)

        prefix, suffix = words(cite.prefix, cite.prefix_at), words(cite.suffix, cite.suffix_at)
        return Cited(cite.key, prefix, cite.locator, suffix, cite.suppressed)

    def _knows(self, cite: Cite, at: Place) -> bool:
        if self.citing.knows(cite.key):
            return True
        hint = did_you_mean(cite.key, self.citing.sources) or "sources stand in the files listed under 'sources:'"
        message = f"there is no source '{cite.key[:60]}'"
        self.diagnostics.error("unknown-source", message, at(cite.start, cite.length), hint)
        return False

    def _crosses(self, cites: list[Cite], inside: bool, bracketed: bool, at: Place) -> Inline:
        runs: list[Run] = []
        for cite in cites:
            if runs:
                runs.append(Run(labels(self.language).joiner))
            runs += self._cross(cite, inside, at)
        return (Run("("), *runs, Run(")")) if bracketed else tuple(runs)

    def _cross(self, cite: Cite, inside: bool, at: Place) -> Inline:
        key = cite.key[0].lower() + cite.key[1:]
        target = self.numbering.targets.get(key)
        if target is None:
            place = at(cite.start, cite.length)
            hint = did_you_mean(key, self.numbering.targets) or "figures, tables and sections are named by their 'id:'"
            self.diagnostics.error("unknown-reference", f"there is nothing called '{key[:60]}'", place, hint)
            return (Run(f"[{key}?]", bold=True),)
        words = labels(self.language)
        template = {"figure": words.figure, "table": words.table, "section": words.section}[target.kind]
        text = template.format(number=target.number).replace(" ", "\u00a0")
        return (Run(text if inside else text[:1].upper() + text[1:], target=CrossLink(key)),)


_STYLES: dict[str, Callable[[Run], Run]] = {
    "strong_open": lambda style: replace(style, bold=True),
    "strong_close": lambda style: replace(style, bold=False),
    "em_open": lambda style: replace(style, italic=True),
    "em_close": lambda style: replace(style, italic=False),
    "caps_close": lambda style: replace(style, small_caps=False),
}
_UNCLOSED = {
    "unclosed-fact": "write {{ fact }} with two closing braces on the same line",
    "unclosed-note": "write ^[what the note says] with a closing bracket in the same paragraph",
}
