"""Reads inline text of authors: Markdown to runs, with facts printed, citations numbered and references linked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.token import Token

from hefei_report.citations.clusters import Cited, Cluster
from hefei_report.citations.keys import Cite, is_cross_reference
from hefei_report.diagnostics import Diagnostics, Span, did_you_mean
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
from hefei_report.resolve.citing import Citing
from hefei_report.resolve.glyphs import GlyphCheck
from hefei_report.resolve.links import is_safe, report_unsafe_link
from hefei_report.resolve.markup import parser
from hefei_report.resolve.numbering import Numbering
from hefei_report.resolve.proving import AS_WRITTEN, Marks, Prover, waived
from hefei_report.theme.fonts import is_chinese

# The place of so many characters from an offset of the text being read.
Place = Callable[[int, int], Span]


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

    def inline(self, text: Text, around: Around = Around.NOTHING) -> Inline:
        """One piece of inline text; line ends in it are spaces. What is ``around`` it may prove its numerals."""
        self.glyphs.text(text)
        tokens = parser().parseInline(text.value)
        return self.runs(tokens[0].children or [], text.value, text.at, around) if tokens else ()

    def marks(self, text: Text) -> Marks:
        """The facts and citations in ``text``."""
        tokens = parser().parseInline(text.value)
        return Marks.of(tokens[0].children or [] if tokens else [])

    def fact_runs(self, fact: Fact, filter: str) -> Inline:
        """A fact printed through ``filter`` (a key of FILTERS, or "source")."""
        if filter == "source":
            return self.citing.marks(key for key in fact.sources if self.citing.knows(key))
        self.printed[fact.id] = None
        return (Run(printed(fact, filter, self.language), fact=fact.id),)

    def runs(self, tokens: list[Token], text: str, at: Place, around: Around = Around.NOTHING) -> Inline:
        """Inline tokens of ``text`` as runs; ``at`` gives the places for what is to be complained about."""
        self.prover.check(tokens, text, at, around)
        runs: list[Run] = []
        style = Run("")
        for token in tokens:
            match token.type:
                case "text" | "code_inline" | "softbreak" | "hardbreak":
                    runs += _literal(token, style)
                case "strong_open" | "strong_close":
                    style = replace(style, bold=token.type == "strong_open")
                case "em_open" | "em_close":
                    style = replace(style, italic=token.type == "em_open")
                case "link_open":
                    style = replace(style, target=self._link(str(token.attrGet("href") or ""), text, at))
                case "link_close":
                    style = replace(style, target=None)
                case "fact" if token.meta["filter"] == AS_WRITTEN:
                    written = self._waived(token.meta, Marks.of(tokens), text, at, around)
                    runs += [_styled(run, style) for run in written]
                case "fact":
                    runs += [_styled(run, style) for run in self._fact(token.meta, at)]
                case "cite":
                    runs += [_styled(run, style) for run in self._cites(token.meta, runs, at)]
                case "image":
                    start = text.find("![")
                    hint = "pictures can't stand in a text; a chart is a 'figure:' block"
                    self.diagnostics.error("unsupported", "a picture in a text", at(max(start, 0), 2), hint)
                case "bad":
                    hint = "write {{ fact }} with two closing braces on the same line"
                    self.diagnostics.error("unclosed-fact", "'{{' is never closed", at(token.meta["at"], 2), hint)
                case _:
                    raise AssertionError(f"no rule for the token {token.type}")
        return tuple(_merged(runs))

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
            tokens = parser().parseInline(text) if text else []
            children = tokens[0].children or [] if tokens else []
            return self.runs(children, text, lambda offset, length: at(start + offset, length), Around.CITED)

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


def _literal(token: Token, style: Run) -> list[Run]:
    """The run of a token that is text, code or a line break."""
    if token.type == "hardbreak":
        return [Run("\n")]
    if token.type == "softbreak":
        return [replace(style, text=" ")]
    content = token.content.replace("\t", " ").replace("\n", " ")
    return [replace(style, text=content, code=token.type == "code_inline")] if content else []


def _styled(run: Run, style: Run) -> Run:
    """A run of a fact or citation in the emphasis around it."""
    return replace(
        run, bold=run.bold or style.bold, italic=run.italic or style.italic, target=run.target or style.target
    )


def _merged(runs: list[Run]) -> Iterator[Run]:
    """The runs with neighbours of one style joined, no space between Chinese lines, and marks kept to their word."""
    waiting: Run | None = None
    for position, run in enumerate(runs):
        following = runs[position + 1].text[:1] if position + 1 < len(runs) else ""
        before = waiting.text[-1:] if waiting else ""
        if run.text == " " and before and following and is_chinese(before) and is_chinese(following):
            continue
        if waiting and run.text.startswith("[") and run.target and waiting.text.endswith(" "):
            waiting = replace(waiting, text=waiting.text[:-1] + "\u00a0")
        joins = (
            waiting
            and not (run.fact or run.waiver or waiting.fact or waiting.waiver)
            and "\n" not in (run.text, waiting.text)
        )
        if waiting and joins and replace(run, text="") == replace(waiting, text=""):
            waiting = replace(waiting, text=waiting.text + run.text)
            continue
        if waiting:
            yield waiting
        waiting = run
    if waiting:
        yield waiting
