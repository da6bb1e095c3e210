"""Complains about numerals in authors' texts that nothing proves, each at its column."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markdown_it.token import Token

from hefei_report.citations.keys import Cite, is_cross_reference
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.evidence.numerals import PERHAPS, Kind, sentences
from hefei_report.evidence.proof import Around, Mark, Rules, hide, unproven
from hefei_report.expressions import expression
from hefei_report.records import dataclass

AS_WRITTEN = "as-written"
_WAIVED = expression(r"[\"“'‘](.*)[\"”'’]")
_DIGIT = expression(r"\d")
_LINK_TARGET = expression(r"""\]\(<?[^)\s]*>?(?:\s+(?:"[^"]*"|'[^']*'))?\)""")
_NUMBER_HINT = (
    'make it a fact and write {{ its-id }}; or {{ "as it stands" | as-written }} with a citation in the sentence'
)
_YEAR_HINT = "cite the source in the sentence, or make it a fact"


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a text is a mark: facts, citations by their keys, and everything that is no text of the author's."""

    facts: tuple[Mark, ...]
    cites: tuple[Mark, ...]
    hidden: tuple[tuple[int, int], ...]
    keys: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, tokens: Iterable[Token]) -> Marks:
        """The marks among inline tokens."""
        facts: list[Mark] = []
        cites: list[Mark] = []
        hidden: list[tuple[int, int]] = []
        keys: list[tuple[str, ...]] = []
        for token in tokens:
            if token.type not in ("fact", "cite", "note", "script") or not token.meta.get("named", True):
                continue
            start, end = token.meta["at"], token.meta["at"] + token.meta["length"]
            hidden.append((start, end))
            if token.type in ("note", "script"):  # a note is looked through by itself
                continue
            if token.type == "fact":
                facts += [Mark(start, end)] if token.meta["filter"] != AS_WRITTEN else []
                continue
            own = [cite for cite in token.meta["cites"] if not is_cross_reference(cite.key)]
            if own:
                cites.append(Mark(start, end, located=any(_located(cite) for cite in own)))
                keys.append(tuple(cite.key for cite in own))
        return cls(tuple(facts), tuple(cites), tuple(hidden), tuple(keys))

    def cited_beside(self, at: int, text: str) -> tuple[str, ...]:
        """The keys that are cited in the sentence of the character at ``at``."""
        start, end = next((part for part in sentences(hide(text, self.hidden)) if part[0] <= at < part[1]), (0, 0))
        return tuple(
            key for mark, keys in zip(self.cites, self.keys, strict=True) if start <= mark.start < end for key in keys
        )


def _located(cite: Cite) -> bool:
    return cite.locator is not None or _DIGIT.search(cite.suffix) is not None


@dataclass(frozen=True, slots=True)
class Prover:
    """Looks through texts as the reader reads them."""

    rules: Rules
    diagnostics: Diagnostics

    def check(self, tokens: Iterable[Token], text: str, at: Callable[[int, int], Span], around: Around) -> None:
        """Report each numeral of ``text`` that neither its tokens nor what is ``around`` proves, at its place.

        Nothing is said of a text in which a fact's braces are not closed: what looks like a number may be its name.
        """
        if not PERHAPS.search(text):
            return
        tokens = tuple(tokens)
        if any(token.type == "bad" for token in tokens):
            return
        marks = Marks.of(tokens)
        hidden = [*marks.hidden, *(match.span() for match in _LINK_TARGET.finditer(text))]
        for numeral in unproven(hide(text, hidden), (*marks.facts, *marks.cites), around, self.rules):
            what, hint = ("date", _YEAR_HINT) if numeral.kind is Kind.YEAR else ("number", _NUMBER_HINT)
            message = f"nothing proves the {what} '{numeral.text}'"
            self.diagnostics.error("unproven-number", message, at(numeral.start, numeral.length), hint)


def waived(written: str) -> str | None:
    """The text between the quotes of ``{{ "400 km" | as-written }}``, or None when there are none."""
    match = _WAIVED.fullmatch(written)
    return match[1] if match else None
