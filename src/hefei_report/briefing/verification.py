"""How the facts were verified: the states in the register, how many are in each, and how to check a copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hefei_report import __version__
from hefei_report.briefing.flow import Block
from hefei_report.briefing.prose import list_blocks, paragraph_block
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, Inline, List, ListItem, Paragraph, Run
from hefei_report.document.registerwords import RegisterWords, register_words
from hefei_report.evidence.numbers import partial_date_text
from hefei_report.proof.binding import COUNT
from hefei_report.proof.inventory import MANIFEST_SUFFIX

_DIGITS = re.compile(r"(\d[\d.,]*)")


def verification_blocks(document: Document, typesetter: Typesetter) -> Iterator[Block]:
    """The section's texts, without its heading."""
    words = register_words(document.language)
    style, column = typesetter.styles.body, typesetter.tokens.column_width
    told = [_counts(document, words)]
    states = tuple(ListItem(line) for line in _states(document, words))
    for text in told:
        yield paragraph_block(Paragraph(content=text, span=document.span), typesetter, style, column)
    if states:
        yield from list_blocks(List(items=states, span=document.span), typesetter, typesetter.styles.item, column)
    file = f"{document.report}{MANIFEST_SUFFIX}"
    closing = (
        words.rules,
        words.trace.format(file=file) + _space(document) + words.made_with.format(version=__version__),
    )
    for line in closing:
        yield paragraph_block(
            Paragraph(content=_counted(line), span=document.span),
            typesetter,
            style,
            column,
            follows=not states or line is not closing[0],
        )


def disagreement_blocks(document: Document, typesetter: Typesetter) -> Iterator[Block]:
    """Where sources contradict each other, an item for each."""
    items = tuple(ListItem(line) for line in document.disagreements)
    column = typesetter.tokens.column_width
    yield from list_blocks(List(items=items, span=document.span), typesetter, typesetter.styles.item, column)


def _space(document: Document) -> str:
    return "" if document.language.startswith("zh") else " "


def _counts(document: Document, words: RegisterWords) -> Inline:
    everything = (*document.facts, *document.basis)
    derived = sum(bool(fact.formula) for fact in everything)
    basis = words.one_basis.format(basis=len(document.basis)) if document.basis else ""
    line = words.counts.format(
        printed=len(document.facts), basis=basis, stated=len(everything) - derived, derived=derived
    )
    nobody = not any(fact.state for fact in everything)
    return _counted(line + _space(document) + words.unchecked if nobody else line)


def _states(document: Document, words: RegisterWords) -> Iterator[Inline]:
    """A line for each state that a stated fact is in; none when nobody looked at any."""
    stated = [fact for fact in (*document.facts, *document.basis) if not fact.formula]
    counts = Counter(fact.state for fact in stated)
    if set(counts) <= {""}:
        return
    colon = labels(document.language).colon
    for state, meaning in words.states.items():
        if not counts[state]:
            continue
        who = dict.fromkeys(
            words.attested_by.format(who=fact.attested_by, when=partial_date_text(fact.attested_on, document.language))
            for fact in stated
            if fact.state == state and fact.attested_by
        )
        named = f" ({labels(document.language).joiner.join(who)})" if who else ""
        yield (
            Run(f"{counts[state]} {words.state_names[state]}", bold=True, role=COUNT),
            *_counted(f"{colon}{meaning}{named}"),
        )


def _counted(text: str) -> Inline:
    """``text`` of the product's own; its digits count facts, or are dates and versions."""
    return tuple(
        Run(part, role=COUNT) if _DIGITS.fullmatch(part) else Run(part) for part in _DIGITS.split(text) if part
    )
